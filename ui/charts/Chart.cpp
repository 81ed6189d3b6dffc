/// What all charts have in common.
#include "ui/charts/Chart.h"

#include "ui/charts/Draw.h"

namespace lectern {

void Chart::layout(const QRectF& area, const Theme& theme, const ChartState& state)
{
    m_marks.clear();
    arrange(area, theme, state);
}

void Chart::paint(QPainter& painter, const QRectF& area, const Theme& theme, const ChartState& state)
{
    if (area.width() < 8 || area.height() < 8)
        return;
    layout(area, theme, state);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::TextAntialiasing);
    // A hair of room for rings and antialiased edges.
    painter.setClipRect(area.adjusted(-3, -3, 3, 3), Qt::IntersectClip);
    draw(painter, area, theme, state);
    painter.restore();
}

int Chart::markAt(QPointF position) const
{
    for (qsizetype i = m_marks.size() - 1; i >= 0; --i)
        if (m_marks.at(i).shape.contains(position))
            return int(i);
    return -1;
}

double Chart::leastHeight(const Theme&) const
{
    return 96;
}

QSizeF Chart::contentSize(const QRectF& area, const Theme&) const
{
    return area.size();
}

QColor Chart::toned(const QColor& colour, int mark, int row, const Theme& theme, const ChartState& state)
{
    if (!state.selected.isEmpty() && !state.selected.contains(row))
        return draw::mix(theme.card, colour, 0.35);
    return mark == state.hovered ? draw::mix(colour, theme.ink, 0.14) : colour;
}

QString Chart::filterDimension() const
{
    const QString told = m_data.spec.options.value(QLatin1String("filter")).toString();
    if (!told.isEmpty())
        return told == QLatin1String("none") ? QString() : told;
    static const QStringList chips{QStringLiteral("grade"), QStringLiteral("class"), QStringLiteral("subject"),
                                   QStringLiteral("gender")};
    const bool filters = m_data.spec.chart == QLatin1String("donut") || m_data.spec.chart == QLatin1String("bar") ||
                         m_data.spec.chart == QLatin1String("column");
    if (!filters || m_data.table.by.size() != 1 || !chips.contains(m_data.table.by.first()))
        return {};
    return m_data.table.by.first();
}

} // namespace lectern
