/// Reads the metric definitions of resources/metrics once, and words for answers that have no number. Thread: any.
#include "core/base/Resources.h"
#include "core/metric/MetricModel.h"
#include "core/metric/Metrics.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <algorithm>
#include <optional>

namespace lectern {

namespace {

QString translated(const QJsonObject& json, const char* key)
{
    const QString text = json[QLatin1String(key)].toString();
    return text.isEmpty() ? QString() : QCoreApplication::translate("Metric", qUtf8Printable(text));
}

QStringList dimensionsOf(const QJsonObject& json);

/// The dimensions all parts of a composite have.
QStringList commonDimensions(const QJsonArray& parts)
{
    std::optional<QStringList> common;
    for (const QJsonValue& part : parts) {
        const auto json = resourceJson("metrics/" + part["metric"].toString() + ".json");
        const QStringList own = json ? dimensionsOf(*json) : QStringList();
        if (!common)
            common = own;
        common->removeIf([&own](const QString& id) { return !own.contains(id); });
    }
    return common.value_or(QStringList());
}

/// The dimensions this metric can be split by: those the roles of its relation reach.
QStringList dimensionsOf(const QJsonObject& json)
{
    if (json.contains("parts"))
        return commonDimensions(json["parts"].toArray());
    const auto model = metricModel();
    if (!model)
        return {};
    const QJsonObject per = json["per"].toObject();
    const Relation relation = (*model)->relations.value((per.isEmpty() ? json : per)["relation"].toString());
    QMap<QString, QString> roles = relation.roles;
    if (!per.isEmpty())
        for (const char* role : {"day", "weekday", "hour"})
            roles.remove(QLatin1String(role));
    QStringList ids;
    for (const Dimension& dimension : (*model)->dimensions)
        if (formFor(dimension, roles) && !relation.without.contains(dimension.id))
            ids << dimension.id;
    return ids;
}

MetricDefinition definitionOf(const QJsonObject& json)
{
    return {.id = json["id"].toString(),
            .title = translated(json, "title"),
            .kind = json["kind"].toString(),
            .unit = json["unit"].toString(),
            .words = translated(json, "words"),
            .numerator = translated(json, "numerator"),
            .denominator = translated(json, "denominator"),
            .clock = json["clock"].toString(),
            .privacy = json["privacy"].toString(),
            .dimensions = dimensionsOf(json),
            .needs = translated(json, "needs"),
            .json = json};
}

std::vector<MetricDefinition> readAll()
{
    std::vector<MetricDefinition> all;
    for (const QString& name : resourceNames("metrics", ".json"))
        if (const auto json = resourceJson("metrics/" + name))
            all.push_back(definitionOf(*json));
    std::ranges::sort(all, {}, &MetricDefinition::id);
    return all;
}

const std::vector<MetricDefinition>& definitions()
{
    static const std::vector<MetricDefinition> all = readAll();
    return all;
}

} // namespace

Result<MetricDefinition> metricDefinition(const QString& id)
{
    const auto it = std::ranges::find(definitions(), id, &MetricDefinition::id);
    if (it == definitions().end())
        return failure("metric.unknown", {}, {id});
    return *it;
}

std::vector<MetricDefinition> metricDefinitions()
{
    return definitions();
}

QString reasonText(const QString& reason)
{
    if (reason == "no_data")
        return QCoreApplication::translate("Metric", "No data");
    if (reason == "no_data_in_source")
        return QCoreApplication::translate("Metric", "The source does not tell");
    if (reason == "small_group")
        return QCoreApplication::translate("Metric", "Withheld: small group");
    if (reason == "at_most")
        return QCoreApplication::translate("Metric", "At most this; small group");
    if (reason == "at_least")
        return QCoreApplication::translate("Metric", "At least this; small group");
    if (reason == "mixed_scales")
        return QCoreApplication::translate("Metric", "Scores on different scales are not averaged");
    if (reason == "audience")
        return QCoreApplication::translate("Metric", "Single students are not shown outside the school");
    if (reason.startsWith("needs:"))
        return QCoreApplication::translate("Metric", "Needs %1").arg(reason.mid(6));
    return reason;
}

QString missingWords(const MetricDefinition& definition)
{
    const QString what = definition.needs;
    return QCoreApplication::translate("Metric", "Nothing to show for “%1” yet. Import %2 to see it here.")
        .arg(definition.title, what);
}

} // namespace lectern
