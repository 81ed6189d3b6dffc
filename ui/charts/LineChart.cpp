/// Values over real time: gaps stay gaps, weekends and holidays are shaded, the last value is named at its point, the
/// period before stands in grey behind.
#include "ui/charts/Categories.h"
#include "ui/charts/Charts.h"
#include "ui/charts/Draw.h"
#include "ui/charts/Numbers.h"

#include <QCoreApplication>
#include <QMap>
#include <cmath>

namespace lectern {

namespace {

struct Point
{
    Day day = 0;
    double value = 0;
    int row = -1;
};

Day dayOfRow(const MetricRow& row)
{
    const DimensionValue& value = row.dimensions.first();
    if (value.key != 0)
        return Day(value.key);
    const QDate date = QDate::fromString(value.id, Qt::ISODate);
    return date.isValid() ? dayOf(date) : 0;
}

class LineChart final : public Chart
{
    Q_DECLARE_TR_FUNCTIONS(LineChart)

public:
    explicit LineChart(const TileData& data) : Chart(data)
    {
        m_step = m_data.table.by.value(0) == QLatin1String("week") ? 7 : 1;
        for (qsizetype i = 0; i < m_data.table.rows.size(); ++i)
            take(m_data.table.rows.at(i), int(i));
        if (m_data.comparison)
            takeGhost(*m_data.comparison);
    }

    QString accessibleText() const override
    {
        QString text = tr("%1, line chart, %Ln day(s)", nullptr, int(m_count)).arg(m_data.spec.title);
        if (!m_series.isEmpty() && !m_series.first().points.isEmpty())
            text += tr(", latest %1").arg(valueText(m_series.first().points.last().value, m_data.table.unit));
        return text;
    }
    double wantedHeight(double width, const Theme&) const override { return std::clamp(width * 0.36, 180.0, 340.0); }
    double leastHeight(const Theme&) const override { return 130; }

    int markAt(QPointF position) const override
    {
        int best = -1;
        double distance = 24;
        for (qsizetype i = 0; i < m_marks.size(); ++i) {
            const QPointF centre = m_marks.at(i).shape.boundingRect().center();
            const double d = std::abs(centre.x() - position.x()) + 0.05 * std::abs(centre.y() - position.y());
            if (d < distance && m_plot.adjusted(-8, -8, 8, 8).contains(position)) {
                distance = d;
                best = int(i);
            }
        }
        return best;
    }

protected:
    void arrange(const QRectF& area, const Theme& theme, const ChartState&) override
    {
        const QFont caption = theme.font(TextRole::Caption);
        const bool fraction = m_data.table.unit == QLatin1String("fraction");
        m_ticks =
            fraction ? QList<double>{0, 0.25, 0.5, 0.75, 1.0}
                     : draw::ticks(m_highest, area.height() > 170 ? 4 : 3, m_data.table.unit == QLatin1String("count"));
        double axis = 0;
        for (const double tick : m_ticks)
            axis = std::max(axis, draw::textWidth(caption, shortValueText(tick, m_data.table.unit)));
        const double bottom = draw::lineHeight(caption) + theme.space1;
        const bool named = m_series.size() > 1;
        double right = 8;
        if (named)
            for (const Series& series : m_series)
                right = std::max(right, draw::textWidth(theme.font(TextRole::CaptionStrong), series.label) + 12);
        const double top = m_series.size() > 1 ? 8 : 20; // the last value stands above its point
        m_plot = QRectF(area.left() + axis + theme.space2, area.top() + top, area.width() - axis - theme.space2 - right,
                        area.height() - top - bottom);
        for (const Series& series : m_series) {
            for (const Point& point : series.points) {
                QPainterPath dot;
                dot.addEllipse(place(point), 6, 6);
                const MetricRow& row = m_data.table.rows.at(point.row);
                m_marks.append(
                    {dot, point.row,
                     tr("%1: %2%3 · n %4")
                         .arg(dayWords(point.day, m_last), named ? series.label + QLatin1Char(' ') : QString(),
                              valueText(point.value, m_data.table.unit), countText(row.n))});
            }
        }
    }

    void draw(QPainter& painter, const QRectF& area, const Theme& theme, const ChartState& state) override
    {
        if (m_first == m_last && m_count == 0)
            return;
        drawShades(painter, theme);
        drawGrid(painter, area, theme);
        drawLine(painter, m_ghost, QPen(theme.ghost, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        for (qsizetype i = 0; i < m_series.size(); ++i) {
            static const Qt::PenStyle dashes[] = {Qt::SolidLine, Qt::DashLine, Qt::DotLine, Qt::DashDotLine};
            drawLine(painter, m_series.at(i),
                     QPen(theme.seriesColour(int(i)), 2.2, theme.patterns ? dashes[i % 4] : Qt::SolidLine, Qt::RoundCap,
                          Qt::RoundJoin));
        }
        drawNames(painter, theme);
        drawPointer(painter, theme, state);
    }

private:
    struct Series
    {
        QString id, label;
        QList<Point> points;
    };

    void take(const MetricRow& row, int index)
    {
        if (row.dimensions.isEmpty())
            return;
        const Day day = dayOfRow(row);
        if (row.category == QLatin1String("holiday"))
            m_holidays.append(day);
        m_first = m_count == 0 ? day : std::min(m_first, day);
        m_last = m_count == 0 ? day : std::max(m_last, day);
        ++m_count;
        if (!row.value)
            return;
        const bool split = row.dimensions.size() > 1;
        const QString id = split ? row.dimensions.at(1).id : QString();
        auto series = std::find_if(m_series.begin(), m_series.end(), [&](const Series& s) { return s.id == id; });
        if (series == m_series.end()) {
            if (m_series.size() >= 6)
                return;
            m_series.append({id, split ? row.dimensions.at(1).label : m_data.spec.title, {}});
            series = std::prev(m_series.end());
        }
        series->points.append({day, *row.value, index});
        m_highest = std::max(m_highest, *row.value);
    }

    /// The period before, moved so that it ends on the same day of the week as the last day shown.
    void takeGhost(const MetricTable& table)
    {
        Day last = 0;
        for (const MetricRow& row : table.rows)
            if (!row.dimensions.isEmpty())
                last = std::max(last, dayOfRow(row));
        const Day shift = Day(std::round((m_last - last) / 7.0)) * 7;
        for (const MetricRow& row : table.rows) {
            if (row.dimensions.isEmpty() || !row.value)
                continue;
            const Day day = dayOfRow(row) + shift;
            if (day < m_first || day > m_last)
                continue;
            m_ghost.points.append({day, *row.value, -1});
            m_highest = std::max(m_highest, *row.value);
        }
    }

    double x(double day) const
    {
        return m_plot.left() + m_plot.width() * (day - m_first) / std::max(1.0, double(m_last - m_first));
    }
    QPointF place(const Point& point) const
    {
        return {x(point.day), m_plot.bottom() - m_plot.height() * point.value / m_ticks.last()};
    }

    void drawShades(QPainter& painter, const Theme& theme) const
    {
        const double perDay = m_plot.width() / std::max(1, m_last - m_first);
        if (m_step != 1 || perDay < 1.5)
            return;
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.shade);
        const auto shade = [&](Day from, Day to) {
            const double left = std::max(m_plot.left(), x(from - 0.5));
            const double right = std::min(m_plot.right(), x(to + 0.5));
            if (right > left)
                painter.drawRect(QRectF(left, m_plot.top(), right - left, m_plot.height()));
        };
        for (Day day = m_first; day <= m_last; ++day)
            if (dateOf(day).dayOfWeek() == 6)
                shade(day, day + 1);
            else if (day == m_first && dateOf(day).dayOfWeek() == 7)
                shade(day, day);
        for (const Day day : m_holidays)
            if (dateOf(day).dayOfWeek() < 6)
                shade(day, day);
    }

    void drawGrid(QPainter& painter, const QRectF& area, const Theme& theme) const
    {
        const QFont caption = theme.font(TextRole::Caption);
        for (const double tick : m_ticks) {
            const double y = std::round(m_plot.bottom() - m_plot.height() * tick / m_ticks.last()) + 0.5;
            painter.setPen(QPen(tick == 0 ? draw::mix(theme.line, theme.quiet, 0.35) : theme.line, 1));
            painter.drawLine(QPointF(m_plot.left(), y), QPointF(m_plot.right(), y));
            draw::text(painter, QRectF(area.left(), y - 9, m_plot.left() - area.left() - theme.space2, 18),
                       Qt::AlignRight | Qt::AlignVCenter, shortValueText(tick, m_data.table.unit), caption,
                       theme.quiet);
        }
        // Dates on Mondays, as many as find room.
        const double room = draw::textWidth(caption, QStringLiteral("30 Sept")) + theme.space4;
        const int days = std::max(1, m_last - m_first);
        int step = days < 10 ? 1 : 7;
        while (m_plot.width() * step / days < room)
            step = step < 7 ? step + 1 : step * 2;
        Day day = m_first;
        if (step >= 7)
            while (dateOf(day).dayOfWeek() != 1 && day < m_last)
                ++day;
        const QRectF band(0, m_plot.bottom() + theme.space1, 0, draw::lineHeight(caption));
        for (; day <= m_last; day += step) {
            const QString label = shortDay(day);
            const double half = draw::textWidth(caption, label) / 2 + 1;
            const double centre = std::clamp(x(day), area.left() + half, area.right() - half);
            draw::text(painter, QRectF(centre - half, band.top(), 2 * half, band.height()), Qt::AlignCenter, label,
                       caption, theme.quiet);
        }
    }

    void drawLine(QPainter& painter, const Series& series, const QPen& pen) const
    {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(pen);
        QPolygonF run;
        const auto flush = [&] {
            if (run.size() == 1) {
                painter.save();
                painter.setPen(Qt::NoPen);
                painter.setBrush(pen.color());
                painter.drawEllipse(run.first(), pen.widthF() * 0.8, pen.widthF() * 0.8);
                painter.restore();
            } else if (!run.isEmpty()) {
                painter.drawPolyline(run);
            }
            run.clear();
        };
        for (qsizetype i = 0; i < series.points.size(); ++i) {
            if (i > 0 && series.points.at(i).day - series.points.at(i - 1).day > m_step)
                flush();
            run.append(place(series.points.at(i)));
        }
        flush();
    }

    void drawNames(QPainter& painter, const Theme& theme) const
    {
        const QFont strong = theme.font(TextRole::CaptionStrong);
        if (!m_ghost.points.isEmpty()) {
            const double x0 = place(m_ghost.points.at(m_ghost.points.size() / 2)).x();
            double under = 0; // below everything that passes over the name
            for (const Point& point : m_ghost.points)
                if (std::abs(place(point).x() - x0) < 40)
                    under = std::max(under, place(point).y());
            const QString name = m_data.spec.options.value(QLatin1String("ghostName")).toString(tr("before"));
            draw::text(painter, QRectF(x0 - 60, std::min(under + 3, m_plot.bottom() - 16), 120, 16), Qt::AlignCenter,
                       name, theme.font(TextRole::Caption), theme.quiet);
        }
        double lowest = -1e9;
        QList<qsizetype> order;
        for (qsizetype i = 0; i < m_series.size(); ++i)
            if (!m_series.at(i).points.isEmpty())
                order.append(i);
        std::sort(order.begin(), order.end(), [&](qsizetype a, qsizetype b) {
            return place(m_series.at(a).points.last()).y() < place(m_series.at(b).points.last()).y();
        });
        for (const qsizetype i : order) {
            const Point& last = m_series.at(i).points.last();
            const QPointF at = place(last);
            painter.setPen(QPen(theme.card, 1.5));
            painter.setBrush(theme.seriesColour(int(i)));
            painter.drawEllipse(at, 4.5, 4.5);
            if (m_series.size() == 1) {
                const QString words = tr("%1 on %2").arg(valueText(last.value, m_data.table.unit), dayWords(last.day));
                const double width = draw::textWidth(strong, words) + 2;
                const double left = std::clamp(at.x() + 6 - width, m_plot.left(), m_plot.right() - width + 6);
                // Above the line's own neighbourhood, unless that is outside the plot.
                double top = at.y();
                for (const Point& point : m_series.at(i).points)
                    if (x(point.day) > left - 4)
                        top = std::min(top, place(point).y());
                const double y = std::max(top - 22, m_plot.top() - 20);
                draw::text(painter, QRectF(left, y, width, 16), Qt::AlignRight | Qt::AlignVCenter, words, strong,
                           theme.ink);
            } else {
                const double y = std::max(at.y() - 8, lowest);
                lowest = y + 14;
                draw::text(painter, QRectF(m_plot.right() + 8, y, 200, 16), Qt::AlignLeft | Qt::AlignVCenter,
                           m_series.at(i).label, strong, theme.ink);
            }
        }
    }

    void drawPointer(QPainter& painter, const Theme& theme, const ChartState& state) const
    {
        const int at = state.hovered >= 0 ? state.hovered : state.focused;
        if (at < 0 || at >= m_marks.size())
            return;
        const QPointF centre = m_marks.at(at).shape.boundingRect().center();
        painter.setPen(QPen(theme.quiet, 1, Qt::DashLine));
        painter.drawLine(QPointF(centre.x(), m_plot.top()), QPointF(centre.x(), m_plot.bottom()));
        painter.setPen(QPen(theme.card, 2));
        painter.setBrush(theme.accent);
        painter.drawEllipse(centre, 5.5, 5.5);
        if (state.focused == at)
            draw::focusRing(painter, m_marks.at(at).shape, theme);
    }

    QList<Series> m_series;
    Series m_ghost;
    QList<Day> m_holidays;
    QList<double> m_ticks{0, 1};
    QRectF m_plot;
    Day m_first = 0, m_last = 0;
    qsizetype m_count = 0;
    int m_step = 1;
    double m_highest = 0;
};

} // namespace

std::unique_ptr<Chart> makeLine(const TileData& data)
{
    return std::make_unique<LineChart>(data);
}

} // namespace lectern
