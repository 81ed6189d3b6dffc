/// Painting tools shared by the charts.
#include "ui/charts/Draw.h"

#include <QFontMetricsF>
#include <QTextLayout>
#include <cmath>

namespace lectern::draw {

double textWidth(const QFont& font, const QString& text)
{
    return QFontMetricsF(font).horizontalAdvance(text);
}

double lineHeight(const QFont& font)
{
    return std::ceil(QFontMetricsF(font).height());
}

QString elided(const QFont& font, const QString& text, double width)
{
    // Half a pixel of mercy: rounding must not cut a text that was measured to fit.
    return QFontMetricsF(font).elidedText(text, Qt::ElideRight, width + 0.5);
}

void text(QPainter& painter, const QRectF& area, int alignment, const QString& words, const QFont& font,
          const QColor& colour)
{
    if (words.isEmpty() || area.width() < 4)
        return;
    painter.setFont(font);
    painter.setPen(colour);
    painter.drawText(area, alignment | Qt::TextSingleLine | Qt::TextDontClip, elided(font, words, area.width()));
}

QStringList wrapLines(const QFont& font, const QString& words, double width, int lines)
{
    QStringList result;
    QTextLayout layout(words, font);
    layout.beginLayout();
    while (true) {
        QTextLine line = layout.createLine();
        if (!line.isValid())
            break;
        line.setLineWidth(width);
        const QString piece = words.mid(line.textStart(), line.textLength()).trimmed();
        if (result.size() + 1 == lines) {
            result.append(elided(font, words.mid(line.textStart()).trimmed(), width));
            break;
        }
        result.append(elided(font, piece, width));
    }
    layout.endLayout();
    return result;
}

double wrapped(QPainter& painter, const QRectF& area, int alignment, const QString& words, const QFont& font,
               const QColor& colour, int lines)
{
    const double step = lineHeight(font);
    double y = area.top();
    for (const QString& line : wrapLines(font, words, area.width(), lines)) {
        text(painter, QRectF(area.left(), y, area.width(), step), alignment | Qt::AlignVCenter, line, font, colour);
        y += step;
    }
    return y - area.top();
}

namespace {

double digitWidth(const QFontMetricsF& metrics)
{
    double width = 0;
    for (char16_t digit = u'0'; digit <= u'9'; ++digit)
        width = std::max(width, metrics.horizontalAdvance(QChar(digit)));
    return width;
}

} // namespace

double figureWidth(const QFont& font, const QString& words)
{
    const QFontMetricsF metrics(font);
    const double digit = digitWidth(metrics);
    double width = 0;
    for (const QChar c : words)
        width += c.isDigit() ? digit : metrics.horizontalAdvance(c);
    return width;
}

double figure(QPainter& painter, QPointF baseline, const QString& words, const QFont& font, const QColor& colour)
{
    const QFontMetricsF metrics(font);
    const double digit = digitWidth(metrics);
    painter.setFont(font);
    painter.setPen(colour);
    double x = baseline.x();
    for (const QChar c : words) {
        const double own = metrics.horizontalAdvance(c);
        const double width = c.isDigit() ? digit : own;
        painter.drawText(QPointF(x + (width - own) / 2, baseline.y()), QString(c));
        x += width;
    }
    return x - baseline.x();
}

QPainterPath barPath(const QRectF& bar, double radius, Round round)
{
    QPainterPath path;
    if (bar.width() <= 0 || bar.height() <= 0)
        return path;
    const double r = std::min({radius, bar.width() / 2, bar.height() / 2});
    if (round == Round::All) {
        path.addRoundedRect(bar, r, r);
        return path;
    }
    const double rr = round == Round::Top ? std::min({radius, bar.width() / 2, bar.height()})
                                          : std::min({radius, bar.height() / 2, bar.width()});
    if (round == Round::Top) {
        path.moveTo(bar.bottomLeft());
        path.lineTo(bar.left(), bar.top() + rr);
        path.quadTo(bar.topLeft(), QPointF(bar.left() + rr, bar.top()));
        path.lineTo(bar.right() - rr, bar.top());
        path.quadTo(bar.topRight(), QPointF(bar.right(), bar.top() + rr));
        path.lineTo(bar.bottomRight());
    } else {
        path.moveTo(bar.topLeft());
        path.lineTo(bar.right() - rr, bar.top());
        path.quadTo(bar.topRight(), QPointF(bar.right(), bar.top() + rr));
        path.lineTo(bar.right(), bar.bottom() - rr);
        path.quadTo(bar.bottomRight(), QPointF(bar.right() - rr, bar.bottom()));
        path.lineTo(bar.bottomLeft());
    }
    path.closeSubpath();
    return path;
}

void fill(QPainter& painter, const QPainterPath& path, const QColor& colour, const Theme& theme, int series)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawPath(path);
    if (!theme.patterns || series <= 0)
        return;
    // Own hatching: brush patterns are device pixels and vanish on paper.
    painter.save();
    painter.setClipPath(path, Qt::IntersectClip);
    painter.setPen(QPen(QColor(255, 255, 255, 200), 1));
    const QRectF box = path.boundingRect();
    const double reach = box.height();
    const int kind = (series - 1) % 5;
    const double gap = kind == 4 ? 3.5 : 5;
    if (kind == 0 || kind == 2)
        for (double x = box.left() - reach; x < box.right(); x += gap)
            painter.drawLine(QPointF(x, box.bottom()), QPointF(x + reach, box.top()));
    if (kind == 1 || kind == 2)
        for (double x = box.left(); x < box.right() + reach; x += gap)
            painter.drawLine(QPointF(x, box.bottom()), QPointF(x - reach, box.top()));
    if (kind == 3)
        for (double y = box.top() + gap / 2; y < box.bottom(); y += gap)
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y));
    if (kind == 4)
        for (double x = box.left() + gap / 2; x < box.right(); x += gap)
            painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()));
    painter.restore();
}

void focusRing(QPainter& painter, const QPainterPath& path, const Theme& theme)
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.card, 4));
    painter.drawPath(path);
    painter.setPen(QPen(theme.ink, 2));
    painter.drawPath(path);
}

void sign(QPainter& painter, QPointF centre, double size, Sign shape, const QColor& colour)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    const double h = size / 2;
    QPolygonF polygon;
    switch (shape) {
    case Sign::Up:
        polygon << QPointF(-h, h * 0.8) << QPointF(h, h * 0.8) << QPointF(0, -h * 0.9);
        break;
    case Sign::Down:
        polygon << QPointF(-h, -h * 0.8) << QPointF(h, -h * 0.8) << QPointF(0, h * 0.9);
        break;
    case Sign::Diamond:
        polygon << QPointF(-h, 0) << QPointF(0, -h) << QPointF(h, 0) << QPointF(0, h);
        break;
    case Sign::Dot:
        painter.drawEllipse(centre, h * 0.85, h * 0.85);
        return;
    }
    painter.drawPolygon(polygon.translated(centre));
}

QColor mix(const QColor& from, const QColor& to, double share)
{
    const float s = float(std::clamp(share, 0.0, 1.0));
    return QColor::fromRgbF(from.redF() + (to.redF() - from.redF()) * s,
                            from.greenF() + (to.greenF() - from.greenF()) * s,
                            from.blueF() + (to.blueF() - from.blueF()) * s);
}

QList<double> ticks(double highest, int count, bool whole)
{
    const double top = highest > 0 ? highest : 1;
    const double raw = top / std::max(1, count);
    double step = std::pow(10.0, std::floor(std::log10(raw)));
    for (const double factor : {1.0, 2.0, 2.5, 5.0, 10.0}) {
        if (whole && factor == 2.5 && step < 10)
            continue;
        if (raw <= step * factor * 1.0001) {
            step *= factor;
            break;
        }
    }
    if (whole)
        step = std::max(1.0, std::round(step));
    QList<double> result{0};
    while (result.last() < top * 0.9999)
        result.append(result.last() + step);
    return result;
}

} // namespace lectern::draw
