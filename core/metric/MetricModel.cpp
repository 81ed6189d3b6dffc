#include "core/metric/MetricModel.h"

#include "core/base/Resources.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <algorithm>

namespace lectern {

namespace {

QStringList strings(const QJsonValue& value)
{
    QStringList list;
    for (const QJsonValue& item : value.toArray())
        list << item.toString();
    return list;
}

Relation relationOf(const QString& id, const QJsonObject& json)
{
    Relation relation{.id = id,
                      .table = json["table"].toString(),
                      .where = json["where"].toString(),
                      .joined = strings(json["joined"]),
                      .without = strings(json["without"]),
                      .roles = {}};
    const QJsonObject roles = json["roles"].toObject();
    for (auto it = roles.begin(); it != roles.end(); ++it)
        relation.roles.insert(it.key(), it.value().toString());
    return relation;
}

DimensionForm formOf(const QJsonObject& json)
{
    return {.needs = strings(json["needs"]),
            .joins = strings(json["joins"]),
            .id = json["id"].toString(),
            .label = json["label"].toString(),
            .shortLabel = json["short"].toString(),
            .key = json["key"].toString(),
            .order = json["order"].toString(),
            .column = json["column"].toString(),
            .where = json["where"].toString()};
}

Dimension dimensionOf(const QJsonObject& json)
{
    Dimension dimension;
    dimension.id = json["id"].toString();
    dimension.title = QCoreApplication::translate("Metric", qUtf8Printable(json["title"].toString()));
    dimension.filter = json["filter"].toString();
    dimension.format = json["format"].toString();
    dimension.values = json["values"].toString();
    dimension.categories = json["categories"].toString();
    dimension.period = json["period"].toBool();
    for (const QJsonValue& form : json["forms"].toArray())
        dimension.forms.push_back(formOf(form.toObject()));
    return dimension;
}

Result<MetricModel> read()
{
    MetricModel model;
    LECTERN_ASSIGN(const QJsonObject relations, resourceJson("metrics/model/relations.json"));
    const QJsonObject tables = relations["relations"].toObject();
    for (auto it = tables.begin(); it != tables.end(); ++it)
        model.relations.insert(it.key(), relationOf(it.key(), it.value().toObject()));
    const QJsonObject joins = relations["joins"].toObject();
    for (auto it = joins.begin(); it != joins.end(); ++it) {
        const QJsonObject json = it.value().toObject();
        model.joins.insert(it.key(), {.id = it.key(),
                                      .sql = json["sql"].toString(),
                                      .after = strings(json["after"]),
                                      .classifier = json["classifier"].toString(),
                                      .alias = json["alias"].toString()});
    }
    LECTERN_ASSIGN(const QJsonObject dimensions, resourceJson("metrics/model/dimensions.json"));
    for (const QJsonValue& value : dimensions["dimensions"].toArray()) {
        const QJsonObject json = value.toObject();
        Dimension dimension = dimensionOf(json);
        if (const Dimension* same = model.dimension(json["same"].toString())) {
            const QString id = dimension.id;
            const QString title = dimension.title;
            dimension = *same;
            dimension.id = id;
            dimension.title = title;
        }
        model.dimensions.push_back(std::move(dimension));
    }
    return model;
}

} // namespace

const Dimension* MetricModel::dimension(const QString& id) const
{
    const auto it = std::ranges::find(dimensions, id, &Dimension::id);
    return it == dimensions.end() ? nullptr : &*it;
}

Result<const MetricModel*> metricModel()
{
    static const Result<MetricModel> model = read();
    if (!model)
        return failure(model.error());
    return &*model;
}

const DimensionForm* formFor(const Dimension& dimension, const QMap<QString, QString>& roles)
{
    for (const DimensionForm& form : dimension.forms)
        if (std::ranges::all_of(form.needs, [&](const QString& role) { return roles.contains(role); }))
            return &form;
    return nullptr;
}

QString withRoles(QString sql, const QMap<QString, QString>& roles)
{
    for (auto it = roles.begin(); it != roles.end(); ++it)
        sql.replace("{" + it.key() + "}", it.value());
    return sql;
}

} // namespace lectern
