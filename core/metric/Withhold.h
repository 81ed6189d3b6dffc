/// Applies the gate's rulings to a metric table. Thread: any.
#pragma once

#include "core/govern/Viewer.h"
#include "core/metric/Metrics.h"

namespace lectern {

/// The table as this audience may see it: per-student tables are refused, small cells lose every number, coded rates
/// lose what would give them away.
[[nodiscard]] MetricTable withheld(MetricTable table, const MetricDefinition& definition, const Viewer& viewer,
                                   Audience audience, qint64 threshold);

} // namespace lectern
