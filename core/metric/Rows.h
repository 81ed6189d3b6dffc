/// The rows of an answer: read from a planned statement, completed, totalled, sorted. Thread: that of the connection.
#pragma once

#include "core/metric/Plan.h"

#include <QJsonArray>

namespace lectern {

[[nodiscard]] Result<QList<MetricRow>> readRows(const Database& reader, const Plan& plan);

/// Order and key of each dimension: rows sort by it.
[[nodiscard]] QList<qint64> orderOf(const MetricRow& row);

/// What names the group of a row: its dimension values.
[[nodiscard]] QStringList groupOf(const MetricRow& row);

/// Every category of the definition in every group, in its order, with 0 where nobody is; where rows are single people,
/// only the category they are in.
[[nodiscard]] QList<MetricRow> completed(const QList<MetricRow>& rows, const QJsonArray& categories, bool people);

/// The denominator of a category is its whole group.
void addGroupTotals(QList<MetricRow>& rows);

void sortRows(QList<MetricRow>& rows, const MetricDefinition& definition, const QStringList& by);

/// Mean, median and spread of each group as three rows; groups of mixed scales have none.
[[nodiscard]] Result<QList<MetricRow>> statistics(const Database& reader, const Plan& plan,
                                                  const QList<MetricRow>& rows, double scale);

} // namespace lectern
