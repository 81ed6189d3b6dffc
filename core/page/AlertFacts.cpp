/// Reads what the alert rules look at, and writes down which alerts were seen.
#include "core/page/Alerts.h"

#include "core/store/Settings.h"

#include <QDateTime>
#include <QFileInfo>
#include <QStorageInfo>
#include <QUuid>
#include <algorithm>

namespace lectern {

namespace {

Result<AlertRules> rulesOf(const Database& reader)
{
    LECTERN_ASSIGN(const SettingValues values, settings(reader));
    const AlertRules usual;
    const auto number = [&values](const char* key, qint64 fallback) {
        bool ok = false;
        const qint64 value = values.value(QLatin1String(key)).toLongLong(&ok);
        return ok ? value : fallback;
    };
    return AlertRules{.usualDays = number("feed_usual_days", usual.usualDays),
                      .lateFactor = number("feed_late_factor", usual.lateFactor),
                      .fellPercent = number("rows_fell_percent", usual.fellPercent),
                      .refusedPercent = number("refused_percent", usual.refusedPercent)};
}

Result<QMap<qint64, Day>> dataTo(const Database& reader)
{
    QMap<qint64, Day> days;
    const QString made = "SELECT count(*) FROM sqlite_schema WHERE name = 'agg_feed_clock'";
    LECTERN_ASSIGN(const qint64 built, reader.integer(made));
    if (built == 0)
        return days;
    LECTERN_ASSIGN(Statement rows, reader.prepare("SELECT feed_id, max(last_day) FROM agg_feed_clock GROUP BY feed_id"));
    for (;;) {
        LECTERN_ASSIGN(const bool more, rows.step());
        if (!more)
            return days;
        days.insert(rows.integer(0), Day(rows.integer(1)));
    }
}

Result<QSet<QString>> acknowledged(const Database& reader)
{
    QSet<QString> keys;
    LECTERN_ASSIGN(Statement rows, reader.prepare("SELECT alert FROM decision_alert"));
    for (;;) {
        LECTERN_ASSIGN(const bool more, rows.step());
        if (!more)
            return keys;
        keys.insert(rows.text(0));
    }
}

} // namespace

Result<AlertFacts> alertFacts(const Database& reader)
{
    AlertFacts facts;
    LECTERN_ASSIGN(facts.rules, rulesOf(reader));
    LECTERN_ASSIGN(facts.loads, loads(reader)); // newest first
    std::ranges::reverse(facts.loads);
    LECTERN_ASSIGN(facts.checks, checkStates(reader));
    LECTERN_ASSIGN(facts.dataTo, dataTo(reader));
    LECTERN_ASSIGN(facts.acknowledged, acknowledged(reader));
    const QFileInfo file(reader.path());
    facts.schoolBytes = file.size();
    const QStorageInfo disk(file.absolutePath());
    if (disk.isValid() && disk.isReady())
        facts.freeBytes = disk.bytesAvailable();
    return facts;
}

Result<void> acknowledgeAlert(School& school, const QString& key, const QString& author)
{
    LECTERN_ASSIGN(const Database* writer, school.writer());
    const std::scoped_lock lock(school.writerLock());
    LECTERN_ASSIGN(const AlertFacts facts, alertFacts(*writer));
    if (std::ranges::none_of(alertsOf(facts), [&key](const Alert& alert) { return alert.key == key; }))
        return failure("alert.unknown", {}, {key});
    LECTERN_ASSIGN(Statement insert, writer->prepare("INSERT INTO decision_alert (uuid, author, made_ms, alert)"
                                                     " VALUES (?, ?, ?, ?)"));
    insert.bind(1, QUuid::createUuid().toString(QUuid::WithoutBraces)).bind(2, author);
    insert.bind(3, QDateTime::currentMSecsSinceEpoch()).bind(4, key);
    return insert.run();
}

} // namespace lectern
