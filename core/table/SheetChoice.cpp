/// See SheetChoice.h.
#include "core/table/SheetChoice.h"

#include <QCoreApplication>
#include <algorithm>

namespace lectern {

namespace {

constexpr std::size_t mostCompared = 32; // sheets
constexpr int comparedRows = 100;

QString say(const char* words)
{
    return QCoreApplication::translate("Table", words);
}

class NoRows final : public RowSource
{
public:
    Result<bool> next() override { return false; }
    std::span<const std::string_view> cells() const override { return {}; }
    qint64 row() const override { return 0; }
};

/// Cells that hold something in the first rows that have at least two of them.
Result<qint64> filledCells(const TableSheet& sheet)
{
    LECTERN_ASSIGN(const std::unique_ptr<RowSource> rows, sheet.rows());
    qint64 filled = 0;
    for (int i = 0; i < comparedRows; ++i) {
        LECTERN_ASSIGN(const bool more, rows->next());
        if (!more)
            break;
        const qint64 inRow = std::ranges::count_if(rows->cells(), [](std::string_view cell) { return !cell.empty(); });
        filled += inRow > 1 ? inRow : 0;
    }
    return filled;
}

Result<std::size_t> likeliest(const std::vector<TableSheet>& sheets)
{
    std::vector<qint64> filled;
    for (std::size_t i = 0; i < std::min(sheets.size(), mostCompared); ++i) {
        LECTERN_ASSIGN(const qint64 cells, sheets[i].hidden ? Result<qint64>(0) : filledCells(sheets[i]));
        filled.push_back(cells);
    }
    const qint64 most = std::ranges::max(filled);
    if (most == 0) {
        const auto visible = std::ranges::find(sheets, false, &TableSheet::hidden);
        return visible == sheets.end() ? 0 : std::size_t(visible - sheets.begin());
    }
    const auto first = std::ranges::find_if(filled, [most](qint64 cells) { return cells * 4 >= most; });
    return std::size_t(first - filled.begin());
}

} // namespace

Result<std::unique_ptr<RowSource>> noRows()
{
    return std::make_unique<NoRows>();
}

Result<RawTable> chosenSheet(const Source& source, const QString& format, std::vector<TableSheet> sheets, const TableChoice& choice)
{
    const auto count = int(sheets.size());
    if (choice.sheet && (*choice.sheet < 0 || *choice.sheet >= count))
        return failure("table.no_sheet", {source.fullName()}, {QString::number(*choice.sheet), QString::number(count)});
    std::size_t chosen = 0;
    if (choice.sheet) {
        chosen = std::size_t(*choice.sheet);
    } else if (count > 1) {
        LECTERN_ASSIGN(chosen, likeliest(sheets));
    }
    RawTable table;
    table.format = format;
    table.wholeGrid = true;
    table.trimmed = true;
    table.sheet = int(chosen);
    QStringList hidden;
    for (const TableSheet& sheet : sheets) {
        if (count > 1)
            table.sheets << sheet.name;
        if (sheet.hidden)
            hidden << sheet.name;
    }
    if (count > 1) {
        const QString why = choice.sheet ? say(QT_TRANSLATE_NOOP("Table", "chosen; there are %1")).arg(count)
                                         : say(QT_TRANSLATE_NOOP("Table", "the first of %1 that holds a table")).arg(count);
        table.findings.push_back({"sheet", sheets[chosen].name, why});
        table.dialect["sheet_name"] = sheets[chosen].name;
    }
    if (!hidden.isEmpty())
        table.findings.push_back({"hidden", hidden.join(", "), say(QT_TRANSLATE_NOOP("Table", "sheets that are hidden in the file"))});
    table.rows = sheets[chosen].rows;
    if (count > 1)
        table.all = std::move(sheets);
    return table;
}

} // namespace lectern
