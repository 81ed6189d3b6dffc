/// What the window does: import, sample, report, saving tiles, keys, drops.
#include "ui/window/MainWindow.h"

#include "ui/platform/DocumentsFolder.h"
#include "ui/platform/FileDialog.h"
#include "ui/platform/WhenFinished.h"
#include "ui/print/ReportDialog.h"
#include "ui/tiles/TilePicture.h"

#include <QDragEnterEvent>
#include <QDropEvent>
#include <QMimeData>
#include <QShortcut>
#include <QStandardPaths>
#include <QTimer>
#include <QtConcurrent>
#include <mutex>

namespace lectern {

void MainWindow::addKey(const QKeySequence& keys, void (MainWindow::*slot)())
{
    connect(new QShortcut(keys, this), &QShortcut::activated, this, slot);
}

void MainWindow::addKeys()
{
    addKey(QKeySequence(Qt::CTRL | Qt::Key_Z), &MainWindow::undo);
    addKey(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), &MainWindow::redo);
    addKey(QKeySequence(Qt::CTRL | Qt::Key_K), &MainWindow::openGoAnywhere);
    addKey(QKeySequence(Qt::CTRL | Qt::Key_O), &MainWindow::chooseImport);
    addKey(QKeySequence(Qt::CTRL | Qt::Key_P), &MainWindow::openReport);
    addKey(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L), &MainWindow::switchTheme);
    addKey(QKeySequence(Qt::Key_F1), &MainWindow::openHelp);
    for (size_t i = 0; i < m_pages.size() && i < 9; ++i)
        connect(new QShortcut(QKeySequence(int(Qt::CTRL) | int(Qt::Key_1 + int(i))), this), &QShortcut::activated, this,
                [this, id = m_pages[i].id] { go(id); });
}

void MainWindow::use(Tool tool)
{
    switch (tool) {
    case Tool::Search:
        openGoAnywhere();
        return;
    case Tool::Undo:
        undo();
        return;
    case Tool::Redo:
        redo();
        return;
    case Tool::Import:
        chooseImport();
        return;
    case Tool::Report:
        openReport();
        return;
    case Tool::Theme:
        switchTheme();
        return;
    case Tool::Help:
        openHelp();
        return;
    }
}

void MainWindow::wireWork()
{
    connect(&m_import, &ImportFlow::started, this, [this] {
        if (!m_importDialog) {
            m_importDialog = new ImportDialog(m_import, theme(m_kind), this);
            m_importDialog->setAttribute(Qt::WA_DeleteOnClose);
            connect(m_importDialog, &QDialog::finished, this, [this] { m_importDialog = nullptr; }); // it goes a little later
            connect(m_importDialog, &ImportDialog::refusedRequested, this, [this] {
                go(QStringLiteral("data"));
                m_dataPage->showRefused();
            });
        }
        m_importDialog->open();
    });
    connect(&m_import, &ImportFlow::statusChanged, this, &MainWindow::showWork);
    connect(&m_import, &ImportFlow::schoolChanged, this, &MainWindow::schoolChanged);
    connect(m_work, &WorkBar::cancelRequested, this, [this] {
        m_import.cancel();
        m_schoolCancel.raise();
    });
    connect(m_work, &WorkBar::detailsRequested, this, [this] {
        if (m_importDialog)
            m_importDialog->open();
    });
    connect(m_dataPage, &DataPage::importRequested, this, &MainWindow::chooseImport);
    connect(m_dataPage, &DataPage::backupsRequested, this, &MainWindow::openBackups);
    connect(&m_import, &ImportFlow::schoolChanged, &m_backups, &BackupFlow::backUpIfDue);
    connect(&m_backups, &BackupFlow::failed, this, &MainWindow::showError);
    connect(&m_backups, &BackupFlow::restoreRequested, this, [this](const QString& path) {
        runOnSchool(tr("Going back to a backup"), [service = &m_service, path](const ProgressSink& progress, const Cancel& cancel) {
            return service->restoreBackup(path, progress, cancel);
        });
    });
    connect(m_dataPage, &DataPage::sampleRequested, this, &MainWindow::openSample);
}

void MainWindow::showWork()
{
    if (m_schoolBusy)
        return;
    const ImportStatus& status = m_import.status();
    m_work->setVisible(status.step == ImportStatus::Step::Working);
    m_work->setStatus({status.title,
                       status.rows.isEmpty() ? status.stage : QStringLiteral("%1 · %2").arg(status.stage, status.rows),
                       status.left, status.fraction, status.cancelling});
}

void MainWindow::importPaths(const QStringList& paths)
{
    if (paths.isEmpty() || m_import.busy() || m_schoolBusy)
        return;
    if (m_service.state().open) {
        m_import.prepare(paths);
        return;
    }
    const QString proposed = documentsFolder() + QStringLiteral("/school.lectern");
    QString path = askedFile(this, tr("Where shall the school be kept?"), proposed, tr("Schools (*.lectern)"), QFileDialog::AcceptSave);
    if (path.isEmpty())
        return;
    if (!path.endsWith(QLatin1String(".lectern")))
        path += QStringLiteral(".lectern");
    auto work = QtConcurrent::run([service = &m_service, path] { return service->createSchool(path); });
    m_running.append(QFuture<void>(work));
    whenFinished(work, this, [this, paths](const Result<SchoolState>& state) {
        if (!state)
            return showError(tr("The school could not be made"), state.error());
        start();
        m_import.prepare(paths);
    });
}

void MainWindow::chooseImport()
{
    auto* dialog =
        fileDialog(this, tr("Import files"), QStandardPaths::writableLocation(QStandardPaths::DownloadLocation),
                   tr("Exports (*.csv *.tsv *.txt *.zip *.xlsx *.xlsm *.xls *.ods *.html *.json *.jsonl *.xml);;All files (*)"));
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::filesSelected, this, &MainWindow::importPaths);
    dialog->open();
}

void MainWindow::openSchool(const QString& path)
{
    QString chosen = path;
    if (chosen.isEmpty())
        chosen = askedFile(this, tr("Open a school"), documentsFolder(), tr("Schools (*.lectern)"), QFileDialog::AcceptOpen);
    if (!chosen.isEmpty())
        runOnSchool(tr("Opening the school"), [service = &m_service, chosen](const ProgressSink&, const Cancel&) {
            return service->openSchool(chosen);
        });
}

void MainWindow::openSample()
{
    runOnSchool(tr("Making the sample school"),
                [service = &m_service](const ProgressSink& progress, const Cancel& cancel) {
                    return service->openSample(progress, cancel);
                });
}

void MainWindow::runOnSchool(const QString& title,
                             std::function<Result<SchoolState>(const ProgressSink&, const Cancel&)> work)
{
    if (m_schoolBusy || m_import.busy())
        return;
    struct Mailbox
    {
        std::mutex mutex;
        Progress newest;
    };
    auto mailbox = std::make_shared<Mailbox>();
    m_schoolBusy = true;
    m_schoolCancel = Cancel();
    auto* poll = new QTimer(this);
    auto left = std::make_shared<TimeLeft>();
    QElapsedTimer clock;
    clock.start();
    const auto look = [this, title, mailbox, left, clock] {
        Progress progress;
        {
            const std::scoped_lock lock(mailbox->mutex);
            progress = mailbox->newest;
        }
        left->observe(clock.elapsed(), progress.fraction);
        const auto seconds = left->secondsLeft(clock.elapsed());
        m_work->setStatus({title, progress.stage.isEmpty() ? QString() : stageWords(progress),
                           seconds ? timeLeftWords(*seconds) : QString(),
                           progress.stage.isEmpty() ? -1 : progress.fraction, m_schoolCancel.raised()});
        m_work->setVisible(m_schoolBusy && clock.elapsed() > 250);
    };
    connect(poll, &QTimer::timeout, this, look);
    poll->start(100);
    const ProgressSink sink = [mailbox](const Progress& progress) {
        const std::scoped_lock lock(mailbox->mutex);
        mailbox->newest = progress;
    };
    auto running =
        QtConcurrent::run([work = std::move(work), sink, cancel = m_schoolCancel] { return work(sink, cancel); });
    m_running.append(QFuture<void>(running));
    whenFinished(running, this, [this, poll](const Result<SchoolState>& state) {
        poll->deleteLater();
        m_schoolBusy = false;
        m_work->hide();
        if (!state) {
            showError(tr("The school could not be opened"), state.error());
            return;
        }
        m_place = {};
        m_history.clear();
        m_values.clear();
        start();
        m_backups.backUpIfDue();
    });
}

void MainWindow::openReport()
{
    const SchoolState state = m_service.state();
    if (!state.open || state.empty)
        return;
    ReportOrder order;
    order.pages =
        m_place.page.isEmpty() || m_place.page == QLatin1String("data") ? QStringList() : QStringList{m_place.page};
    if (order.pages.isEmpty())
        for (const PageSpec& page : m_pages)
            if (!page.lower)
                order.pages.append(page.id);
    order.filter = m_place.filter;
    order.file = QStringLiteral("%1/%2.pdf").arg(documentsFolder(), state.name);
    auto* dialog = new ReportDialog(m_service, order, theme(m_kind), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::fulfil(const TileData& tile, TileWish wish, TileCard* card)
{
    switch (wish) {
    case TileWish::Explain:
        m_actions.explain(tile, m_place.filter);
        return;
    case TileWish::Table:
        m_actions.showTable(tile);
        return;
    case TileWish::Copy:
        m_actions.copy(tile);
        return;
    case TileWish::SaveCsv:
        m_actions.saveCsv(tile);
        return;
    case TileWish::SavePng:
        savePicture(tile, false, card->size());
        return;
    case TileWish::SaveSvg:
        savePicture(tile, true, card->size());
        return;
    }
}

void MainWindow::savePicture(const TileData& tile, bool svg, QSizeF size)
{
    const QString suffix = svg ? QStringLiteral("svg") : QStringLiteral("png");
    auto* dialog = fileDialog(this, tr("Save %1").arg(tile.spec.title), QStandardPaths::writableLocation(QStandardPaths::PicturesLocation),
                              QStringLiteral("%1 (*.%2)").arg(suffix.toUpper(), suffix));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    dialog->selectFile(QStringLiteral("%1.%2").arg(tile.spec.title, suffix));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, [this, tile, svg, size](const QString& file) {
        const auto written =
            svg ? writeTileSvg(tile, size, theme(m_kind), file) : writeTilePng(tile, size, theme(m_kind), file);
        if (!written)
            showError(tr("The picture could not be saved"), written.error());
    });
    dialog->open();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (!event->mimeData()->hasUrls())
        return;
    event->acceptProposedAction();
    m_frame->welcome()->setDropping(true);
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent*)
{
    m_frame->welcome()->setDropping(false);
}

void MainWindow::dropEvent(QDropEvent* event)
{
    m_frame->welcome()->setDropping(false);
    QStringList paths;
    for (const QUrl& url : event->mimeData()->urls())
        if (url.isLocalFile())
            paths.append(url.toLocalFile());
    event->acceptProposedAction();
    if (paths.size() == 1 && paths.first().endsWith(QLatin1String(".lectern"))) {
        openSchool(paths.first());
        return;
    }
    importPaths(paths);
}

} // namespace lectern
