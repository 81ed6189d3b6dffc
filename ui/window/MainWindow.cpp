/// Navigation, filters, history, loading.
#include "ui/window/MainWindow.h"

#include "ui/dialogs/MessageView.h"
#include "ui/platform/ColourScheme.h"
#include "ui/platform/WhenFinished.h"
#include "ui/window/PageImage.h"
#include "ui/window/RememberedFilter.h"

#include <QScreen>
#include <QSettings>
#include <QTimer>
#include <QVBoxLayout>
#include <QtConcurrent>

namespace lectern {

namespace {

const QString dataId = QStringLiteral("data");

ThemeKind rememberedTheme()
{
    const QString told = QSettings().value(QStringLiteral("theme")).toString();
    if (told == QLatin1String("dark"))
        return ThemeKind::Dark;
    if (told == QLatin1String("light"))
        return ThemeKind::Light;
    return systemTheme();
}

} // namespace

MainWindow::MainWindow(SchoolService& service, std::vector<PageSpec> pages, QWidget* parent)
    : QMainWindow(parent), m_service(service), m_pages(std::move(pages)), m_kind(rememberedTheme()),
      m_loader([&service](const PageSpec& page, const Filter& filter, const Cancel& cancel) {
          return service.page(page, filter, cancel);
      }),
      m_import(service), m_actions(service, this, theme(m_kind)), m_frame(new WindowFrame(this)),
      m_dataPage(new DataPage(theme(m_kind), this)), m_dataFlow(service, m_import, *m_dataPage),
      m_backups(service),
      m_work(new WorkBar(this))
{
    setWindowTitle(QStringLiteral("Lectern"));
    setAcceptDrops(true);
    auto* inside = new QWidget(this);
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_frame, 1);
    column->addWidget(m_work);
    setCentralWidget(inside);
    m_frame->setPages(m_pages);
    m_frame->setDataPage(m_dataPage);
    wireFrame();
    wireWork();
    addKeys();
    setTheme(m_kind);
    resize(QSize(1366, 768).boundedTo(screen()->availableSize()));
    setMinimumSize(760, 480);
}

MainWindow::~MainWindow()
{
    m_schoolCancel.raise();
    for (QFuture<void>& future : m_running)
        future.waitForFinished();
}

void MainWindow::wireFrame()
{
    connect(m_frame->sidebar(), &Sidebar::chosen, this, &MainWindow::go);
    connect(m_frame->bar(), &FilterBar::filterChanged, this, &MainWindow::setFilter);
    connect(m_frame->bar(), &FilterBar::valuesWanted, this,
            [this](const QString& dimension) { askValues(dimension, true); });
    connect(m_frame->bar(), &FilterBar::toolUsed, this, &MainWindow::use);
    connect(m_frame->bar(), &FilterBar::alertsWanted, this, [this] { go(QStringLiteral("health")); });
    connect(m_frame->pageView(), &PageView::markActivated, this, &MainWindow::activate);
    connect(m_frame->pageView(), &PageView::wished, this, &MainWindow::fulfil);
    connect(m_frame->pageView(), &PageView::importRequested, this, &MainWindow::chooseImport);
    connect(m_frame->welcome(), &Welcome::importRequested, this, &MainWindow::chooseImport);
    connect(m_frame->welcome(), &Welcome::sampleRequested, this, &MainWindow::openSample);
    connect(m_frame->welcome(), &Welcome::openRequested, this, [this] { openSchool({}); });
    connect(&m_loader, &PageLoader::loaded, this, [this](const PageData& page) {
        if (page.spec.id != m_place.page)
            return;
        m_frame->showPage(page);
        Q_EMIT pageShown(page);
    });
    connect(&m_loader, &PageLoader::busyChanged, this, [this](bool busy) {
        // What is there at once needs no words.
        constexpr int patienceMs = 400;
        if (busy)
            QTimer::singleShot(patienceMs, this, [this] { m_frame->bar()->setBusy(m_loader.busy()); });
        else
            m_frame->bar()->setBusy(false);
    });
    connect(&m_loader, &PageLoader::failed, this, [this](const Error& error) {
        const PageSpec* page = spec(m_place.page);
        if (!page || error.code == QLatin1String("cancelled"))
            return;
        PageData broken{*page, m_place.filter, {}, {}};
        for (const auto& row : page->rows) {
            QList<TileData> tiles;
            for (const TileSpec& tile : row) {
                TileData failed;
                failed.spec = tile;
                failed.error = error;
                tiles.append(failed);
            }
            broken.rows.append(tiles);
        }
        m_frame->showPage(broken);
    });
}

const PageSpec* MainWindow::spec(const QString& page) const
{
    for (const PageSpec& candidate : m_pages)
        if (candidate.id == page)
            return &candidate;
    return nullptr;
}

void MainWindow::start()
{
    const SchoolState state = m_service.state();
    m_frame->sidebar()->setSchool(state.open ? state.name : QString());
    m_frame->bar()->setDataTo(state.dataTo);
    m_frame->bar()->setAlerts(state.open ? state.alerts : 0);
    m_frame->bar()->setToolEnabled(Tool::Report, state.open && !state.empty);
    setWindowTitle(state.open ? tr("%1 – Lectern").arg(state.name) : QStringLiteral("Lectern"));
    if (!state.open || state.empty || m_pages.empty()) {
        m_loader.cancel();
        m_place = {};
        m_history.clear();
        m_frame->showWelcome();
        return;
    }
    if (m_place.page.isEmpty()) {
        m_place.filter = rememberedFilter(state.path);
        for (const QString& dimension : m_place.filter.where.keys())
            askValues(dimension, false);
        go(m_pages.front().id);
    } else
        reload();
}

void MainWindow::go(const QString& page)
{
    const Place place{page, m_place.filter};
    m_history.go(place);
    showPlace(place);
}

void MainWindow::setFilter(const Filter& filter)
{
    const Place place{m_place.page, filter};
    m_history.go(place);
    showPlace(place);
    rememberFilter(m_service.state().path, filter);
}

void MainWindow::showPlace(const Place& place)
{
    m_place = place;
    m_frame->bar()->setToolEnabled(Tool::Undo, m_history.canUndo());
    m_frame->bar()->setToolEnabled(Tool::Redo, m_history.canRedo());
    reload();
}

void MainWindow::reload()
{
    if (m_place.page == dataId) {
        m_loader.cancel();
        m_frame->showData();
        m_dataFlow.refresh();
        return;
    }
    const SchoolState state = m_service.state();
    const PageSpec* page = spec(m_place.page);
    if (!page || !state.open || state.empty) {
        m_frame->showWelcome();
        return;
    }
    m_frame->showLoading(*page, m_place.filter);
    m_loader.load(*page, m_place.filter);
}

void MainWindow::undo()
{
    if (!m_history.canUndo())
        return;
    showPlace(m_history.undo());
    rememberFilter(m_service.state().path, m_place.filter);
}

void MainWindow::redo()
{
    if (!m_history.canRedo())
        return;
    showPlace(m_history.redo());
    rememberFilter(m_service.state().path, m_place.filter);
}

void MainWindow::schoolChanged()
{
    m_values.clear();
    if (m_place.page == dataId)
        m_dataFlow.refresh();
    start();
}

void MainWindow::setTheme(ThemeKind kind)
{
    m_kind = kind;
    const Theme& look = theme(kind);
    applyTheme(look);
    m_frame->setLook(look);
    m_dataPage->setLook(look);
    m_dataFlow.setLook(look);
    m_work->setLook(look);
    m_actions.setLook(look);
}

void MainWindow::switchTheme()
{
    setTheme(m_kind == ThemeKind::Light ? ThemeKind::Dark : ThemeKind::Light);
    QSettings().setValue(QStringLiteral("theme"), theme(m_kind).id);
}

void MainWindow::askValues(const QString& dimension, bool open)
{
    if (m_values.contains(dimension) && open) {
        m_frame->bar()->openValues(dimension, m_values.value(dimension));
        return;
    }
    m_running.removeIf([](const QFuture<void>& future) { return future.isFinished(); });
    auto work = QtConcurrent::run([service = &m_service, dimension] { return service->dimensionValues(dimension); });
    m_running.append(QFuture<void>(work));
    whenFinished(work, this, [this, dimension, open](const Result<QList<DimensionValue>>& values) {
        if (!values) {
            if (open)
                showError(tr("These values could not be read"), values.error());
            return;
        }
        m_values.insert(dimension, *values);
        if (open)
            m_frame->bar()->openValues(dimension, *values);
        else
            m_frame->bar()->setLabels(dimension, *values);
    });
}

void MainWindow::activate(const TileData& tile, int row)
{
    if (row < 0 || row >= tile.table.rows.size())
        return;
    if (tile.spec.query == QLatin1String("last_import")) {
        go(dataId);
        return;
    }
    if (tile.spec.query == QLatin1String("health_alerts"))
        return openAlert(tile.table.rows.at(row).dimensions.first().id);
    if (tile.spec.query == QLatin1String("health_feeds"))
        return go(dataId);
    if (!tile.spec.query.isEmpty() || isPipeline(tile.definition))
        return; // no students stand behind these
    const Chart* chart = nullptr;
    for (const TileCard* card : m_frame->pageView()->cards())
        if (card->data().spec.id == tile.spec.id)
            chart = card->view()->chart();
    const QString dimension = chart ? chart->filterDimension() : QString();
    if (dimension.isEmpty()) {
        m_actions.listStudents(tile, row, m_place.filter);
        return;
    }
    const MetricRow& mark = tile.table.rows.at(row);
    DimensionValue value;
    if (tile.table.by.contains(dimension))
        value = mark.dimensions.value(tile.table.by.indexOf(dimension));
    else
        value = {mark.category, mark.categoryLabel, 0, 0};
    Filter filter = m_place.filter;
    if (filter.where.value(dimension) == QStringList{value.id})
        filter.where.remove(dimension);
    else
        filter.where.insert(dimension, {value.id});
    m_frame->bar()->setLabels(dimension, {value});
    setFilter(filter);
}

void MainWindow::showError(const QString& title, const Error& error)
{
    if (error.code == QLatin1String("cancelled"))
        return;
    lectern::showError(title, error, theme(m_kind), this);
}

} // namespace lectern
