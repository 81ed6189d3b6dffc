/// The left column.
#include "ui/window/Sidebar.h"

#include "ui/charts/Draw.h"
#include "ui/theme/Icon.h"

#include <QKeyEvent>
#include <QPainter>

namespace lectern {

namespace {

constexpr int buttonHeight = 30;
constexpr int buttonStep = 32;
constexpr int firstButton = 74;

} // namespace

SidebarButton::SidebarButton(const SidebarEntry& entry, QWidget* parent) : QAbstractButton(parent), m_entry(entry)
{
    setCheckable(true);
    setText(entry.title);
    setAccessibleName(entry.title);
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    setObjectName(QStringLiteral("go:%1").arg(entry.id));
}

void SidebarButton::setLook(const Theme& theme)
{
    m_theme = theme;
    update();
}

void SidebarButton::enterEvent(QEnterEvent*)
{
    update();
}

void SidebarButton::leaveEvent(QEvent*)
{
    update();
}

void SidebarButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    if (isChecked() || underMouse()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(isChecked() ? m_theme.accentSoft : m_theme.hover);
        painter.drawRoundedRect(box, 6, 6);
    }
    if (hasFocus()) {
        painter.setPen(QPen(m_theme.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    }
    const QColor colour = isChecked() ? m_theme.accentText : m_theme.quiet;
    painter.drawPixmap(QPointF(10, (height() - 16) / 2.0), iconPixmap(m_entry.icon, colour, 16, devicePixelRatioF()));
    draw::text(painter, QRectF(36, 0, width() - 42, height()), Qt::AlignLeft | Qt::AlignVCenter, text(),
               m_theme.font(isChecked() ? TextRole::BodyStrong : TextRole::Body),
               isChecked() ? m_theme.accentText : m_theme.quiet);
}

Sidebar::Sidebar(QWidget* parent) : QWidget(parent), m_theme(theme(ThemeKind::Light))
{
    setFixedWidth(fixedWidth);
    setAccessibleName(tr("Pages"));
}

void Sidebar::setEntries(const QList<SidebarEntry>& entries)
{
    qDeleteAll(m_buttons);
    m_buttons.clear();
    for (const SidebarEntry& entry : entries) {
        auto* button = new SidebarButton(entry, this);
        button->setLook(m_theme);
        connect(button, &QAbstractButton::clicked, this, [this, id = entry.id] { Q_EMIT chosen(id); });
        button->show();
        m_buttons.append(button);
    }
    arrange();
}

void Sidebar::setSchool(const QString& name)
{
    m_school = name;
    update();
}

void Sidebar::setCurrent(const QString& id)
{
    for (SidebarButton* button : m_buttons)
        button->setChecked(button->entry().id == id);
}

void Sidebar::setLook(const Theme& theme)
{
    m_theme = theme;
    for (SidebarButton* button : m_buttons)
        button->setLook(theme);
    update();
}

void Sidebar::arrange()
{
    m_lines.clear();
    int y = firstButton;
    for (SidebarButton* button : m_buttons) {
        if (button->entry().lineBefore) {
            m_lines.append(y + 8);
            y += 18;
        }
        button->setGeometry(12, y, width() - 12 - 13, buttonHeight);
        y += buttonStep;
    }
    update();
}

void Sidebar::keyPressEvent(QKeyEvent* event)
{
    const int step = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
    for (qsizetype i = 0; step != 0 && i < m_buttons.size(); ++i)
        if (m_buttons.at(i)->hasFocus()) {
            m_buttons.at((i + step + m_buttons.size()) % m_buttons.size())->setFocus(Qt::TabFocusReason);
            return;
        }
    QWidget::keyPressEvent(event);
}

void Sidebar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.card);
    painter.setPen(m_theme.line);
    painter.drawLine(width() - 1, 0, width() - 1, height());
    for (const int y : m_lines)
        painter.drawLine(16, y, width() - 17, y);
    draw::text(painter, QRectF(22, 19, width() - 34, 22), Qt::AlignLeft | Qt::AlignVCenter, QStringLiteral("Lectern"),
               m_theme.font(TextRole::Title), m_theme.ink);
    draw::text(painter, QRectF(22, 41, width() - 34, 16), Qt::AlignLeft | Qt::AlignVCenter, m_school,
               m_theme.font(TextRole::Caption), m_theme.quiet);
}

} // namespace lectern
