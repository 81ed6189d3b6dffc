/// One row of a grid whose cells come with their column numbers. Pool thread.
#pragma once

#include <QtGlobal>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lectern {

/// Rows of cells that come with their column numbers, in any order; what lies between is empty. One row at a time, in one
/// arena. Guards against cells that are scattered so widely that the emptiness between them is all there is.
class SparseRow
{
public:
    static constexpr int mostColumns = 16384;
    void clear();
    void add(int column, std::string_view text);
    [[nodiscard]] bool empty() const { return m_cells.empty(); }
    /// Makes the views. False if rows so far hold more than 30 million empty cells between filled ones, or this one more
    /// cells or bytes than a row may have.
    [[nodiscard]] bool finish();
    [[nodiscard]] std::span<const std::string_view> cells() const { return m_views; }

private:
    struct Cell
    {
        int column;
        std::size_t at, size;
    };
    std::string m_bytes;
    std::vector<Cell> m_cells;
    std::vector<std::string_view> m_views;
    qint64 m_padding = 0;
    bool m_overfull = false;
};

} // namespace lectern
