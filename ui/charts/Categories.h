/// What rows of a table have in common for every chart: which series colour a category has on every page, whether an
/// order means something, what a row is called.
#pragma once

#include "core/metric/MetricTable.h"
#include "ui/theme/Theme.h"

namespace lectern {

/// Series of a category or dimension value: fixed for known ones, else `fallback`. -1 = means "no data": neutral.
[[nodiscard]] int seriesOf(const QString& id, int fallback);
/// Colour for a series number of seriesOf().
[[nodiscard]] QColor seriesColour(const Theme& theme, int series);
/// Rows of this table keep the order they come in (grades, lessons, days, bands).
[[nodiscard]] bool ordered(const MetricTable& table);
/// What the axis says: the category of a distribution, else the last dimension.
[[nodiscard]] QString axisLabel(const MetricRow& row);
[[nodiscard]] QString axisId(const MetricRow& row);

} // namespace lectern
