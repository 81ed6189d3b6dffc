#include "ui/dialogs/Sheet.h"

#include <QKeyEvent>
#include <QPushButton>

namespace lectern {

namespace {

void setPaletteInk(QWidget* widget, const QColor& colour)
{
    QPalette palette = widget->palette();
    palette.setColor(QPalette::WindowText, colour);
    palette.setColor(QPalette::Text, colour);
    widget->setPalette(palette);
}

} // namespace

QLabel* roleLabel(const QString& text, TextRole role, const Theme& theme, bool quiet, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setFont(theme.font(role));
    // Where a style sheet is in force it overrides the font of a label but for these roles.
    if (role == TextRole::PageTitle)
        label->setProperty("role", QStringLiteral("pageTitle"));
    else if (role == TextRole::Title)
        label->setProperty("role", QStringLiteral("title"));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setProperty("quiet", quiet); // for the style sheet, which overrides the palette
    setPaletteInk(label, quiet ? theme.quiet : theme.ink);
    return label;
}

void setInk(QWidget* widget, const QColor& colour)
{
    setPaletteInk(widget, colour);
    if (qobject_cast<QLabel*>(widget)) // a style sheet of the window overrides the palette of a label
        widget->setStyleSheet(QStringLiteral("color: %1;").arg(colour.name()));
}

Sheet::Sheet(const QString& title, const QString& subtitle, const Theme& theme, QWidget* parent)
    : QDialog(parent), m_theme(theme), m_title(roleLabel(title, TextRole::PageTitle, theme)),
      m_subtitle(roleLabel(subtitle, TextRole::Body, theme, true)), m_content(new QVBoxLayout),
      m_buttons(new QDialogButtonBox(QDialogButtonBox::Close))
{
    setPalette(theme.palette());
    setWindowTitle(title);
    setAccessibleName(title);
    setAccessibleDescription(subtitle);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme.space5, theme.space5, theme.space5, theme.space4);
    column->setSpacing(theme.space1);
    column->addWidget(m_title);
    column->addWidget(m_subtitle);
    column->addSpacing(theme.space2);
    m_content->setSpacing(theme.space3);
    column->addLayout(m_content, 1);
    column->addSpacing(theme.space3);
    column->addWidget(m_buttons);
    m_subtitle->setVisible(!subtitle.isEmpty());
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    if (QPushButton* close = m_buttons->button(QDialogButtonBox::Close)) {
        close->setText(tr("Close"));
        close->setIcon(QIcon()); // some desktops put a cross there
        close->setObjectName(QStringLiteral("close"));
    }
}

void Sheet::setTitle(const QString& title)
{
    m_title->setText(title);
    setWindowTitle(title);
    setAccessibleName(title);
}

void Sheet::setSubtitle(const QString& subtitle)
{
    m_subtitle->setText(subtitle);
    m_subtitle->setVisible(!subtitle.isEmpty());
    setAccessibleDescription(subtitle);
}

QPushButton* Sheet::addCancel(const QString& text)
{
    m_buttons->setStandardButtons(QDialogButtonBox::Cancel);
    QPushButton* cancel = m_buttons->button(QDialogButtonBox::Cancel);
    cancel->setText(text);
    cancel->setIcon(QIcon());
    cancel->setObjectName(QStringLiteral("cancel"));
    return cancel;
}

QPushButton* Sheet::addTool(const QString& text, const QString& name)
{
    auto* button = new QPushButton(text);
    button->setObjectName(name);
    button->setAutoDefault(false);
    m_buttons->addButton(button, QDialogButtonBox::ResetRole); // stands on the left, closes nothing
    goBeforeClose(button);
    return button;
}

void Sheet::goBeforeClose(QPushButton* button)
{
    if (QPushButton* close = m_buttons->button(QDialogButtonBox::Close))
        setTabOrder(button, close);
}

void Sheet::showEvent(QShowEvent* event)
{
    // The row hands the focus on to its first button, also to one that is hidden: there Tab would end.
    m_buttons->setFocusProxy(nullptr);
    QDialog::showEvent(event);
}

void Sheet::keyPressEvent(QKeyEvent* event)
{
    auto* focused = qobject_cast<QPushButton*>(focusWidget());
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (focused && enter)
        focused->click(); // also one that never is the default
    else
        QDialog::keyPressEvent(event);
}

QPushButton* Sheet::addPrimary(const QString& text, const QString& name)
{
    auto* button = new QPushButton(text);
    button->setObjectName(name);
    button->setProperty("primary", true);
    m_buttons->addButton(button, QDialogButtonBox::ActionRole);
    goBeforeClose(button);
    return button;
}

} // namespace lectern
