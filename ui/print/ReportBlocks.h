/// From the tiles of a page to blocks on paper: figures three abreast, charts in pairs, tables over the full width and
/// on to the next page, what cannot be shown listed with its reason.
#pragma once

#include "core/page/Page.h"
#include "ui/print/PaperFlow.h"
#include "ui/print/PaperNotes.h"
#include "ui/theme/Theme.h"

namespace lectern {

struct BlockRules
{
    const Theme& theme;
    double width;         ///< of the area, paper units
    double gap;           ///< between tiles side by side
    double stretch = 1;   ///< charts this much higher than they ask for, to fill a sheet; below 1 to save one
    Audience audience = Audience::Outside;
};

/// The blocks of one page, its title first. Footnotes are numbered in `notes`.
[[nodiscard]] QList<PaperBlock> reportBlocks(const PageData& page, int section, const BlockRules& rules,
                                             PaperNotes& notes);

/// Why a tile has no numbers on this paper: missing data, or withheld from this audience; empty if it has them.
[[nodiscard]] QString absenceWords(const TileData& tile, Audience audience);

} // namespace lectern
