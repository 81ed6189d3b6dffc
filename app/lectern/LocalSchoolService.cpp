#include "app/lectern/LocalSchoolService.h"

#include "app/lectern/OpenSchool.h"
#include "app/lectern/ProgressPart.h"
#include "app/lectern/SampleSchool.h"
#include "core/base/ErrorText.h"
#include "core/ingest/Staging.h"
#include "core/store/ImportRoom.h"
#include "core/store/Restore.h"
#include "core/page/Alerts.h"
#include "core/store/Monitor.h"
#include "core/transform/Runner.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QtConcurrent/QtConcurrentRun>
#include <QThread>
#include <QThreadPool>
#include <thread>

namespace lectern {

namespace {

/// The clocks a school's "data to" looks at.
constexpr const char* clockDomains[] = {"events", "attendance", "marks", "survey", "enrolment"};

MetricQuestion questionOf(const TileData& tile, const Filter& filter)
{
    MetricQuestion question;
    question.metric = tile.table.metric;
    question.by = tile.table.by;
    question.filter = {.where = tile.table.where, .from = filter.from, .to = filter.to};
    question.asOf = tile.table.asOf;
    return question;
}

} // namespace

LocalSchoolService::LocalSchoolService()
{
    m_clock.start();
}

LocalSchoolService::~LocalSchoolService()
{
    stopSweep();
    // Closing writes the last counts; the thread that ends the program is the GUI's and runs no SQL.
    std::jthread([open = std::move(m_open)]() mutable { open.reset(); }).join();
}

void LocalSchoolService::sweepInBackground(std::shared_ptr<OpenSchool> open)
{
    const std::scoped_lock lock(m_sweepMutex);
    m_sweepStop = Cancel();
    m_sweep = QtConcurrent::run([open = std::move(open), stop = m_sweepStop] {
        const auto writer = open->school().writer();
        const std::scoped_lock writing(open->school().writerLock());
        if (writer)
            (void)sweepStaged(**writer, stop); // what is left, the next import sweeps
    });
}

void LocalSchoolService::stopSweep()
{
    const std::scoped_lock lock(m_sweepMutex);
    m_sweepStop.raise();
    m_sweep.waitForFinished();
    m_sweep = {};
}

const ConnectorCatalog& LocalSchoolService::catalog()
{
    std::call_once(m_catalogOnce, [this] { m_catalog = ConnectorCatalog::load(); });
    return *m_catalog;
}

SchoolState LocalSchoolService::state() const
{
    const std::scoped_lock lock(m_mutex);
    return m_state;
}

Result<std::shared_ptr<OpenSchool>> LocalSchoolService::current() const
{
    const std::scoped_lock lock(m_mutex);
    if (!m_open)
        return failure("usage", {}, {QCoreApplication::translate("Service", "No school is open.")});
    return m_open;
}

void LocalSchoolService::refreshState(OpenSchool& open)
{
    SchoolState state;
    state.open = true;
    state.path = open.school().path();
    state.name = open.school().name();
    if (state.name.isEmpty())
        state.name = QFileInfo(state.path).completeBaseName();
    state.readOnlyReason = open.school().readOnlyReason();
    state.remark = open.school().remark();
    if (auto connection = open.borrow()) {
        if (const auto all = lectern::loads(*connection))
            state.empty = std::ranges::none_of(*all, [](const Load& load) { return load.state == "in force"; });
        for (const char* domain : clockDomains)
            if (const auto day = clockDay(*connection, domain); day && *day && (!state.dataTo || **day > *state.dataTo))
                state.dataTo = **day;
        if (const auto facts = alertFacts(*connection))
            state.alerts = int(alertsOf(*facts).size());
        open.giveBack(std::move(*connection));
    }
    const std::scoped_lock lock(m_mutex);
    if (m_open.get() == &open)
        m_state = state;
}

Result<SchoolState> LocalSchoolService::take(std::unique_ptr<School> school)
{
    const auto open = std::make_shared<OpenSchool>(std::move(school));
    // A school whose files were imported by the command line may still wait for its numbers; nothing to do is quick.
    if (!open->school().readOnly())
        (void)rebuild(*open, part({}, 0, 1), {});
    {
        const std::scoped_lock lock(m_mutex);
        m_open = open;
    }
    refreshState(*open);
    return state();
}

Result<SchoolState> LocalSchoolService::openSchool(const QString& path)
{
    stopSweep();
    {
        // The same file again: close it first, it owns its lock.
        const std::scoped_lock lock(m_mutex);
        if (m_open && QFileInfo(m_open->school().path()) == QFileInfo(path))
            m_open.reset();
    }
    LECTERN_ASSIGN(auto school, School::open(path, catalog().entities()));
    return take(std::move(school));
}

Result<SchoolState> LocalSchoolService::createSchool(const QString& path)
{
    LECTERN_ASSIGN(auto school, School::create(path, catalog().entities()));
    return take(std::move(school));
}

Result<SchoolState> LocalSchoolService::openSample(const ProgressSink& progress, const Cancel& cancel)
{
    LECTERN_ASSIGN(const QString path, makeSampleSchool(catalog(), progress, cancel));
    return openSchool(path);
}

Result<PageData> LocalSchoolService::page(const PageSpec& page, const Filter& filter, const Cancel& cancel)
{
    LECTERN_ASSIGN(const auto open, current());
    LECTERN_ASSIGN(const ReaderLease reader, ReaderLease::from(open));
    keepCounts(open);
    return evaluatePage(*reader, page, filter, std::nullopt, Viewer{}, Audience::Screen, cancel);
}

Result<QList<DimensionValue>> LocalSchoolService::dimensionValues(const QString& dimension)
{
    LECTERN_ASSIGN(const ReaderLease reader, ReaderLease::from(current()));
    return lectern::dimensionValues(*reader, dimension);
}

Result<QList<StudentLine>> LocalSchoolService::studentsBehind(const TileData& tile, const MetricRow& mark,
                                                              const Filter& filter, const Cancel& cancel)
{
    LECTERN_ASSIGN(const ReaderLease reader, ReaderLease::from(current()));
    return lectern::studentsBehind(*reader, questionOf(tile, filter), mark, cancel);
}

Result<Explanation> LocalSchoolService::explain(const TileData& tile, const Filter& filter)
{
    LECTERN_ASSIGN(const ReaderLease reader, ReaderLease::from(current()));
    return lectern::explain(*reader, questionOf(tile, filter));
}

std::optional<Error> LocalSchoolService::rebuild(OpenSchool& open, const ProgressSink& progress, const Cancel& cancel)
{
    const auto built = build(open.school(), {}, progress, cancel);
    return built ? std::nullopt : std::optional(built.error());
}

Result<ImportPreview> LocalSchoolService::previewImport(const QStringList& paths, const ImportOptions& options,
                                                        const ProgressSink& progress, const Cancel& cancel)
{
    LECTERN_ASSIGN(const ReaderLease reader, ReaderLease::from(current()));
    return lectern::previewImport(*reader, catalog(), paths, options, progress, cancel);
}

Result<ImportReport> LocalSchoolService::importPaths(const QStringList& paths, const ImportOptions& options,
                                                     const ProgressSink& progress, const Cancel& cancel)
{
    stopSweep();
    LECTERN_ASSIGN(const auto open, current());
    LECTERN_ASSIGN(const QString scarce, roomForImport(open->school(), paths));
    auto imported = lectern::importPaths(open->school(), catalog(), paths, options,
                                         part(progress, 0, options.dryRun ? 1 : 0.6), cancel);
    if (!imported) {
        if (imported.error().code == "cancelled" && !options.dryRun) // after any other error the same import may go on where it stopped
            sweepInBackground(open);
        return imported;
    }
    ImportReport report = std::move(*imported);
    if (!scarce.isEmpty())
        report.warnings.push_back(scarce);
    if (!report.loads.empty() && !options.dryRun)
        if (const auto problem = rebuild(*open, part(progress, 0.6, 1), cancel))
            report.warnings.push_back(
                QCoreApplication::translate("Service", "The files are in, but the pages still show the figures of before: %1")
                    .arg(words(*problem).message));
    if (!options.dryRun)
        refreshState(*open);
    return report;
}

Result<std::vector<qint64>> LocalSchoolService::undoLoad(qint64 load, bool withLater, const ProgressSink& progress,
                                                         const Cancel& cancel)
{
    stopSweep();
    LECTERN_ASSIGN(const auto open, current());
    LECTERN_ASSIGN(auto undone, lectern::undoLoad(open->school(), load, withLater));
    const auto problem = rebuild(*open, progress, cancel);
    refreshState(*open);
    if (problem)
        return failure(*problem);
    return undone;
}

Result<std::vector<qint64>> LocalSchoolService::undoPackage(qint64 package, bool withLater, const ProgressSink& progress,
                                                            const Cancel& cancel)
{
    stopSweep();
    LECTERN_ASSIGN(const auto open, current());
    LECTERN_ASSIGN(auto undone, lectern::undoPackage(open->school(), package, withLater));
    const auto problem = rebuild(*open, progress, cancel);
    refreshState(*open);
    if (problem)
        return failure(*problem);
    return undone;
}

void LocalSchoolService::keepCounts(const std::shared_ptr<OpenSchool>& open)
{
    constexpr qint64 patienceMs = 3 * 60'000;
    qint64 kept = m_countsKeptMs;
    const qint64 now = m_clock.elapsed();
    if (now - kept < patienceMs || !m_countsKeptMs.compare_exchange_strong(kept, now))
        return;
    QThreadPool::globalInstance()->start([open] { (void)writeCounts(open->school()); });
}

Result<SchoolState> LocalSchoolService::acknowledgeAlert(const QString& key)
{
    LECTERN_ASSIGN(const auto open, current());
    LECTERN_TRY(lectern::acknowledgeAlert(open->school(), key, Viewer{}.person));
    refreshState(*open);
    return state();
}

Result<std::vector<Load>> LocalSchoolService::loads()
{
    LECTERN_ASSIGN(const ReaderLease reader, ReaderLease::from(current()));
    return lectern::loads(*reader);
}

Result<std::vector<QuarantinedRow>> LocalSchoolService::quarantine(qint64 limit)
{
    LECTERN_ASSIGN(const ReaderLease reader, ReaderLease::from(current()));
    return lectern::quarantine(*reader, limit);
}

Result<std::vector<Backup>> LocalSchoolService::backups()
{
    LECTERN_ASSIGN(const ReaderLease reader, ReaderLease::from(current()));
    return backupsIn(backupFolder(*reader));
}

namespace {

/// On a network drive readers and the writer exclude each other: a backup waits for an import there, not against it.
std::unique_lock<std::mutex> quiet(School& school)
{
    return school.onShare() ? std::unique_lock(school.writerLock()) : std::unique_lock<std::mutex>();
}

} // namespace

Result<Backup> LocalSchoolService::backUpNow(const ProgressSink& progress, const Cancel& cancel)
{
    LECTERN_ASSIGN(const auto open, current());
    const auto lock = quiet(open->school());
    LECTERN_ASSIGN(const Database reader, open->school().reader());
    return backUp(reader, BackupReason::ByHand, progress, cancel);
}

Result<std::optional<Backup>> LocalSchoolService::backUpIfDue(const Cancel& cancel)
{
    LECTERN_ASSIGN(const auto open, current());
    if (open->school().readOnly())
        return std::nullopt;
    const auto lock = quiet(open->school());
    LECTERN_ASSIGN(const Database reader, open->school().reader());
    return lectern::backUpIfDue(reader, QDateTime::currentMSecsSinceEpoch(), {}, cancel);
}

Result<void> LocalSchoolService::close(std::shared_ptr<OpenSchool> open)
{
    const QString path = open->school().path();
    {
        const std::scoped_lock lock(m_mutex);
        m_open.reset();
    }
    constexpr int patienceMs = 15'000, lookMs = 10;
    for (int waited = 0; open.use_count() > 1; waited += lookMs) {
        if (waited >= patienceMs) {
            const std::scoped_lock lock(m_mutex);
            m_open = std::move(open);
            return failure("database.busy", {.file = path});
        }
        QThread::msleep(lookMs);
    }
    return {};
}

Result<SchoolState> LocalSchoolService::restoreBackup(const QString& path, const ProgressSink& progress, const Cancel& cancel)
{
    QString school;
    {
        LECTERN_ASSIGN(auto open, current());
        if (open->school().readOnly())
            return failure("school.read_only", {.file = open->school().path()}, {open->school().readOnlyReason()});
        school = open->school().path();
        LECTERN_TRY(close(std::move(open)));
    }
    const auto restored = restore(school, path, progress, cancel);
    auto opened = openSchool(school);
    if (!restored)
        return failure(restored.error());
    return opened;
}

Result<RefusedRow> LocalSchoolService::refusedRow(qint64 id)
{
    LECTERN_ASSIGN(const ReaderLease reader, ReaderLease::from(current()));
    return lectern::refusedRow(*reader, catalog(), id);
}

Result<std::vector<CorrectionCsv>> LocalSchoolService::correctionFiles(const QSet<qint64>& ids)
{
    LECTERN_ASSIGN(const ReaderLease reader, ReaderLease::from(current()));
    LECTERN_ASSIGN(std::vector<QuarantinedRow> rows, lectern::quarantine(*reader));
    if (!ids.isEmpty())
        std::erase_if(rows, [&](const QuarantinedRow& row) { return !ids.contains(row.id); });
    return lectern::correctionFiles(*reader, catalog(), rows);
}

Result<CorrectionOutcome> LocalSchoolService::correct(const CorrectionOrder& order, const ProgressSink& progress,
                                                      const Cancel& cancel)
{
    LECTERN_ASSIGN(const auto open, current());
    LECTERN_ASSIGN(CorrectionOutcome outcome, correctRows(open->school(), catalog(), {order}, {}, false, cancel));
    if (outcome.loads.empty())
        return outcome;
    const auto problem = rebuild(*open, progress, cancel);
    refreshState(*open);
    if (problem)
        return failure(*problem);
    return outcome;
}

Result<QList<PageData>> LocalSchoolService::reportPages(const ReportOrder& order, const ProgressSink& progress,
                                                        const Cancel& cancel)
{
    LECTERN_ASSIGN(const ReaderLease reader, ReaderLease::from(current()));
    QList<PageData> pages;
    for (const QString& id : order.pages) {
        if (progress)
            progress({.stage = "read", .subject = id, .fraction = double(pages.size()) / double(order.pages.size())});
        LECTERN_ASSIGN(const PageSpec spec, pageSpec(id));
        LECTERN_ASSIGN(PageData data,
                       evaluatePage(*reader, spec, order.filter, std::nullopt, Viewer{}, order.audience, cancel));
        pages << std::move(data);
    }
    return pages;
}

} // namespace lectern
