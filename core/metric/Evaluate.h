/// Evaluation before the gate, for the parts of core/metric and core/page that combine answers. What leaves for a
/// person goes through evaluate() in Metrics.h.
#pragma once

#include "core/metric/Metrics.h"

namespace lectern {

[[nodiscard]] Result<MetricTable> evaluateUngated(const Database& reader, const MetricQuestion& question,
                                                  const Cancel& cancel);

} // namespace lectern
