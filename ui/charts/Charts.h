/// The chart classes, one file each; only ChartFactory includes this.
#pragma once

#include "ui/charts/Chart.h"

#include <memory>

namespace lectern {

[[nodiscard]] std::unique_ptr<Chart> makeHeadline(const TileData& data);
[[nodiscard]] std::unique_ptr<Chart> makeLine(const TileData& data);
[[nodiscard]] std::unique_ptr<Chart> makeColumns(const TileData& data);
[[nodiscard]] std::unique_ptr<Chart> makeBars(const TileData& data);
[[nodiscard]] std::unique_ptr<Chart> makeGrouped(const TileData& data);
[[nodiscard]] std::unique_ptr<Chart> makeDonut(const TileData& data);
[[nodiscard]] std::unique_ptr<Chart> makeFunnel(const TileData& data);
[[nodiscard]] std::unique_ptr<Chart> makeMatrix(const TileData& data);
[[nodiscard]] std::unique_ptr<Chart> makeHeatmap(const TileData& data);
[[nodiscard]] std::unique_ptr<Chart> makeList(const TileData& data);

} // namespace lectern
