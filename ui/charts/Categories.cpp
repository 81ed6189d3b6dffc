/// Tables of known categories and ordered dimensions.
#include "ui/charts/Categories.h"

#include <QHash>
#include <QSet>

namespace lectern {

int seriesOf(const QString& id, int fallback)
{
    static const QHash<QString, int> known{
        {QStringLiteral("active_engaged"), 0},
        {QStringLiteral("passive_watcher"), 1},
        {QStringLiteral("low_performance"), 2},
        {QStringLiteral("inactive"), 3},
        {QStringLiteral("uncategorized"), 4},
        {QStringLiteral("active"), 0},
        {QStringLiteral("passive"), 1},
        {QStringLiteral("lost"), 5},
        {QStringLiteral("video"), 0},
        {QStringLiteral("slide"), 1},
        {QStringLiteral("article"), 2},
        {QStringLiteral("quiz"), 3},
        {QStringLiteral("exercise"), 4},
        {QStringLiteral("other"), 5},
        {QStringLiteral("f"), 0},
        {QStringLiteral("m"), 1},
        {QStringLiteral("x"), 2},
        {QStringLiteral("video_completion"), 0},
        {QStringLiteral("article_read"), 2},
        {QStringLiteral("quiz_correct"), 3},
        {QStringLiteral("none"), -1},
        {QStringLiteral("no_answers"), -1},
        {QStringLiteral("no_questions"), -1},
        {QStringLiteral("unknown"), -1},
        {QStringLiteral("no_data"), -1},
        {QString(), -1},
    };
    return known.value(id.toLower(), fallback);
}

QColor seriesColour(const Theme& theme, int series)
{
    return series < 0 ? theme.neutralMark : theme.seriesColour(series);
}

bool ordered(const MetricTable& table)
{
    static const QSet<QString> dimensions{
        QStringLiteral("grade"), QStringLiteral("lesson"),  QStringLiteral("unit"), QStringLiteral("content"),
        QStringLiteral("day"),   QStringLiteral("week"),    QStringLiteral("term"), QStringLiteral("month"),
        QStringLiteral("hour"),  QStringLiteral("weekday"),
    };
    return table.by.isEmpty() || dimensions.contains(table.by.last());
}

QString axisLabel(const MetricRow& row)
{
    if (!row.category.isEmpty())
        return row.categoryLabel.isEmpty() ? row.category : row.categoryLabel;
    if (row.dimensions.isEmpty())
        return {};
    const DimensionValue& value = row.dimensions.last();
    return value.label.isEmpty() ? value.id : value.label;
}

QString axisId(const MetricRow& row)
{
    if (!row.category.isEmpty())
        return row.category;
    return row.dimensions.isEmpty() ? QString() : row.dimensions.last().id;
}

} // namespace lectern
