/// See TableHead.h. Any thread.
#include "core/table/TableHead.h"

namespace lectern {

namespace {

constexpr qint64 headSize = 256 * 1024;

Result<std::string> decoded(const QByteArray& bytes, Encoding encoding)
{
    TextDecoder decoder(std::make_unique<MemoryReader>(std::string_view(bytes.constData(), std::size_t(bytes.size()))),
                        encoding);
    std::string text;
    for (;;) {
        const std::size_t filled = text.size();
        text.resize(filled + 64 * 1024);
        LECTERN_ASSIGN(const qint64 got, decoder.read(text.data() + filled, 64 * 1024));
        text.resize(filled + std::size_t(got));
        if (got == 0)
            return text;
    }
}

} // namespace

Result<TableHead> tableHead(const Source& source, int records)
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
    head.found = source.table ? FoundDialect() : searchDialect(text, complete);
    head.dialect = head.found.dialect;
    CsvReader reader(std::make_unique<MemoryReader>(text), head.dialect, source.fullName());
    while (head.records.size() < std::size_t(records)) {
        const Result<bool> more = reader.next();
        if (!more || !*more)
            break;
        if (reader.isBlank())
            continue;
        HeadRecord record{reader.record(), {}};
        for (const std::string_view cell : reader.cells())
            record.cells << QString::fromUtf8(cell.data(), qsizetype(cell.size()));
        head.records.push_back(std::move(record));
    }
    return head;
}

FoundHeader findHeader(const TableHead& head, const HeaderMatcher& matcher)
{
    FoundHeader first;
    for (std::size_t i = 0; i < head.records.size(); ++i) {
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
