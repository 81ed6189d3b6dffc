/// Chips.
#include "ui/window/Chip.h"

#include "ui/charts/Draw.h"
#include "ui/theme/PlainTip.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace lectern {

namespace {

constexpr int chipHeight = 28;
constexpr int side = 13;
constexpr int signWidth = 15;
constexpr double longestChoice = 170;

} // namespace

Chip::Chip(QString dimension, QString title, QWidget* parent)
    : QAbstractButton(parent), m_dimension(std::move(dimension)), m_title(std::move(title)),
      m_theme(theme(ThemeKind::Light))
{
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    setObjectName(QStringLiteral("chip:%1").arg(m_dimension));
    setChosen({});
}

void Chip::setChosen(const QString& words)
{
    m_chosen = words;
    setAccessibleName(words.isEmpty() ? tr("Filter %1, all").arg(m_title) : tr("Filter %1, %2").arg(m_title, words));
    setToolTip(words.isEmpty() ? QString() : plainTip(QStringLiteral("%1: %2").arg(m_title, words)));
    updateGeometry();
    resize(sizeHint());
    update();
}

void Chip::setLook(const Theme& theme)
{
    m_theme = theme;
    resize(sizeHint());
    update();
}

QString Chip::shownChoice() const
{
    return m_chosen.isEmpty() ? tr("all") : draw::elided(m_theme.font(TextRole::BodyStrong), m_chosen, longestChoice);
}

QSize Chip::sizeHint() const
{
    const double title = draw::textWidth(m_theme.font(TextRole::Body), m_title + QLatin1Char(' '));
    const double choice = draw::textWidth(m_theme.font(TextRole::BodyStrong), shownChoice());
    return {int(2 * side + title + choice + signWidth + 1), chipHeight};
}

void Chip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool active = !m_chosen.isEmpty();
    const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(QPen(active || hasFocus() ? m_theme.accent : m_theme.line, hasFocus() ? 2 : 1));
    painter.setBrush(active ? m_theme.accentSoft : underMouse() ? m_theme.hover : m_theme.card);
    painter.drawRoundedRect(hasFocus() ? box.adjusted(0.5, 0.5, -0.5, -0.5) : box, chipHeight / 2.0, chipHeight / 2.0);

    const QFont plain = m_theme.font(TextRole::Body);
    const double title = draw::textWidth(plain, m_title + QLatin1Char(' '));
    const QColor quiet = active ? m_theme.accentText : m_theme.quiet;
    draw::text(painter, QRectF(side, 0, title + 2, height()), Qt::AlignLeft | Qt::AlignVCenter, m_title, plain, quiet);
    draw::text(painter, QRectF(side + title, 0, width() - side * 2 - title - signWidth + 3, height()),
               Qt::AlignLeft | Qt::AlignVCenter, shownChoice(), m_theme.font(TextRole::BodyStrong), m_theme.ink);
    const QPointF centre(width() - side - 3, height() / 2.0 + (active ? 0 : 1));
    painter.setPen(QPen(quiet, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    if (active) {
        painter.drawLine(centre + QPointF(-3, -3), centre + QPointF(3, 3));
        painter.drawLine(centre + QPointF(-3, 3), centre + QPointF(3, -3));
    } else {
        painter.drawPolyline(
            QPolygonF{centre + QPointF(-3.5, -2), centre + QPointF(0, 1.8), centre + QPointF(3.5, -2)});
    }
}

void Chip::mouseReleaseEvent(QMouseEvent* event)
{
    setDown(false);
    if (event->button() != Qt::LeftButton || !rect().contains(event->position().toPoint()))
        return;
    if (!m_chosen.isEmpty() && event->position().x() > width() - side - signWidth)
        Q_EMIT removed();
    else
        Q_EMIT opened();
}

void Chip::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace)
        Q_EMIT removed();
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space ||
             event->key() == Qt::Key_Down)
        Q_EMIT opened();
    else
        QAbstractButton::keyPressEvent(event);
}

void Chip::enterEvent(QEnterEvent*)
{
    update();
}

void Chip::leaveEvent(QEvent*)
{
    update();
}

} // namespace lectern
