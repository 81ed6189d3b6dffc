/// See XlsxRows.h.
#include "core/table/XlsxRows.h"

#include <QCoreApplication>
#include <array>
#include <charconv>

namespace lectern {

namespace {

using Event = XmlScanner::Event;

constexpr qint64 mostRows = 1 << 20;

/// "AB12" -> 28; 0 if it is no reference.
int columnOf(std::string_view reference)
{
    int column = 0;
    for (const char c : reference) {
        const char upper = char(c & ~32);
        if (upper < 'A' || upper > 'Z')
            break;
        column = column * 26 + (upper - 'A' + 1);
        if (column > SparseRow::mostColumns)
            return 0;
    }
    return column;
}

bool isTrue(std::string_view value)
{
    return value == "1" || value == "true";
}

/// Text of a number that needs nothing done to it.
bool isPlainNumber(std::string_view text)
{
    return !text.empty() && text.size() <= 15 && text.find_first_not_of("-0123456789.") == std::string_view::npos;
}

} // namespace

XlsxRows::XlsxRows(std::shared_ptr<const XlsxWorkbook> book, XmlScanner xml, std::vector<XlsxMerge> merges)
    : m_book(std::move(book)), m_xml(std::move(xml)), m_merges(merges.rbegin(), merges.rend()), m_spanned(!merges.empty())
{
}

std::unexpected<Error> XlsxRows::damaged(const QString& what) const
{
    return failure("workbook.damaged", {m_book->name(), m_read}, {what});
}

std::span<const std::string_view> XlsxRows::cells() const
{
    return m_gap ? std::span<const std::string_view>() : m_cells.cells();
}

/// Rows that hold nothing are left out, however many; between rows that hold something they come as one empty row.
Result<bool> XlsxRows::next()
{
    m_gap = false;
    if (m_pending) {
        m_pending = false;
        m_row = m_read;
        return true;
    }
    LECTERN_ASSIGN(const bool more, readRow());
    if (!more)
        return false;
    m_pending = m_row > 0 && m_read > m_row + 1;
    m_gap = m_pending;
    m_row = m_pending ? m_read - 1 : m_read;
    return true;
}

/// Reads on to the next row with a value in it.
Result<bool> XlsxRows::readRow()
{
    for (;;) {
        LECTERN_ASSIGN(const Event event, m_xml.next());
        if (event == Event::Done)
            return false;
        if (event != Event::Start || m_xml.name() != "row") {
            if (event == Event::Start)
                noteOutside();
            continue;
        }
        qint64 number = m_read + 1;
        const std::string_view given = m_xml.attribute("r");
        if (!given.empty() && (std::from_chars(given.data(), given.data() + given.size(), number).ec != std::errc() || number < 1 || number > mostRows))
            return damaged("row " + QString::fromUtf8(given.data(), qsizetype(given.size())));
        m_read = std::max(number, m_read + 1); // a row cannot stand above one before it
        const bool hidden = isTrue(m_xml.attribute("hidden"));
        m_cells.clear();
        m_column = 0;
        for (;;) {
            LECTERN_ASSIGN(const Event inner, m_xml.next());
            if (inner == Event::Start && m_xml.name() == "c")
                LECTERN_TRY(readCell());
            else if (inner == Event::Start)
                LECTERN_TRY(m_xml.skip());
            else if (inner == Event::End)
                break;
        }
        if (m_cells.empty())
            continue;
        m_hiddenRows += hidden;
        m_down.fill(m_cells, m_read);
        if (!m_cells.finish())
            return failure("table.scattered", {m_book->name(), m_read});
        noteMerged();
        return true;
    }
}

/// Remembers the values of the row read that reach into rows below.
void XlsxRows::noteMerged()
{
    while (!m_merges.empty() && m_merges.back().first <= m_read) {
        const XlsxMerge& merge = m_merges.back();
        const auto cells = m_cells.cells();
        if (merge.first == m_read && std::size_t(merge.column) <= cells.size())
            m_down.begin(merge.column, merge.first, merge.last, cells[std::size_t(merge.column - 1)]);
        m_merges.pop_back();
    }
}

void XlsxRows::noteOutside()
{
    if (m_xml.name() == "mergeCell")
        ++m_merged;
    else if (m_xml.name() == "col" && isTrue(m_xml.attribute("hidden")))
        ++m_hiddenColumns;
}

Result<void> XlsxRows::readCell()
{
    int column = m_column + 1;
    if (const std::string_view reference = m_xml.attribute("r"); !reference.empty()) {
        column = columnOf(reference);
        if (column == 0)
            return damaged("cell " + QString::fromUtf8(reference.data(), qsizetype(reference.size())));
    }
    m_column = column;
    if (column > SparseRow::mostColumns)
        return damaged("column " + QString::number(column));
    std::size_t style = 0;
    const std::string_view given = m_xml.attribute("s");
    std::from_chars(given.data(), given.data() + given.size(), style);
    std::array<char, 12> kind;
    const std::string_view type(kind.data(), m_xml.attribute("t").copy(kind.data(), kind.size()));
    m_value.clear();
    bool formula = false, take = false, inlineText = false;
    for (int depth = 1; depth > 0;) {
        LECTERN_ASSIGN(const Event event, m_xml.next());
        if (event == Event::Text) {
            if (take)
                m_value += m_xml.text();
            continue;
        }
        depth += event == Event::Start ? 1 : -1;
        const std::string_view name = m_xml.name();
        if (event == Event::Start && (name == "rPh" || name == "f" || name == "extLst")) {
            formula |= name == "f";
            LECTERN_TRY(m_xml.skip());
            --depth;
        } else if (name == "is") {
            if (event == Event::Start)
                m_value.clear();
            inlineText = true;
        } else if (name == "t" || (name == "v" && !inlineText)) {
            take = event == Event::Start;
        }
        if (m_value.size() > (std::size_t(8) << 20))
            return failure("table.field_too_long", {m_book->name(), m_read}, {QString::number(8 << 20)});
    }
    m_uncalculated += formula && m_value.empty() && type != "str";
    return addCell(column, inlineText ? std::string_view("inlineStr") : type, style);
}

Result<void> XlsxRows::addCell(int column, std::string_view type, std::size_t style)
{
    if (m_value.empty())
        return {};
    if (type == "s") {
        std::size_t index = 0;
        const char* const end = m_value.data() + m_value.size();
        if (std::from_chars(m_value.data(), end, index).ec != std::errc() || index >= m_book->strings().size())
            return damaged("text " + QString::fromStdString(m_value));
        m_cells.add(column, m_book->strings().at(index));
    } else if (type == "inlineStr" || type == "str") {
        unescapeXstring(m_value);
        m_cells.add(column, m_value);
    } else if (type == "b") {
        m_cells.add(column, isTrue(m_value) ? "TRUE" : "FALSE");
    } else if (type == "e") {
        m_cells.add(column, m_value);
    } else if (type == "d") {
        if (m_value.ends_with('Z'))
            m_value.pop_back();
        if (m_value.size() > 10 && m_value[10] == 'T')
            m_value[10] = ' ';
        m_cells.add(column, m_value);
    } else {
        const NumberFormat& format = m_book->format(style);
        const bool exact = format.kind() == NumberFormat::Kind::General;
        double value = 0;
        const char* const end = m_value.data() + m_value.size();
        if ((exact && isPlainNumber(m_value)) || std::from_chars(m_value.data(), end, value).ptr != end) {
            m_cells.add(column, m_value);
            return {};
        }
        m_shown.clear();
        format.append(m_shown, value, m_book->date1904());
        m_cells.add(column, m_shown);
    }
    return {};
}

QStringList XlsxRows::remarks() const
{
    const auto say = [](const char* words, qint64 count) { return QCoreApplication::translate("Table", words).arg(count); };
    QStringList said;
    if (m_hiddenRows > 0)
        said << say(QT_TRANSLATE_NOOP("Table", "hidden rows that were read: %1"), m_hiddenRows);
    if (m_hiddenColumns > 0)
        said << say(QT_TRANSLATE_NOOP("Table", "groups of hidden columns that were read: %1"), m_hiddenColumns);
    if (m_merged > 0 && m_spanned)
        said << say(QT_TRANSLATE_NOOP("Table", "merged cells, whose value was taken for each row they span: %1"), m_merged);
    else if (m_merged > 0)
        said << say(QT_TRANSLATE_NOOP("Table", "merged cells, whose value stands in the first of them: %1"), m_merged);
    if (m_uncalculated > 0)
        said << say(QT_TRANSLATE_NOOP("Table", "formulas without a stored result: %1"), m_uncalculated);
    return said;
}

} // namespace lectern
