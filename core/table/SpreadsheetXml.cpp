/// "XML Spreadsheet 2003": what older programs write under the name .xls. Worksheets of rows of cells, streamed.
#include "core/table/MergedDown.h"
#include "core/table/Markup.h"
#include "core/table/SheetChoice.h"
#include "core/table/SparseRow.h"
#include "core/table/TableFormats.h"
#include "core/table/XmlScanner.h"

#include <charconv>
#include <map>

namespace lectern {

namespace {

using Event = XmlScanner::Event;

Result<XmlScanner> scannerOf(const Source& source)
{
    LECTERN_ASSIGN(std::unique_ptr<ByteReader> bytes, source.open());
    return XmlScanner(std::move(bytes), source.fullName());
}

int number(std::string_view digits, int fallback)
{
    std::from_chars(digits.data(), digits.data() + digits.size(), fallback);
    return fallback;
}

/// Of each style that shows whole numbers with leading zeros: how many digits, by the style's id.
using PaddedStyles = std::map<std::string, std::size_t, std::less<>>;

void addStyle(PaddedStyles& styles, const std::string& id, std::string_view format)
{
    if (format.size() > 1 && format.size() <= 32 && format.find_first_not_of('0') == std::string_view::npos && styles.size() < 4096)
        styles.emplace(id, format.size());
}

class SpreadsheetXmlRows final : public RowSource
{
public:
    SpreadsheetXmlRows(XmlScanner xml, QString file, int sheet, bool spanned, std::shared_ptr<const PaddedStyles> padded)
        : m_xml(std::move(xml)), m_file(std::move(file)), m_sheet(sheet), m_spanned(spanned), m_padded(std::move(padded))
    {
    }

    Result<bool> next() override
    {
        for (;;) {
            LECTERN_ASSIGN(const Event event, m_xml.next());
            if (event == Event::Done || (event == Event::End && m_inSheet && m_xml.name() == "Worksheet"))
                return false;
            if (event != Event::Start)
                continue;
            if (m_xml.name() == "Worksheet") {
                m_inSheet = m_at++ == m_sheet;
                if (!m_inSheet)
                    LECTERN_TRY(m_xml.skip());
            } else if (m_xml.name() == "Row" && m_inSheet) {
                m_row = std::max<qint64>(number(m_xml.attribute("Index"), 0), m_row + 1); // a row cannot stand above one before it
                LECTERN_TRY(readCells());
                if (m_cells.empty())
                    continue;
                if (m_spanned)
                    m_merged.fill(m_cells, m_row);
                if (!m_cells.finish())
                    return failure("table.scattered", {m_file, m_row});
                return true;
            }
        }
    }
    std::span<const std::string_view> cells() const override { return m_cells.cells(); }
    qint64 row() const override { return m_row; }

private:
    Result<void> readCells()
    {
        m_cells.clear();
        int column = 0, across = 0, down = 0;
        std::string text, type;
        const std::size_t usualDigits = digitsOf(0);
        std::size_t digits = 0;
        bool within = false;
        const int outside = m_xml.depth() - 1;
        while (m_xml.depth() > outside) {
            LECTERN_ASSIGN(const Event event, m_xml.next());
            if (event == Event::Text) {
                if (within)
                    text += m_xml.text();
                if (text.size() > (std::size_t(8) << 20))
                    return failure("table.field_too_long", {m_file, m_row}, {QString::number(8 << 20)});
            } else if (m_xml.name() == "Cell" && event == Event::Start) {
                column = number(m_xml.attribute("Index"), column + 1);
                across = number(m_xml.attribute("MergeAcross"), 0);
                down = number(m_xml.attribute("MergeDown"), 0);
                digits = digitsOf(usualDigits);
                if (column < 1 || column > SparseRow::mostColumns || across < 0 || across > SparseRow::mostColumns)
                    return failure("workbook.damaged", {m_file, m_row}, {"column " + QString::number(column)});
            } else if (m_xml.name() == "Cell") {
                const std::string_view value = shown(text, type, digits);
                m_cells.add(column, value);
                if (m_spanned)
                    m_merged.begin(column, m_row, m_row + down, value);
                text.clear();
                column = std::min(column + across, SparseRow::mostColumns);
            } else if (m_xml.name() == "Data") {
                within = event == Event::Start;
                if (within)
                    type = m_xml.attribute("Type");
            } else if (m_xml.name() == "Comment" && event == Event::Start) {
                LECTERN_TRY(m_xml.skip());
            }
        }
        return {};
    }

    /// The least digits of numbers by the style of the element that has just begun.
    [[nodiscard]] std::size_t digitsOf(std::size_t usual) const
    {
        const std::string_view style = m_xml.attribute("StyleID");
        if (style.empty())
            return usual;
        const auto found = m_padded->find(style);
        return found == m_padded->end() ? 0 : found->second;
    }

    /// "2024-09-01T00:00:00.000" is a day; a time of day is written on the last day of 1899; numbers keep the zeros they
    /// are shown with.
    static std::string_view shown(std::string& text, std::string_view type, std::size_t digits)
    {
        if (type == "Number" && text.size() < digits && text.find_first_not_of("0123456789") == std::string::npos)
            text.insert(0, digits - text.size(), '0');
        if (type == "Boolean")
            return text == "1" ? "TRUE" : "FALSE";
        std::string_view value(text);
        if (type != "DateTime" || value.size() < 19 || value[10] != 'T')
            return value;
        if (value.ends_with(".000"))
            value.remove_suffix(4);
        if (value.starts_with("1899-12-31T"))
            return value.substr(11);
        if (value.ends_with("T00:00:00"))
            return value.substr(0, 10);
        text[10] = ' ';
        return value;
    }

    XmlScanner m_xml;
    QString m_file;
    int m_sheet;
    bool m_spanned;
    std::shared_ptr<const PaddedStyles> m_padded;
    MergedDown m_merged;
    int m_at = 0;
    bool m_inSheet = false;
    SparseRow m_cells;
    qint64 m_row = 0;
};

} // namespace

Result<std::optional<RawTable>> openSpreadsheetXml(const Source& source, std::string_view head, const TableChoice& choice)
{
    if (markupOf(head) != Markup::Xml || asciiOf(head).find("urn:schemas-microsoft-com:office:spreadsheet") == std::string::npos)
        return std::nullopt;
    std::vector<TableSheet> sheets;
    LECTERN_ASSIGN(XmlScanner xml, scannerOf(source));
    bool hidden = false;
    const auto padded = std::make_shared<PaddedStyles>();
    std::string style;
    for (;;) {
        LECTERN_ASSIGN(const Event event, xml.next());
        if (event == Event::Done)
            break;
        if (event == Event::Start && xml.depth() == 1 && xml.name() != "Workbook")
            return std::nullopt;
        if (event == Event::Start && xml.name() == "Worksheet") {
            const std::string_view name = xml.attribute("Name");
            sheets.push_back({QString::fromUtf8(name.data(), qsizetype(name.size())), false, {}});
        } else if (event == Event::Start && xml.name() == "Style") {
            style = xml.attribute("ID");
        } else if (event == Event::Start && xml.name() == "NumberFormat") {
            addStyle(*padded, style, xml.attribute("Format"));
        } else if (event == Event::Start && xml.name() == "Visible" && !sheets.empty()) {
            hidden = true;
        } else if (event == Event::Text && hidden) {
            sheets.back().hidden = xml.text().find("Hidden") != std::string_view::npos;
            hidden = false;
        }
    }
    if (sheets.empty())
        return failure("workbook.damaged", {source.fullName()}, {"Worksheet"});
    for (int i = 0; i < int(sheets.size()); ++i) {
        sheets[std::size_t(i)].rows = [source, i, spanned = choice.spanned, padded]() -> Result<std::unique_ptr<RowSource>> {
            LECTERN_ASSIGN(XmlScanner rows, scannerOf(source));
            return std::make_unique<SpreadsheetXmlRows>(std::move(rows), source.fullName(), i, spanned, padded);
        };
    }
    return chosenSheet(source, "xml-spreadsheet", std::move(sheets), choice);
}

} // namespace lectern
