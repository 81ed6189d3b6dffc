/// Help of the page and "go anywhere".
#include "ui/window/MainWindow.h"

#include "ui/platform/WhenFinished.h"

#include <QMenu>
#include <QTextBrowser>
#include <QtConcurrent>

namespace lectern {

namespace {

class Help final : public Sheet
{
public:
    using Sheet::Sheet;
    void put(QWidget* widget) { content()->addWidget(widget, 1); }
};

} // namespace

void MainWindow::openHelp()
{
    const PageSpec* page = spec(m_place.page);
    auto* dialog = new Help(page ? page->title : tr("Lectern"), page ? page->question : QString(), theme(m_kind), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    auto* text = new QTextBrowser(dialog);
    text->setAccessibleName(tr("What this page shows"));
    QString html;
    if (page)
        for (const TileCard* card : m_frame->pageView()->cards()) {
            const TileData& tile = card->data();
            const QString rule = tile.table.rule.isEmpty() ? tile.definition.words : tile.table.rule;
            html +=
                QStringLiteral("<p><b>%1</b><br>%2</p>")
                    .arg(tile.spec.title.toHtmlEscaped(), (rule.isEmpty() ? tile.spec.subtitle : rule).toHtmlEscaped());
        }
    html += tr("<p><b>Keys</b><br>Ctrl+K go anywhere · Ctrl+Z undo, Ctrl+Shift+Z redo · Ctrl+O import · Ctrl+P PDF · "
               "Ctrl+1 to Ctrl+4 pages · "
               "Tab to a chart, arrows to its marks, Enter to see the students behind one</p>");
    text->setHtml(html);
    dialog->put(text);
    dialog->resize(560, 520);
    dialog->open();
}

void MainWindow::openBackups()
{
    if (m_service.state().open)
        m_backups.open(theme(m_kind), this);
}

void MainWindow::openAlert(const QString& key)
{
    if (key.isEmpty())
        return;
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("alert"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction* seen = menu->addAction(tr("I have seen to this: take it off the list"));
    seen->setObjectName(QStringLiteral("seen"));
    seen->setEnabled(m_service.state().readOnlyReason.isEmpty());
    menu->addAction(tr("Show the loads"), this, [this] { go(QStringLiteral("data")); });
    connect(seen, &QAction::triggered, this, [this, key] {
        auto work = QtConcurrent::run([service = &m_service, key] { return service->acknowledgeAlert(key); });
        m_running.append(QFuture<void>(work));
        whenFinished(work, this, [this](const Result<SchoolState>& state) {
            if (!state)
                return showError(tr("The alert could not be taken off the list"), state.error());
            start();
        });
    });
    menu->popup(QCursor::pos());
}

void MainWindow::openGoAnywhere()
{
    if (m_palette)
        return;
    QList<Destination> places;
    for (const PageSpec& page : m_pages)
        places.append({QStringLiteral("page:%1").arg(page.id), page.title, tr("page")});
    places.append({QStringLiteral("page:data"), tr("Data"), tr("page")});
    places.append({QStringLiteral("tool:import"), tr("Import files"), QStringLiteral("Ctrl+O")});
    places.append({QStringLiteral("tool:report"), tr("PDF report"), QStringLiteral("Ctrl+P")});
    places.append({QStringLiteral("tool:undo"), tr("Undo"), QStringLiteral("Ctrl+Z")});
    places.append({QStringLiteral("tool:redo"), tr("Redo"), QStringLiteral("Ctrl+Shift+Z")});
    places.append({QStringLiteral("tool:theme"), tr("Light or dark"), QStringLiteral("Ctrl+Shift+L")});
    places.append({QStringLiteral("tool:help"), tr("What this page shows"), QStringLiteral("F1")});
    places.append({QStringLiteral("tool:clear"), tr("Clear all filters"), tr("command")});
    places.append({QStringLiteral("tool:open"), tr("Open a school"), tr("command")});
    places.append({QStringLiteral("tool:backups"), tr("Backups"), tr("command")});
    places.append({QStringLiteral("tool:sample"), tr("Open the sample school"), tr("command")});
    m_palette = new GoAnywhere(places, this);
    connect(m_palette, &GoAnywhere::chosen, this, &MainWindow::takeDestination);
    m_palette->show();
    if (!m_service.state().open)
        return;
    for (const char* name : {"class", "grade", "subject"}) {
        const QString dimension = QLatin1String(name);
        auto work =
            QtConcurrent::run([service = &m_service, dimension] { return service->dimensionValues(dimension); });
        m_running.append(QFuture<void>(work));
        whenFinished(work, this, [this, dimension](const Result<QList<DimensionValue>>& values) {
            if (!m_palette || !values)
                return;
            m_values.insert(dimension, *values);
            QList<Destination> more;
            for (const DimensionValue& value : *values)
                more.append({QStringLiteral("filter:%1:%2").arg(dimension, value.id), value.label,
                             FilterBar::titleOf(dimension).toLower()});
            m_palette->add(more);
        });
    }
}

void MainWindow::takeDestination(const QString& id)
{
    const QString rest = id.section(QLatin1Char(':'), 1);
    if (id.startsWith(QLatin1String("page:")))
        return go(rest);
    if (id.startsWith(QLatin1String("filter:"))) {
        const QString dimension = id.section(QLatin1Char(':'), 1, 1);
        m_frame->bar()->setLabels(dimension, m_values.value(dimension));
        Filter filter = m_place.filter;
        filter.where.insert(dimension, {id.section(QLatin1Char(':'), 2)});
        return setFilter(filter);
    }
    static const QMap<QString, Tool> tools{
        {QStringLiteral("import"), Tool::Import}, {QStringLiteral("report"), Tool::Report},
        {QStringLiteral("undo"), Tool::Undo},     {QStringLiteral("redo"), Tool::Redo},
        {QStringLiteral("theme"), Tool::Theme},   {QStringLiteral("help"), Tool::Help}};
    if (rest == QLatin1String("clear"))
        setFilter({});
    else if (rest == QLatin1String("open"))
        openSchool({});
    else if (rest == QLatin1String("backups"))
        openBackups();
    else if (rest == QLatin1String("sample"))
        openSample();
    else if (tools.contains(rest))
        use(tools.value(rest));
}

} // namespace lectern
