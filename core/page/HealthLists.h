/// The lists of the Health page: one sentence a row, the tone (good, watch, concern, neutral) as category.
/// Thread: that of the connection.
#pragma once

#include "core/metric/Metrics.h"

namespace lectern {

/// Alerts that nobody has seen yet; the id of a row is the alert's key. One good line if there are none.
[[nodiscard]] Result<MetricTable> healthAlerts(const Database& reader);
/// Every source with its last day of data, its last load and its habit; late ones first. Not available without loads.
[[nodiscard]] Result<MetricTable> healthFeeds(const Database& reader);
/// Checks whose newest run found bad rows, with their number. Not available before the first build.
[[nodiscard]] Result<MetricTable> healthChecks(const Database& reader);
/// The metrics that take longest: the median in milliseconds as value, the longest in the sentence.
[[nodiscard]] Result<MetricTable> healthQueries(const Database& reader, const MetricQuestion& question,
                                                const Cancel& cancel);

} // namespace lectern
