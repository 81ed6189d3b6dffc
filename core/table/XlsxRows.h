/// The rows of one sheet of an XLSX workbook, streamed. Pool thread.
#pragma once

#include "core/table/MergedDown.h"
#include "core/table/TableSource.h"
#include "core/table/XlsxWorkbook.h"

namespace lectern {

class XlsxRows final : public RowSource
{
public:
    /// `merges`: whose values stand in each row they span; see XlsxWorkbook::mergesOf().
    XlsxRows(std::shared_ptr<const XlsxWorkbook> book, XmlScanner xml, std::vector<XlsxMerge> merges = {});

    [[nodiscard]] Result<bool> next() override;
    [[nodiscard]] std::span<const std::string_view> cells() const override;
    [[nodiscard]] qint64 row() const override { return m_row; }
    [[nodiscard]] QStringList remarks() const override;

private:
    [[nodiscard]] Result<bool> readRow();
    void noteMerged();
    [[nodiscard]] Result<void> readCell();
    [[nodiscard]] Result<void> addCell(int column, std::string_view type, std::size_t style);
    void noteOutside();
    [[nodiscard]] std::unexpected<Error> damaged(const QString& what) const;

    std::shared_ptr<const XlsxWorkbook> m_book;
    XmlScanner m_xml;
    std::vector<XlsxMerge> m_merges; // that begin further down, the last one first
    bool m_spanned;
    MergedDown m_down;
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
