/// Sentences with a sign: what the last import changed. The category is the tone, the value stands at the right.
#include "ui/charts/Charts.h"
#include "ui/charts/Draw.h"
#include "ui/charts/Numbers.h"

#include <QCoreApplication>
#include <cmath>

namespace lectern {

namespace {

constexpr double oneLine = 31;
constexpr double signWidth = 24;

class ListChart final : public Chart
{
    Q_DECLARE_TR_FUNCTIONS(ListChart)

public:
    using Chart::Chart;

    QString accessibleText() const override
    {
        return tr("%1, list, lines: %2").arg(m_data.spec.title).arg(m_data.table.rows.size());
    }
    double wantedHeight(double width, const Theme& theme) const override { return allHeight(width, theme) + 2; }
    double leastHeight(const Theme&) const override
    {
        return oneLine * std::clamp(double(m_data.table.rows.size()), 1.0, 4.0);
    }
    QSizeF contentSize(const QRectF& area, const Theme& theme) const override
    {
        return {area.width(), std::max(area.height(), allHeight(area.width(), theme))};
    }
    int rowCount() const override { return int(m_data.table.rows.size()); }
    int rowsThatFit(const QRectF& area, const Theme& theme) const override
    {
        const double line = draw::lineHeight(theme.font(TextRole::Body));
        return std::max(1, int(area.height() / (oneLine + line)));
    }

protected:
    void arrange(const QRectF& area, const Theme& theme, const ChartState& state) override
    {
        double y = area.top() - state.scroll.y();
        for (int i = state.firstRow; i < m_data.table.rows.size(); ++i) {
            const MetricRow& row = m_data.table.rows.at(i);
            const QRectF line(area.left(), y, area.width(), rowHeight(row, area.width(), theme));
            y = line.bottom();
            // Rows are shown whole or not at all.
            if (line.top() < area.top() - 2 || line.bottom() > area.bottom() + 2)
                continue;
            QPainterPath path;
            path.addRect(line);
            const QString value = valueOf(row);
            m_marks.append({path, i, sentence(row) + (value.isEmpty() ? QString() : QStringLiteral(": ") + value)});
        }
    }

    void draw(QPainter& painter, const QRectF& area, const Theme& theme, const ChartState& state) override
    {
        const QFont body = theme.font(TextRole::Body);
        for (int m = 0; m < m_marks.size(); ++m) {
            const QRectF line = m_marks.at(m).shape.boundingRect();
            const MetricRow& row = m_data.table.rows.at(m_marks.at(m).row);
            if (m == state.hovered) {
                painter.setPen(Qt::NoPen);
                painter.setBrush(theme.hover);
                painter.drawRect(line);
            }
            drawRule(painter, line.left(), line.right(), line.top(), theme);
            drawSign(painter, QPointF(line.left() + 7, line.top() + oneLine / 2), row.category, theme);
            const double width = textWidth(row, line.width(), theme);
            const double step = draw::lineHeight(body);
            draw::wrapped(painter,
                          QRectF(line.left() + signWidth, line.top() + (oneLine - step) / 2, width, line.height()),
                          Qt::AlignLeft, sentence(row), body, theme.ink, 2);
            draw::text(painter, QRectF(line.left(), line.top(), line.width(), oneLine),
                       Qt::AlignRight | Qt::AlignVCenter, valueOf(row), theme.font(TextRole::BodyStrong), theme.ink);
            if (m == state.focused)
                draw::focusRing(painter, m_marks.at(m).shape, theme);
        }
        if (!m_marks.isEmpty() && m_marks.last().shape.boundingRect().bottom() < area.bottom())
            drawRule(painter, area.left(), area.right(), m_marks.last().shape.boundingRect().bottom(), theme);
    }

private:
    static QString sentence(const MetricRow& row)
    {
        if (!row.dimensions.isEmpty())
            return row.dimensions.first().label.isEmpty() ? row.dimensions.first().id : row.dimensions.first().label;
        return row.categoryLabel;
    }

    /// Empty where the sentence already says the number.
    QString valueOf(const MetricRow& row) const
    {
        const QString value = row.value ? shortValueText(row.value, m_data.table.unit) : QString();
        return sentence(row).startsWith(value) ? QString() : value;
    }

    double textWidth(const MetricRow& row, double width, const Theme& theme) const
    {
        const QString value = valueOf(row);
        const double taken =
            value.isEmpty() ? 0 : draw::textWidth(theme.font(TextRole::BodyStrong), value) + theme.space3;
        return std::max(40.0, width - signWidth - taken);
    }

    double rowHeight(const MetricRow& row, double width, const Theme& theme) const
    {
        const QFont body = theme.font(TextRole::Body);
        const auto lines = draw::wrapLines(body, sentence(row), textWidth(row, width, theme), 2).size();
        return oneLine + draw::lineHeight(body) * double(std::max<qsizetype>(1, lines) - 1);
    }

    double allHeight(double width, const Theme& theme) const
    {
        double height = 0;
        for (const MetricRow& row : m_data.table.rows)
            height += rowHeight(row, width, theme);
        return height;
    }

    static void drawRule(QPainter& painter, double left, double right, double y, const Theme& theme)
    {
        painter.setPen(QPen(theme.line, 1));
        painter.drawLine(QPointF(left, std::round(y) + 0.5), QPointF(right, std::round(y) + 0.5));
    }

    static void drawSign(QPainter& painter, QPointF at, const QString& category, const Theme& theme)
    {
        if (category == QLatin1String("good"))
            draw::sign(painter, at, 11, draw::Sign::Up, theme.good);
        else if (category == QLatin1String("watch"))
            draw::sign(painter, at, 11, draw::Sign::Diamond, theme.watch);
        else if (category == QLatin1String("concern"))
            draw::sign(painter, at, 11, draw::Sign::Down, theme.concern);
        else
            draw::sign(painter, at, 9, draw::Sign::Dot, theme.quiet);
    }
};

} // namespace

std::unique_ptr<Chart> makeList(const TileData& data)
{
    return std::make_unique<ListChart>(data);
}

} // namespace lectern
