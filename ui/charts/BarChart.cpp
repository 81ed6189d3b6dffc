/// Horizontal bars: label, track, value, n. Sorted by value unless the order means something; scrolls when there are
/// more rows than room. The funnel is the same with the loss to the next step in place of n.
#include "ui/charts/Categories.h"
#include "ui/charts/Charts.h"
#include "ui/charts/Draw.h"
#include "ui/charts/Numbers.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

namespace lectern {

namespace {

constexpr double leastRow = 22;
constexpr double mostRow = 36;
constexpr double mostRowOfFew = 54; ///< up to five rows fill a tall card
constexpr double columnWidth = 430; ///< wide tiles show two or three columns of bars
constexpr double columnGap = 32;

class BarChart final : public Chart
{
    Q_DECLARE_TR_FUNCTIONS(BarChart)

public:
    BarChart(const TileData& data, bool funnel) : Chart(data), m_funnel(funnel)
    {
        for (int i = 0; i < m_data.table.rows.size(); ++i) {
            m_order.append(i);
            m_highest = std::max(m_highest, m_data.table.rows.at(i).value.value_or(0));
        }
        const QString sort = m_data.spec.options.value(QLatin1String("sort")).toString();
        if (!m_funnel && sort != QLatin1String("order") && (sort == QLatin1String("value") || !ordered(m_data.table)))
            std::stable_sort(m_order.begin(), m_order.end(), [this](int a, int b) {
                return m_data.table.rows.at(a).value.value_or(-1) > m_data.table.rows.at(b).value.value_or(-1);
            });
        if (m_funnel)
            findLosses();
    }

    QString accessibleText() const override
    {
        const QString kind = m_funnel ? tr("funnel") : tr("bar chart");
        QString text = tr("%1, %2, %Ln row(s)", nullptr, int(m_order.size())).arg(m_data.spec.title, kind);
        if (!m_order.isEmpty()) {
            const MetricRow& row = m_data.table.rows.at(m_order.first());
            text += QStringLiteral(", %1 %2").arg(rowLabel(row), rowText(row, m_data.table.unit));
        }
        return text;
    }
    double wantedHeight(double width, const Theme&) const override
    {
        return std::max(1.0, std::ceil(double(m_order.size()) / columnsFor(width, 0))) * 26 + 2;
    }
    double leastHeight(const Theme&) const override { return std::clamp(double(m_order.size()), 3.0, 5.0) * leastRow; }
    QSizeF contentSize(const QRectF& area, const Theme&) const override
    {
        const int columns = columnsFor(area.width(), area.height());
        return {area.width(), std::max(area.height(), std::ceil(double(m_order.size()) / columns) * leastRow)};
    }
    int rowCount() const override { return int(m_order.size()); }
    int rowsThatFit(const QRectF& area, const Theme&) const override
    {
        return std::max(1, int(area.height() / leastRow)) * columnsFor(area.width(), area.height());
    }

protected:
    void arrange(const QRectF& area, const Theme& theme, const ChartState& state) override
    {
        const QFont body = theme.font(TextRole::Body);
        const QFont strong = theme.font(TextRole::BodyStrong);
        const QFont caption = theme.font(TextRole::Caption);
        const int shown = int(m_order.size()) - state.firstRow;
        m_columns = columnsFor(area.width(), area.height());
        m_rowsPerColumn = std::max(1, int(std::ceil(double(shown) / m_columns)));
        m_row = std::clamp(area.height() / m_rowsPerColumn, leastRow, m_rowsPerColumn <= 5 ? mostRowOfFew : mostRow);
        const double width = (area.width() - columnGap * (m_columns - 1)) / m_columns;
        m_lines.clear();
        m_label = m_value = m_side = 0;
        for (const int i : m_order) {
            const MetricRow& row = m_data.table.rows.at(i);
            m_label = std::max(m_label, draw::textWidth(body, axisLabel(row)));
            m_value = std::max(m_value, draw::textWidth(strong, shortValueText(row.value, m_data.table.unit)));
            m_side = std::max(m_side, draw::textWidth(caption, side(i)) + (m_funnel ? 4 : 0));
        }
        m_label = std::min(m_label + 2, width * 0.4);
        const double track =
            std::max(20.0, width - m_label - m_value - m_side - theme.space3 * 2 - (m_side > 0 ? theme.space3 : 0));
        const double top = m_data.table.unit == QLatin1String("fraction") ? 1.0 : std::max(m_highest, 1e-9);
        for (int position = 0; position < shown; ++position) {
            const int i = m_order.at(position + state.firstRow);
            const int column = position / m_rowsPerColumn;
            const double y = area.top() + m_row * (position % m_rowsPerColumn) - state.scroll.y();
            const double left = area.left() + column * (width + columnGap);
            const double height = std::clamp(m_row * 0.54, 12.0, 26.0);
            const QRectF bar(left + m_label + theme.space3, y + (m_row - height) / 2, track, height);
            Line line{i, QRectF(left, y, width, m_row), bar, bar};
            line.bar.setWidth(std::min(1.0, m_data.table.rows.at(i).value.value_or(0) / top) * track);
            QPainterPath path;
            path.addRoundedRect(line.whole.adjusted(-2, 1, 2, -1), 4, 4);
            m_marks.append({path, i, tip(i)});
            m_lines.append(line);
        }
    }

    void draw(QPainter& painter, const QRectF& area, const Theme& theme, const ChartState& state) override
    {
        const QFont body = theme.font(TextRole::Body);
        for (qsizetype m = 0; m < m_lines.size(); ++m) {
            const Line& line = m_lines.at(m);
            // Rows are shown whole or not at all.
            if (line.whole.top() < area.top() - 2 || line.whole.bottom() > area.bottom() + 2)
                continue;
            const MetricRow& row = m_data.table.rows.at(line.row);
            const bool neutral = seriesOf(axisId(row), 0) < 0;
            painter.setPen(Qt::NoPen);
            painter.setBrush(theme.track);
            painter.drawPath(draw::barPath(line.track, 3, draw::Round::All));
            const QColor colour = neutral ? theme.neutralMark : theme.seriesColour(0);
            if (row.value && line.bar.width() > 0.3)
                draw::fill(painter, draw::barPath(line.bar, 3, draw::Round::All),
                           toned(colour, int(m), line.row, theme, state), theme, 0);
            const QRectF label(line.whole.left(), line.whole.top(), m_label, line.whole.height());
            draw::text(painter, label, Qt::AlignLeft | Qt::AlignVCenter, axisLabel(row), body, theme.ink);
            const QRectF value(line.track.right() + theme.space3, line.whole.top(), m_value + 1, line.whole.height());
            draw::text(painter, value, Qt::AlignRight | Qt::AlignVCenter, shortValueText(row.value, m_data.table.unit),
                       theme.font(TextRole::BodyStrong), row.value ? theme.ink : theme.quiet);
            const bool worst = line.row == m_worst;
            draw::text(painter, QRectF(value.right() + theme.space3, line.whole.top(), m_side + 2, line.whole.height()),
                       Qt::AlignRight | Qt::AlignVCenter, side(line.row),
                       theme.font(worst ? TextRole::CaptionStrong : TextRole::Caption),
                       worst ? theme.concern : theme.quiet);
            if (state.focused == m)
                draw::focusRing(painter, m_marks.at(m).shape, theme);
        }
    }

private:
    struct Line
    {
        int row;
        QRectF whole, track, bar;
    };

    int columnsFor(double width, double height) const
    {
        const int most = std::max(1, int((width + columnGap) / (columnWidth + columnGap)));
        if (height > 0 && double(m_order.size()) * leastRow <= height)
            return 1;
        return std::clamp(int(std::ceil(double(m_order.size()) / 6)), 1, most);
    }

    /// n beside a rate, the share beside a count, the loss beside a step.
    QString side(int i) const
    {
        const MetricRow& row = m_data.table.rows.at(i);
        if (m_funnel)
            return m_losses.value(i);
        if (m_data.table.unit == QLatin1String("count"))
            return row.denominator && *row.denominator > 0 && row.value
                       ? shareText(*row.value / double(*row.denominator))
                       : QString();
        return tr("n %1").arg(countText(row.n));
    }

    /// Of the whole the metric names, or of the sum of a distribution's parts.
    QString shareOf(const MetricRow& row) const
    {
        double whole = row.denominator ? double(*row.denominator) : 0;
        if (!row.denominator && !row.category.isEmpty())
            for (const MetricRow& other : m_data.table.rows)
                whole += other.value.value_or(0);
        return whole > 0 && row.value ? shareText(*row.value / whole) : QString();
    }

    void findLosses()
    {
        double most = 0.1;
        for (int i = 1; i < m_data.table.rows.size(); ++i) {
            const auto from = m_data.table.rows.at(i - 1).value;
            const auto to = m_data.table.rows.at(i).value;
            if (!from || !to || *from <= 0)
                continue;
            const double lost = *from - *to;
            const QString sign = lost > 0 ? QStringLiteral("−") : lost < 0 ? QStringLiteral("+") : QStringLiteral("±");
            m_losses.insert(i, QStringLiteral("%1%2 (%1%3)")
                                   .arg(sign, countText(std::llround(std::abs(lost))),
                                        QStringLiteral("%1 %").arg(std::llround(std::abs(lost) / *from * 100))));
            if (lost / *from > most && lost > 2 * std::sqrt(*from)) {
                most = lost / *from;
                m_worst = i;
            }
        }
    }

    QString tip(int i) const
    {
        const MetricRow& row = m_data.table.rows.at(i);
        QString text = QStringLiteral("%1: %2").arg(rowLabel(row), rowText(row, m_data.table.unit));
        if (row.numerator && row.denominator && m_data.table.unit == QLatin1String("fraction"))
            text += tr(" (%1 of %2)").arg(countText(*row.numerator), countText(*row.denominator));
        if (const QString beside = side(i); !beside.isEmpty())
            text += QStringLiteral(" · ") + beside;
        return text;
    }

    bool m_funnel;
    QList<int> m_order;
    QList<Line> m_lines;
    QMap<int, QString> m_losses;
    int m_worst = -1;
    double m_highest = 0;
    int m_columns = 1, m_rowsPerColumn = 1;
    double m_row = leastRow, m_label = 60, m_value = 40, m_side = 0;
};

} // namespace

std::unique_ptr<Chart> makeBars(const TileData& data)
{
    return std::make_unique<BarChart>(data, false);
}

std::unique_ptr<Chart> makeFunnel(const TileData& data)
{
    return std::make_unique<BarChart>(data, true);
}

} // namespace lectern
