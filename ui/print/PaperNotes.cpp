#include "ui/print/PaperNotes.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QRegularExpression>
#include <cmath>

namespace lectern {

namespace {

constexpr double above = 14;  // line and air above the notes
constexpr double gutter = 24; // between the two columns
constexpr double hang = 14;   // the number stands in front of the text
constexpr double between = 4;

QString translate(const char* text)
{
    return QCoreApplication::translate("PaperNotes", text);
}

QString sentence(QString text)
{
    text = text.trimmed();
    if (text.isEmpty())
        return text;
    text[0] = text.at(0).toUpper();
    return text.endsWith(QLatin1Char('.')) ? text : text + QLatin1Char('.');
}

QString textOf(const TileData& tile)
{
    const MetricDefinition& definition = tile.definition;
    QStringList parts;
    // What is counted in units of its own, "session time (milliseconds)", is printed in the metric's.
    static const QRegularExpression unit(" \\([^()]*\\)$");
    const bool scaled = definition.json.contains(QLatin1String("scale"));
    const QString counted = definition.kind == QLatin1String("composite") ? QString() // each part counts its own
                            : scaled                                      ? QString(definition.numerator).remove(unit)
                                                                          : definition.numerator;
    if (!counted.isEmpty() && !definition.denominator.isEmpty())
        parts << sentence((isQuotient(tile.table.unit) ? translate("%1 divided by %2") : translate("%1 out of %2"))
                              .arg(counted, definition.denominator));
    else if (!counted.isEmpty())
        parts << sentence(counted);
    const QString rule = sentence(tile.table.rule.isEmpty() ? definition.words : tile.table.rule);
    if (!rule.isEmpty() && !parts.contains(rule))
        parts << rule;
    const QString name = definition.title.isEmpty() ? tile.table.title : definition.title;
    return parts.isEmpty() ? QString() : QStringLiteral("%1: %2").arg(name, parts.join(QLatin1Char(' ')));
}

QFont noteFont(const Theme& theme)
{
    return theme.font(TextRole::Caption);
}

} // namespace

QString superscript(int number)
{
    static const QString digits = QStringLiteral("⁰¹²³⁴⁵⁶⁷⁸⁹");
    QString text;
    for (const QChar digit : QString::number(number))
        text += digits.at(digit.digitValue());
    return text;
}

PaperNotes::PaperNotes(const Theme& theme, double width) : m_theme(theme), m_column((width - gutter) / 2) {}

int PaperNotes::numberFor(const TileData& tile)
{
    const QString metric = tile.spec.metric.isEmpty() ? tile.definition.id : tile.spec.metric;
    if (metric.isEmpty())
        return 0;
    const qsizetype known = m_metrics.indexOf(metric);
    if (known >= 0)
        return int(known) + 1;
    const QString text = textOf(tile);
    if (text.isEmpty())
        return 0;
    m_metrics << metric;
    m_texts << text;
    return int(m_texts.size());
}

double PaperNotes::heightOf(int number) const
{
    const QFontMetricsF metrics(noteFont(m_theme));
    const QRectF box = metrics.boundingRect(QRectF(0, 0, m_column - hang, 10000), Qt::TextWordWrap, text(number));
    return std::ceil(box.height()) + between;
}

int PaperNotes::leftColumn(const QList<int>& notes) const
{
    double whole = 0;
    for (int note : notes)
        whole += heightOf(note);
    double left = 0;
    int count = 0;
    while (count < notes.size() && left < whole / 2)
        left += heightOf(notes.at(count++));
    return count;
}

double PaperNotes::height(const QList<int>& notes) const
{
    if (notes.isEmpty())
        return 0;
    const int split = leftColumn(notes);
    double left = 0, right = 0;
    for (int i = 0; i < notes.size(); ++i)
        (i < split ? left : right) += heightOf(notes.at(i));
    return above + std::max(left, right);
}

void PaperNotes::paint(QPainter& painter, const QRectF& area, const QList<int>& notes) const
{
    if (notes.isEmpty())
        return;
    const double top = area.bottom() - height(notes);
    painter.setPen(QPen(m_theme.line, 0.75));
    painter.drawLine(QPointF(area.left(), top + above / 2), QPointF(area.left() + area.width() / 3, top + above / 2));
    painter.setFont(noteFont(m_theme));
    painter.setPen(m_theme.quiet);
    const int split = leftColumn(notes);
    double y = top + above;
    for (int i = 0; i < notes.size(); ++i) {
        if (i == split)
            y = top + above;
        const double x = area.left() + (i < split ? 0 : m_column + gutter);
        const double h = heightOf(notes.at(i));
        painter.drawText(QRectF(x, y, hang, h), Qt::AlignLeft | Qt::AlignTop, superscript(notes.at(i)));
        painter.drawText(QRectF(x + hang, y, m_column - hang, h), Qt::TextWordWrap, text(notes.at(i)));
        y += h;
    }
}

} // namespace lectern
