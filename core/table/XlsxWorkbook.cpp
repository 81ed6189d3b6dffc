/// See XlsxWorkbook.h.
#include "core/table/XlsxWorkbook.h"

#include "core/table/SparseRow.h"
#include "core/table/XmlText.h"

#include <QDir>
#include <QMap>
#include <QRegularExpression>
#include <algorithm>
#include <charconv>

namespace lectern {

namespace {

using Event = XmlScanner::Event;

// More than spreadsheet programs themselves allow or write; a file beyond was made to fill memory.
constexpr std::size_t mostSheets = 4096;
constexpr std::size_t mostRelations = 20'000;
constexpr std::size_t mostStyles = 100'000;
constexpr qsizetype mostFormats = 10'000;

QString text(std::string_view bytes)
{
    return QString::fromUtf8(bytes.data(), qsizetype(bytes.size()));
}

int number(std::string_view digits, int fallback)
{
    int value = fallback;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

bool isTrue(std::string_view value)
{
    return value == "1" || value == "true" || value == "on";
}

QString folderOf(const QString& part)
{
    return part.contains('/') ? part.section('/', 0, -2) + "/" : QString();
}

/// "mergeCell ref="B2:B7"": a range of several rows; nothing if it is of one row, or no range.
std::optional<XlsxMerge> mergeOf(std::string_view element)
{
    static const QRegularExpression range("\\bref=[\"']\\$?([A-Z]{1,3})\\$?(\\d{1,7}):\\$?[A-Z]{1,3}\\$?(\\d{1,7})");
    const QRegularExpressionMatch match = range.match(QString::fromUtf8(element.data(), qsizetype(element.size())));
    if (!match.hasMatch())
        return std::nullopt;
    XlsxMerge merge{0, match.captured(2).toLongLong(), match.captured(3).toLongLong()};
    for (const QChar letter : match.captured(1))
        merge.column = merge.column * 26 + (letter.unicode() - 'A' + 1);
    return merge.last > merge.first && merge.column <= SparseRow::mostColumns ? std::optional(merge) : std::nullopt;
}

} // namespace

bool SharedStrings::add(std::string_view bytes)
{
    constexpr std::size_t chunk = std::size_t(1) << 20, mostBytes = std::size_t(256) << 20, mostTexts = 8'000'000;
    m_bytes += bytes.size();
    if (m_bytes > mostBytes || m_texts.size() >= mostTexts)
        return false;
    if (m_chunks.empty() || m_chunks.back().capacity() - m_chunks.back().size() < bytes.size())
        m_chunks.emplace_back().reserve(std::max(chunk, bytes.size()));
    std::string& last = m_chunks.back();
    m_texts.emplace_back(last.data() + last.size(), bytes.size());
    last.append(bytes);
    return true;
}

Result<std::vector<XlsxMerge>> XlsxWorkbook::mergesOf(const QString& part) const
{
    constexpr std::string_view mark = "mergeCell ";
    constexpr std::size_t longest = 256; // of the element, to its end
    constexpr std::size_t most = 100'000;
    LECTERN_ASSIGN(const std::unique_ptr<ByteReader> bytes, m_document->part(part));
    std::vector<XlsxMerge> merges;
    std::string text;
    for (bool ended = false; !ended;) {
        const std::size_t kept = text.size();
        text.resize(kept + 256 * 1024);
        LECTERN_ASSIGN(const qint64 got, bytes->read(text.data() + kept, 256 * 1024));
        text.resize(kept + std::size_t(got));
        ended = got == 0;
        std::size_t at = 0;
        for (;;) {
            at = text.find(mark, at);
            if (at == std::string::npos || (!ended && text.size() - at < longest))
                break;
            const std::string_view element = std::string_view(text).substr(at, longest);
            if (at > 0 && (text[at - 1] == '<' || text[at - 1] == ':'))
                if (const auto merge = mergeOf(element.substr(0, element.find('>'))))
                    merges.push_back(*merge);
            at += mark.size();
        }
        const std::size_t rest = (at == std::string::npos ? mark.size() : text.size() - at) + 1; // and what stands before it
        text.erase(0, text.size() - std::min(rest, text.size()));
        ended |= merges.size() >= most;
    }
    std::ranges::sort(merges, {}, &XlsxMerge::first);
    return merges;
}

void unescapeXstring(std::string& bytes)
{
    constexpr std::size_t length = 7; // _xHHHH_
    std::size_t at = bytes.find("_x");
    if (at == std::string::npos)
        return;
    std::string out;
    std::size_t taken = 0;
    for (; at != std::string::npos; at = bytes.find("_x", at)) {
        std::uint32_t code = 0;
        const char* const digits = bytes.data() + at + 2;
        if (bytes.size() - at < length || bytes[at + length - 1] != '_' || std::from_chars(digits, digits + 4, code, 16).ptr != digits + 4) {
            at += 2;
            continue;
        }
        out.append(bytes, taken, at - taken);
        if (!appendUtf8(out, code) && code != 0)
            appendUtf8(out, 0xfffd);
        at += length;
        taken = at;
    }
    out.append(bytes, taken);
    bytes = std::move(out);
}

Result<XmlScanner> XlsxWorkbook::part(const QString& name) const
{
    LECTERN_ASSIGN(std::unique_ptr<ByteReader> bytes, m_document->part(name));
    return XmlScanner(std::move(bytes), m_document->name() + "/" + name);
}

const NumberFormat& XlsxWorkbook::format(std::size_t style) const
{
    return m_formats[style < m_styles.size() ? m_styles[style] : 0];
}

/// What `part` refers to; nothing if it has no relations.
Result<std::vector<XlsxWorkbook::Relation>> XlsxWorkbook::relationsOf(const QString& part) const
{
    std::vector<Relation> relations;
    const QString rels = folderOf(part) + "_rels/" + part.section('/', -1) + ".rels";
    if (!m_document->contains(rels))
        return relations;
    LECTERN_ASSIGN(XmlScanner xml, this->part(rels));
    for (;;) {
        LECTERN_ASSIGN(const Event event, xml.next());
        if (event == Event::Done)
            return relations;
        if (event != Event::Start || xml.name() != "Relationship")
            continue;
        QString target = text(xml.attribute("Target")).replace('\\', '/');
        target = target.startsWith('/') ? target.mid(1) : QDir::cleanPath(folderOf(part) + target);
        if (relations.size() == mostRelations)
            return failure("workbook.damaged", {.file = name()}, {rels});
        relations.push_back({text(xml.attribute("Id")), text(xml.attribute("Type")).section('/', -1), target});
    }
}

Result<void> XlsxWorkbook::readSheets(const QString& workbook, const std::vector<Relation>& relations)
{
    LECTERN_ASSIGN(XmlScanner xml, part(workbook));
    for (;;) {
        LECTERN_ASSIGN(const Event event, xml.next());
        if (event == Event::Done)
            break;
        if (event != Event::Start)
            continue;
        if (xml.name() == "workbookPr") {
            m_date1904 = isTrue(xml.attribute("date1904"));
        } else if (xml.name() == "sheet" && xml.depth() == 3) {
            XlsxSheet sheet{text(xml.attribute("name")), {}, xml.attribute("state").find("idden") != std::string_view::npos};
            const QString id = text(xml.attribute("id"));
            for (const Relation& relation : relations)
                if (relation.id == id && relation.kind == "worksheet" && m_document->contains(relation.target))
                    sheet.part = relation.target;
            if (m_sheets.size() == mostSheets)
                return failure("workbook.damaged", {.file = name()}, {workbook});
            m_sheets.push_back(std::move(sheet));
        }
    }
    if (m_sheets.empty())
        return failure("workbook.damaged", {.file = name()}, {workbook});
    return {};
}

Result<void> XlsxWorkbook::readStyles(const QString& styles)
{
    constexpr std::size_t longestCode = 1024;
    LECTERN_ASSIGN(XmlScanner xml, part(styles));
    QMap<int, std::string> codes;
    QMap<int, std::uint32_t> known; // format id -> m_formats
    bool cells = false;
    for (;;) {
        LECTERN_ASSIGN(const Event event, xml.next());
        if (event == Event::Done)
            return {};
        if (event != Event::Text && xml.name() == "cellXfs")
            cells = event == Event::Start;
        if (event != Event::Start)
            continue;
        if (codes.size() > mostFormats || m_styles.size() > mostStyles)
            return failure("workbook.damaged", {.file = name()}, {styles});
        if (xml.name() == "numFmt") {
            codes.insert(number(xml.attribute("numFmtId"), 0), std::string(xml.attribute("formatCode").substr(0, longestCode)));
        } else if (cells && xml.name() == "xf") {
            const int id = number(xml.attribute("numFmtId"), 0);
            if (!known.contains(id)) {
                const auto own = codes.constFind(id);
                known.insert(id, std::uint32_t(m_formats.size()));
                m_formats.emplace_back(own == codes.cend() ? builtInFormat(id) : std::string_view(*own));
            }
            m_styles.push_back(known.value(id));
        }
    }
}

Result<void> XlsxWorkbook::readStrings(const QString& strings)
{
    LECTERN_ASSIGN(XmlScanner xml, part(strings));
    std::string item;
    bool within = false;
    for (;;) {
        LECTERN_ASSIGN(const Event event, xml.next());
        if (event == Event::Done)
            return {};
        if (event == Event::Start && xml.name() == "rPh") {
            LECTERN_TRY(xml.skip());
        } else if (event == Event::Text && within) {
            item += xml.text();
        } else if (event != Event::Text && xml.name() == "t") {
            within = event == Event::Start;
        } else if (event == Event::End && xml.name() == "si") {
            unescapeXstring(item);
            if (!m_strings.add(item))
                return failure("zip.too_large", {.file = name()}, {strings});
            item.clear();
        }
        if (item.size() > (std::size_t(8) << 20))
            return failure("table.field_too_long", {.file = name()}, {QString::number(8 << 20)});
    }
}

Result<std::shared_ptr<const XlsxWorkbook>> XlsxWorkbook::open(const Source& source)
{
    auto book = std::make_shared<XlsxWorkbook>();
    LECTERN_ASSIGN(book->m_document, ZipDocument::open(source));
    LECTERN_ASSIGN(const std::vector<Relation> package, book->relationsOf({}));
    QString workbook = "xl/workbook.xml";
    for (const Relation& relation : package)
        if (relation.kind == "officeDocument")
            workbook = relation.target;
    if (!book->m_document->contains(workbook))
        return failure("workbook.damaged", {.file = book->name()}, {workbook});
    LECTERN_ASSIGN(const std::vector<Relation> relations, book->relationsOf(workbook));
    LECTERN_TRY(book->readSheets(workbook, relations));
    for (const Relation& relation : relations) {
        if (!book->m_document->contains(relation.target))
            continue;
        if (relation.kind == "styles")
            LECTERN_TRY(book->readStyles(relation.target));
        else if (relation.kind == "sharedStrings")
            LECTERN_TRY(book->readStrings(relation.target));
    }
    return book;
}

} // namespace lectern
