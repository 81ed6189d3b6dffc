/// Files of spreadsheet programs by their first bytes: the XLSX kind, and the old or locked kind that is refused.
#include "core/table/SheetChoice.h"
#include "core/table/TableFormats.h"
#include "core/table/XlsxRows.h"

#include <algorithm>

namespace lectern {

namespace {

constexpr std::string_view compoundFile("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8);

/// True if the name of a stream of a compound file stands in the source's first 16 MiB.
Result<bool> holdsStream(const Source& source, std::string_view name)
{
    std::string wide;
    for (const char c : name)
        wide += {c, '\0'};
    LECTERN_ASSIGN(const QByteArray bytes, source.head(qint64(16) << 20));
    return std::string_view(bytes.constData(), std::size_t(bytes.size())).find(wide) != std::string_view::npos;
}

} // namespace

Result<std::optional<RawTable>> openXlsx(const Source& source, std::string_view head, const TableChoice& choice)
{
    if (!head.starts_with("PK\x03\x04"))
        return std::nullopt;
    LECTERN_ASSIGN(const auto document, ZipDocument::open(source));
    if (!document->contains("[Content_Types].xml"))
        return std::nullopt;
    if (document->contains("xl/workbook.bin"))
        return failure("workbook.binary", {source.fullName()});
    LECTERN_ASSIGN(const auto book, XlsxWorkbook::open(source));
    std::vector<TableSheet> sheets;
    for (const XlsxSheet& sheet : book->sheets()) {
        const auto rows = [book, part = sheet.part, spanned = choice.spanned]() -> Result<std::unique_ptr<RowSource>> {
            if (part.isEmpty())
                return noRows();
            std::vector<XlsxMerge> merges;
            if (spanned) {
                LECTERN_ASSIGN(merges, book->mergesOf(part));
            }
            LECTERN_ASSIGN(XmlScanner xml, book->part(part));
            return std::make_unique<XlsxRows>(book, std::move(xml), std::move(merges));
        };
        sheets.push_back({sheet.name, sheet.hidden, rows});
    }
    LECTERN_ASSIGN(RawTable table, chosenSheet(source, "xlsx", std::move(sheets), choice));
    table.dialect["epoch"] = book->date1904() ? 1904 : 1900;
    return table;
}

Result<std::optional<RawTable>> refuseNestedZip(const Source& source, std::string_view head, const TableChoice&)
{
    if (head.starts_with("PK\x03\x04") || head.starts_with("PK\x05\x06"))
        return failure("zip.nested", {source.fullName()});
    return std::nullopt;
}

Result<std::optional<RawTable>> refuseOldWorkbook(const Source& source, std::string_view head, const TableChoice&)
{
    if (!head.starts_with(compoundFile))
        return std::nullopt;
    LECTERN_ASSIGN(const bool locked, holdsStream(source, "EncryptedPackage"));
    if (locked)
        return failure("workbook.locked", {source.fullName()});
    for (const std::string_view name : {"Workbook", "Book"}) {
        LECTERN_ASSIGN(const bool old, holdsStream(source, name));
        if (old)
            return failure("workbook.old", {source.fullName()});
    }
    return std::nullopt;
}

} // namespace lectern
