/// One tile as a picture: card, title, subtitle, chart, notes; also what stands there while it loads, when there is no
/// data, and when it failed. TileCard, PNG, SVG and PDF all draw a tile with this code. Lengths are logical pixels.
#pragma once

#include "ui/charts/Chart.h"

namespace lectern {

enum class TileState
{
    Ready,
    Loading,
    Empty,
    Failed
};

/// What a tile has to say instead of a chart; empty texts for TileState::Ready.
struct TileWords
{
    TileState state = TileState::Ready;
    QString headline; ///< "No survey answers yet"
    QString body;     ///< what would bring them, or what to do about the error
};

/// Ready, Empty (no data; with the export that brings it) or Failed.
[[nodiscard]] TileWords tileWords(const TileData& data);

/// One quiet line at the bottom: ignored filters, withheld values; empty if there is nothing to say.
[[nodiscard]] QString tileNote(const TileData& data);

struct TileParts
{
    QRectF title, subtitle, chart, note;
};

/// Where the parts of a tile go inside `card`; `menuWidth` is kept free at the top right.
[[nodiscard]] TileParts tileParts(const QRectF& card, const TileData& data, const Theme& theme, double menuWidth);

/// Paints one tile. `chart` may be null unless the tile is ready.
void paintTile(QPainter& painter, const QRectF& card, const TileData& data, Chart* chart, const TileWords& words,
               const Theme& theme, const ChartState& state = {}, double menuWidth = 0);

/// Height of card for a chart height, and the other way round.
[[nodiscard]] double tileHeight(double chartHeight, double width, const TileData& data, const Theme& theme);

} // namespace lectern
