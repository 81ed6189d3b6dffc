/// The table of chart kinds.
#include "ui/charts/ChartFactory.h"

#include "ui/charts/Charts.h"

#include <QMap>
#include <algorithm>

namespace lectern {

namespace {

using Maker = std::unique_ptr<Chart> (*)(const TileData&);

const QMap<QString, Maker>& makers()
{
    static const QMap<QString, Maker> table{
        {QStringLiteral("headline"), makeHeadline}, {QStringLiteral("line"), makeLine},
        {QStringLiteral("column"), makeColumns},    {QStringLiteral("bar"), makeBars},
        {QStringLiteral("grouped"), makeGrouped},   {QStringLiteral("donut"), makeDonut},
        {QStringLiteral("funnel"), makeFunnel},     {QStringLiteral("matrix"), makeMatrix},
        {QStringLiteral("heatmap"), makeHeatmap},   {QStringLiteral("list"), makeList},
    };
    return table;
}

constexpr int mostDonutParts = 5;

} // namespace

std::unique_ptr<Chart> makeChart(const TileData& data)
{
    QString kind = data.spec.chart;
    // A ring promises the whole: with more parts than an eye holds apart, or with parts withheld, bars are honest.
    const auto withheld = [](const MetricRow& row) { return row.withheld; };
    if (kind == QLatin1String("donut") &&
        (data.table.rows.size() > mostDonutParts || std::ranges::any_of(data.table.rows, withheld)))
        kind = QStringLiteral("bar");
    return makers().value(kind, makeBars)(data);
}

QStringList chartKinds()
{
    return makers().keys();
}

} // namespace lectern
