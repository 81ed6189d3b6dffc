#include "ui/dialogs/Grid.h"

#include "ui/charts/Numbers.h"

#include <QCoreApplication>

namespace lectern {

namespace {

QString translate(const char* text)
{
    return QCoreApplication::translate("Grid", text);
}

GridCell plain(const QString& text)
{
    return {text, {}};
}

GridCell whole(std::optional<qint64> number)
{
    return number ? GridCell{countText(*number), QVariant(*number)} : GridCell{};
}

GridCell measured(std::optional<double> number, const QString& unit)
{
    return number ? GridCell{valueText(number, unit), QVariant(*number)} : GridCell{};
}

GridCell dimensionCell(const DimensionValue& dimension)
{
    const QString text = dimension.label.isEmpty() ? dimension.id : dimension.label;
    // Grades, lessons and days have an order of their own; saved files get the stable id where it is a date.
    return {text, dimension.order != 0 ? QVariant(dimension.order) : QVariant()};
}

QString dimensionTitle(const QString& id)
{
    QString title = QString(id).replace(QLatin1Char('_'), QLatin1Char(' '));
    if (!title.isEmpty())
        title[0] = title.at(0).toUpper();
    return title;
}

// Drops the columns in which every cell is empty; the first one stays.
Grid withoutEmptyColumns(Grid grid)
{
    for (qsizetype column = grid.header.size() - 1; column > 0; --column) {
        const bool used = std::any_of(grid.rows.cbegin(), grid.rows.cend(), [&](const QList<GridCell>& row) {
            return !row.at(column).text.isEmpty();
        });
        if (used)
            continue;
        grid.header.removeAt(column);
        grid.numeric.removeAt(column);
        for (QList<GridCell>& row : grid.rows)
            row.removeAt(column);
    }
    return grid;
}

QString quotedCell(const QString& text)
{
    if (!text.contains(QLatin1Char('"')) && !text.contains(QLatin1Char(',')) && !text.contains(QLatin1Char('\n')) &&
        !text.contains(QLatin1Char('\r')))
        return text;
    return QLatin1Char('"') + QString(text).replace(QLatin1Char('"'), QStringLiteral("\"\"")) + QLatin1Char('"');
}

QString safeText(const QString& text)
{
    if (text.isEmpty() || !QStringLiteral("=+-@\t").contains(text.at(0)))
        return text;
    bool number = false;
    text.toDouble(&number);
    return number ? text : QLatin1Char('\'') + text;
}

QString savedCell(const GridCell& cell, bool numeric)
{
    if (numeric && cell.value.isValid()) {
        return cell.value.typeId() == QMetaType::Double ? QString::number(cell.value.toDouble(), 'g', 12)
                                                        : cell.value.toString();
    }
    return quotedCell(safeText(cell.text));
}

} // namespace

Grid gridOf(const MetricTable& table)
{
    Grid grid;
    const auto column = [&](const QString& title, bool numeric) {
        grid.header << title;
        grid.numeric << numeric;
    };
    for (const QString& dimension : table.by)
        column(dimensionTitle(dimension), false);
    column(translate("Category"), false);
    column(table.title.isEmpty() ? translate("Value") : table.title, true);
    column(translate("Counted"), true);
    column(isQuotient(table.unit) ? translate("Divided by") : translate("Out of"), true);
    column(translate("n"), true);
    column(translate("From"), true);
    column(translate("To"), true);
    column(translate("Note"), false);
    for (const MetricRow& row : table.rows) {
        QList<GridCell> cells;
        for (qsizetype i = 0; i < table.by.size(); ++i)
            cells << (i < row.dimensions.size() ? dimensionCell(row.dimensions.at(i)) : GridCell{});
        cells << plain(row.categoryLabel.isEmpty() ? row.category : row.categoryLabel);
        const bool shown = !row.withheld;
        cells << (shown ? measured(row.value, table.unit) : GridCell{});
        cells << (shown ? whole(row.numerator) : GridCell{}) << (shown ? whole(row.denominator) : GridCell{});
        cells << (shown ? whole(row.n) : GridCell{});
        cells << (shown ? measured(row.low, table.unit) : GridCell{});
        cells << (shown ? measured(row.high, table.unit) : GridCell{});
        cells << plain(row.reason.isEmpty() ? QString() : reasonText(row.reason));
        grid.rows << cells;
    }
    return withoutEmptyColumns(std::move(grid));
}

Grid gridOf(const QList<StudentLine>& students)
{
    Grid grid;
    grid.header = {translate("Student"), translate("Grade"), translate("Classes"), translate("Detail"),
                   translate("Number")};
    grid.numeric = {false, false, false, false, false};
    for (const StudentLine& student : students)
        grid.rows << QList<GridCell>{plain(student.name.isEmpty() ? student.id : student.name), plain(student.grade),
                                     plain(student.classes), plain(student.detail), plain(student.id)};
    return withoutEmptyColumns(std::move(grid));
}

QString csvOf(const Grid& grid)
{
    QString text;
    const auto line = [&](const QStringList& cells) { text += cells.join(QLatin1Char(',')) + QStringLiteral("\r\n"); };
    QStringList cells;
    for (const QString& title : grid.header)
        cells << quotedCell(title);
    line(cells);
    for (const QList<GridCell>& row : grid.rows) {
        cells.clear();
        for (qsizetype i = 0; i < row.size(); ++i)
            cells << savedCell(row.at(i), grid.numeric.at(i));
        line(cells);
    }
    return text;
}

QString tabbedOf(const Grid& grid)
{
    QStringList lines{grid.header.join(QLatin1Char('\t'))};
    for (const QList<GridCell>& row : grid.rows) {
        QStringList cells;
        for (const GridCell& cell : row)
            cells << QString(cell.text).replace(QLatin1Char('\t'), QLatin1Char(' ')).replace(QLatin1Char('\n'), QLatin1Char(' '));
        lines << cells.join(QLatin1Char('\t'));
    }
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

} // namespace lectern
