/// Where things go on paper: blocks one under the other, pages that end before a block would be cut, tables that
/// continue, footnotes at the bottom of the page that first speaks of them. Pure: knows no painter and no data.
/// Lengths are paper units, 100 per inch.
#pragma once

#include <QList>
#include <QRectF>
#include <functional>

class QPainter;

namespace lectern {

/// One thing that stays together, or a table whose rows may go on over the page.
struct PaperBlock
{
    int section = 0;           ///< a new section begins a new page
    double height = 0;
    QList<int> notes;          ///< footnotes it refers to
    bool keepWithNext = false; ///< a heading never stands alone at the bottom
    int rows = 0;              ///< > 0: a table that may continue
    std::function<int(double height)> rowsThatFit; ///< tables: rows that fit into a piece of that height
    std::function<double(int rows)> heightOf;      ///< tables: height of a piece with so many rows
    /// Paints the block, of a table `rows` rows from `firstRow` on.
    std::function<void(QPainter& painter, const QRectF& rect, int firstRow, int rows)> paint;
};

struct PaperPiece
{
    int block = 0;
    QRectF rect;
    int firstRow = 0;
    int rows = 0;
};

struct PaperPage
{
    int section = 0;
    bool first = false; ///< first page of its section
    QList<PaperPiece> pieces;
    QList<int> notes;   ///< footnotes printed on it
};

struct PaperArea
{
    double width = 0;
    double height = 0; ///< between head and foot
    double gap = 12;   ///< between blocks
    std::function<double(const QList<int>& notes)> notesHeight; ///< 0 for none
};

/// A block higher than a page is given the page's height. A table continues only where at least three of its rows
/// still fit.
[[nodiscard]] QList<PaperPage> paperPages(const QList<PaperBlock>& blocks, const PaperArea& area);

} // namespace lectern
