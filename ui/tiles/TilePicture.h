/// One tile as a file: PNG or SVG, with its card, words and date. Thread: any with fonts (GUI application).
#pragma once

#include "core/base/Error.h"
#include "ui/tiles/TilePainter.h"

namespace lectern {

/// Pixels are twice the logical size. Error "file.unwritable".
[[nodiscard]] Result<void> writeTilePng(const TileData& data, QSizeF size, const Theme& theme, const QString& file);
/// Vector, text as text. Error "file.unwritable".
[[nodiscard]] Result<void> writeTileSvg(const TileData& data, QSizeF size, const Theme& theme, const QString& file);

} // namespace lectern
