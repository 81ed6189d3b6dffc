/// Pages are data: resources/pages/<id>.json. A page is rows of tiles; a tile names a metric, dimensions, chart kind,
/// span and drill target.
#pragma once

#include "core/metric/Metrics.h"

namespace lectern {

struct TileSpec
{
    QString id;
    QString title;
    QString subtitle;        ///< unit, period, rule in short; may hold %n, %asof
    QString hint;            ///< what can be done with it on a screen
    QString metric;          ///< metric id
    QString query;           ///< or a hand-written list: "last_import", "health_alerts", "health_feeds", …
    QStringList by;
    QMap<QString, QStringList> where; ///< fixed filter of the tile
    QString chart;           ///< headline, line, column, bar, donut, funnel, matrix, heatmap, list
    int span = 4;            ///< columns of 12
    int height = 1;          ///< relative height of its row
    QString compare;         ///< headline: "previous_period" or empty
    QString spark;           ///< headline: metric of the sparkline, by day or week; empty = none
    QJsonObject options;     ///< chart specific
};

struct PageSpec
{
    QString id;
    QString title;
    QString question;        ///< "Who is learning, and is anyone slipping?"
    QString icon;
    bool lower = false;      ///< stands in the lower group of the sidebar and in no report unless asked for
    QStringList filters;     ///< dimensions of the chips
    QList<QList<TileSpec>> rows;
};

[[nodiscard]] Result<PageSpec> pageSpec(const QString& id); ///< error "page.unknown"
[[nodiscard]] std::vector<PageSpec> pageSpecs();            ///< in the order of the sidebar

/// One tile with its numbers. `error` is set when it could not be computed.
struct TileData
{
    TileSpec spec;
    MetricTable table;
    std::optional<MetricTable> comparison; ///< the period before
    std::optional<MetricTable> spark;
    MetricDefinition definition;
    std::optional<Error> error;
    QStringList ignoredFilters; ///< chips that do not apply to this metric, by label
};

struct PageData
{
    PageSpec spec;
    Filter filter;
    std::optional<Day> dataTo; ///< latest clock of the page's domains
    QList<QList<TileData>> rows;
};

/// Evaluates every tile. Errors only for the connection itself or "cancelled".
[[nodiscard]] Result<PageData> evaluatePage(const Database& reader, const PageSpec& page, const Filter& filter,
                                            std::optional<Day> asOf, const Viewer& viewer, Audience audience,
                                            const Cancel& cancel);

} // namespace lectern
