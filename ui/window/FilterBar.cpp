/// Chips and tools.
#include "ui/window/FilterBar.h"

#include "ui/charts/Numbers.h"
#include "ui/theme/Icon.h"

#include <QLabel>
#include <QToolButton>

namespace lectern {

namespace {

constexpr int rowHeight = 28;
constexpr int top = 14;
constexpr int gap = 8;

struct ToolRow
{
    Tool tool;
    const char* icon;
    const char* words;
};

constexpr ToolRow toolRows[] = {
    {Tool::Search, "search", QT_TRANSLATE_NOOP("lectern::FilterBar", "Go anywhere (Ctrl+K)")},
    {Tool::Undo, "undo", QT_TRANSLATE_NOOP("lectern::FilterBar", "Undo (Ctrl+Z)")},
    {Tool::Redo, "redo", QT_TRANSLATE_NOOP("lectern::FilterBar", "Redo (Ctrl+Shift+Z)")},
    {Tool::Import, "import", QT_TRANSLATE_NOOP("lectern::FilterBar", "Import files (Ctrl+O)")},
    {Tool::Report, "report", QT_TRANSLATE_NOOP("lectern::FilterBar", "PDF report (Ctrl+P)")},
    {Tool::Theme, "theme", QT_TRANSLATE_NOOP("lectern::FilterBar", "Light or dark (Ctrl+Shift+L)")},
    {Tool::Help, "help", QT_TRANSLATE_NOOP("lectern::FilterBar", "What this page shows (F1)")},
};

} // namespace

FilterBar::FilterBar(QWidget* parent)
    : QWidget(parent), m_theme(theme(ThemeKind::Light)), m_clear(new QToolButton(this)), m_date(new QLabel(this))
{
    m_clear->setText(tr("clear"));
    m_clear->setToolTip(tr("Take all filters away"));
    m_clear->setAccessibleName(tr("Clear all filters"));
    m_clear->setCursor(Qt::PointingHandCursor);
    m_date->setTextFormat(Qt::RichText);
    m_date->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    m_date->setObjectName(QStringLiteral("dataTo"));
    connect(m_date, &QLabel::linkActivated, this, &FilterBar::alertsWanted);
    connect(m_clear, &QToolButton::clicked, this, [this] { Q_EMIT filterChanged({}); });
    for (const ToolRow& row : toolRows) {
        auto* button = new QToolButton(this);
        button->setToolTip(tr(row.words));
        button->setAccessibleName(tr(row.words));
        button->setObjectName(QStringLiteral("tool:%1").arg(QLatin1String(row.icon)));
        button->setCursor(Qt::PointingHandCursor);
        button->setFixedSize(rowHeight, rowHeight);
        connect(button, &QToolButton::clicked, this, [this, tool = row.tool] { Q_EMIT toolUsed(tool); });
        m_tools.insert(row.tool, button);
    }
}

QString FilterBar::titleOf(const QString& dimension)
{
    static const QMap<QString, const char*> titles{
        {QStringLiteral("grade"), QT_TR_NOOP("Grade")},
        {QStringLiteral("class"), QT_TR_NOOP("Class")},
        {QStringLiteral("subject"), QT_TR_NOOP("Subject")},
        {QStringLiteral("gender"), QT_TR_NOOP("Gender")},
        {QStringLiteral("term"), QT_TR_NOOP("Term")},
        {QStringLiteral("dates"), QT_TR_NOOP("Dates")},
        {QStringLiteral("segment"), QT_TR_NOOP("Segment")},
        {QStringLiteral("recency"), QT_TR_NOOP("Recency")},
        {QStringLiteral("place"), QT_TR_NOOP("Place")},
        {QStringLiteral("school"), QT_TR_NOOP("School")},
        {QStringLiteral("course"), QT_TR_NOOP("Course")},
        {QStringLiteral("teacher"), QT_TR_NOOP("Teacher")},
        {QStringLiteral("content_type"), QT_TR_NOOP("Content")},
    };
    const char* title = titles.value(dimension, nullptr);
    return title ? tr(title) : dimension;
}

void FilterBar::setDimensions(const QStringList& dimensions)
{
    QStringList wanted = dimensions;
    // A filter set by clicking a mark gets its chip, so that it can be seen and taken away.
    for (const QString& dimension : m_filter.where.keys())
        if (!wanted.contains(dimension))
            wanted.append(dimension);
    wanted.removeAll(QStringLiteral("dates"));
    wanted.append(QStringLiteral("dates"));
    QStringList present;
    for (const Chip* chip : m_chips)
        present.append(chip->dimension());
    if (present != wanted) {
        // Later: one of them may be the sender of what led here.
        for (Chip* chip : m_chips) {
            chip->hide();
            chip->setObjectName(QString());
            chip->deleteLater();
        }
        m_chips.clear();
        for (const QString& dimension : wanted) {
            auto* chip = new Chip(dimension, titleOf(dimension), this);
            chip->setLook(m_theme);
            connect(chip, &Chip::opened, this, [this, dimension] {
                if (dimension == QLatin1String("dates"))
                    openDates();
                else
                    Q_EMIT valuesWanted(dimension);
            });
            connect(chip, &Chip::removed, this, [this, dimension] {
                Filter filter = m_filter;
                if (dimension == QLatin1String("dates"))
                    filter.from = filter.to = std::nullopt;
                else
                    filter.where.remove(dimension);
                if (filter != m_filter)
                    Q_EMIT filterChanged(filter);
            });
            chip->setVisible(m_chipsVisible);
            m_chips.append(chip);
        }
        for (qsizetype i = 1; i < m_chips.size(); ++i)
            setTabOrder(m_chips.at(i - 1), m_chips.at(i));
    }
    describe();
}

void FilterBar::setFilter(const Filter& filter)
{
    m_filter = filter;
    QStringList dimensions;
    for (const Chip* chip : m_chips)
        if (!filter.where.value(chip->dimension()).isEmpty() || titleOf(chip->dimension()) != chip->dimension())
            dimensions.append(chip->dimension());
    setDimensions(dimensions);
}

void FilterBar::setLabels(const QString& dimension, const QList<DimensionValue>& values)
{
    for (const DimensionValue& value : values)
        m_labels[dimension].insert(value.id, value.label.isEmpty() ? value.id : value.label);
    describe();
}

void FilterBar::describe()
{
    for (Chip* chip : m_chips) {
        QString words;
        if (chip->dimension() == QLatin1String("dates")) {
            if (m_filter.from && m_filter.to)
                words = QStringLiteral("%1 – %2").arg(shortDay(*m_filter.from), shortDay(*m_filter.to));
            else if (m_filter.from)
                words = tr("from %1").arg(shortDay(*m_filter.from));
            else if (m_filter.to)
                words = tr("to %1").arg(shortDay(*m_filter.to));
        } else {
            QStringList labels;
            for (const QString& id : m_filter.where.value(chip->dimension()))
                labels.append(m_labels.value(chip->dimension()).value(id, id));
            words = labels.join(QStringLiteral(", "));
        }
        chip->setChosen(words);
    }
    m_clear->setVisible(m_chipsVisible && m_filter != Filter());
    arrange();
}

void FilterBar::setDataTo(std::optional<Day> day)
{
    m_dataTo = day;
    QStringList plain, rich;
    if (m_busy)
        plain << tr("working it out…");
    else if (day)
        plain << tr("data to %1").arg(dayWords(*day));
    rich << plain;
    if (m_alerts > 0) {
        plain << tr("%Ln alert(s)", nullptr, m_alerts);
        rich << QStringLiteral("<a href=\"alerts\" style=\"color: %1\">%2</a>").arg(m_theme.accentText.name(), plain.last());
    }
    m_date->setText(rich.join(QStringLiteral(" · ")));
    m_date->setAccessibleName(plain.join(QStringLiteral(" · ")));
    arrange();
}

void FilterBar::setAlerts(int alerts)
{
    m_alerts = alerts;
    setDataTo(m_dataTo);
}

void FilterBar::setBusy(bool busy)
{
    m_busy = busy;
    setDataTo(m_dataTo);
}

void FilterBar::setToolEnabled(Tool tool, bool enabled)
{
    m_tools.value(tool)->setEnabled(enabled);
}

void FilterBar::setChipsVisible(bool visible)
{
    m_chipsVisible = visible;
    for (Chip* chip : m_chips)
        chip->setVisible(visible);
    describe();
}

void FilterBar::setLook(const Theme& theme)
{
    m_theme = theme;
    for (Chip* chip : m_chips)
        chip->setLook(theme);
    for (const ToolRow& row : toolRows) {
        QIcon picture = icon(QLatin1String(row.icon), theme.quiet);
        picture.addPixmap(iconPixmap(QLatin1String(row.icon), theme.ghost, 16, 1), QIcon::Disabled);
        m_tools.value(row.tool)->setIcon(picture);
    }
    m_date->setStyleSheet(
        QStringLiteral("color: %1; font-size: %2px;").arg(theme.quiet.name()).arg(theme.subtitleSize));
    m_clear->setStyleSheet(QStringLiteral("QToolButton { color: %1; }").arg(theme.accentText.name()));
    setDataTo(m_dataTo);
}

Chip* FilterBar::chip(const QString& dimension) const
{
    for (Chip* candidate : m_chips)
        if (candidate->dimension() == dimension)
            return candidate;
    return nullptr;
}

void FilterBar::openValues(const QString& dimension, const QList<DimensionValue>& values)
{
    setLabels(dimension, values);
    Chip* at = chip(dimension);
    if (!at)
        return;
    auto* popup = new ValuePopup(at->title(), values, m_filter.where.value(dimension), this);
    connect(popup, &ValuePopup::chosen, this, [this, dimension](const QStringList& ids) {
        Filter filter = m_filter;
        if (ids.isEmpty())
            filter.where.remove(dimension);
        else
            filter.where.insert(dimension, ids);
        Q_EMIT filterChanged(filter);
    });
    popup->move(at->mapToGlobal(QPoint(0, at->height() + 4)));
    popup->show();
}

void FilterBar::openDates()
{
    auto* popup = new DatePopup(m_filter, m_dataTo, m_theme, this);
    connect(popup, &DatePopup::chosen, this, [this](std::optional<Day> from, std::optional<Day> to) {
        Filter filter = m_filter;
        filter.from = from;
        filter.to = to;
        Q_EMIT filterChanged(filter);
    });
    const Chip* at = chip(QStringLiteral("dates"));
    popup->move(at->mapToGlobal(QPoint(0, at->height() + 4)));
    popup->show();
}

void FilterBar::resizeEvent(QResizeEvent*)
{
    arrange();
}

void FilterBar::arrange()
{
    const int side = m_theme.space5 - 4;
    const int content = std::min(m_theme.contentWidth, width() - 2 * side);
    const int left = side + std::max(0, (width() - 2 * side - content) / 2);
    int right = left + content;
    for (qsizetype i = qsizetype(std::size(toolRows)) - 1; i >= 0; --i) {
        QToolButton* button = m_tools.value(toolRows[i].tool);
        right -= rowHeight;
        button->move(right, top);
    }
    m_date->adjustSize();
    right -= m_date->width() + gap;
    m_date->setGeometry(right, top, m_date->width(), rowHeight);
    int x = left;
    int y = top;
    int limit = right - gap;
    const auto place = [&](QWidget* widget, int wide) {
        if (x > left && x + wide > limit) {
            x = left;
            y += rowHeight + gap;
            limit = left + content;
        }
        widget->move(x, y);
        x += wide + gap;
    };
    if (m_chipsVisible) {
        for (Chip* chip : m_chips) {
            chip->resize(chip->sizeHint());
            place(chip, chip->width());
        }
        m_clear->adjustSize();
        m_clear->setFixedHeight(rowHeight);
        if (m_clear->isVisibleTo(this))
            place(m_clear, m_clear->width());
    }
    setFixedHeight(y + rowHeight + 12);
}

} // namespace lectern
