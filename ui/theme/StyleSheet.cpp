/// The style sheet of plain widgets: menus, fields, buttons, tables, scroll bars. Colours and sizes from the theme.
#include "ui/theme/Theme.h"

#include <QMap>

namespace lectern {

namespace {

const char* const sheet = R"(
* { font-family: "@family"; font-size: @bodypx; }
QToolTip { background: @ink; color: @card; border: none; padding: 6px 8px; font-size: @subtitlepx; }
QMainWindow, QDialog, QMessageBox { background: @ground; color: @ink; }
QLabel { background: transparent; color: @ink; }
QLabel[quiet="true"] { color: @quiet; }
QLabel[role="title"] { font-size: @titlepx; font-weight: 600; }
QLabel[role="pageTitle"] { font-size: @pagepx; font-weight: 600; }
QLabel[role="caption"] { font-size: @captionpx; color: @quiet; }
QMenu { background: @card; color: @ink; border: 1px solid @line; border-radius: @radiuspx; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 5px; }
QMenu::item:selected { background: @soft; color: @accentText; }
QMenu::item:disabled { color: @quiet; }
QMenu::separator { height: 1px; background: @line; margin: 4px 8px; }
QMenu::indicator { width: 14px; height: 14px; left: 4px; }
QLineEdit, QComboBox, QDateEdit, QSpinBox, QPlainTextEdit, QTextEdit { background: @card; color: @ink;
  border: 1px solid @line; border-radius: 6px; padding: 6px 8px; selection-background-color: @accent; }
QLineEdit:focus, QComboBox:focus, QDateEdit:focus, QSpinBox:focus, QPlainTextEdit:focus, QTextEdit:focus
  { border: 1px solid @accent; }
QFrame[popup="true"] { background: @card; border: 1px solid @line; }
QComboBox::drop-down, QDateEdit::drop-down { border: none; width: 22px; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: url(:/lectern/icons/chevron.svg); width: 14px; height: 14px; }
QComboBox QAbstractItemView { background: @card; color: @ink; border: 1px solid @line; selection-background-color: @soft;
  selection-color: @accentText; }
QPushButton { background: @card; color: @ink; border: 1px solid @line; border-radius: 6px; padding: 7px 16px; }
QPushButton:hover { background: @hover; }
QPushButton:focus { border: 1px solid @accent; }
QPushButton:default, QPushButton[primary="true"] { background: @accent; color: @onAccent; border: 1px solid @accent;
  font-weight: 600; }
QPushButton:default:focus, QPushButton[primary="true"]:focus { border: 2px solid @ink; padding: 6px 15px; }
QPushButton:disabled { color: @quiet; background: @ground; border: 1px solid @line; }
QCheckBox, QRadioButton { color: @ink; spacing: 8px; background: transparent; }
QCheckBox::indicator, QListView::indicator { width: 14px; height: 14px; border: 1px solid @quiet; border-radius: 3px; background: @card; }
QCheckBox::indicator:focus { border: 1px solid @accent; }
QCheckBox::indicator:checked, QListView::indicator:checked { background: @accent; border: 1px solid @accent; image: url(:/lectern/icons/check.svg); }
QListView, QTreeView, QTableView { background: @card; color: @ink; border: 1px solid @line; border-radius: @radiuspx;
  gridline-color: @line; alternate-background-color: @ground; selection-background-color: @soft;
  selection-color: @ink; outline: none; }
QListView::item, QTreeView::item { padding: 5px 8px; background: transparent; }
QTreeView::item { padding: 5px; } /* with the 3 px of their own as far in as the header */
QListView::item:selected, QTreeView::item:selected { background: @soft; color: @ink; }
QHeaderView { background: @card; }
QHeaderView::section { background: @card; color: @quiet; border: none; border-bottom: 1px solid @line; padding: 6px 8px;
  font-size: @subtitlepx; }
QTableCornerButton::section { background: @card; border: none; }
QTabWidget::pane { border: none; }
QTabBar::tab { background: transparent; color: @quiet; padding: 8px 12px; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: @accentText; border-bottom: 2px solid @accent; }
QTabBar::tab:focus { color: @ink; }
QProgressBar { background: @track; border: none; border-radius: 3px; min-height: 6px; max-height: 6px; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }
QScrollArea { background: transparent; border: none; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: @ghost; border-radius: 4px; margin: 1px; min-height: 28px; min-width: 28px; }
QScrollBar::handle:hover { background: @quiet; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QToolButton { background: transparent; color: @quiet; border: 1px solid transparent; border-radius: 6px; padding: 3px 6px; }
QToolButton:hover { background: @hover; color: @ink; }
QToolButton:focus { border: 1px solid @accent; }
QToolButton:disabled { color: @ghost; }
QToolButton[link="true"] { color: @accentText; font-weight: 600; }
QToolButton::menu-indicator { image: none; }
QCalendarWidget { background: @card; border: 1px solid @line; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: @card; }
QCalendarWidget QAbstractItemView { background: @card; alternate-background-color: @card; color: @ink;
  border: none; border-radius: 0; selection-background-color: @accent; selection-color: @onAccent; }
QCalendarWidget QAbstractItemView:disabled { color: @ghost; }
)";

} // namespace

QString Theme::styleSheet() const
{
    // Longer names first, so that @accentText is not taken for @accent.
    const QList<std::pair<QString, QString>> values{
        {QStringLiteral("@accentText"), accentText.name()},
        {QStringLiteral("@onAccent"), textOn(accent).name()},
        {QStringLiteral("@accent"), accent.name()},
        {QStringLiteral("@family"), family},
        {QStringLiteral("@ground"), ground.name()},
        {QStringLiteral("@card"), card.name()},
        {QStringLiteral("@ink"), ink.name()},
        {QStringLiteral("@quiet"), quiet.name()},
        {QStringLiteral("@line"), line.name()},
        {QStringLiteral("@soft"), accentSoft.name()},
        {QStringLiteral("@hover"), hover.name()},
        {QStringLiteral("@track"), track.name()},
        {QStringLiteral("@ghost"), ghost.name()},
        {QStringLiteral("@radius"), QString::number(radius)},
        {QStringLiteral("@page"), QString::number(pageTitleSize)},
        {QStringLiteral("@title"), QString::number(titleSize)},
        {QStringLiteral("@body"), QString::number(bodySize)},
        {QStringLiteral("@subtitle"), QString::number(subtitleSize)},
        {QStringLiteral("@caption"), QString::number(captionSize)},
    };
    QString text = QString::fromLatin1(sheet);
    for (const auto& [name, value] : values)
        text.replace(name, value);
    return text;
}

} // namespace lectern
