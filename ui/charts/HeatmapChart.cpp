/// Weekday × hour: the tone says how much, the busiest cell says its number, a scale says what the tones mean.
#include "ui/charts/Charts.h"
#include "ui/charts/Draw.h"
#include "ui/charts/Numbers.h"

#include <QCoreApplication>
#include <QMap>
#include <cmath>

namespace lectern {

namespace {

int numberOf(const DimensionValue& value)
{
    bool ok = false;
    const int fromId = value.id.toInt(&ok);
    return ok ? fromId : int(value.key);
}

class HeatmapChart final : public Chart
{
    Q_DECLARE_TR_FUNCTIONS(HeatmapChart)

public:
    explicit HeatmapChart(const TileData& data) : Chart(data)
    {
        for (int i = 0; i < m_data.table.rows.size(); ++i) {
            const MetricRow& row = m_data.table.rows.at(i);
            if (row.dimensions.size() < 2 || !row.value)
                continue;
            const int weekday = numberOf(row.dimensions.at(0));
            const int hour = numberOf(row.dimensions.at(1));
            if (weekday < 1 || weekday > 7 || hour < 0 || hour > 23)
                continue;
            m_cells.insert({weekday, hour}, i);
            if (*row.value > 0) {
                m_from = std::min(m_from, hour);
                m_to = std::max(m_to, hour);
            }
            if (*row.value > m_highest) {
                m_highest = *row.value;
                m_peak = i;
            }
        }
    }

    QString accessibleText() const override
    {
        QString text = tr("%1, by weekday and hour").arg(m_data.spec.title);
        if (m_peak >= 0)
            text += tr(", most: %1, %2")
                        .arg(rowLabel(m_data.table.rows.at(m_peak)),
                             rowText(m_data.table.rows.at(m_peak), m_data.table.unit));
        return text;
    }
    double wantedHeight(double, const Theme&) const override { return 7 * 24 + 44; }
    double leastHeight(const Theme&) const override { return 7 * 14 + 40; }

protected:
    void arrange(const QRectF& area, const Theme& theme, const ChartState&) override
    {
        const QFont caption = theme.font(TextRole::Caption);
        m_line = draw::lineHeight(caption);
        m_days = 0;
        for (int day = 1; day <= 7; ++day)
            m_days = std::max(m_days, draw::textWidth(caption, dayName(day)));
        m_days += theme.space2;
        const int hours = m_to - m_from + 1;
        m_width = (area.width() - m_days) / hours;
        const double below = m_line + theme.space1 + m_line + theme.space2;
        m_height = std::min((area.height() - below) / 7, 44.0);
        for (int day = 1; day <= 7; ++day)
            for (int hour = m_from; hour <= m_to; ++hour) {
                const auto found = m_cells.constFind({day, hour});
                const QRectF box(area.left() + m_days + m_width * (hour - m_from) + 1,
                                 area.top() + m_height * (day - 1) + 1, m_width - 2, m_height - 2);
                QPainterPath path;
                path.addRoundedRect(box, 3, 3);
                const int row = found == m_cells.constEnd() ? -1 : *found;
                m_marks.append(
                    {path, row,
                     tr("%1, %2–%3: %4")
                         .arg(dayName(day), hourText(hour), hourText(hour + 1),
                              row < 0 ? QStringLiteral("0") : rowText(m_data.table.rows.at(row), m_data.table.unit))});
            }
    }

    void draw(QPainter& painter, const QRectF& area, const Theme& theme, const ChartState& state) override
    {
        const QFont caption = theme.font(TextRole::Caption);
        for (int day = 1; day <= 7; ++day)
            draw::text(painter, QRectF(area.left(), area.top() + m_height * (day - 1), m_days, m_height),
                       Qt::AlignLeft | Qt::AlignVCenter, dayName(day), caption, theme.quiet);
        for (int m = 0; m < m_marks.size(); ++m) {
            const int row = m_marks.at(m).row;
            const double value = row < 0 ? 0 : m_data.table.rows.at(row).value.value_or(0);
            const QColor colour = tone(value, theme);
            painter.setPen(m == state.hovered ? QPen(theme.ink, 1.4) : QPen(Qt::NoPen));
            painter.setBrush(toned(colour, -2, row, theme, state));
            painter.drawPath(m_marks.at(m).shape);
            if (row >= 0 && row == m_peak && peakFits(theme))
                draw::text(painter, m_marks.at(m).shape.boundingRect(), Qt::AlignCenter,
                           shortValueText(value, m_data.table.unit), theme.font(TextRole::CaptionStrong),
                           theme.textOn(colour));
            if (m == state.focused)
                draw::focusRing(painter, m_marks.at(m).shape, theme);
        }
        const double top = area.top() + m_height * 7 + theme.space1;
        const double label = draw::textWidth(caption, QStringLiteral("00:00")) + 6;
        const int every = std::max(1, int(std::ceil(label / m_width)));
        for (int hour = m_from; hour <= m_to; ++hour)
            if ((hour - m_from) % every == 0)
                draw::text(painter,
                           QRectF(area.left() + m_days + m_width * (hour - m_from) + m_width / 2 - label / 2, top,
                                  label, m_line),
                           Qt::AlignCenter, hourText(hour), caption, theme.quiet);
        drawScale(painter, QRectF(area.left() + m_days, top + m_line + theme.space1, area.width() - m_days, m_line),
                  theme);
    }

private:
    static QString dayName(int day) { return QLocale().dayName(day, QLocale::ShortFormat); }
    static QString hourText(int hour) { return QLocale().toString(QTime(hour % 24, 0), QStringLiteral("HH:mm")); }

    /// Square root, so that quiet hours are not all the same as none.
    QColor tone(double value, const Theme& theme) const
    {
        return m_highest > 0 && value > 0
                   ? draw::mix(theme.accentSoft, theme.accent, 0.08 + 0.92 * std::sqrt(value / m_highest))
                   : theme.track;
    }

    bool peakFits(const Theme& theme) const
    {
        const QFont font = theme.font(TextRole::CaptionStrong);
        return m_height > 14 && draw::textWidth(font, shortValueText(m_highest, m_data.table.unit)) < m_width - 3;
    }

    void drawScale(QPainter& painter, const QRectF& line, const Theme& theme) const
    {
        const QFont caption = theme.font(TextRole::Caption);
        const QString least = QStringLiteral("0");
        const QString most = valueText(m_highest, m_data.table.unit);
        const double mostWidth = draw::textWidth(caption, most) + 2;
        double x = line.right() - mostWidth;
        draw::text(painter, QRectF(x, line.top(), mostWidth, line.height()), Qt::AlignRight | Qt::AlignVCenter, most,
                   caption, theme.quiet);
        x -= 6 + 5 * 18;
        for (int i = 0; i < 5; ++i) {
            QPainterPath box;
            box.addRoundedRect(QRectF(x + 18 * i, line.center().y() - 5, 16, 10), 2, 2);
            painter.setPen(Qt::NoPen);
            painter.setBrush(tone(m_highest * i * i / 16.0, theme));
            painter.drawPath(box);
        }
        draw::text(painter, QRectF(x - 26, line.top(), 20, line.height()), Qt::AlignRight | Qt::AlignVCenter, least,
                   caption, theme.quiet);
    }

    QMap<std::pair<int, int>, int> m_cells;
    int m_from = 7, m_to = 17, m_peak = -1;
    double m_highest = 0, m_days = 30, m_width = 20, m_height = 20, m_line = 14;
};

} // namespace

std::unique_ptr<Chart> makeHeatmap(const TileData& data)
{
    return std::make_unique<HeatmapChart>(data);
}

} // namespace lectern
