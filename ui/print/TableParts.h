/// Tables that are larger than a sheet: a matrix with more columns than a sheet is wide becomes several, one under the
/// other, each with the names in front; a table with more rows than fit goes on over the page.
#pragma once

#include "core/page/Page.h"
#include "ui/theme/Theme.h"

namespace lectern {

/// The tile itself unless it is a matrix wider than `width`; else parts of it, each a contiguous run of columns, with
/// "1–14 of 40" in the subtitle.
[[nodiscard]] QList<TileData> matrixParts(const TileData& tile, double width, const Theme& theme);

/// How many rows the list or matrix of `tile` has.
[[nodiscard]] int tableRows(const TileData& tile);

/// The tile with `count` of its rows from `first` on, in the order they come in.
[[nodiscard]] TileData tableRows(const TileData& tile, int first, int count);

} // namespace lectern
