/// XML as a table: the element that repeats is the row; its attributes and the elements within it are the columns
/// ("student.name"). Which element that is comes from counting.
#include "core/table/KeyedTable.h"
#include "core/table/Markup.h"
#include "core/table/TableFormats.h"
#include "core/table/XmlScanner.h"

#include <QCoreApplication>
#include <algorithm>
#include <map>
#include <unordered_map>

namespace lectern {

namespace {

using Event = XmlScanner::Event;

constexpr int deepestRows = 6;
constexpr std::size_t mostPaths = 10'000;
constexpr std::size_t mostFields = 16'384;
constexpr std::size_t largestRecord = std::size_t(32) << 20; // bytes of its names and texts

Result<XmlScanner> scannerOf(const Source& source)
{
    LECTERN_ASSIGN(std::unique_ptr<ByteReader> bytes, source.open());
    return XmlScanner(std::move(bytes), source.fullName());
}

bool isBlank(std::string_view text)
{
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

std::string trimmed(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    return first == std::string_view::npos ? std::string() : std::string(text.substr(first, text.find_last_not_of(" \t\r\n") + 1 - first));
}

struct PathCount
{
    qint64 count = 0;
    int depth = 0;
    bool structured = false; ///< has attributes or elements within
    qint64 order = 0;        ///< when it was met first
};

using Paths = std::map<std::string, PathCount>;

/// Counts the elements of the document by their path, those of the upper levels only.
Result<Paths> countPaths(const Source& source)
{
    LECTERN_ASSIGN(XmlScanner xml, scannerOf(source));
    Paths paths;
    std::vector<std::string> open{""};
    for (;;) {
        LECTERN_ASSIGN(const Event event, xml.next());
        if (event == Event::Done)
            return paths;
        if (event == Event::Text)
            continue;
        if (event == Event::End) {
            if (xml.depth() + 1 < int(open.size()))
                open.resize(std::size_t(xml.depth()) + 1);
            continue;
        }
        if (xml.depth() > deepestRows)
            continue;
        const std::string parent = open[std::size_t(xml.depth()) - 1];
        open.resize(std::size_t(xml.depth()));
        open.push_back(parent + '/' + std::string(xml.name()));
        if (const auto above = paths.find(parent); above != paths.end())
            above->second.structured = true;
        if (paths.size() >= mostPaths && !paths.contains(open.back()))
            continue;
        PathCount& path = paths[open.back()];
        if (path.count++ == 0)
            path.order = qint64(paths.size());
        path.depth = xml.depth();
        path.structured = path.structured || (xml.depth() > 1 && !xml.attributes().empty());
    }
}

/// Paths whose elements could be rows: the uppermost level where one repeats, the most frequent first.
std::vector<std::string> rowPaths(const Paths& paths)
{
    std::vector<std::pair<std::string, PathCount>> candidates;
    for (const auto& [path, count] : paths)
        if (count.structured && count.depth > 1 && count.count > 1)
            candidates.emplace_back(path, count);
    if (candidates.empty()) // a single record
        for (const auto& [path, count] : paths)
            if (count.structured)
                candidates.emplace_back(path, count);
    if (candidates.empty())
        return {};
    const int depth = std::ranges::min(candidates, {}, [](const auto& c) { return c.second.depth; }).second.depth;
    std::erase_if(candidates, [&](const auto& c) { return c.second.depth != depth; });
    std::ranges::sort(candidates, {}, [](const auto& c) { return std::pair(-c.second.count, c.second.order); });
    std::vector<std::string> found;
    for (const auto& candidate : candidates)
        found.push_back(candidate.first);
    return found;
}

class XmlRecords final : public RecordStream
{
public:
    XmlRecords(XmlScanner xml, std::string path, QString file) : m_xml(std::move(xml)), m_path(std::move(path)), m_file(std::move(file)) {}

    Result<bool> next(Fields& fields) override
    {
        fields.clear();
        for (;;) {
            LECTERN_ASSIGN(const Event event, m_xml.next());
            if (event == Event::Done)
                return false;
            if (event == Event::End)
                m_open.resize(m_open.rfind('/'));
            if (event != Event::Start)
                continue;
            m_open += '/';
            m_open += m_xml.name();
            if (m_open != m_path)
                continue;
            LECTERN_TRY(read(fields));
            m_open.resize(m_open.rfind('/'));
            ++m_number;
            return true;
        }
    }
    qint64 number() const override { return m_number; }

private:
    /// Everything within the element that was just begun.
    Result<void> read(Fields& fields)
    {
        const int outside = m_xml.depth() - 1;
        std::vector<std::string> names{""};
        std::vector<std::string> texts{""};
        std::vector<bool> leaf{true};
        m_times.clear();
        m_bytes = 0;
        takeAttributes(fields, "");
        while (m_xml.depth() > outside) {
            LECTERN_ASSIGN(const Event event, m_xml.next());
            if (event == Event::Text) {
                texts.back() += m_xml.text();
                m_bytes += m_xml.text().size();
            } else if (event == Event::Start) {
                leaf.back() = false;
                names.push_back(names.back() + (names.back().empty() ? "" : ".") + std::string(m_xml.name()));
                texts.emplace_back();
                leaf.push_back(true);
                takeAttributes(fields, names.back() + ".");
            } else {
                if (leaf.back() || !isBlank(texts.back()))
                    add(fields, names.back().empty() ? "text" : names.back(), trimmed(texts.back()));
                names.pop_back();
                texts.pop_back();
                leaf.pop_back();
            }
            if (m_bytes > largestRecord)
                return failure("table.field_too_long", {m_file, m_number + 1}, {QString::number(largestRecord)});
            if (fields.size() > mostFields)
                return failure("table.too_wide", {m_file, m_number + 1}, {QString::number(fields.size()), QString::number(mostFields)});
        }
        return {};
    }

    void takeAttributes(Fields& fields, const std::string& prefix)
    {
        for (const XmlScanner::Attribute& attribute : m_xml.attributes())
            if (attribute.name != "xmlns")
                add(fields, prefix + std::string(attribute.name), std::string(attribute.value));
    }

    /// A name that comes again in one record is a further column: "phone", "phone#2".
    void add(Fields& fields, std::string name, std::string value)
    {
        if (value.empty() && name == "text")
            return;
        m_bytes += name.size() + value.size();
        if (fields.size() > mostFields || m_bytes > largestRecord)
            return; // read() gives up
        if (const int times = ++m_times[name]; times > 1)
            name += '#' + std::to_string(times);
        fields.emplace_back(std::move(name), std::move(value));
    }

    XmlScanner m_xml;
    std::string m_path;
    QString m_file;
    std::string m_open;
    std::unordered_map<std::string, int> m_times; // how often the record used a name
    std::size_t m_bytes = 0;                      // of the record
    qint64 m_number = 0;
};

} // namespace

Result<std::optional<RawTable>> openXml(const Source& source, std::string_view head, const TableChoice& choice)
{
    if (markupOf(head) != Markup::Xml)
        return std::nullopt;
    LECTERN_ASSIGN(const Paths paths, countPaths(source));
    const std::vector<std::string> rows = rowPaths(paths);
    if (rows.empty())
        return failure("source.empty", {source.fullName()});
    const int count = int(rows.size());
    const int chosen = choice.sheet.value_or(0);
    if (chosen < 0 || chosen >= count)
        return failure("table.no_sheet", {source.fullName()}, {QString::number(chosen), QString::number(count)});
    const std::string& path = rows[std::size_t(chosen)];
    const auto open = [source, path]() -> Result<std::unique_ptr<RecordStream>> {
        LECTERN_ASSIGN(XmlScanner xml, scannerOf(source));
        return std::make_unique<XmlRecords>(std::move(xml), path, source.fullName());
    };
    LECTERN_ASSIGN(RawTable table, keyedTable(source, "xml", false, open, choice.records));
    const auto nameOf = [](const std::string& p) { return QString::fromStdString(p.substr(p.rfind('/') + 1)); };
    for (const std::string& row : rows)
        if (count > 1)
            table.sheets << nameOf(row);
    table.sheet = chosen;
    table.dialect["row_element"] = nameOf(path);
    table.findings.push_back({"row", nameOf(path), QCoreApplication::translate("Table", "the element that repeats: %1 times").arg(paths.at(path).count)});
    return table;
}

} // namespace lectern
