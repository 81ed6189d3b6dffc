/// The little arithmetic that is left for C++: divisions, intervals, medians. Thread: any.
#pragma once

#include <QtGlobal>
#include <map>
#include <optional>
#include <utility>

namespace lectern {

/// 95 % Wilson score interval of `successes` out of `trials`; trials > 0.
/// E. B. Wilson, "Probable inference, the law of succession, and statistical inference", 1927.
[[nodiscard]] std::pair<double, double> wilson(qint64 successes, qint64 trials);

/// Values with how often each occurs.
using Histogram = std::map<qint64, qint64>;

/// Median; the mean of the two in the middle for an even count. Nothing for an empty histogram.
[[nodiscard]] std::optional<double> median(const Histogram& histogram);

/// Sample standard deviation; nothing below two values.
[[nodiscard]] std::optional<double> spread(const Histogram& histogram);

} // namespace lectern
