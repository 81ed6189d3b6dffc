/// Up to five parts of a whole: total inside, parts with count and share at the side.
#include "ui/charts/Categories.h"
#include "ui/charts/Charts.h"
#include "ui/charts/Draw.h"
#include "ui/charts/Numbers.h"

#include <QCoreApplication>

namespace lectern {

namespace {

class DonutChart final : public Chart
{
    Q_DECLARE_TR_FUNCTIONS(DonutChart)

public:
    explicit DonutChart(const TileData& data) : Chart(data)
    {
        for (const MetricRow& row : m_data.table.rows)
            m_total += row.value.value_or(0);
    }

    QString accessibleText() const override
    {
        QStringList parts;
        for (const MetricRow& row : m_data.table.rows)
            parts.append(QStringLiteral("%1 %2").arg(axisLabel(row), shortValueText(row.value, m_data.table.unit)));
        return tr("%1, donut chart, %2 in all: %3")
            .arg(m_data.spec.title, countText(qint64(m_total)), parts.join(QStringLiteral(", ")));
    }
    double wantedHeight(double, const Theme&) const override { return 180; }
    double leastHeight(const Theme&) const override { return std::max(118.0, 22.0 * double(m_data.table.rows.size())); }

protected:
    void arrange(const QRectF& area, const Theme& theme, const ChartState&) override
    {
        const QFont body = theme.font(TextRole::Body);
        const QFont strong = theme.font(TextRole::BodyStrong);
        m_slices.clear();
        m_label = m_count = 0;
        for (const MetricRow& row : m_data.table.rows) {
            m_label = std::max(m_label, draw::textWidth(body, axisLabel(row)) + 2);
            m_count = std::max(m_count, draw::textWidth(strong, shortValueText(row.value, m_data.table.unit)) + 2);
        }
        m_share = 0;
        for (const MetricRow& row : m_data.table.rows)
            m_share = std::max(m_share, draw::textWidth(body, share(row)) + 2);
        const double fixed = 18 + m_count + m_share + theme.space2 * 2 + 2;
        const double room = area.width() - theme.space4;
        double size = std::min({area.height(), room * 0.5, 240.0});
        size = std::max(96.0, std::min(size, room - fixed - std::min(m_label, 120.0)));
        m_label = std::min(m_label, room - size - fixed);
        const double whole = size + theme.space4 + fixed + m_label;
        const double left =
            area.left() + std::max(0.0, (area.width() - whole) / 2 * (area.width() > whole * 1.25 ? 1.0 : 0.4));
        m_ring = QRectF(left, area.top() + (area.height() - size) / 2, size, size);
        m_rowHeight = std::clamp(area.height() / std::max<double>(1, double(m_data.table.rows.size())), 21.0, 26.0);
        m_list = QRectF(m_ring.right() + theme.space4,
                        area.center().y() - m_rowHeight * double(m_data.table.rows.size()) / 2, fixed + m_label,
                        m_rowHeight * double(m_data.table.rows.size()));
        double angle = 90;
        const double hole = size * 0.31;
        for (int i = 0; i < m_data.table.rows.size(); ++i) {
            const MetricRow& row = m_data.table.rows.at(i);
            const double sweep = m_total > 0 ? -360.0 * row.value.value_or(0) / m_total : 0;
            QPainterPath slice;
            slice.arcMoveTo(m_ring, angle);
            slice.arcTo(m_ring, angle, sweep);
            const QRectF inner(m_ring.center().x() - hole, m_ring.center().y() - hole, 2 * hole, 2 * hole);
            slice.arcTo(inner, angle + sweep, -sweep);
            slice.closeSubpath();
            angle += sweep;
            QPainterPath line;
            line.addRoundedRect(rowRect(i).adjusted(-3, 1, 3, -1), 4, 4);
            m_slices.append(slice);
            const QString tip = QStringLiteral("%1: %2 · %3")
                                    .arg(rowLabel(row), rowText(row, m_data.table.unit),
                                         shareText(m_total > 0 ? row.value.value_or(0) / m_total : 0));
            m_marks.append({slice + line, i, tip});
        }
    }

    void draw(QPainter& painter, const QRectF&, const Theme& theme, const ChartState& state) override
    {
        for (int i = 0; i < m_data.table.rows.size(); ++i) {
            const MetricRow& row = m_data.table.rows.at(i);
            const int series = seriesOf(axisId(row), i);
            const QColor colour = toned(seriesColour(theme, series), i, i, theme, state);
            draw::fill(painter, m_slices.at(i), colour, theme, series);
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(theme.card, 2));
            painter.drawPath(m_slices.at(i));

            const QRectF line = rowRect(i);
            QPainterPath box;
            box.addRoundedRect(QRectF(line.left(), line.center().y() - 5, 10, 10), 2, 2);
            draw::fill(painter, box, colour, theme, series);
            const QRectF label(line.left() + 18, line.top(), m_label, line.height());
            draw::text(painter, label, Qt::AlignLeft | Qt::AlignVCenter, axisLabel(row), theme.font(TextRole::Body),
                       theme.ink);
            const QRectF count(label.right() + theme.space2, line.top(), m_count, line.height());
            draw::text(painter, count, Qt::AlignRight | Qt::AlignVCenter, shortValueText(row.value, m_data.table.unit),
                       theme.font(TextRole::BodyStrong), theme.ink);
            draw::text(painter, QRectF(count.right() + theme.space2 + 2, line.top(), m_share, line.height()),
                       Qt::AlignRight | Qt::AlignVCenter, share(row), theme.font(TextRole::Body), theme.quiet);
            if (state.focused == i)
                draw::focusRing(painter, m_marks.at(i).shape, theme);
        }
        drawTotal(painter, theme);
    }

private:
    QString share(const MetricRow& row) const
    {
        return row.value && m_total > 0 ? shareText(*row.value / m_total) : QString();
    }
    QRectF rowRect(int i) const { return {m_list.left(), m_list.top() + m_rowHeight * i, m_list.width(), m_rowHeight}; }

    void drawTotal(QPainter& painter, const Theme& theme) const
    {
        const QString noun = m_data.spec.options.value(QLatin1String("noun")).toString(tr("students"));
        QFont figure = theme.font(TextRole::PageTitle);
        const double height = draw::lineHeight(figure);
        const QPointF centre = m_ring.center();
        draw::text(painter, QRectF(m_ring.left(), centre.y() - height * 0.72, m_ring.width(), height), Qt::AlignCenter,
                   m_data.table.unit == QLatin1String("count") ? countText(qint64(m_total))
                                                               : valueText(m_total, m_data.table.unit),
                   figure, theme.ink);
        draw::text(painter,
                   QRectF(m_ring.left() + m_ring.width() * 0.22, centre.y() + height * 0.22, m_ring.width() * 0.56, 16),
                   Qt::AlignCenter, noun, theme.font(TextRole::Caption), theme.quiet);
    }

    double m_total = 0;
    QList<QPainterPath> m_slices;
    QRectF m_ring, m_list;
    double m_rowHeight = 22, m_label = 80, m_count = 30, m_share = 36;
};

} // namespace

std::unique_ptr<Chart> makeDonut(const TileData& data)
{
    return std::make_unique<DonutChart>(data);
}

} // namespace lectern
