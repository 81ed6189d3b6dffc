/// See SparseRow.h.
#include "core/table/SparseRow.h"

#include <algorithm>

namespace lectern {

void SparseRow::clear()
{
    m_bytes.clear();
    m_cells.clear();
}

void SparseRow::add(int column, std::string_view text)
{
    if (text.empty())
        return;
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
    if (m_padding > mostPadding)
        return false;
    m_views.assign(std::size_t(width), {});
    for (const Cell& cell : m_cells)
        m_views[std::size_t(cell.column - 1)] = std::string_view(m_bytes).substr(cell.at, cell.size);
    return true;
}

} // namespace lectern
