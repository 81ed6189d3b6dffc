/// From the name of a chart kind (TileSpec::chart) to the chart that draws it.
#pragma once

#include "ui/charts/Chart.h"

#include <memory>

namespace lectern {

/// Never null. Kinds: headline, line, column, bar, grouped, donut, funnel, matrix, heatmap, list; an unknown kind is
/// drawn as bars. A donut with more than five parts becomes bars.
/// Does not ask whether there is data: see TileState in ui/tiles/TilePainter.h for loading, empty and error.
[[nodiscard]] std::unique_ptr<Chart> makeChart(const TileData& data);

/// The kinds there are, for tests and for checking pages.
[[nodiscard]] QStringList chartKinds();

} // namespace lectern
