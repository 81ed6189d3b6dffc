/// Tables of an HTML page, also where the file calls itself .xls. The page is held in memory, cells as places in one text.
#include "core/table/HtmlText.h"
#include "core/base/Blocks.h"
#include "core/table/Markup.h"
#include "core/table/SheetChoice.h"
#include "core/table/TableFormats.h"
#include "core/table/TextDecoder.h"

#include <algorithm>

namespace lectern {

namespace {

constexpr qint64 largestPage = qint64(64) << 20;
constexpr std::size_t block = blockOf(256 * 1024);
constexpr std::size_t mostCells = 8'000'000;
constexpr int widestSpan = 1000;
constexpr std::size_t mostTables = 10'000;

struct Place
{
    std::uint32_t at = 0, size = 0;
};

struct Table
{
    QString caption;
    std::vector<std::vector<Place>> rows;
    std::vector<int> covered;   // per column: rows further down that a cell above reaches into
    std::vector<Place> covering; // per column: what that cell holds
};

struct Page
{
    std::string text;
    std::vector<Table> tables;
};

/// A table whose end has not come yet; tables stand within cells of tables.
struct Open
{
    std::size_t table;
    bool inRow = false;
    bool inCell = false;
    int columns = 1, rows = 1; // that the cell spans
    std::string cell{};
    std::string caption{};
    bool inCaption = false;
};

class PageBuilder
{
public:
    /// `spanned`: a value stands in each row its cell spans.
    PageBuilder(std::string_view html, bool spanned) : m_scanner(html), m_spanned(spanned) {}

    /// False if there are more cells than a page may have.
    bool build(Page& page)
    {
        for (;;) {
            switch (m_scanner.next()) {
            case HtmlScanner::Event::Done:
                while (!m_open.empty())
                    closeTable(page);
                return m_cells <= mostCells;
            case HtmlScanner::Event::Text:
                if (!m_open.empty() && m_open.back().inCell)
                    appendHtmlText(m_open.back().cell, m_scanner.text());
                else if (!m_open.empty() && m_open.back().inCaption)
                    appendHtmlText(m_open.back().caption, m_scanner.text());
                break;
            case HtmlScanner::Event::Start: start(page); break;
            case HtmlScanner::Event::End: end(page); break;
            }
            if (m_cells > mostCells || page.tables.size() > mostTables)
                return false;
        }
    }

private:
    void start(Page& page)
    {
        const std::string_view name = m_scanner.name();
        if (name == "table") {
            page.tables.emplace_back();
            m_open.push_back({page.tables.size() - 1});
        }
        if (m_open.empty())
            return;
        Open& open = m_open.back();
        if (name == "tr") {
            closeRow(page);
            openRow(page);
        } else if (name == "td" || name == "th") {
            closeCell(page);
            if (!open.inRow)
                openRow(page);
            open.inCell = true;
            open.cell.clear();
            open.columns = std::clamp(m_scanner.number("colspan", 1), 1, widestSpan);
            open.rows = std::clamp(m_scanner.number("rowspan", 1), 1, 65534);
        } else if (name == "caption") {
            open.inCaption = true;
        } else if (open.inCell && !open.cell.empty() && (name == "br" || name == "p" || name == "div" || name == "li")) {
            open.cell += '\n';
        }
    }

    void end(Page& page)
    {
        if (m_open.empty())
            return;
        const std::string_view name = m_scanner.name();
        if (name == "table")
            closeTable(page);
        else if (name == "tr")
            closeRow(page);
        else if (name == "td" || name == "th")
            closeCell(page);
        else if (name == "caption")
            m_open.back().inCaption = false;
    }

    void openRow(Page& page)
    {
        m_open.back().inRow = true;
        page.tables[m_open.back().table].rows.emplace_back();
        ++m_cells; // a row without cells takes room as well
    }

    void closeCell(Page& page)
    {
        Open& open = m_open.back();
        if (!open.inCell)
            return;
        open.inCell = false;
        Table& table = page.tables[open.table];
        std::vector<Place>& row = table.rows.back();
        skipCovered(table, row);
        std::string_view text(open.cell);
        while (!text.empty() && (text.back() == ' ' || text.back() == '\n'))
            text.remove_suffix(1);
        for (int i = 0; i < open.columns; ++i) {
            row.push_back(i == 0 ? Place{std::uint32_t(page.text.size()), std::uint32_t(text.size())} : Place{});
            table.covered.resize(std::max(table.covered.size(), row.size()));
            table.covered[row.size() - 1] = open.rows - 1;
            table.covering.resize(table.covered.size());
            table.covering[row.size() - 1] = m_spanned ? row.back() : Place{};
        }
        m_cells += std::size_t(open.columns);
        page.text += text;
    }

    /// Cells of rows above that reach down here come first.
    void skipCovered(Table& table, std::vector<Place>& row)
    {
        while (row.size() < table.covered.size() && table.covered[row.size()] > 0) {
            --table.covered[row.size()];
            row.push_back(table.covering[row.size()]);
            ++m_cells;
        }
    }

    void closeRow(Page& page)
    {
        closeCell(page);
        Open& open = m_open.back();
        if (!open.inRow)
            return;
        open.inRow = false;
        Table& table = page.tables[open.table];
        skipCovered(table, table.rows.back());
        for (std::size_t column = table.rows.back().size(); column < table.covered.size(); ++column, ++m_cells)
            table.covered[column] = std::max(table.covered[column] - 1, 0);
        while (!table.covered.empty() && table.covered.back() == 0)
            table.covered.pop_back();
    }

    void closeTable(Page& page)
    {
        closeRow(page);
        page.tables[m_open.back().table].caption = QString::fromStdString(m_open.back().caption).trimmed();
        m_open.pop_back();
    }

    HtmlScanner m_scanner;
    bool m_spanned;
    std::vector<Open> m_open;
    std::size_t m_cells = 0;
};

class HtmlRows final : public RowSource
{
public:
    HtmlRows(std::shared_ptr<const Page> page, std::size_t table) : m_page(std::move(page)), m_table(table) {}

    Result<bool> next() override
    {
        const auto& rows = m_page->tables[m_table].rows;
        if (m_next == rows.size())
            return false;
        m_cells.clear();
        for (const Place& place : rows[m_next++])
            m_cells.push_back(std::string_view(m_page->text).substr(place.at, place.size));
        return true;
    }
    std::span<const std::string_view> cells() const override { return m_cells; }
    qint64 row() const override { return qint64(m_next); }

private:
    std::shared_ptr<const Page> m_page;
    std::size_t m_table;
    std::size_t m_next = 0;
    std::vector<std::string_view> m_cells;
};

Result<std::string> decodedText(const Source& source, Encoding encoding)
{
    LECTERN_ASSIGN(std::unique_ptr<ByteReader> bytes, source.open());
    TextDecoder decoder(std::move(bytes), encoding);
    std::string text;
    for (;;) {
        const std::size_t filled = text.size();
        text.resize(filled + block);
        LECTERN_ASSIGN(const qint64 got, decoder.read(text.data() + filled, qint64(block)));
        text.resize(filled + std::size_t(got));
        if (got == 0)
            return text;
        if (qint64(text.size()) > largestPage)
            return failure("html.too_large", {source.fullName()}, {QString::number(largestPage >> 20)});
    }
}

} // namespace

Result<std::optional<RawTable>> openHtml(const Source& source, std::string_view head, const TableChoice& choice)
{
    if (markupOf(head) != Markup::Html)
        return std::nullopt;
    LECTERN_ASSIGN(const std::string html, decodedText(source, encodingOf(head, qint64(head.size()) >= source.size)));
    const auto page = std::make_shared<Page>();
    if (!PageBuilder(html, choice.spanned).build(*page))
        return failure("table.scattered", {source.fullName()});
    std::erase_if(page->tables, [](const Table& table) { return table.rows.empty(); });
    if (page->tables.empty())
        return failure("html.no_table", {source.fullName()});
    std::vector<TableSheet> tables;
    for (std::size_t i = 0; i < page->tables.size(); ++i) {
        const QString caption = page->tables[i].caption;
        const auto rows = [page, i]() -> Result<std::unique_ptr<RowSource>> { return std::make_unique<HtmlRows>(page, i); };
        tables.push_back({caption.isEmpty() ? QString::number(i + 1) : caption, false, rows});
    }
    return chosenSheet(source, "html", std::move(tables), choice);
}

} // namespace lectern
