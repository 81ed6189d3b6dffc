/// From a definition, dimensions and a scope to SQL: the one place that writes a metric's SELECT. Integer sums only; the
/// division is the evaluator's. Thread: any.
#pragma once

#include "core/metric/Scope.h"

namespace lectern {

/// The statements that answer one question. `rows` returns four columns (id, label, key, order) for each dimension of
/// `by`, four more for the category if there is one, then numerator, denominator, n.
struct Plan
{
    QString table;                  ///< gold table the facts come from
    QString rows;
    QString population;             ///< distinct people in the whole answer
    QString histogram;              ///< kind "statistics": dimensions, scale, value, how often
    QList<const Dimension*> by;
    const Dimension* categoryDimension = nullptr; ///< the categories are the values of this dimension
    bool categorised = false;
};

/// Error "metric.dimension" if a dimension or filter does not apply to the metric.
[[nodiscard]] Result<Plan> planOf(const MetricDefinition& definition, const QStringList& by, const Scope& scope);

/// Whether a filter on this dimension means something for the metric.
[[nodiscard]] bool canFilter(const MetricDefinition& definition, const QString& dimension);

} // namespace lectern
