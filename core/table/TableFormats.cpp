/// The list of formats; see TableFormats.h.
#include "core/table/TableFormats.h"

namespace lectern {

namespace {

constexpr qint64 headSize = 64 * 1024;

// Asked in this order; the first that knows the bytes reads them. What nobody knows is delimited text.
constexpr TableOpener openers[] = {
    openXlsx,
    openOds,
    refuseNestedZip,
    refuseOldWorkbook,
    openHtml,
    openSpreadsheetXml,
    openXml,
    openJson,
};

} // namespace

Result<std::optional<RawTable>> openMarked(const Source& source, const TableChoice& choice)
{
    if (source.table)
        return *source.table;
    LECTERN_ASSIGN(const QByteArray head, source.head(headSize));
    if (head.isEmpty())
        return failure("source.empty", {source.fullName()});
    const std::string_view view(head.constData(), std::size_t(head.size()));
    TableChoice wanted = choice;
    if (source.part.isPart() && !choice.sheet)
        wanted.sheet = source.part.table;
    for (const TableOpener opener : openers) {
        LECTERN_ASSIGN(std::optional<RawTable> table, opener(source, view, wanted));
        if (table)
            return table;
    }
    return std::nullopt;
}

Result<RawTable> openRaw(const Source& source, const TableChoice& choice)
{
    LECTERN_ASSIGN(std::optional<RawTable> table, openMarked(source, choice));
    if (!table) {
        LECTERN_ASSIGN(table, openDelimited(source, {}, choice)); // takes any text
    }
    table->wholeGrid = table->wholeGrid && !choice.belowTitles;
    return std::move(*table);
}

} // namespace lectern
