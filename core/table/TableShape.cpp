/// See TableShape.h.
#include "core/table/TableShape.h"

#include "core/base/Plurals.h"
#include "core/table/CellShape.h"
#include "core/table/Header.h"
#include "core/table/HeaderRows.h"
#include "core/table/TableSections.h"

#include <QSet>
#include <algorithm>
#include <array>

namespace lectern {

namespace {

constexpr std::size_t sampledRows = 20000;
constexpr std::size_t sampledBytes = std::size_t(1) << 20;
constexpr std::size_t mostColumns = 20000; // spreadsheets end at 16,384
constexpr int mostLabelled = 8;            // rows above a header

QString tr(const char* text, qint64 n = -1)
{
    return counted("Table", text, n);
}

class Finder
{
public:
    Finder(const std::vector<SampleRow>& sample, bool complete, const RawTable& raw) : m_sample(sample), m_complete(complete), m_raw(raw)
    {
    }

    TableShape find(const TableChoice& choice)
    {
        const bool whole = m_raw.wholeGrid || m_raw.named;
        const std::vector<Section> sections =
            whole ? std::vector{wholeSection(m_sample, m_raw.named)} : sectionsOf(m_sample);
        std::vector<Section> tables;
        for (const Section& section : sections)
            if (section.rows >= 2 && section.width >= 2)
                tables.push_back(section);
        Section taken{0, int(m_sample.size()), 0, 0};
        if (!tables.empty()) {
            const auto most = std::ranges::max_element(tables, {}, &Section::rows);
            const bool chosen = m_raw.sheets.isEmpty() && choice.sheet && *choice.sheet < int(tables.size());
            m_shape.table = chosen ? *choice.sheet : int(most - tables.begin());
            taken = tables[std::size_t(m_shape.table)];
            if (tables.size() > 1)
                nameTables(tables);
        } else if (!sections.empty()) {
            taken = *std::ranges::max_element(sections, {}, [](const Section& s) { return std::pair(s.rows, s.width); });
        }
        locate(taken);
        return std::move(m_shape);
    }

private:
    const std::vector<std::string>& cells(int row) const { return m_sample[std::size_t(row)].cells; }

    void nameTables(const std::vector<Section>& tables)
    {
        for (const Section& table : tables)
            m_shape.tables << tr("rows %1 to %2, %3 columns")
                                  .arg(m_sample[std::size_t(table.begin)].row)
                                  .arg(m_sample[std::size_t(table.end - 1)].row)
                                  .arg(table.width);
        add("tables", QString::number(tables.size()),
            tr("the file holds several tables (%1); taken: number %2").arg(m_shape.tables.join("; ")).arg(m_shape.table + 1));
    }

    void locate(const Section& section)
    {
        int begin = section.begin;
        const int end = section.end;
        while (begin < end && fillOf(cells(begin)) == 0)
            ++begin;
        m_shape.width = std::max(section.width, 1);
        if (begin == end)
            return;
        const ColumnProfile whole(m_sample, begin, end, m_shape.width);
        m_shape.usualFill = whole.usualFill();
        if (!m_raw.wholeGrid && !m_raw.named)
            while (begin < end - 1 && (isPreamble(begin) || isLabelled(begin, end)))
                ++begin;
        while (begin < end && fillOf(cells(begin)) == 0)
            ++begin;
        const int body = takeHeader(begin, end);
        const bool wholeFileRead = m_complete && end == int(m_sample.size());
        if (!wholeFileRead && end < int(m_sample.size())) {
            m_shape.endRow = m_sample[std::size_t(end)].row;
            if (const int below = filledRows(m_sample, end, int(m_sample.size())); below > 0 && m_shape.tables.isEmpty())
                add("below", tr("%Ln row(s)", below), tr("below the table (stands a row|stand rows) of another shape", below));
        }
        if (m_complete && !m_raw.wholeGrid && !m_raw.named)
            leaveOutCopy(body, end);
        m_shape.idsFirst = isOfIds(body, end);
        chooseColumns(body, end);
        const qint64 firstRow = m_shape.headerRows.empty() ? m_sample[std::size_t(begin)].row : m_shape.headerRows.front();
        const qint64 above = firstRow - m_sample.front().row;
        if (above > 0 && m_shape.table == 0)
            add("preamble", tr("%Ln row(s)", above), tr("above the table (stands a row|stand rows) of another shape", above));
    }

    /// A row of the table's width with hardly anything in it, above the first full one.
    [[nodiscard]] bool isPreamble(int row) const
    {
        const int fill = fillOf(cells(row));
        if (fill == 0)
            return true;
        if (m_shape.usualFill < 3 || fill * 3 > m_shape.usualFill)
            return false;
        // Labels of groups stand over their columns; a title or "School: Northside" stands at the left.
        return fill == 1 || usedWidth(cells(row)) <= 2;
    }

    /// "School;Northside;;;" or "From;01.09.2025;12.10.2025;;", or several of them, above a header: what they say is of the
    /// whole file.
    [[nodiscard]] bool isLabelled(int row, int end) const
    {
        QString why;
        for (int at = row; at < std::min(row + mostLabelled, end - 2); ++at) {
            const std::vector<std::string>& line = cells(at);
            const int fill = fillOf(line);
            if (fill * 3 >= m_shape.usualFill * 2)
                return at > row && headerRowsAt(m_sample, at, end, m_shape.width, why) > 0;
            if (fill > 0 && (fill < 2 || usedWidth(line) != fill || isTyped(shapeOf(line.front()))))
                return false;
            if (groupLabels(at, end) > 0 && std::ranges::none_of(line, [](const auto& cell) { return isTyped(shapeOf(cell)); }))
                return false; // labels over groups of columns
        }
        return false;
    }

    /// Finds the header, remembers it; index of the first row behind it.
    int takeHeader(int begin, int end)
    {
        QString why;
        int rows = 0;
        if (m_raw.named) {
            rows = 1;
            why = tr("the format names its columns");
        } else if (m_raw.wholeGrid) {
            rows = std::min(1, headerRowsAt(m_sample, begin, end, m_shape.width, why));
        } else {
            rows = headerRowsAt(m_sample, begin, end, m_shape.width, why);
            const int labels = groupLabels(begin, end);
            if (labels > 0) {
                const int below = headerRowsAt(m_sample, begin + labels, end, m_shape.width, why);
                rows = below > 0 ? labels + below : rows;
            }
        }
        std::vector<std::vector<std::string>> header;
        for (int i = begin; i < begin + rows; ++i) {
            m_shape.headerRows.push_back(m_sample[std::size_t(i)].row);
            m_shape.headerCells.push_back(cells(i));
            header.push_back(cells(i));
        }
        int widest = 0;
        for (std::vector<std::string>& row : header) {
            dropStrayCell(row);
            widest = std::max(widest, usedWidth(row));
        }
        m_shape.width = std::max(m_shape.width, widest);
        if (rows > 0)
            m_shape.header = joinedHeader(header, m_shape.width);
        m_shape.firstRow = rows > 0 ? m_shape.headerRows.back() + 1 : m_sample[std::size_t(begin)].row;
        QStringList numbers;
        for (const qint64 row : m_shape.headerRows)
            numbers << QString::number(row);
        add("header", rows == 0 ? tr("none") : rows == 1 ? tr("row %1").arg(numbers.first()) : tr("rows %1").arg(numbers.join(", ")), why);
        return begin + rows;
    }

    /// A sparse row of labels over groups of columns, right above a full row.
    [[nodiscard]] int groupLabels(int begin, int end) const
    {
        if (begin + 2 >= end)
            return 0;
        const int fill = fillOf(cells(begin));
        const int below = fillOf(cells(begin + 1));
        return fill >= 2 && fill < below && fill * 2 <= m_shape.width && usedWidth(cells(begin)) > 2 ? 1 : 0;
    }

    /// A header with one cell more than every row, one of them empty within: that one is a slip of the writer.
    void dropStrayCell(std::vector<std::string>& header)
    {
        if (m_raw.wholeGrid || m_raw.named || int(header.size()) != m_shape.width + 1 || usedWidth(header) != m_shape.width + 1)
            return;
        const auto isEmpty = [](const std::string& cell) { return outerTrimmed(cell).empty(); };
        if (std::ranges::count_if(header, isEmpty) != 1)
            return;
        header.erase(std::ranges::find_if(header, isEmpty));
        add("header cells", tr("%1 names").arg(m_shape.width),
            tr("the header has one cell more than the rows, and one of its cells is empty: that one is left out"));
    }

    /// The same table once more below, as after pasting twice: three of four rows come again in the same order.
    void leaveOutCopy(int body, int end)
    {
        if (m_shape.headerCells.empty() || m_shape.headerCells.back().size() < 2)
            return;
        for (int i = body + 1; i < end; ++i) {
            if (cells(i) != m_shape.headerCells.back())
                continue;
            const int above = i - body;
            const int below = end - i - 1;
            int same = 0;
            for (int k = 0; k < std::min(above, below); ++k)
                same += cells(body + k) == cells(i + 1 + k);
            if (below >= 3 && below <= above && same * 4 >= below * 3) {
                m_shape.endRow = m_sample[std::size_t(i)].row;
                add("copy", tr("%Ln row(s)", below + 1), tr("below the table its header and rows stand once more: the copy is left out"));
            }
            return;
        }
    }

    void chooseColumns(int body, int end)
    {
        QSet<QString> used;
        QHash<QString, int> numbers; // the next one for a name that comes again
        QStringList secrets;
        int dropped = 0;
        for (int c = 0; c < m_shape.width; ++c) {
            const QString written = m_shape.header.value(c);
            const bool nameless = !m_shape.header.isEmpty() && written.isEmpty();
            // A header with fewer cells than the rows does not say which of them has no name: all stay.
            const bool headed = std::ranges::all_of(m_shape.headerCells, [&](const auto& row) { return std::size_t(c) < row.size(); });
            if (nameless && headed && !m_raw.wholeGrid && end > body && isEmptyColumn(c, body, end)) {
                ++dropped;
                continue;
            }
            m_shape.columns.push_back(c);
            if (isSecretHeader(written)) {
                m_shape.secrets.push_back(c);
                secrets << written;
            }
            QString name = written.isEmpty() ? "#col" + QString::number(c + 1) : written;
            int& number = numbers[name.toCaseFolded()];
            number = std::max(number, 2);
            while (used.contains(name.toCaseFolded()))
                name = written + '#' + QString::number(number++);
            used << name.toCaseFolded();
            m_shape.names << name;
        }
        if (!m_shape.header.isEmpty()) {
            QStringList header;
            for (const int c : m_shape.columns)
                header << m_shape.header.at(c);
            m_shape.header = header;
        }
        if (!secrets.isEmpty())
            add("secrets", secrets.join(", "), tr("such cells are never kept, and not shown"));
        if (dropped > 0)
            add("empty columns", QString::number(dropped), tr("columns without a name and without a cell that holds anything are left out"));
    }

    /// Most cells of the first column have a digit.
    [[nodiscard]] bool isOfIds(int body, int end) const
    {
        int filled = 0, digits = 0;
        for (int i = body; i < end; ++i) {
            const std::string_view cell = cells(i).empty() ? std::string_view() : outerTrimmed(cells(i).front());
            filled += !cell.empty();
            digits += std::ranges::any_of(cell, [](char c) { return c >= '0' && c <= '9'; });
        }
        return digits >= 2 && digits * 3 >= filled * 2;
    }

    [[nodiscard]] bool isEmptyColumn(int column, int body, int end) const
    {
        for (int i = body; i < end; ++i)
            if (std::size_t(column) < cells(i).size() && !outerTrimmed(cells(i)[std::size_t(column)]).empty())
                return false;
        return true;
    }

    void add(const QString& what, const QString& value, const QString& why) { m_shape.findings.push_back({what, value, why}); }

    const std::vector<SampleRow>& m_sample;
    bool m_complete;
    const RawTable& m_raw;
    TableShape m_shape;
};

/// Words that begin the row below a table: totals, averages, ends.
bool isTotalWord(std::string_view text)
{
    static constexpr std::array<std::string_view, 28> words = {
        "total", "grand total", "overall average", "average", "mean", "sum", "subtotal", "end of record", "end of report",
        "end of file", "summe", "gesamt", "durchschnitt", "totale", "moyenne", "promedio", "suma", "media", "row count", "report generated", "class average",
        "class total", "median", "maximum", "minimum", "mittelwert", "média", "średnia"};
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; };
    const char first = lower(text.front()); // hardly any row goes further than this
    return std::ranges::any_of(words, [&](std::string_view word) {
        if (word.front() != first || text.size() < word.size() || !std::ranges::equal(text.substr(0, word.size()), word, {}, lower))
            return false;
        if (text.size() == word.size())
            return true;
        const char next = lower(text[word.size()]);
        return (next < 'a' || next > 'z') && (next < '0' || next > '9') && (next & 0x80) == 0;
    });
}

} // namespace

std::vector<std::vector<std::string>> TableShape::body(const std::vector<SampleRow>& sample, std::size_t most) const
{
    std::vector<const SampleRow*> mine;
    bool afterBlank = false;
    std::size_t notes = 0; // at the end of `mine`
    for (const SampleRow& row : sample) {
        if (row.row < firstRow || (endRow > 0 && row.row >= endRow))
            continue;
        if (fillOf(row.cells) == 0) {
            afterBlank = true;
            continue;
        }
        if (std::ranges::find(headerCells, row.cells) != headerCells.end()) {
            for (; notes > 0 && fillOf(mine.back()->cells) == 1; --notes)
                mine.pop_back(); // titles above the header that comes again
            continue;
        }
        const std::vector<std::string_view> views(row.cells.begin(), row.cells.end());
        const bool note = couldBeFooter(views, afterBlank, *this);
        notes = note ? notes + 1 : 0;
        afterBlank = afterBlank && note;
        mine.push_back(&row);
    }
    mine.resize(mine.size() - notes);
    const std::size_t step = std::max<std::size_t>(1, (mine.size() + most - 1) / most);
    std::vector<std::vector<std::string>> rows;
    for (std::size_t i = 0; i < mine.size(); i += step) {
        std::vector<std::string>& cells = rows.emplace_back();
        for (const int c : columns) {
            const bool shown = std::size_t(c) < mine[i]->cells.size() && !isSecret(c);
            cells.push_back(shown ? mine[i]->cells[std::size_t(c)] : std::string());
        }
    }
    return rows;
}

TableShape findTable(const std::vector<SampleRow>& sample, bool complete, const RawTable& raw, const TableChoice& choice)
{
    return Finder(sample, complete, raw).find(choice);
}

Result<std::vector<SampleRow>> sampleOf(const RawTable& raw, const QString& file, bool& complete)
{
    std::vector<SampleRow> sample;
    std::size_t bytes = 0;
    LECTERN_ASSIGN(const std::unique_ptr<RowSource> rows, raw.rows());
    complete = false;
    while (sample.size() < sampledRows && bytes < sampledBytes) {
        LECTERN_ASSIGN(const bool more, rows->next());
        if (!more) {
            complete = true;
            break;
        }
        const auto cells = rows->cells();
        if (cells.size() > mostColumns)
            return failure("table.too_wide", {file, rows->row()}, {QString::number(cells.size()), QString::number(mostColumns)});
        SampleRow& row = sample.emplace_back(SampleRow{rows->row(), {}});
        row.cells.reserve(cells.size());
        for (const std::string_view cell : cells) {
            row.cells.emplace_back(cell);
            bytes += cell.size() + sizeof(std::string);
        }
    }
    return sample;
}

bool isBlankRow(std::span<const std::string_view> cells)
{
    return std::ranges::all_of(cells, [](std::string_view cell) { return outerTrimmed(cell).empty(); });
}

bool couldBeFooter(std::span<const std::string_view> cells, bool afterBlank, const TableShape& shape)
{
    const auto isFilled = [](std::string_view cell) { return !outerTrimmed(cell).empty(); };
    const auto first = std::ranges::find_if(cells, isFilled);
    if (first == cells.end())
        return false;
    const bool total = isTotalWord(outerTrimmed(*first));
    if (total && shape.idsFirst && first == cells.begin())
        return true;
    if (shape.usualFill < 3 || shape.width < 3)
        return false;
    const bool narrow = cells.size() <= 2 && int(cells.size()) * 2 < shape.width;
    if (!total && !narrow && !afterBlank)
        return false;
    const auto fill = int(std::ranges::count_if(first, cells.end(), isFilled));
    return fill < shape.usualFill && (total || narrow || fill * 2 <= shape.usualFill);
}

} // namespace lectern
