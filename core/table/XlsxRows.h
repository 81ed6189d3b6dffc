/// The rows of one sheet of an XLSX workbook, streamed. Pool thread.
#pragma once

#include "core/table/TableSource.h"
#include "core/table/XlsxWorkbook.h"

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
    /// Makes the views. False if rows so far hold more than 30 million empty cells between filled ones.
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
};

class XlsxRows final : public RowSource
{
public:
    XlsxRows(std::shared_ptr<const XlsxWorkbook> book, XmlScanner xml);

    [[nodiscard]] Result<bool> next() override;
    [[nodiscard]] std::span<const std::string_view> cells() const override;
    [[nodiscard]] qint64 row() const override { return m_row; }
    [[nodiscard]] QStringList remarks() const override;

private:
    [[nodiscard]] Result<bool> readRow();
    [[nodiscard]] Result<void> readCell();
    [[nodiscard]] Result<void> addCell(int column, std::string_view type, std::size_t style);
    void noteOutside();
    [[nodiscard]] std::unexpected<Error> damaged(const QString& what) const;

    std::shared_ptr<const XlsxWorkbook> m_book;
    XmlScanner m_xml;
    SparseRow m_cells;
    std::string m_value; // of the cell being read
    std::string m_shown;
    qint64 m_row = 0;     // of the row handed out
    qint64 m_read = 0;    // of the row read last
    int m_column = 0;     // of the cell read last
    bool m_pending = false; // a row is read, the gap before it was handed out
    bool m_gap = false;
    qint64 m_hiddenRows = 0;
    qint64 m_hiddenColumns = 0;
    qint64 m_merged = 0;
    qint64 m_uncalculated = 0;
};

} // namespace lectern
