/// See SourceTables.h.
#include "core/table/SourceTables.h"

#include "core/table/TableFormats.h"
#include "core/table/TableHead.h"
#include "core/table/TableShape.h"

#include <QCoreApplication>
#include <algorithm>

namespace lectern {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("Table", text);
}

Source partOf(const Source& source, SourcePart part, std::optional<TableHead> head)
{
    Source table = source;
    table.part = std::move(part);
    table.memo = std::make_shared<SourceMemo>();
    table.memo->head = std::move(head);
    return table;
}

/// At least two rows with at least two cells that hold something.
bool holdsTable(const TableHead& head)
{
    const auto isRow = [](const HeadRecord& record) {
        return std::ranges::count_if(record.cells, [](const QString& cell) { return !cell.trimmed().isEmpty(); }) > 1;
    };
    return std::ranges::count_if(head.records, isRow) > 1;
}

/// A name that can stand behind a path, and no other table of the file has.
QString freeName(QString name, std::size_t number, const std::vector<Source>& others)
{
    bool isNumber = false;
    (void)name.toInt(&isNumber);
    name = isNumber || name.trimmed().isEmpty() ? tr("table %1").arg(number + 1) : name.simplified().replace('/', '-');
    const QString wanted = name;
    for (int n = 2; std::ranges::any_of(others, [&](const Source& other) { return other.part.name == name; }); ++n)
        name = wanted + '#' + QString::number(n);
    return name;
}

Result<void> addSheets(const Source& source, const RawTable& raw, SourceTables& found)
{
    std::vector<Source>& tables = found.tables;
    const bool allHidden = std::ranges::all_of(raw.all, &TableSheet::hidden);
    for (std::size_t i = 0; i < raw.all.size(); ++i) {
        const bool leftOut = raw.all[i].hidden && !allHidden;
        auto head = headOf(raw.format, raw.all[i].rows, SourceMemo::records);
        if (!head && !leftOut)
            return failure(std::move(head).error());
        if (!head || !holdsTable(*head))
            continue;
        if (leftOut)
            found.hidden << raw.all[i].name;
        else
            tables.push_back(partOf(source, {.table = int(i), .name = freeName(raw.all[i].name, i, tables), .sheet = raw.all[i].name},
                                    std::move(*head)));
    }
    return {};
}

/// Tables one below the other, each with a header of its own.
Result<std::vector<Source>> runsOf(const Source& source)
{
    LECTERN_ASSIGN(const HeadedTable text, openHeaded(source));
    bool complete = false;
    LECTERN_ASSIGN(const std::vector<SampleRow> sample, sampleOf(text.raw, source.fullName(), complete));
    const int count = int(findTable(sample, complete, text.raw, {}).tables.size());
    std::vector<Source> tables;
    for (int i = 0; i < count; ++i) {
        const TableShape shape = findTable(sample, complete, text.raw, {i});
        if (shape.headerRows.empty())
            continue;
        const qint64 begin = shape.headerRows.front();
        if (!tables.empty() && tables.back().part.endRow == 0)
            tables.back().part.endRow = begin;
        const QString name = shape.endRow > 0 ? tr("rows %1 to %2").arg(begin).arg(shape.endRow - 1) : tr("rows from %1").arg(begin);
        tables.push_back(partOf(source, {i, name, begin, shape.endRow}, std::nullopt));
    }
    if (tables.size() < 2)
        tables.clear();
    return tables;
}

} // namespace

Result<SourceTables> tablesOf(const Source& source)
{
    SourceTables found;
    if (source.trouble || source.part.isPart())
        return found;
    LECTERN_ASSIGN(const std::optional<RawTable> raw, openMarked(source, {.records = SourceMemo::records, .spanned = true}));
    if (!raw) {
        LECTERN_ASSIGN(const TableHead head, tableHead(source));
        if (head.uneven) {
            LECTERN_ASSIGN(found.tables, runsOf(source));
        }
        return found;
    }
    found.certain = true;
    if (raw->all.size() > 1) {
        LECTERN_TRY(addSheets(source, *raw, found));
    } else if (source.memo) {
        LECTERN_ASSIGN(TableHead head, headOf(raw->format, raw->rows, SourceMemo::records));
        const std::scoped_lock lock(source.memo->mutex);
        source.memo->head = std::move(head);
    }
    return found;
}

} // namespace lectern
