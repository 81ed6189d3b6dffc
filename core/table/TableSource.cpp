/// A table with its header found: the sample that decides, and the rows behind it as a stream. See TableSource.h.
#include "core/table/TableSource.h"

#include "core/base/Plurals.h"
#include "core/table/TableSections.h"
#include "core/table/TableShape.h"

#include <algorithm>
#include <deque>

namespace lectern {

namespace {

constexpr std::size_t typedRows = 4000; // of the sample, evenly spread, that types are guessed from

QString tr(const char* text, qint64 n = -1)
{
    return counted("Table", text, n);
}

/// Gives the rows of a table one width, where a row ends with its last cell that holds something. Titles and notes, one or
/// two cells, stay as narrow as they are.
void padRows(std::vector<SampleRow>& sample)
{
    std::size_t width = 0;
    for (const SampleRow& row : sample)
        width = std::max(width, std::size_t(usedWidth(row.cells)));
    for (SampleRow& row : sample)
        if (const int used = usedWidth(row.cells); used > 2 || std::size_t(used) * 2 > width)
            row.cells.resize(width);
}

/// The rows of the table alone. Rows that could be notes below it wait until it is known whether another row follows.
class TableRows final : public RowSource
{
public:
    TableRows(std::unique_ptr<RowSource> rows, TableShape shape, const RawTable& raw)
        : m_rows(std::move(rows)), m_shape(std::move(shape)), m_footers(!raw.wholeGrid && !raw.named), m_trimmed(raw.trimmed)
    {
        for (std::size_t i = 0; i < m_shape.columns.size(); ++i)
            m_identity &= m_shape.columns[i] == int(i) && m_shape.secrets.empty();
    }

    Result<bool> next() override
    {
        for (;;) {
            if (m_flushing && !m_held.empty()) {
                m_current = std::move(m_held.front());
                m_held.pop_front();
                showHeld();
                return true;
            }
            m_flushing = false;
            if (m_waiting) {
                m_waiting = false;
                show();
                return true;
            }
            if (m_ended)
                return false;
            LECTERN_ASSIGN(const bool more, m_rows->next());
            if (!more || (m_shape.endRow > 0 && m_rows->row() >= m_shape.endRow)) {
                m_ended = true;
                m_left = qint64(m_held.size());
                return false;
            }
            if (m_rows->row() < m_shape.firstRow)
                continue;
            const auto cells = m_rows->cells();
            if (isBlankRow(cells)) {
                m_afterBlank = true;
                ++m_blank;
                continue;
            }
            if (m_footers && isHeaderAgain(cells)) {
                ++m_headers;
                for (; !m_held.empty() && fillOf(m_held.back().cells) == 1; ++m_titles)
                    m_held.pop_back();
                continue;
            }
            if (m_footers && couldBeFooter(cells, m_afterBlank, m_shape) && m_held.size() < heldRows) {
                hold(cells);
                continue;
            }
            m_afterBlank = false;
            if (!m_held.empty()) {
                m_flushing = true;
                m_waiting = true;
                continue;
            }
            show();
            return true;
        }
    }

    std::span<const std::string_view> cells() const override { return m_cells; }
    qint64 row() const override { return m_row; }

    QStringList remarks() const override
    {
        QStringList remarks = m_rows->remarks();
        if (m_short > 0)
            remarks << tr("%Ln row(s) (has|have) fewer cells than the header; the rest counts as empty", m_short);
        if (m_long > 0)
            remarks << tr("%Ln row(s) (has|have) more cells than the header; the cells beyond it are not shown", m_long);
        if (m_headers > 0)
            remarks << tr("%Ln repeated header row(s) left out", m_headers);
        if (m_titles > 0)
            remarks << tr("%Ln title(s) above repeated header rows left out", m_titles);
        if (m_blank > 0)
            remarks << tr("%Ln empty row(s) left out", m_blank);
        if (m_left > 0)
            remarks << tr("%Ln row(s) of notes or totals below the table left out", m_left);
        return remarks;
    }

private:
    struct Held
    {
        qint64 row = 0;
        std::vector<std::string> cells;
    };

    bool isHeaderAgain(std::span<const std::string_view> cells) const
    {
        return cells.size() > 1 && std::ranges::any_of(m_shape.headerCells, [&](const auto& header) {
            return std::ranges::equal(cells, std::span(header).first(m_trimmed ? std::size_t(usedWidth(header)) : header.size()));
        });
    }

    void hold(std::span<const std::string_view> cells)
    {
        Held held{m_rows->row(), {}};
        for (const std::string_view cell : cells)
            held.cells.emplace_back(cell);
        m_held.push_back(std::move(held));
    }

    void showHeld()
    {
        m_heldCells.assign(m_current.cells.begin(), m_current.cells.end());
        show(m_heldCells, m_current.row);
    }

    void show() { show(m_rows->cells(), m_rows->row()); }

    void show(std::span<const std::string_view> cells, qint64 row)
    {
        m_row = row;
        const auto width = std::size_t(m_shape.width);
        m_short += cells.size() < width && !m_trimmed;
        m_long += cells.size() > width && !isBlankRow(cells.subspan(width));
        if (m_identity && cells.size() >= m_shape.columns.size()) {
            m_cells = cells.first(m_shape.columns.size());
            return;
        }
        m_own.clear();
        for (const int c : m_shape.columns)
            m_own.push_back(std::size_t(c) < cells.size() && !m_shape.isSecret(c) ? cells[std::size_t(c)] : std::string_view());
        m_cells = m_own;
    }

    std::unique_ptr<RowSource> m_rows;
    TableShape m_shape;
    bool m_footers;
    bool m_trimmed; // as RawTable says
    bool m_identity = true;
    std::span<const std::string_view> m_cells;
    std::vector<std::string_view> m_own;
    std::vector<std::string_view> m_heldCells;
    std::deque<Held> m_held;
    Held m_current;
    qint64 m_row = 0;
    bool m_flushing = false; // the held rows were rows of the table after all
    bool m_waiting = false;  // the row that showed it comes after them
    bool m_ended = false;
    bool m_afterBlank = false;
    qint64 m_short = 0;
    qint64 m_long = 0;
    qint64 m_headers = 0;
    qint64 m_titles = 0;
    qint64 m_blank = 0;
    qint64 m_left = 0;
};

} // namespace

Result<OpenedTable> openTable(const Source& source, const TableChoice& choice)
{
    OpenedTable table;
    LECTERN_ASSIGN(table.raw, openRaw(source, choice));
    bool complete = false;
    LECTERN_ASSIGN(std::vector<SampleRow> sample, sampleOf(table.raw, source.fullName(), complete));
    if (table.raw.trimmed && !table.raw.wholeGrid)
        padRows(sample);
    if (std::ranges::all_of(sample, [](const SampleRow& row) {
            const std::vector<std::string_view> cells(row.cells.begin(), row.cells.end());
            return isBlankRow(cells);
        }))
        return failure("source.empty", {source.fullName()});
    TableShape shape = findTable(sample, complete, table.raw, choice);
    if (choice.sheet && table.raw.sheets.isEmpty() && *choice.sheet >= std::max<qsizetype>(1, shape.tables.size()))
        return failure("table.no_sheet", {source.fullName()}, {QString::number(*choice.sheet), QString::number(std::max<qsizetype>(1, shape.tables.size()))});
    std::ranges::move(shape.findings, std::back_inserter(table.raw.findings));
    std::vector<ColumnGuess> guesses = guessColumns(shape.names, shape.body(sample, typedRows));
    for (std::size_t i = 0; i < guesses.size(); ++i)
        table.columns.push_back({shape.names.at(qsizetype(i)), std::move(guesses[i])});
    table.header = shape.header;
    table.headerRows = shape.headerRows;
    if (table.raw.sheets.isEmpty()) {
        table.raw.sheets = shape.tables;
        table.raw.sheet = shape.table;
    }
    LECTERN_ASSIGN(std::unique_ptr<RowSource> rows, table.raw.rows());
    table.rows = std::make_unique<TableRows>(std::move(rows), std::move(shape), table.raw);
    return table;
}

} // namespace lectern
