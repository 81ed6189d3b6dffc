#include "core/metric/Statistics.h"

#include <algorithm>
#include <cmath>

namespace lectern {

std::pair<double, double> wilson(qint64 successes, qint64 trials)
{
    constexpr double z = 1.959963984540054; // 97.5 % quantile of the normal distribution
    const double n = double(trials);
    const double p = double(successes) / n;
    const double centre = (p + z * z / (2 * n)) / (1 + z * z / n);
    const double half = z * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n);
    return {successes == 0 ? 0.0 : std::max(0.0, centre - half),
            successes == trials ? 1.0 : std::min(1.0, centre + half)};
}

namespace {

qint64 countOf(const Histogram& histogram)
{
    qint64 count = 0;
    for (const auto& [value, times] : histogram)
        count += times;
    return count;
}

qint64 nth(const Histogram& histogram, qint64 index)
{
    for (const auto& [value, times] : histogram) {
        if (index < times)
            return value;
        index -= times;
    }
    return histogram.rbegin()->first;
}

} // namespace

std::optional<double> median(const Histogram& histogram)
{
    const qint64 count = countOf(histogram);
    if (count == 0)
        return std::nullopt;
    return (double(nth(histogram, (count - 1) / 2)) + double(nth(histogram, count / 2))) / 2;
}

std::optional<double> spread(const Histogram& histogram)
{
    const qint64 count = countOf(histogram);
    if (count < 2)
        return std::nullopt;
    double sum = 0;
    for (const auto& [value, times] : histogram)
        sum += double(value) * double(times);
    const double mean = sum / double(count);
    double squares = 0;
    for (const auto& [value, times] : histogram)
        squares += (double(value) - mean) * (double(value) - mean) * double(times);
    return std::sqrt(squares / double(count - 1));
}

} // namespace lectern
