/// A batch of rows on their way from a source to the store: text cells, UTF-8, in the order of the entity's columns.
/// Owns its bytes; reused from batch to batch without allocating. One thread at a time.
#pragma once

#include <QtGlobal>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lectern {

class RecordBatch
{
public:
    static constexpr int targetRows = 2000; ///< a reader stops at about this many
    static constexpr std::size_t targetBytes = 256 * 1024; ///< or at so much text: what the next steps find near the processor
    /// Unit separator: behind each cell, between the parts of keys and refusals. The hashes of all stored rows are made
    /// with it, so it never changes.
    static constexpr char cellEnd = '\x1f';

    explicit RecordBatch(int columns = 0) : m_columns(columns) {}

    /// Forgets all rows, keeps the memory. `columns` = number of cells a row has.
    void reset(int columns)
    {
        m_columns = columns;
        m_bytes.clear();
        m_cells.clear();
        m_rows.clear();
    }

    /// Starts a row. `sourceRow`: 1-based record of the source as a person counts it (a header line is row 1).
    void beginRow(qint64 sourceRow) { m_rows.push_back({sourceRow, std::uint32_t(m_bytes.size()), 0, 0, 0, 0}); }

    /// Adds the next cell of the row begun last. Exactly columns() cells per row.
    void addCell(std::string_view text)
    {
        m_cells.push_back({std::uint32_t(m_bytes.size()), std::uint32_t(text.size())});
        m_bytes.append(text);
        m_bytes.push_back(cellEnd);
    }
    /// Adds a cell the source does not have or that holds a missing token.
    void addMissing()
    {
        m_cells.push_back({std::uint32_t(m_bytes.size()), missing});
        m_bytes.push_back(cellEnd);
    }

    /// The further columns of the row begun last as one JSON object text, at most once; "" or never called = none.
    void setExtra(std::string_view json)
    {
        m_rows.back().extraAt = std::uint32_t(m_bytes.size());
        m_rows.back().extraSize = std::uint32_t(json.size());
        m_bytes.append(json);
    }

    /// Says that the row begun last cannot be used at all (e.g. a line that is no JSON): reason code and argument as
    /// in reasonWords(); the row must still get its cells (missing ones will do); `setExtra` may keep the original.
    void refuse(std::string_view reason, std::string_view argument)
    {
        const std::string text = std::string(reason) + cellEnd + std::string(argument);
        m_rows.back().refusedAt = std::uint32_t(m_bytes.size());
        m_rows.back().refusedSize = std::uint32_t(text.size());
        m_bytes.append(text);
    }

    [[nodiscard]] int columns() const { return m_columns; }
    [[nodiscard]] int rows() const { return int(m_rows.size()); }
    [[nodiscard]] bool full() const { return rows() >= targetRows || m_bytes.size() >= targetBytes; }
    /// What the texts take.
    [[nodiscard]] std::size_t bytes() const { return m_bytes.size(); }
    [[nodiscard]] qint64 sourceRow(int row) const { return m_rows[std::size_t(row)].sourceRow; }
    [[nodiscard]] bool isMissing(int row, int column) const { return at(row, column).size == missing; }
    /// The text of a cell; "" if missing.
    [[nodiscard]] std::string_view cell(int row, int column) const
    {
        const Cell& c = at(row, column);
        return c.size == missing ? std::string_view() : std::string_view(m_bytes).substr(c.at, c.size);
    }
    [[nodiscard]] std::string_view extra(int row) const
    {
        const Row& r = m_rows[std::size_t(row)];
        return std::string_view(m_bytes).substr(r.extraAt, r.extraSize);
    }
    /// All cells of a row, each with `cellEnd` behind it, and its extra; nothing where they do not stand so in one piece
    /// because the extra or a refusal was given before the last cell.
    [[nodiscard]] std::optional<std::string_view> content(int row) const
    {
        const Row& r = m_rows[std::size_t(row)];
        std::uint32_t end = r.at;
        if (m_columns > 0) {
            const Cell& last = at(row, m_columns - 1);
            end = last.at + (last.size == missing ? 0 : last.size) + 1;
        }
        if ((r.extraSize > 0 && r.extraAt != end) || (r.refusedSize > 0 && r.refusedAt < end))
            return std::nullopt;
        return std::string_view(m_bytes).substr(r.at, end - r.at + r.extraSize);
    }
    /// "reason\x1fargument" if the reader refused the row, else "".
    [[nodiscard]] std::string_view refusal(int row) const
    {
        const Row& r = m_rows[std::size_t(row)];
        return std::string_view(m_bytes).substr(r.refusedAt, r.refusedSize);
    }

private:
    static constexpr std::uint32_t missing = 0xffffffffu;
    struct Cell
    {
        std::uint32_t at;
        std::uint32_t size;
    };
    struct Row
    {
        qint64 sourceRow;
        std::uint32_t at; ///< of the first cell
        std::uint32_t extraAt, extraSize, refusedAt, refusedSize;
    };
    [[nodiscard]] const Cell& at(int row, int column) const
    {
        return m_cells[std::size_t(row) * std::size_t(m_columns) + std::size_t(column)];
    }

    int m_columns;
    std::string m_bytes;
    std::vector<Cell> m_cells;
    std::vector<Row> m_rows;
};

} // namespace lectern
