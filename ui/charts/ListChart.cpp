/// Sentences with a sign: what the last import changed. The category is the tone, the value stands at the right.
#include "ui/charts/Charts.h"
#include "ui/charts/Draw.h"
#include "ui/charts/Numbers.h"

#include <QCoreApplication>
#include <cmath>

namespace lectern {

namespace {

constexpr double leastRow = 31;

class ListChart final : public Chart
{
    Q_DECLARE_TR_FUNCTIONS(ListChart)

public:
    using Chart::Chart;

    QString accessibleText() const override
    {
        return tr("%1, list, %n line(s)", nullptr, int(m_data.table.rows.size())).arg(m_data.spec.title);
    }
    double wantedHeight(double, const Theme&) const override
    {
        return leastRow * std::max(1.0, double(m_data.table.rows.size())) + 2;
    }
    double leastHeight(const Theme&) const override
    {
        return leastRow * std::clamp(double(m_data.table.rows.size()), 1.0, 4.0);
    }
    QSizeF contentSize(const QRectF& area, const Theme&) const override
    {
        return {area.width(), std::max(area.height(), leastRow * double(m_data.table.rows.size()))};
    }
    int rowCount() const override { return int(m_data.table.rows.size()); }
    int rowsThatFit(const QRectF& area, const Theme&) const override
    {
        return std::max(1, int(area.height() / leastRow));
    }

protected:
    void arrange(const QRectF& area, const Theme&, const ChartState& state) override
    {
        for (int i = state.firstRow; i < m_data.table.rows.size(); ++i) {
            QPainterPath path;
            path.addRect(QRectF(area.left(), area.top() + leastRow * (i - state.firstRow) - state.scroll.y(),
                                area.width(), leastRow));
            const MetricRow& row = m_data.table.rows.at(i);
            m_marks.append({path, i,
                            sentence(row) + (row.value ? QStringLiteral(": ") + valueText(row.value, m_data.table.unit)
                                                       : QString())});
        }
    }

    void draw(QPainter& painter, const QRectF& area, const Theme& theme, const ChartState& state) override
    {
        for (int m = 0; m < m_marks.size(); ++m) {
            const QRectF line = m_marks.at(m).shape.boundingRect();
            const MetricRow& row = m_data.table.rows.at(m_marks.at(m).row);
            if (m == state.hovered) {
                painter.setPen(Qt::NoPen);
                painter.setBrush(theme.hover);
                painter.drawRect(line);
            }
            painter.setPen(QPen(theme.line, 1));
            painter.drawLine(QPointF(line.left(), std::round(line.top()) + 0.5),
                             QPointF(line.right(), std::round(line.top()) + 0.5));
            drawSign(painter, QPointF(line.left() + 7, line.center().y()), row.category, theme);
            const QString value = row.value ? shortValueText(row.value, m_data.table.unit) : QString();
            const QFont strong = theme.font(TextRole::BodyStrong);
            const double width = value.isEmpty() ? 0 : draw::textWidth(strong, value) + 4;
            draw::text(painter, QRectF(line.left() + 24, line.top(), line.width() - 32 - width, line.height()),
                       Qt::AlignLeft | Qt::AlignVCenter, sentence(row), theme.font(TextRole::Body), theme.ink);
            draw::text(painter, QRectF(line.right() - width, line.top(), width, line.height()),
                       Qt::AlignRight | Qt::AlignVCenter, value, strong, theme.ink);
            if (m == state.focused)
                draw::focusRing(painter, m_marks.at(m).shape, theme);
        }
        if (!m_marks.isEmpty() && m_marks.last().shape.boundingRect().bottom() < area.bottom()) {
            const double edge = std::round(m_marks.last().shape.boundingRect().bottom()) + 0.5;
            painter.setPen(QPen(theme.line, 1));
            painter.drawLine(QPointF(area.left(), edge), QPointF(area.right(), edge));
        }
    }

private:
    static QString sentence(const MetricRow& row)
    {
        if (!row.dimensions.isEmpty())
            return row.dimensions.first().label.isEmpty() ? row.dimensions.first().id : row.dimensions.first().label;
        return row.categoryLabel;
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
