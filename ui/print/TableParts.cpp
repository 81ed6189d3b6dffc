#include "ui/print/TableParts.h"

#include "ui/charts/ChartFactory.h"
#include "ui/charts/Numbers.h"
#include "ui/tiles/TilePainter.h"

#include <QCoreApplication>
#include <QMap>
#include <QSet>
#include <algorithm>

namespace lectern {

namespace {

// Ids of the columns in their natural order: the last dimension of a matrix.
QStringList columnsOf(const MetricTable& table)
{
    QList<std::pair<qint64, QString>> order;
    QSet<QString> seen;
    for (const MetricRow& row : table.rows) {
        if (row.dimensions.size() < 2)
            return {};
        const DimensionValue& column = row.dimensions.last();
        if (!seen.contains(column.id)) {
            seen.insert(column.id);
            order << qMakePair(column.order, column.id);
        }
    }
    std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    QStringList columns;
    for (const auto& each : std::as_const(order))
        columns << each.second;
    return columns;
}

TileData part(const TileData& tile, const QStringList& columns, qsizetype first, qsizetype count)
{
    TileData result = tile;
    const QStringList chosen = columns.mid(first, count);
    const QSet<QString> wanted(chosen.cbegin(), chosen.cend());
    result.table.rows.removeIf([&](const MetricRow& row) { return !wanted.contains(row.dimensions.last().id); });
    const QString range = QCoreApplication::translate("Report", "%1 to %2 of %3")
                              .arg(countText(first + 1), countText(first + chosen.size()), countText(columns.size()));
    result.spec.subtitle = result.spec.subtitle.isEmpty() ? range : result.spec.subtitle + QStringLiteral(" · ") + range;
    return result;
}

// Ids of the rows of a matrix in the order they come; of a list, every row is one.
QStringList rowsOf(const TileData& tile)
{
    QStringList rows;
    QSet<QString> seen;
    const bool matrix = tile.spec.chart == QLatin1String("matrix");
    for (qsizetype i = 0; i < tile.table.rows.size(); ++i) {
        const MetricRow& row = tile.table.rows.at(i);
        const QString id = matrix && !row.dimensions.isEmpty() ? row.dimensions.first().id : QString::number(i);
        if (!seen.contains(id)) {
            seen.insert(id);
            rows << id;
        }
    }
    return rows;
}

bool fits(const TileData& tile, double width, const Theme& theme)
{
    const QRectF area = tileParts(QRectF(0, 0, width, 400), tile, theme, 0).chart;
    return makeChart(tile)->contentSize(area, theme).width() <= area.width() + 0.5;
}

} // namespace

QList<TileData> matrixParts(const TileData& tile, double width, const Theme& theme)
{
    if (tile.spec.chart != QLatin1String("matrix") || fits(tile, width, theme))
        return {tile};
    const QStringList columns = columnsOf(tile.table);
    if (columns.size() < 2)
        return {tile};
    qsizetype count = columns.size();
    while (count > 1 && !fits(part(tile, columns, 0, count), width, theme))
        count = std::max<qsizetype>(1, count * 9 / 10);
    // Equal parts look better than a last one with a single column.
    const qsizetype parts = (columns.size() + count - 1) / count;
    const qsizetype each = (columns.size() + parts - 1) / parts;
    QList<TileData> result;
    for (qsizetype first = 0; first < columns.size(); first += each)
        result << part(tile, columns, first, std::min(each, columns.size() - first));
    return result;
}

int tableRows(const TileData& tile)
{
    return int(rowsOf(tile).size());
}

TileData tableRows(const TileData& tile, int first, int count)
{
    const bool matrix = tile.spec.chart == QLatin1String("matrix");
    TileData result = tile;
    if (!matrix) {
        result.table.rows = tile.table.rows.mid(first, count);
        return result;
    }
    const QStringList chosen = rowsOf(tile).mid(first, count);
    const QSet<QString> wanted(chosen.cbegin(), chosen.cend());
    result.table.rows.removeIf([&](const MetricRow& row) {
        return row.dimensions.isEmpty() || !wanted.contains(row.dimensions.first().id);
    });
    return result;
}

} // namespace lectern
