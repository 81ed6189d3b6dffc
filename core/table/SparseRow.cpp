/// See SparseRow.h.
#include "core/table/SparseRow.h"

#include <algorithm>

namespace lectern {

void SparseRow::clear()
{
    m_bytes.clear();
    m_cells.clear();
    m_overfull = false;
}

void SparseRow::add(int column, std::string_view text)
{
    constexpr std::size_t mostCells = std::size_t(1) << 20, mostBytes = std::size_t(64) << 20;
    if (text.empty())
        return;
    if (m_cells.size() == mostCells || m_bytes.size() + text.size() > mostBytes) {
        m_overfull = true;
        return;
    }
    m_cells.push_back({column, m_bytes.size(), text.size()});
    m_bytes.append(text);
}

bool SparseRow::finish()
{
    constexpr qint64 mostPadding = 30'000'000;
    int width = 0;
    for (const Cell& cell : m_cells)
        width = std::max(width, cell.column);
    m_padding += std::max<qint64>(width - qint64(m_cells.size()), 0);
    if (m_overfull || m_padding > mostPadding)
        return false;
    m_views.assign(std::size_t(width), {});
    for (const Cell& cell : m_cells)
        m_views[std::size_t(cell.column - 1)] = std::string_view(m_bytes).substr(cell.at, cell.size);
    return true;
}

} // namespace lectern
