/// Columns with their values on top; for a course in order, the loss from each step to the next between them.
#include "ui/charts/Categories.h"
#include "ui/charts/Charts.h"
#include "ui/charts/Draw.h"
#include "ui/charts/Numbers.h"

#include <QCoreApplication>
#include <cmath>

namespace lectern {

namespace {

class ColumnChart final : public Chart
{
    Q_DECLARE_TR_FUNCTIONS(ColumnChart)

public:
    explicit ColumnChart(const TileData& data)
        : Chart(data), m_loss(data.spec.options.value(QLatin1String("loss")).toBool())
    {
        for (const MetricRow& row : m_data.table.rows)
            m_highest = std::max(m_highest, row.value.value_or(0));
        if (m_loss)
            findLosses();
    }

    QString accessibleText() const override
    {
        QString text =
            tr("%1, column chart, %Ln column(s)", nullptr, int(m_data.table.rows.size())).arg(m_data.spec.title);
        if (!m_data.table.rows.isEmpty())
            text += tr(", from %1 to %2")
                        .arg(rowText(m_data.table.rows.first(), m_data.table.unit),
                             rowText(m_data.table.rows.last(), m_data.table.unit));
        return text;
    }
    double wantedHeight(double width, const Theme&) const override { return std::clamp(width * 0.3, 170.0, 300.0); }
    double leastHeight(const Theme&) const override { return 118; }

protected:
    void arrange(const QRectF& area, const Theme& theme, const ChartState&) override
    {
        const qsizetype count = std::max<qsizetype>(1, m_data.table.rows.size());
        const QFont caption = theme.font(TextRole::Caption);
        const QFont strong = theme.font(TextRole::CaptionStrong);
        m_slot = std::min(area.width() / double(count), 150.0);
        m_bar = std::min(m_slot * (m_slot > 60 ? 0.62 : 0.74), 84.0);
        const double gap = m_slot - m_bar;
        double widestLoss = 0;
        for (const Loss& loss : m_losses)
            widestLoss = std::max(widestLoss, draw::textWidth(caption, loss.text));
        m_lossBetween = m_loss && widestLoss + 6 <= gap;
        m_lossBelow = m_loss && !m_lossBetween && widestLoss + 2 <= m_slot;
        double widestLabel = 0;
        for (const MetricRow& row : m_data.table.rows)
            widestLabel = std::max(widestLabel, draw::textWidth(caption, axisLabel(row)));
        m_labelLines = widestLabel + 4 > m_slot && m_slot > 56 ? 2 : 1;
        // Labels that would be cut to nothing are left out evenly; the pointer still tells them.
        m_labelEvery = 1;
        if (m_labelLines == 1 && widestLabel + 6 > m_slot && m_slot < 40)
            m_labelEvery = std::max(1, int(std::ceil(std::min(widestLabel + 8, 64.0) / m_slot)));
        m_valuesFit = true;
        for (const MetricRow& row : m_data.table.rows)
            m_valuesFit = m_valuesFit && draw::textWidth(strong, label(row)) <= m_slot + 2;

        const double line = draw::lineHeight(caption);
        const double below = theme.space1 + line * m_labelLines + (m_lossBelow ? line + 2 : 0);
        const double above = m_valuesFit ? draw::lineHeight(strong) + 2 : 4;
        m_plot = QRectF(area.left(), area.top() + above, area.width(), area.height() - above - below);
        const double top =
            m_data.table.unit == QLatin1String("fraction") ? std::max(1.0, m_highest) : std::max(m_highest, 1e-9);
        for (qsizetype i = 0; i < m_data.table.rows.size(); ++i) {
            const MetricRow& row = m_data.table.rows.at(i);
            const double height = m_plot.height() * row.value.value_or(0) / top;
            const QRectF bar(slotLeft(i) + (m_slot - m_bar) / 2,
                             m_plot.bottom() - std::max(height, row.value ? 1.5 : 0.0), m_bar,
                             std::max(height, row.value ? 1.5 : 0.0));
            QPainterPath path = draw::barPath(bar, 4, draw::Round::Top);
            if (path.isEmpty())
                path.addRect(QRectF(bar.left(), m_plot.bottom() - 2, m_bar, 2));
            m_marks.append({path, int(i), tip(row, i)});
        }
    }

    void draw(QPainter& painter, const QRectF& area, const Theme& theme, const ChartState& state) override
    {
        painter.setPen(QPen(theme.line, 1));
        const double ground = std::round(m_plot.bottom()) + 0.5;
        painter.drawLine(QPointF(area.left(), ground), QPointF(slotLeft(m_data.table.rows.size()), ground));
        const QFont caption = theme.font(TextRole::Caption);
        const QFont strong = theme.font(TextRole::CaptionStrong);
        const double line = draw::lineHeight(caption);
        for (qsizetype i = 0; i < m_data.table.rows.size(); ++i) {
            const MetricRow& row = m_data.table.rows.at(i);
            const QRectF bar = m_marks.at(i).shape.boundingRect();
            const bool neutral = seriesOf(axisId(row), 0) < 0;
            if (row.value)
                draw::fill(painter, m_marks.at(i).shape,
                           toned(neutral ? theme.neutralMark : theme.seriesColour(0), int(i), int(i), theme, state),
                           theme, 0);
            if (m_valuesFit || state.hovered == i)
                draw::text(painter,
                           QRectF(slotLeft(i) - 8, bar.top() - draw::lineHeight(strong) - 2, m_slot + 16,
                                  draw::lineHeight(strong)),
                           Qt::AlignCenter, label(row), strong, row.value ? theme.ink : theme.quiet);
            const double labelTop = m_plot.bottom() + theme.space1;
            if (i % m_labelEvery == 0) {
                const double width = m_slot * m_labelEvery - 4;
                const double left = m_labelEvery == 1 ? slotLeft(i) + 2 : slotLeft(i) + m_slot / 2 - width / 2;
                draw::wrapped(painter, QRectF(std::max(area.left(), left), labelTop, width, line * 2), Qt::AlignHCenter,
                              axisLabel(row), caption, theme.quiet, m_labelLines);
            }
            if (state.focused == i)
                draw::focusRing(painter, m_marks.at(i).shape, theme);
        }
        for (const Loss& loss : m_losses) {
            const QFont& font = loss.largest ? strong : caption;
            const QColor colour = loss.largest ? theme.concern : theme.quiet;
            const double boundary = slotLeft(loss.after + 1);
            if (m_lossBetween) {
                const double lower = std::max(m_marks.at(loss.after).shape.boundingRect().top(),
                                              m_marks.at(loss.after + 1).shape.boundingRect().top());
                const double y = std::min((lower + m_plot.bottom()) / 2, m_plot.bottom() - line);
                draw::text(painter, QRectF(boundary - m_slot / 2, y - line / 2, m_slot, line), Qt::AlignCenter,
                           loss.text, font, colour);
            } else if (m_lossBelow) {
                draw::text(painter,
                           QRectF(boundary - m_slot / 2 - 3, m_plot.bottom() + theme.space1 + line * m_labelLines + 2,
                                  m_slot + 6, line),
                           Qt::AlignCenter, loss.text, font, colour);
            }
        }
    }

private:
    struct Loss
    {
        qsizetype after = 0;
        QString text;
        bool largest = false;
    };

    double slotLeft(qsizetype i) const { return m_plot.left() + m_slot * double(i); }
    QString label(const MetricRow& row) const { return shortValueText(row.value, m_data.table.unit); }

    /// The largest loss is marked where chance does not explain it: more than a tenth, and more than two deviations.
    void findLosses()
    {
        qsizetype worst = -1;
        double most = 0.1;
        for (qsizetype i = 0; i + 1 < m_data.table.rows.size(); ++i) {
            const auto from = m_data.table.rows.at(i).value;
            const auto to = m_data.table.rows.at(i + 1).value;
            if (!from || !to || *from <= 0)
                continue;
            const double share = (*from - *to) / *from;
            const double percent = std::round(share * 100);
            const QString sign = percent > 0 ? QStringLiteral("−") : percent < 0 ? QStringLiteral("+") : QString();
            m_losses.append({i, sign + QStringLiteral("%1 %").arg(std::abs(percent)), false});
            if (share > most && *from - *to > 2 * std::sqrt(*from)) {
                most = share;
                worst = m_losses.size() - 1;
            }
        }
        if (worst >= 0)
            m_losses[worst].largest = true;
    }

    QString tip(const MetricRow& row, qsizetype i) const
    {
        QString text = QStringLiteral("%1: %2").arg(rowLabel(row), rowText(row, m_data.table.unit));
        if (m_data.table.unit != QLatin1String("count"))
            text += tr(" · n %1").arg(countText(row.n));
        for (const Loss& loss : m_losses)
            if (loss.after + 1 == i)
                text += tr(" · %1 on the step before").arg(loss.text);
        return text;
    }

    bool m_loss;
    QList<Loss> m_losses;
    double m_highest = 0;
    QRectF m_plot;
    double m_slot = 60, m_bar = 40;
    int m_labelLines = 1, m_labelEvery = 1;
    bool m_lossBetween = false, m_lossBelow = false, m_valuesFit = true;
};

} // namespace

std::unique_ptr<Chart> makeColumns(const TileData& data)
{
    return std::make_unique<ColumnChart>(data);
}

} // namespace lectern
