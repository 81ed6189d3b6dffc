/// Groups of columns side by side: one group per lesson, one column per outcome. Percent axis from 0 to 100.
#include "ui/charts/Categories.h"
#include "ui/charts/Charts.h"
#include "ui/charts/Draw.h"
#include "ui/charts/Numbers.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

namespace lectern {

namespace {

class GroupedChart final : public Chart
{
    Q_DECLARE_TR_FUNCTIONS(GroupedChart)

public:
    explicit GroupedChart(const TileData& data) : Chart(data)
    {
        takeMembers();
        for (int i = 0; i < m_data.table.rows.size(); ++i) {
            const MetricRow& row = m_data.table.rows.at(i);
            const qsizetype member = m_members.indexOf(memberOf(row));
            if (row.dimensions.isEmpty() || member < 0)
                continue;
            const QString group = row.dimensions.first().id;
            if (!m_groups.contains(group)) {
                m_groups.append(group);
                m_groupLabels.append(row.dimensions.first().label);
            }
            m_cells.append({int(m_groups.indexOf(group)), int(member), i});
            m_highest = std::max(m_highest, row.value.value_or(0));
        }
    }

    QString accessibleText() const override
    {
        return tr("%1, grouped columns, %2 groups, %3")
            .arg(m_data.spec.title)
            .arg(m_groups.size())
            .arg(m_memberLabels.join(QStringLiteral(", ")));
    }
    double wantedHeight(double width, const Theme&) const override { return std::clamp(width * 0.3, 190.0, 320.0); }
    double leastHeight(const Theme&) const override { return 140; }

protected:
    void arrange(const QRectF& area, const Theme& theme, const ChartState&) override
    {
        const QFont caption = theme.font(TextRole::Caption);
        const bool fraction = m_data.table.unit == QLatin1String("fraction");
        m_ticks = fraction ? QList<double>{0, 0.25, 0.5, 0.75, 1.0}
                           : draw::ticks(m_highest, 4, m_data.table.unit == QLatin1String("count"));
        double axis = 0;
        for (const double tick : m_ticks)
            axis = std::max(axis, draw::textWidth(caption, shortValueText(tick, m_data.table.unit)));
        const double line = draw::lineHeight(caption);
        const double left = axis + theme.space2;
        const qsizetype groups = std::max<qsizetype>(1, m_groups.size());
        m_slot = std::min((area.width() - left) / double(groups), 190.0);
        double widest = 0;
        for (const QString& label : m_groupLabels)
            widest = std::max(widest, draw::textWidth(caption, label));
        m_labelLines = widest + 6 > m_slot && m_slot > 56 ? 2 : 1;
        m_labelEvery = m_labelLines == 1 && widest + 6 > m_slot && m_slot < 40
                           ? int(std::ceil(std::min(widest + 8, 64.0) / m_slot))
                           : 1;
        const double legend = line + theme.space3;
        m_plot = QRectF(area.left() + left, area.top() + legend, area.width() - left,
                        area.height() - legend - theme.space1 - line * m_labelLines);
        const double inner = std::min(m_slot * 0.8, 44.0 * double(m_members.size()));
        m_bar = inner / std::max<double>(1, double(m_members.size()));
        for (const Cell& cell : m_cells) {
            const MetricRow& row = m_data.table.rows.at(cell.row);
            const double height = row.value ? std::max(1.5, m_plot.height() * *row.value / m_ticks.last()) : 0;
            const double x = m_plot.left() + m_slot * cell.group + (m_slot - inner) / 2 + m_bar * cell.member;
            const QRectF bar(x + 1, m_plot.bottom() - height, std::max(1.5, m_bar - 2), height);
            QPainterPath path = draw::barPath(bar, 3, draw::Round::Top);
            if (path.isEmpty())
                path.addRect(QRectF(bar.left(), m_plot.bottom() - 3, bar.width(), 3));
            m_marks.append({path, cell.row,
                            tr("%1: %2 · n %3").arg(rowLabel(row), rowText(row, m_data.table.unit), countText(row.n))});
        }
    }

    void draw(QPainter& painter, const QRectF& area, const Theme& theme, const ChartState& state) override
    {
        const QFont caption = theme.font(TextRole::Caption);
        const double line = draw::lineHeight(caption);
        drawLegend(painter, area, theme);
        for (const double tick : m_ticks) {
            const double y = std::round(m_plot.bottom() - m_plot.height() * tick / m_ticks.last()) + 0.5;
            painter.setPen(QPen(tick == 0 ? draw::mix(theme.line, theme.quiet, 0.35) : theme.line, 1));
            painter.drawLine(QPointF(m_plot.left(), y), QPointF(m_plot.right(), y));
            draw::text(painter, QRectF(area.left(), y - 9, m_plot.left() - area.left() - theme.space2, 18),
                       Qt::AlignRight | Qt::AlignVCenter, shortValueText(tick, m_data.table.unit), caption,
                       theme.quiet);
        }
        for (qsizetype i = 0; i < m_groups.size(); i += m_labelEvery) {
            const double width = m_slot * m_labelEvery - 4;
            const double centre = m_plot.left() + m_slot * (double(i) + 0.5);
            draw::wrapped(painter, QRectF(centre - width / 2, m_plot.bottom() + theme.space1, width, line * 2),
                          Qt::AlignHCenter, m_groupLabels.at(i), caption, theme.quiet, m_labelLines);
        }
        const QFont strong = theme.font(TextRole::CaptionStrong);
        const bool values = m_bar >= draw::textWidth(strong, QStringLiteral("100")) + 2;
        for (qsizetype m = 0; m < m_marks.size(); ++m) {
            const Cell& cell = m_cells.at(m);
            const MetricRow& row = m_data.table.rows.at(cell.row);
            const int series = seriesOf(m_members.at(cell.member), cell.member);
            const QRectF bar = m_marks.at(m).shape.boundingRect();
            if (row.value)
                draw::fill(painter, m_marks.at(m).shape,
                           toned(seriesColour(theme, series), int(m), cell.row, theme, state), theme, series);
            if (values && row.value) {
                const QString label = m_data.table.unit == QLatin1String("fraction")
                                          ? QString::number(std::llround(*row.value * 100))
                                          : shortValueText(row.value, m_data.table.unit);
                draw::text(painter, QRectF(bar.center().x() - m_bar, bar.top() - line - 1, m_bar * 2, line),
                           Qt::AlignCenter, label, strong, theme.ink);
            }
            if (state.focused == m)
                draw::focusRing(painter, m_marks.at(m).shape, theme);
        }
    }

private:
    struct Cell
    {
        int group, member, row;
    };

    static QString memberOf(const MetricRow& row)
    {
        return row.dimensions.size() > 1 && row.category.isEmpty() ? row.dimensions.at(1).id : row.category;
    }

    /// At most six, in the order of their colours, whichever the first group happens to hold.
    void takeMembers()
    {
        QList<std::pair<QString, QString>> found;
        for (const MetricRow& row : m_data.table.rows) {
            const std::pair<QString, QString> member{memberOf(row), axisLabel(row)};
            const bool known = std::any_of(found.cbegin(), found.cend(),
                                           [&](const auto& other) { return other.first == member.first; });
            if (!row.dimensions.isEmpty() && !known && found.size() < 6)
                found.append(member);
        }
        // Those without a colour of their own come last.
        std::stable_sort(found.begin(), found.end(),
                         [](const auto& a, const auto& b) { return seriesOf(a.first, 100) < seriesOf(b.first, 100); });
        for (const auto& [id, label] : found) {
            m_members.append(id);
            m_memberLabels.append(label);
        }
    }

    void drawLegend(QPainter& painter, const QRectF& area, const Theme& theme) const
    {
        const QFont font = theme.font(TextRole::Subtitle);
        const double line = draw::lineHeight(font);
        double x = area.left();
        for (qsizetype i = 0; i < m_members.size(); ++i) {
            const double width = draw::textWidth(font, m_memberLabels.at(i)) + 2;
            QPainterPath box;
            box.addRoundedRect(QRectF(x, area.top() + line / 2 - 5, 10, 10), 2, 2);
            const int series = seriesOf(m_members.at(i), int(i));
            draw::fill(painter, box, seriesColour(theme, series), theme, series);
            draw::text(painter, QRectF(x + 16, area.top(), std::min(width, area.right() - x - 16), line),
                       Qt::AlignLeft | Qt::AlignVCenter, m_memberLabels.at(i), font, theme.quiet);
            x += 16 + width + theme.space4;
        }
    }

    QStringList m_groups, m_groupLabels, m_members, m_memberLabels;
    QList<Cell> m_cells;
    QList<double> m_ticks{0, 1};
    QRectF m_plot;
    double m_highest = 0, m_slot = 60, m_bar = 16;
    int m_labelLines = 1, m_labelEvery = 1;
};

} // namespace

std::unique_ptr<Chart> makeGrouped(const TileData& data)
{
    return std::make_unique<GroupedChart>(data);
}

} // namespace lectern
