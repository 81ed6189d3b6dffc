/// See TablePreview.h.
#include "core/table/TablePreview.h"

#include <algorithm>

namespace lectern {

namespace {

QStringList texts(std::span<const std::string_view> cells)
{
    QStringList list;
    for (const std::string_view cell : cells)
        list << QString::fromUtf8(cell.data(), qsizetype(cell.size()));
    return list;
}

} // namespace

Result<TablePreview> previewTable(const Source& source, const TableChoice& choice, const PreviewLimits& limits,
                                  const Cancel& cancel)
{
    LECTERN_ASSIGN(OpenedTable table, openTable(source, choice));
    TablePreview preview;
    preview.format = table.raw.format;
    preview.dialect = table.raw.dialect;
    preview.findings = table.raw.findings;
    preview.sheets = table.raw.sheets;
    preview.sheet = table.raw.sheet;
    preview.columns = table.columns;
    preview.headerRows = table.headerRows;
    const bool all = limits.rows < 0 || source.size <= limits.countedBytes;
    const qint64 sampled = std::max(limits.rows, limits.sampledRows);
    qint64 bytes = 0;
    for (;;) {
        if (preview.count % 4096 == 0 && cancel.raised())
            return failure("cancelled");
        if (!all && preview.count >= sampled)
            break;
        LECTERN_ASSIGN(const bool more, table.rows->next());
        if (!more) {
            preview.remarks = table.rows->remarks();
            return preview;
        }
        ++preview.count;
        if (limits.rows < 0 || preview.count <= limits.rows)
            preview.rows.push_back({table.rows->row(), texts(table.rows->cells())});
        if (!all)
            for (const std::string_view cell : table.rows->cells())
                bytes += qint64(cell.size()) + 1;
    }
    preview.exact = false;
    preview.count = qint64(double(source.size) / std::max(1.0, double(bytes) / double(preview.count)));
    preview.remarks = table.rows->remarks();
    return preview;
}

} // namespace lectern
