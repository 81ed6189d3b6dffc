/// The list "since the last import". Thread: that of the connection.
#pragma once

#include "core/metric/Metrics.h"

namespace lectern {

/// Plain sentences with counts: who crossed a line in the last week, and what the newest import brought, changed, closed
/// and what of it was refused; what needs a look comes first. One row each: the sentence as label, the tone (good, watch, concern,
/// neutral) as category, the count as value. Not available without loads. Sentences about students need `question`'s
/// audience to be inside the school.
[[nodiscard]] Result<MetricTable> lastImport(const Database& reader, const MetricQuestion& question,
                                             const Cancel& cancel);

} // namespace lectern
