/// A matrix with more columns than a sheet is wide becomes several, one under the other, each with the names in front.
#pragma once

#include "core/page/Page.h"
#include "ui/theme/Theme.h"

namespace lectern {

/// The tile itself unless it is a matrix wider than `width`; else parts of it, each a contiguous run of columns, with
/// "1–14 of 40" in the subtitle.
[[nodiscard]] QList<TileData> matrixParts(const TileData& tile, double width, const Theme& theme);

} // namespace lectern
