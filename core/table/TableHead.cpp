/// See TableHead.h.
#include "core/table/TableHead.h"

#include "core/base/Blocks.h"
#include "core/table/TableFormats.h"
#include "core/table/TableShape.h"

#include <algorithm>

namespace lectern {

namespace {

constexpr qint64 headSize = 256 * 1024;
constexpr std::size_t headerWithin = 25; // records
constexpr std::size_t mostCells = 32'768; // of a row; what is wider was made to cost time: no export has a tenth of it
constexpr std::size_t block = blockOf(64 * 1024);

Result<std::string> decoded(const QByteArray& bytes, Encoding encoding)
{
    TextDecoder decoder(std::make_unique<MemoryReader>(std::string_view(bytes.constData(), std::size_t(bytes.size()))),
                        encoding);
    std::string text;
    for (;;) {
        const std::size_t filled = text.size();
        text.resize(filled + block);
        LECTERN_ASSIGN(const qint64 got, decoder.read(text.data() + filled, qint64(block)));
        text.resize(filled + std::size_t(got));
        if (got == 0)
            return text;
    }
}

HeadRecord recordOf(qint64 number, std::span<const std::string_view> cells)
{
    HeadRecord record{number, {}};
    for (const std::string_view cell : cells)
        record.cells << QString::fromUtf8(cell.data(), qsizetype(cell.size()));
    return record;
}

RowOpener textRows(const Source& source, const TableHead& head)
{
    return [source, encoding = head.encoding, dialect = head.dialect] { return delimitedRows(source, encoding, dialect); };
}

Result<TableHead> lookedAt(const Source& source, int records)
{
    LECTERN_ASSIGN(const std::optional<RawTable> marked, openMarked(source, {.records = records, .spanned = true}));
    if (marked)
        return headOf(marked->format, marked->rows, records);
    LECTERN_ASSIGN(TableHead head, delimitedHead(source, records));
    if (source.part.firstRow > 0) {
        LECTERN_ASSIGN(TableHead within, headOf(head.format, textRows(source, head), records));
        head.records = std::move(within.records);
        head.dialect.width = 0; // of this table it is not known
    }
    return head;
}

} // namespace

Result<TableHead> tableHead(const Source& source, int records)
{
    if (!source.memo || records > SourceMemo::records)
        return lookedAt(source, records);
    const std::scoped_lock lock(source.memo->mutex);
    if (!source.memo->head) {
        LECTERN_ASSIGN(source.memo->head, lookedAt(source, SourceMemo::records));
    }
    TableHead head = *source.memo->head;
    head.records.resize(std::min(head.records.size(), std::size_t(records)));
    return head;
}

Result<TableHead> delimitedHead(const Source& source, int records)
{
    LECTERN_ASSIGN(const QByteArray bytes, source.head(headSize));
    const std::string_view view(bytes.constData(), std::size_t(bytes.size()));
    const bool complete = bytes.size() < headSize;
    if (looksBinary(view))
        return failure("source.binary", {source.fullName()});
    TableHead head;
    head.encoding = encodingOf(view, complete, &head.encodingWhy);
    LECTERN_ASSIGN(const std::string text, decoded(bytes, head.encoding));
    // Delimiters alone are no table either, once all of the text is known.
    if (text.find_first_not_of(complete ? " \t\r\n,;|\"" : " \t\r\n") == std::string::npos)
        return failure("source.empty", {source.fullName()});
    head.found = searchDialect(text, complete);
    head.dialect = head.found.dialect;
    CsvReader reader(std::make_unique<MemoryReader>(text), head.dialect, source.fullName());
    std::size_t width = 0;
    bool blank = false;
    bool lastOdd = false; // the last record may be cut off
    while (records > 0) {
        const Result<bool> more = reader.next();
        if (!more || !*more)
            break;
        head.uneven |= lastOdd;
        if (reader.isBlank()) {
            blank = width > 0;
            continue;
        }
        if (reader.cells().size() > mostCells)
            return failure("table.too_wide", {source.fullName(), reader.record()},
                           {QString::number(reader.cells().size()), QString::number(mostCells)});
        if (width > 0 && isBlankRow(reader.cells()))
            blank = true; // cells were written, but nothing into them
        lastOdd = blank || (width > 0 && reader.cells().size() != width);
        width = reader.cells().size();
        if (head.records.size() < std::size_t(records))
            head.records.push_back(recordOf(reader.record(), reader.cells()));
    }
    head.uneven |= lastOdd && complete;
    return head;
}

Result<TableHead> headOf(const QString& format, const RowOpener& rows, int records)
{
    TableHead head;
    head.format = format;
    LECTERN_ASSIGN(const std::unique_ptr<RowSource> source, rows());
    while (head.records.size() < std::size_t(records)) {
        LECTERN_ASSIGN(const bool more, source->next());
        if (!more)
            break;
        if (!isBlankRow(source->cells()))
            head.records.push_back(recordOf(source->row(), source->cells()));
    }
    return head;
}

Result<HeadedTable> openHeaded(const Source& source)
{
    HeadedTable table;
    LECTERN_ASSIGN(table.head, tableHead(source, SourceMemo::records));
    if (table.head.format == "csv") {
        table.raw.format = table.head.format;
        table.raw.rows = textRows(source, table.head);
        return table;
    }
    LECTERN_ASSIGN(std::optional<RawTable> raw, openMarked(source, {.spanned = true}));
    if (!raw || raw->format != table.head.format)
        return failure("file.changed", {source.fullName()});
    table.raw = std::move(*raw);
    // Once more: records further down may name more columns.
    LECTERN_ASSIGN(table.head, headOf(table.raw.format, table.raw.rows, SourceMemo::records));
    return table;
}

Result<std::unique_ptr<RowSource>> rowsBehind(const HeadedTable& table, const HeadRecord& header, const QString& file)
{
    LECTERN_ASSIGN(std::unique_ptr<RowSource> rows, table.raw.rows());
    while (rows->row() < header.record) {
        LECTERN_ASSIGN(const bool more, rows->next());
        if (!more)
            return failure("file.changed", {file});
    }
    // Only a header with records behind it in the head was surely read whole.
    if (table.head.records.size() > 1 && recordOf(header.record, rows->cells()).cells != header.cells)
        return failure("file.changed", {file});
    return rows;
}

Result<std::vector<std::vector<std::string>>> piecesOf(const Source& source, const TableHead& head, qint64 at)
{
    std::vector<std::vector<std::string>> records;
    if (head.format != "csv" || !source.member.isEmpty() || source.remote || source.part.isPart())
        return records;
    const qint64 from = std::max<qint64>(0, std::min(at - headSize / 2, source.size - headSize)) & ~qint64(1); // UTF-16 has pairs
    LECTERN_ASSIGN(const QByteArray bytes, source.piece(from, headSize));
    LECTERN_ASSIGN(const std::string text, decoded(bytes, head.encoding));
    const std::size_t begin = text.find_first_of("\r\n");
    const std::size_t end = text.find_last_of("\r\n");
    if (begin == end)
        return records;
    const std::string_view whole = std::string_view(text).substr(begin, end - begin);
    CsvReader reader(std::make_unique<MemoryReader>(whole), head.dialect, source.fullName());
    for (;;) {
        const Result<bool> more = reader.next();
        if (!more || !*more)
            return records;
        records.emplace_back(reader.cells().begin(), reader.cells().end());
    }
}

FoundHeader findHeader(const TableHead& head, const HeaderMatcher& matcher)
{
    FoundHeader first;
    for (std::size_t i = 0; i < std::min(head.records.size(), headerWithin); ++i) {
        if (first.index >= 0 && !matcher.mayBeWhole(head.records[i].cells))
            continue;
        HeaderMap map = matcher.match(head.records[i].cells);
        const bool whole = map.missing.isEmpty() && map.known > 0;
        if (whole || first.index < 0)
            first = {int(i), std::move(map)};
        if (whole)
            break;
    }
    return first;
}

} // namespace lectern
