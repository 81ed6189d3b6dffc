#include "core/store/Settings.h"

#include "core/base/Resources.h"
#include "core/store/RawTables.h"

#include <QDateTime>
#include <QJsonArray>
#include <QUuid>

namespace lectern {

namespace {

Result<QJsonArray> settingTable()
{
    LECTERN_ASSIGN(const QJsonObject object, resourceJson("settings.json"));
    return object.value("settings").toArray();
}

/// Empty if `value` is allowed, else what would be.
QString complaint(const QJsonObject& entry, const QString& value)
{
    const QString type = entry.value("type").toString();
    if (type == "integer") {
        bool ok = false;
        const int number = value.toInt(&ok);
        const int low = entry.value("low").toInt();
        const int high = entry.value("high").toInt();
        if (!ok || number < low || number > high)
            return QString("%1 to %2").arg(low).arg(high);
    } else if (type == "choice") {
        const QStringList allowed = entry.value("values").toVariant().toStringList();
        if (!allowed.contains(value))
            return allowed.join(", ");
    } else if (type == "time_zone" && !QTimeZone::isTimeZoneIdAvailable(value.toUtf8())) {
        return "America/New_York, Europe/Berlin, …";
    }
    return {};
}

} // namespace

Result<void> writeSettingDefaults(const Database& writer)
{
    LECTERN_ASSIGN(const QJsonArray table, settingTable());
    LECTERN_ASSIGN(Statement insert, writer.prepare("INSERT INTO setting_default (key, value) VALUES (?, ?)"
                                                    " ON CONFLICT (key) DO UPDATE SET value = excluded.value"
                                                    " WHERE value <> excluded.value"));
    for (const QJsonValue& entry : table) {
        insert.bind(1, entry["key"].toString()).bind(2, entry["default"].toString());
        LECTERN_TRY(insert.run());
    }
    return {};
}

Result<SettingValues> settings(const Database& database)
{
    SettingValues values;
    LECTERN_ASSIGN(Statement statement, database.prepare("SELECT key, value FROM setting_value"));
    for (;;) {
        LECTERN_ASSIGN(const bool row, statement.step());
        if (!row)
            return values;
        values.insert(statement.text(0), statement.text(1));
    }
}

Result<QString> setting(const Database& database, const QString& key)
{
    LECTERN_ASSIGN(Statement statement, database.prepare("SELECT value FROM setting_value WHERE key = ?"));
    statement.bind(1, key);
    LECTERN_ASSIGN(const bool row, statement.step());
    if (!row)
        return failure("setting.unknown", {}, {key});
    return statement.text(0);
}

Result<void> decideSetting(const Database& writer, const QString& key, const QString& value, const QString& author)
{
    LECTERN_ASSIGN(const QJsonArray table, settingTable());
    QJsonObject entry;
    for (const QJsonValue& candidate : table)
        if (candidate["key"].toString() == key)
            entry = candidate.toObject();
    if (entry.isEmpty())
        return failure("setting.unknown", {}, {key});
    if (const QString allowed = complaint(entry, value); !allowed.isEmpty())
        return failure("setting.invalid", {}, {key, value, allowed});
    LECTERN_ASSIGN(Statement insert, writer.prepare("INSERT INTO decision_setting (uuid, author, made_ms, key, value)"
                                                    " VALUES (?, ?, ?, ?, ?)"));
    insert.bind(1, QUuid::createUuid().toString(QUuid::WithoutBraces)).bind(2, author);
    insert.bind(3, QDateTime::currentMSecsSinceEpoch()).bind(4, key).bind(5, value);
    LECTERN_TRY(insert.run());
    return bumpRawState(writer, "setting");
}

} // namespace lectern
