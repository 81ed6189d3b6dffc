/// OpenDocument spreadsheets: the tables of content.xml, streamed. Repeated empty cells and rows are never expanded.
#include "core/table/MergedDown.h"
#include "core/table/NumberFormat.h"
#include "core/table/SheetChoice.h"
#include "core/table/SparseRow.h"
#include "core/table/TableFormats.h"
#include "core/table/XmlScanner.h"
#include "core/table/ZipArchive.h"

#include <QCoreApplication>
#include <algorithm>
#include <charconv>
#include <set>

namespace lectern {

namespace {

using Event = XmlScanner::Event;

constexpr const char* content = "content.xml";
constexpr std::string_view mimeType = "application/vnd.oasis.opendocument.spreadsheet";

int repeats(std::string_view digits)
{
    int count = 1;
    std::from_chars(digits.data(), digits.data() + digits.size(), count);
    return std::max(count, 1);
}

Result<XmlScanner> contentOf(const ZipDocument& document)
{
    LECTERN_ASSIGN(std::unique_ptr<ByteReader> bytes, document.part(content));
    return XmlScanner(std::move(bytes), document.name() + "/" + content);
}

/// A value as data, from the attributes of a cell; "" if the text of the cell is the value.
std::string valueOf(const XmlScanner& xml)
{
    const std::string_view type = xml.attribute("value-type");
    const auto number = [&](double factor) {
        const std::string_view digits = xml.attribute("value");
        double value = 0;
        std::string text;
        if (!digits.empty() && std::from_chars(digits.data(), digits.data() + digits.size(), value).ec == std::errc())
            appendNumber(text, value * factor);
        return text;
    };
    if (type == "float")
        return number(1);
    if (type == "percentage") {
        const std::string text = number(100);
        return text.empty() ? text : text + '%';
    }
    if (type == "boolean")
        return xml.attribute("boolean-value") == "true" ? "TRUE" : "FALSE";
    if (type == "date") {
        std::string date(xml.attribute("date-value"));
        if (date.size() > 10 && date[10] == 'T')
            date[10] = ' ';
        return date;
    }
    return {};
}

/// "00123" of 123: the number format shows zeros of an identifier, the value has lost them.
bool isZeroPadded(std::string_view shown, std::string_view value)
{
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    return shown.size() > value.size() && shown.ends_with(value) && std::ranges::all_of(shown, isDigit) &&
        shown.substr(0, shown.size() - value.size()).find_first_not_of('0') == std::string_view::npos;
}

class OdsRows final : public RowSource
{
public:
    OdsRows(std::shared_ptr<const ZipDocument> document, XmlScanner xml, int table, bool spanned)
        : m_document(std::move(document)), m_xml(std::move(xml)), m_table(table), m_spanned(spanned)
    {
    }

    Result<bool> next() override
    {
        m_gap = false;
        if (m_pending) {
            m_pending = false;
            m_row = m_read;
            return true;
        }
        if (m_repeat > 0) {
            --m_repeat;
            m_row = ++m_read;
            return true;
        }
        LECTERN_ASSIGN(const bool more, readRow());
        if (!more)
            return false;
        m_pending = m_gap = m_row > 0 && m_read > m_row + 1;
        m_row = m_gap ? m_read - 1 : m_read;
        return true;
    }
    std::span<const std::string_view> cells() const override
    {
        return m_gap ? std::span<const std::string_view>() : m_cells.cells();
    }
    qint64 row() const override { return m_row; }

    QStringList remarks() const override
    {
        if (m_hiddenRows == 0)
            return {};
        return {QCoreApplication::translate("Table", "hidden rows that were read: %1").arg(m_hiddenRows)};
    }

private:
    /// Reads on to the next row of the table with a value in it.
    Result<bool> readRow()
    {
        while (!m_ended) {
            LECTERN_ASSIGN(const Event event, m_xml.next());
            if (event == Event::Done)
                break;
            const std::string_view name = m_xml.name();
            if (event == Event::Start && name == "table") {
                if (m_at++ != m_table)
                    LECTERN_TRY(m_xml.skip());
            } else if (event == Event::End && name == "table") {
                m_ended = true;
            } else if (event == Event::Start && name == "table-row") {
                const int count = repeats(m_xml.attribute("number-rows-repeated"));
                const std::string_view visibility = m_xml.attribute("visibility");
                const bool hidden = visibility == "collapse" || visibility == "filter";
                LECTERN_TRY(readCells());
                if (m_cells.empty()) {
                    m_read += count;
                    continue;
                }
                if (m_spanned)
                    m_merged.fill(m_cells, m_read + 1);
                if (count > 10000 || !m_cells.finish())
                    return failure("table.scattered", {m_document->name(), m_read});
                m_hiddenRows += hidden;
                m_read += 1;
                m_repeat = count - 1;
                return true;
            }
        }
        return false;
    }

    Result<void> readCells()
    {
        m_cells.clear();
        int column = 0;
        const int outside = m_xml.depth() - 1;
        while (m_xml.depth() > outside) {
            LECTERN_ASSIGN(const Event event, m_xml.next());
            if (event != Event::Start)
                continue;
            if (m_xml.name() != "table-cell" && m_xml.name() != "covered-table-cell") {
                LECTERN_TRY(m_xml.skip());
                continue;
            }
            const int count = repeats(m_xml.attribute("number-columns-repeated"));
            const int rows = repeats(m_xml.attribute("number-rows-spanned"));
            std::string value = valueOf(m_xml);
            LECTERN_ASSIGN(std::string text, textOfCell());
            if (value.empty() || isZeroPadded(text, value))
                value = std::move(text);
            if (!value.empty()) {
                if (column + count > SparseRow::mostColumns)
                    return failure("table.scattered", {m_document->name(), m_read + 1});
                for (int i = 0; i < count; ++i)
                    m_cells.add(column + i + 1, value);
                if (m_spanned)
                    m_merged.begin(column + 1, m_read + 1, m_read + rows, value);
            }
            column += std::min(count, SparseRow::mostColumns);
            column = std::min(column, SparseRow::mostColumns);
        }
        return {};
    }

    /// Paragraphs as lines; notes and pictures are no text of the cell.
    Result<std::string> textOfCell()
    {
        std::string text;
        bool within = false, first = true;
        const int outside = m_xml.depth() - 1;
        while (m_xml.depth() > outside) {
            LECTERN_ASSIGN(const Event event, m_xml.next());
            const std::string_view name = m_xml.name();
            if (event == Event::Text) {
                if (within)
                    text += m_xml.text();
            } else if (name == "p") {
                within = event == Event::Start;
                if (within && !first)
                    text += '\n';
                first = false;
            } else if (event == Event::Start && (name == "annotation" || name == "frame" || name == "ruby-text")) {
                LECTERN_TRY(m_xml.skip());
            } else if (event == Event::Start && name == "s") {
                int spaces = repeats(m_xml.attribute("c"));
                text.append(std::size_t(std::min(spaces, 1000)), ' ');
            } else if (event == Event::Start && (name == "tab" || name == "line-break")) {
                text += name == "tab" ? '\t' : '\n';
            }
            if (text.size() > (std::size_t(8) << 20))
                return failure("table.field_too_long", {m_document->name(), m_read + 1}, {QString::number(8 << 20)});
        }
        return text;
    }

    std::shared_ptr<const ZipDocument> m_document;
    XmlScanner m_xml;
    int m_table;
    bool m_spanned;
    MergedDown m_merged;
    int m_at = 0; // tables seen
    SparseRow m_cells;
    qint64 m_row = 0, m_read = 0;
    int m_repeat = 0; // times the row read last comes again
    bool m_pending = false, m_gap = false, m_ended = false;
    qint64 m_hiddenRows = 0;
};

/// Names of the tables in the document, and whether they are hidden.
Result<std::vector<TableSheet>> tablesOf(const ZipDocument& document)
{
    std::vector<TableSheet> tables;
    constexpr std::size_t mostTables = 10'000, mostStyles = 100'000; // a file beyond was made to fill memory
    std::set<std::string, std::less<>> hiddenStyles;
    std::string style;
    LECTERN_ASSIGN(XmlScanner xml, contentOf(document));
    for (;;) {
        LECTERN_ASSIGN(const Event event, xml.next());
        if (event == Event::Done)
            return tables;
        if (event != Event::Start)
            continue;
        if (xml.name() == "style") {
            style = xml.attribute("name");
        } else if (xml.name() == "table-properties" && xml.attribute("display") == "false") {
            hiddenStyles.insert(style);
        } else if (xml.name() == "table") {
            if (tables.size() == mostTables || hiddenStyles.size() > mostStyles)
                return failure("workbook.damaged", {.file = document.name()}, {content});
            const std::string_view name = xml.attribute("name");
            const bool hidden = hiddenStyles.contains(xml.attribute("style-name"));
            tables.push_back({QString::fromUtf8(name.data(), qsizetype(name.size())), hidden, {}});
            LECTERN_TRY(xml.skip());
        }
    }
}

} // namespace

Result<std::optional<RawTable>> openOds(const Source& source, std::string_view head, const TableChoice& choice)
{
    if (!head.starts_with("PK\x03\x04"))
        return std::nullopt;
    LECTERN_ASSIGN(const auto document, ZipDocument::open(source));
    if (!document->contains("mimetype") || !document->contains(content))
        return std::nullopt;
    LECTERN_ASSIGN(const QByteArray type, document->bytesOf("mimetype", 1024));
    if (!std::string_view(type.constData(), std::size_t(type.size())).starts_with(mimeType))
        return std::nullopt;
    LECTERN_ASSIGN(std::vector<TableSheet> tables, tablesOf(*document));
    if (tables.empty())
        return failure("workbook.damaged", {source.fullName()}, {content});
    for (int i = 0; i < int(tables.size()); ++i) {
        tables[std::size_t(i)].rows = [document, i, spanned = choice.spanned]() -> Result<std::unique_ptr<RowSource>> {
            LECTERN_ASSIGN(XmlScanner xml, contentOf(*document));
            return std::make_unique<OdsRows>(document, std::move(xml), i, spanned);
        };
    }
    return chosenSheet(source, "ods", std::move(tables), choice);
}

} // namespace lectern
