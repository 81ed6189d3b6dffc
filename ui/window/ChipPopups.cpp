/// What opens under a chip.
#include "ui/window/Chip.h"

#include "ui/theme/Icon.h"

#include <QCalendarWidget>
#include <QDateEdit>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTextCharFormat>
#include <QToolButton>
#include <QVBoxLayout>

namespace lectern {

namespace {

constexpr int searchFrom = 10; ///< longer lists get a field to find a value

/// Qt's own calendar has red weekends and green arrows, and no border.
void dress(QCalendarWidget& calendar, const Theme& theme)
{
    calendar.setVerticalHeaderFormat(QCalendarWidget::NoVerticalHeader);
    calendar.setAttribute(Qt::WA_StyledBackground); // its border
    calendar.layout()->setContentsMargins(1, 1, 1, 1);
    const QFontMetrics font(theme.font(TextRole::Body)); // Qt measures before the style sheet is there
    calendar.setMinimumSize(7 * (font.horizontalAdvance(QStringLiteral("Wed.")) + 2 * theme.space2), 9 * (font.height() + theme.space1));
    QTextCharFormat days;
    days.setForeground(theme.ink);
    for (const Qt::DayOfWeek day : {Qt::Saturday, Qt::Sunday})
        calendar.setWeekdayTextFormat(day, days);
    const QPixmap down = iconPixmap(QStringLiteral("chevron"), theme.quiet, 16, calendar.devicePixelRatioF());
    const auto turn = [&](const char* button, double degrees) {
        if (auto* tool = calendar.findChild<QToolButton*>(QLatin1String(button)))
            tool->setIcon(down.transformed(QTransform().rotate(degrees)));
    };
    turn("qt_calendar_prevmonth", 90);
    turn("qt_calendar_nextmonth", -90);
}

} // namespace

ValuePopup::ValuePopup(const QString& title, const QList<DimensionValue>& values, const QStringList& chosen,
                       QWidget* parent)
    : QFrame(parent, Qt::Popup), m_list(new QListWidget(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setProperty("popup", true);
    setAccessibleName(title);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(8);
    m_list->setAccessibleName(title);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    for (const DimensionValue& value : values) {
        auto* item = new QListWidgetItem(value.label.isEmpty() ? value.id : value.label, m_list);
        item->setData(Qt::UserRole, value.id);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(chosen.contains(value.id) || chosen.contains(value.label) ? Qt::Checked : Qt::Unchecked);
    }
    if (values.size() > searchFrom) {
        auto* find = new QLineEdit(this);
        find->setPlaceholderText(tr("Find…"));
        find->setAccessibleName(tr("Find in %1").arg(title));
        connect(find, &QLineEdit::textChanged, this, [this](const QString& text) {
            for (int i = 0; i < m_list->count(); ++i)
                m_list->item(i)->setHidden(!m_list->item(i)->text().contains(text, Qt::CaseInsensitive));
        });
        column->addWidget(find);
        find->setFocus();
    } else {
        m_list->setFocus();
    }
    if (values.isEmpty())
        column->addWidget(new QLabel(tr("Nothing to choose from yet."), this));
    column->addWidget(m_list);
    m_list->setVisible(!values.isEmpty());
    auto* all = new QPushButton(tr("All"), this);
    connect(all, &QPushButton::clicked, this, [this] {
        Q_EMIT this->chosen({});
        close();
    });
    column->addWidget(all);
    m_list->setMinimumSize(210, std::min(320, 12 + 30 * int(std::max<qsizetype>(1, values.size()))));
    connect(m_list, &QListWidget::itemChanged, this, [this] { tell(); });
    if (m_list->count() > 0)
        m_list->setCurrentRow(0);
}

void ValuePopup::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        close();
    else
        QFrame::keyPressEvent(event);
}

void ValuePopup::tell()
{
    QStringList ids;
    for (int i = 0; i < m_list->count(); ++i)
        if (m_list->item(i)->checkState() == Qt::Checked)
            ids.append(m_list->item(i)->data(Qt::UserRole).toString());
    Q_EMIT chosen(ids);
}

DatePopup::DatePopup(const Filter& filter, std::optional<Day> dataTo, const Theme& theme, QWidget* parent)
    : QFrame(parent, Qt::Popup), m_from(new QDateEdit(this)), m_to(new QDateEdit(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setProperty("popup", true);
    setAccessibleName(tr("Dates"));
    const QDate last = dataTo ? dateOf(*dataTo) : QDate::currentDate();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(8);
    m_from->setCalendarPopup(true);
    m_to->setCalendarPopup(true);
    for (const QDateEdit* edit : {m_from, m_to})
        dress(*edit->calendarWidget(), theme);
    m_from->setDate(filter.from ? dateOf(*filter.from) : last.addDays(-27));
    m_to->setDate(filter.to ? dateOf(*filter.to) : last);
    m_from->setAccessibleName(tr("From"));
    m_to->setAccessibleName(tr("To"));
    const auto field = [&](const QString& name, QDateEdit* edit) {
        auto* line = new QHBoxLayout;
        auto* label = new QLabel(name, this);
        label->setMinimumWidth(44);
        label->setBuddy(edit);
        line->addWidget(label);
        line->addWidget(edit, 1);
        column->addLayout(line);
    };
    field(tr("From"), m_from);
    field(tr("To"), m_to);
    auto* use = new QPushButton(tr("Show these days"), this);
    use->setProperty("primary", true);
    connect(use, &QPushButton::clicked, this, [this] {
        const Day from = dayOf(m_from->date());
        const Day to = dayOf(m_to->date());
        Q_EMIT chosen(std::min(from, to), std::max(from, to));
        close();
    });
    column->addWidget(use);
    const auto span = [&](const QString& words, int days) {
        auto* button = new QPushButton(words, this);
        connect(button, &QPushButton::clicked, this, [this, last, days] {
            if (days > 0)
                Q_EMIT chosen(dayOf(last) - days + 1, dayOf(last));
            else
                Q_EMIT chosen({}, {});
            close();
        });
        column->addWidget(button);
    };
    span(tr("Last 7 days"), 7);
    span(tr("Last 4 weeks"), 28);
    span(tr("Last 12 weeks"), 84);
    span(tr("All days"), 0);
}

} // namespace lectern
