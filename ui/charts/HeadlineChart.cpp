/// One figure: value, sparkline, what it is, n, and the change since the period before. A change that small numbers
/// could explain is not coloured and said to be none.
#include "ui/charts/Charts.h"
#include "ui/charts/Draw.h"
#include "ui/charts/Numbers.h"

#include <QCoreApplication>
#include <cmath>

namespace lectern {

namespace {

struct Change
{
    QString text;
    int direction = 0; ///< 1 better, -1 worse, 0 not known to be either
    draw::Sign sign = draw::Sign::Dot;
    bool shown = false;
};

/// Beyond chance at 95 %: two proportions by people, counts as Poisson, others by their intervals.
bool beyondChance(const MetricRow& now, const MetricRow& before, const QString& unit)
{
    const double a = *now.value;
    const double b = *before.value;
    if (unit == QLatin1String("fraction")) {
        if (now.n < 2 || before.n < 2)
            return false;
        const double pooled = (a * double(now.n) + b * double(before.n)) / double(now.n + before.n);
        const double spread = std::sqrt(pooled * (1 - pooled) * (1.0 / double(now.n) + 1.0 / double(before.n)));
        return std::abs(a - b) > 1.96 * spread;
    }
    if (unit == QLatin1String("count"))
        return std::abs(a - b) > 1.96 * std::sqrt(std::max(1.0, a + b));
    if (now.low && now.high && before.low && before.high)
        return *now.low > *before.high || *now.high < *before.low;
    return false;
}

class HeadlineChart final : public Chart
{
    Q_DECLARE_TR_FUNCTIONS(HeadlineChart)

public:
    using Chart::Chart;

    QString accessibleText() const override
    {
        QString text = tr("%1: %2").arg(m_data.spec.title, row() ? rowText(*row(), m_data.table.unit) : tr("no data"));
        if (const QString people = detail(); !people.isEmpty())
            text += QStringLiteral(", ") + people;
        if (const Change change = changeOf(); change.shown)
            text += QStringLiteral(", ") + change.text;
        return text;
    }
    double wantedHeight(double, const Theme& theme) const override { return leastHeight(theme); }
    double leastHeight(const Theme& theme) const override
    {
        return 34 + draw::lineHeight(theme.font(TextRole::Body)) +
               2 * draw::lineHeight(theme.font(TextRole::Subtitle)) - 2;
    }

protected:
    void arrange(const QRectF& area, const Theme&, const ChartState&) override
    {
        QPainterPath path;
        path.addRoundedRect(area.adjusted(-4, -2, 4, 2), 4, 4);
        m_marks.append({path, row() ? 0 : -1, accessibleText()});
    }

    void draw(QPainter& painter, const QRectF& area, const Theme& theme, const ChartState& state) override
    {
        if (state.focused == 0)
            draw::focusRing(painter, m_marks.first().shape, theme);
        const double figureRight = drawFigure(painter, area, theme);
        // The menu of the card has the top right corner.
        constexpr double menu = 16;
        drawSpark(
            painter,
            QRectF(figureRight + theme.space2, area.top() + 5, area.right() - menu - figureRight - theme.space2, 24),
            theme);
        const double body = draw::lineHeight(theme.font(TextRole::Body));
        const double small = draw::lineHeight(theme.font(TextRole::Subtitle));
        QRectF line(area.left(), area.top() + 34, area.width(), body);
        draw::text(painter, line, Qt::AlignLeft | Qt::AlignVCenter, m_data.spec.title, theme.font(TextRole::Body),
                   theme.ink);
        line = QRectF(area.left(), line.bottom() - 1, area.width(), small);
        draw::text(painter, line, Qt::AlignLeft | Qt::AlignVCenter, detail(), theme.font(TextRole::Subtitle),
                   theme.quiet);
        line.translate(0, small - 1);
        drawChange(painter, line, theme);
    }

private:
    const MetricRow* row() const { return m_data.table.rows.isEmpty() ? nullptr : &m_data.table.rows.first(); }

    /// "460 of 491", or "n 4,112".
    QString detail() const
    {
        const MetricRow* r = row();
        if (!r)
            return {};
        if (isPipeline(m_data.definition))
            return filled(m_data.spec.subtitle, m_data.table); // its n are no people
        const QString noun = m_data.spec.options.value(QLatin1String("noun")).toString();
        if (!r->value)
            return rowText(*r, m_data.table.unit);
        if (m_data.table.unit == QLatin1String("count") && m_data.table.population > qint64(*r->value))
            return tr("of %1 %2").arg(countText(m_data.table.population), noun).trimmed();
        if (m_data.table.unit == QLatin1String("count"))
            return filled(m_data.spec.subtitle, m_data.table);
        if (r->numerator && r->denominator && *r->denominator > 0 &&
            m_data.spec.options.value(QLatin1String("parts")).toBool())
            return tr("%1 of %2").arg(countText(*r->numerator), countText(*r->denominator));
        return noun.isEmpty() ? tr("n %1").arg(countText(r->n)) : QStringLiteral("%1 %2").arg(countText(r->n), noun);
    }

    Change changeOf() const
    {
        Change change;
        const MetricRow* now = row();
        if (!now || !now->value || !m_data.comparison || m_data.comparison->rows.isEmpty() ||
            !m_data.comparison->rows.first().value)
            return change;
        const MetricRow& before = m_data.comparison->rows.first();
        const double difference = *now->value - *before.value;
        const QString& unit = m_data.table.unit;
        const QString since =
            m_data.spec.options.value(QLatin1String("compareWords")).toString(tr("on the period before"));
        change.shown = true;
        if (!beyondChance(*now, before, unit)) {
            change.text = tr("no clear change");
            return change;
        }
        const QString amount = unit == QLatin1String("fraction")
                                   ? QLocale().toString(std::abs(difference) * 100, 'f', 1)
                                   : shortValueText(std::abs(difference), unit);
        change.text = QStringLiteral("%1 %2").arg(amount, since);
        change.sign = difference > 0 ? draw::Sign::Up : draw::Sign::Down;
        const QString good = m_data.spec.options.value(QLatin1String("goodDirection")).toString(QStringLiteral("up"));
        if (good != QLatin1String("none"))
            change.direction = (difference > 0) == (good == QLatin1String("up")) ? 1 : -1;
        return change;
    }

    double drawFigure(QPainter& painter, const QRectF& area, const Theme& theme) const
    {
        const QFont font = theme.font(TextRole::Figure);
        QString number = row() ? valueText(row()->value, m_data.table.unit) : QStringLiteral("–");
        QString unit;
        // The number is what one looks for: the unit's word stands smaller beside it.
        if (const qsizetype space = number.indexOf(QLatin1Char(' '));
            space > 0 && m_data.table.unit != QLatin1String("fraction")) {
            unit = number.mid(space + 1);
            number.truncate(space);
        }
        const QPointF baseline(area.left(), area.top() + 26);
        double right = area.left() + draw::figure(painter, baseline, number, font, theme.ink);
        if (!unit.isEmpty()) {
            painter.setFont(theme.font(TextRole::Title));
            painter.setPen(theme.ink);
            painter.drawText(QPointF(right + 5, baseline.y()), unit);
            right += 5 + draw::textWidth(theme.font(TextRole::Title), unit);
        }
        return right;
    }

    void drawSpark(QPainter& painter, QRectF area, const Theme& theme) const
    {
        constexpr double widest = 76;
        if (area.width() < 26 || !m_data.spark)
            return;
        if (area.width() > widest)
            area.setLeft(area.right() - widest);
        QList<double> values;
        for (const MetricRow& r : m_data.spark->rows)
            if (r.value)
                values.append(*r.value);
        if (values.size() < 3)
            return;
        // As many of the latest as can be told apart.
        if (const auto room = std::max<qsizetype>(6, qsizetype(area.width() / 4)); values.size() > room)
            values = values.last(room);
        const auto [low, high] = std::minmax_element(values.cbegin(), values.cend());
        const double span = *high - *low > 1e-12 ? *high - *low : 1;
        QPolygonF line;
        for (qsizetype i = 0; i < values.size(); ++i)
            line << QPointF(area.left() + area.width() * double(i) / double(values.size() - 1) - 3,
                            area.bottom() - (values.at(i) - *low) / span * area.height());
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme.accent, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolyline(line);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.accent);
        painter.drawEllipse(line.last(), 2.4, 2.4);
    }

    void drawChange(QPainter& painter, const QRectF& line, const Theme& theme) const
    {
        const Change change = changeOf();
        if (!change.shown)
            return;
        const QColor colour = change.direction > 0 ? theme.good : change.direction < 0 ? theme.concern : theme.quiet;
        double left = line.left();
        if (change.sign != draw::Sign::Dot) {
            draw::sign(painter, QPointF(line.left() + 5, line.center().y()), 9, change.sign, colour);
            left += 14;
        }
        draw::text(painter, QRectF(left, line.top(), line.right() - left, line.height()),
                   Qt::AlignLeft | Qt::AlignVCenter, change.text, theme.font(TextRole::Subtitle), colour);
    }
};

} // namespace

std::unique_ptr<Chart> makeHeadline(const TileData& data)
{
    return std::make_unique<HeadlineChart>(data);
}

} // namespace lectern
