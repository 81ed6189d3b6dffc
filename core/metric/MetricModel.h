/// What metrics are made of, read once from resources/metrics/model: the relations (gold facts and what their columns
/// mean), the joins to dimensions, and the dimensions. Immutable after the first call. Thread: any.
#pragma once

#include "core/base/Error.h"

#include <QMap>
#include <QStringList>
#include <vector>

namespace lectern {

/// One gold table as metrics read it, under the alias `f`. A role says which column plays which part:
/// person, year, day, course, content, class, org, question, weekday, hour, subject, assessment, band.
struct Relation
{
    QString id;
    QString table;
    QString where;
    QStringList joined;  ///< joins that are always there
    QStringList without; ///< dimensions that make no sense here, although the roles would allow them
    QMap<QString, QString> roles;
};

struct JoinSpec
{
    QString id;
    QString sql;        ///< with {role} for columns of the relation
    QStringList after;  ///< joins it stands on
    QString classifier; ///< or: join the people of this classifier's categories …
    QString alias;      ///< … under this alias
};

/// One way to reach a dimension from a relation that has the roles it needs.
struct DimensionForm
{
    QStringList needs;
    QStringList joins;
    QString id, label, shortLabel, key, order; ///< SQL
    QString column;                            ///< what a filter compares; empty = `where`
    QString where;                             ///< a filter condition, with %values%
};

struct Dimension
{
    QString id;
    QString title;
    QString filter;     ///< "id" or "key": what a filter compares
    QString format;     ///< how its label is written; empty = as it came
    QString values;     ///< SQL of all its values: id, label, key, order
    QString categories; ///< or: the categories of this metric
    bool period = false; ///< a filter on it also ends the period
    std::vector<DimensionForm> forms;
};

struct MetricModel
{
    QMap<QString, Relation> relations;
    QMap<QString, JoinSpec> joins;
    std::vector<Dimension> dimensions;

    [[nodiscard]] const Dimension* dimension(const QString& id) const;
};

/// Errors "resource.missing", "resource.not_json" (a broken installation).
[[nodiscard]] Result<const MetricModel*> metricModel();

/// The first form whose needs are all in `roles`; null = the dimension does not apply.
[[nodiscard]] const DimensionForm* formFor(const Dimension& dimension, const QMap<QString, QString>& roles);

/// `sql` with every {role} replaced by its column.
[[nodiscard]] QString withRoles(QString sql, const QMap<QString, QString>& roles);

} // namespace lectern
