#include "ui/print/PaperFlow.h"

#include <QSet>
#include <algorithm>

namespace lectern {

namespace {

constexpr int fewestRows = 3; // a table does not begin for less at the bottom of a page

class Flow
{
public:
    Flow(const QList<PaperBlock>& blocks, const PaperArea& area) : m_blocks(blocks), m_area(area) {}

    QList<PaperPage> run()
    {
        for (int i = 0; i < m_blocks.size(); ++i) {
            const PaperBlock& block = m_blocks.at(i);
            if (m_pages.isEmpty() || block.section != m_pages.last().section)
                newSection(block.section);
            if (block.rows > 0)
                placeTable(i);
            else
                placeWhole(i);
        }
        return m_pages;
    }

private:
    void newSection(int section)
    {
        m_printed.clear();
        m_pages << PaperPage{section, true, {}, {}};
        m_y = 0;
    }

    void newPage()
    {
        m_pages << PaperPage{m_pages.last().section, false, {}, {}};
        m_y = 0;
    }

    [[nodiscard]] bool pageEmpty() const { return m_pages.last().pieces.isEmpty(); }

    // The footnotes of the page if the block came onto it.
    [[nodiscard]] QList<int> notesWith(const PaperBlock& block) const
    {
        QList<int> notes = m_pages.last().notes;
        for (int note : block.notes)
            if (!m_printed.contains(note) && !notes.contains(note))
                notes << note;
        std::sort(notes.begin(), notes.end());
        return notes;
    }

    [[nodiscard]] double room(const QList<int>& notes) const
    {
        const double below = m_area.notesHeight && !notes.isEmpty() ? m_area.notesHeight(notes) : 0;
        return m_area.height - below - m_y;
    }

    void put(int index, double height, int firstRow, int rows)
    {
        const QList<int> notes = notesWith(m_blocks.at(index));
        for (int note : notes)
            m_printed.insert(note);
        m_pages.last().notes = notes;
        m_pages.last().pieces << PaperPiece{index, QRectF(0, m_y, m_area.width, height), firstRow, rows};
        m_y += height + m_area.gap;
    }

    // What a block that keeps with the next one needs below itself.
    [[nodiscard]] double following(int index) const
    {
        if (!m_blocks.at(index).keepWithNext || index + 1 >= m_blocks.size())
            return 0;
        const PaperBlock& next = m_blocks.at(index + 1);
        const double least = next.rows > 0 && next.heightOf ? next.heightOf(std::min(next.rows, fewestRows)) : next.height;
        return m_area.gap + least;
    }

    void placeWhole(int index)
    {
        const PaperBlock& block = m_blocks.at(index);
        if (!pageEmpty() && block.height + following(index) > room(notesWith(block)))
            newPage();
        put(index, std::min(block.height, room(notesWith(block))), 0, 0);
    }

    void placeTable(int index)
    {
        const PaperBlock& block = m_blocks.at(index);
        int first = 0;
        while (first < block.rows) {
            const int left = block.rows - first;
            const double space = room(notesWith(block));
            int fit = std::min(left, block.rowsThatFit(space));
            if (fit < std::min(left, fewestRows) && !pageEmpty()) {
                newPage();
                continue;
            }
            fit = std::max(1, fit);
            put(index, std::min(space, block.heightOf(fit)), first, fit);
            first += fit;
            if (first < block.rows)
                newPage();
        }
    }

    const QList<PaperBlock>& m_blocks;
    const PaperArea& m_area;
    QList<PaperPage> m_pages;
    QSet<int> m_printed; // footnotes of this section that stand somewhere already
    double m_y = 0;
};

} // namespace

QList<PaperPage> paperPages(const QList<PaperBlock>& blocks, const PaperArea& area)
{
    return Flow(blocks, area).run();
}

} // namespace lectern
