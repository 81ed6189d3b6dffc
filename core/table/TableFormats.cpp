/// The list of formats; see TableFormats.h.
#include "core/table/TableFormats.h"

namespace lectern {

namespace {

constexpr qint64 headSize = 64 * 1024;

// Asked in this order; the first that knows the bytes reads them.
constexpr TableOpener openers[] = {
    openXlsx,
    openOds,
    refuseOldWorkbook,
    openHtml,
    openSpreadsheetXml,
    openXml,
    openJson,
    openDelimited,
};

} // namespace

Result<RawTable> openRaw(const Source& source, const TableChoice& choice)
{
    if (source.table)
        return *source.table;
    LECTERN_ASSIGN(const QByteArray head, source.head(headSize));
    if (head.isEmpty())
        return failure("source.empty", {source.fullName()});
    const std::string_view view(head.constData(), std::size_t(head.size()));
    for (const TableOpener opener : openers) {
        LECTERN_ASSIGN(std::optional<RawTable> table, opener(source, view, choice));
        if (table)
            return std::move(*table);
    }
    return failure("source.binary", {source.fullName()});
}

} // namespace lectern
