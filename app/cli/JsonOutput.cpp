#include "app/cli/JsonOutput.h"

#include "core/base/ErrorText.h"

#include <QDateTime>

namespace lectern::cli {

namespace {

template <class T>
QJsonValue orNull(const std::optional<T>& value)
{
    return value ? QJsonValue(*value) : QJsonValue(QJsonValue::Null);
}

QJsonValue textOrNull(const QString& text)
{
    return text.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(text);
}

QJsonObject toJson(const MetricTable& table, const MetricRow& row)
{
    QJsonObject object;
    for (qsizetype i = 0; i < table.by.size() && i < row.dimensions.size(); ++i) {
        object[table.by.at(i)] = textOrNull(row.dimensions.at(i).id);
        object[table.by.at(i) + "_label"] = row.dimensions.at(i).label;
    }
    if (!row.category.isEmpty()) {
        object["category"] = row.category;
        object["category_label"] = row.categoryLabel;
    }
    object["value"] = table.unit == "date" && row.value ? QJsonValue(dayText(Day(*row.value))) : orNull(row.value);
    object["numerator"] = orNull(row.numerator);
    object["denominator"] = orNull(row.denominator);
    object["n"] = row.n;
    object["low"] = orNull(row.low);
    object["high"] = orNull(row.high);
    object["withheld"] = row.withheld;
    object["reason"] = textOrNull(row.reason);
    return object;
}

} // namespace

QJsonObject toJson(const Error& error)
{
    const ErrorWords said = words(error);
    return {{"code", error.code},
            {"where", QJsonObject{{"file", error.where.file}, {"row", error.where.row}, {"column", error.where.column}}},
            {"message", said.message},
            {"remedy", said.remedy}};
}

namespace {

/// Why a load failed; null if it did not.
QJsonValue errorOf(const Load& load)
{
    if (load.errorCode.isEmpty())
        return QJsonValue(QJsonValue::Null);
    return cli::toJson(Error{load.errorCode, {load.source, load.errorRow, load.errorColumn}, load.errorArguments, {}, nullptr});
}

} // namespace

QJsonObject toJson(const Load& load)
{
    return {{"load", load.load},
            {"feed", load.feed},
            {"connector", load.connector},
            {"entity", load.entity},
            {"source", load.source},
            {"sha256", load.sha256},
            {"package", load.package},
            {"scope", QJsonArray::fromStringList(load.scope)},
            {"mode", load.mode},
            {"state", load.state},
            {"repeat_of", load.repeatOf > 0 ? QJsonValue(load.repeatOf) : QJsonValue(QJsonValue::Null)},
            {"rows_read", load.rowsRead},
            {"inserted", load.inserted},
            {"updated", load.updated},
            {"unchanged", load.unchanged},
            {"closed", load.closed},
            {"quarantined", load.quarantined},
            {"started", isoInstant(load.startedMs)},
            {"ended", isoInstant(load.finishedMs)},
            {"seconds", load.seconds},
            {"rows_per_second", load.seconds > 0 ? QJsonValue(double(load.rowsRead) / load.seconds) : QJsonValue(QJsonValue::Null)},
            {"who", textOrNull(load.person)},
            {"bytes", load.bytes},
            {"error", errorOf(load)},
            {"remarks", QJsonArray::fromStringList(load.remarks)}};
}

QJsonArray toJson(const std::vector<Load>& loads)
{
    QJsonArray array;
    for (const Load& load : loads)
        array << toJson(load);
    return array;
}

QString isoInstant(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODateWithMs);
}

QJsonArray toJson(const std::vector<Alert>& alerts)
{
    QJsonArray list;
    for (const Alert& alert : alerts)
        list << QJsonObject{{"alert", alert.key},
                            {"kind", alert.kind},
                            {"severity", alert.severity},
                            {"words", alert.words},
                            {"feed", textOrNull(alert.feed)},
                            {"entity", textOrNull(alert.entity)},
                            {"load", alert.load > 0 ? QJsonValue(alert.load) : QJsonValue(QJsonValue::Null)}};
    return list;
}

QJsonObject toJson(const QuarantinedRow& row)
{
    return {{"load", row.load},
            {"source", row.source},
            {"entity", row.entity},
            {"row", row.row},
            {"column", row.column},
            {"value", row.arguments.value(0)},
            {"code", row.reason},
            {"reason", reasonWords(row.reason, row.arguments)}};
}

QJsonObject toJson(const CheckOutcome& check)
{
    return {{"check", check.check},
            {"model", check.model},
            {"severity", check.severity},
            {"bad_rows", check.badRows},
            {"words", check.words}};
}

QJsonObject toJson(const MetricDefinition& definition)
{
    return {{"metric", definition.id},
            {"title", definition.title},
            {"kind", definition.kind},
            {"unit", definition.unit},
            {"words", definition.words},
            {"numerator", definition.numerator},
            {"denominator", definition.denominator},
            {"clock", definition.clock},
            {"privacy", definition.privacy},
            {"dimensions", QJsonArray::fromStringList(definition.dimensions)},
            {"needs", definition.needs}};
}

QJsonObject toJson(const QMap<QString, QStringList>& where)
{
    QJsonObject object;
    for (auto it = where.begin(); it != where.end(); ++it)
        object[it.key()] = it->size() == 1 ? QJsonValue(it->first()) : QJsonValue(QJsonArray::fromStringList(*it));
    return object;
}

QJsonObject toJson(const MetricTable& table)
{
    QJsonArray rows;
    for (const MetricRow& row : table.rows)
        rows << toJson(table, row);
    QJsonObject object{{"metric", table.metric},
                       {"title", table.title},
                       {"as_of", table.asOf ? QJsonValue(dayText(*table.asOf)) : QJsonValue(QJsonValue::Null)},
                       {"by", QJsonArray::fromStringList(table.by)},
                       {"where", toJson(table.where)},
                       {"rows", rows},
                       {"unit", table.unit},
                       {"rule", table.rule},
                       {"population", table.population},
                       {"available", table.available}};
    if (!table.available)
        object["reason"] = table.unavailableReason;
    return object;
}

} // namespace lectern::cli
