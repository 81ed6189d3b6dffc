/// Where the tiles of a page go: 12 columns, reflowing on narrow windows, filling the height of tall ones. Pure.
#pragma once

#include "ui/theme/Theme.h"

#include <QList>
#include <QRectF>

namespace lectern {

/// What the grid must know of one tile.
struct GridTile
{
    int span = 4;          ///< columns of 12
    int height = 1;        ///< share of what is left of the page's height, of its row
    bool headline = false; ///< keeps its own height
    double least = 120;    ///< smallest height of the card that can be read
    double wanted = 240;   ///< height of the card at which everything shows
};

struct GridResult
{
    QList<QList<QRectF>> tiles; ///< as the rows came
    double height = 0;          ///< of the whole
};

/// Lays rows out in `width` × `height` px. Below `narrow` px tiles grow to half or the full width and wrap. When the
/// least heights need more than `height`, the page gets longer (it scrolls).
[[nodiscard]] GridResult pageGrid(const QList<QList<GridTile>>& rows, double width, double height, const Theme& theme,
                                  double narrow = 900);

} // namespace lectern
