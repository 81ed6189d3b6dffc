#include "ui/importing/ImportFlow.h"

#include "ui/charts/Numbers.h"
#include "ui/data/Wording.h"
#include "ui/platform/WhenFinished.h"

#include <QtConcurrent/QtConcurrentRun>

namespace lectern {

ProgressSink ImportFlow::sinkOf(const std::shared_ptr<Mailbox>& box)
{
    return [box](const Progress& progress) {
        const std::lock_guard lock(box->mutex);
        box->newest = progress;
    };
}

std::optional<Progress> ImportFlow::newestIn(const std::shared_ptr<Mailbox>& box)
{
    if (!box)
        return std::nullopt;
    const std::lock_guard lock(box->mutex);
    return std::exchange(box->newest, std::nullopt);
}

QString stageWords(const Progress& progress)
{
    const QString subject = sourceName(progress.subject);
    if (progress.stage == QLatin1String("read"))
        return subject.isEmpty() ? ImportFlow::tr("Reading") : ImportFlow::tr("Reading %1").arg(subject);
    if (progress.stage == QLatin1String("look"))
        return subject.isEmpty() ? ImportFlow::tr("Looking at the files") : ImportFlow::tr("Looking at %1").arg(subject);
    if (progress.stage == QLatin1String("build"))
        return ImportFlow::tr("Working out the numbers");
    if (progress.stage == QLatin1String("check"))
        return ImportFlow::tr("Checking the numbers");
    if (progress.stage == QLatin1String("undo"))
        return ImportFlow::tr("Taking rows back");
    return subject.isEmpty() ? ImportFlow::tr("Working") : ImportFlow::tr("Working on %1").arg(subject);
}

ImportFlow::ImportFlow(SchoolService& service, QObject* parent) : QObject(parent), m_service(service)
{
    m_poll.setInterval(100);
    connect(&m_poll, &QTimer::timeout, this, &ImportFlow::readMailbox);
}

ImportFlow::~ImportFlow()
{
    m_cancel.raise();
    m_countCancel.raise();
    for (QFuture<void>& each : m_running)
        each.waitForFinished(); // the service must not be left behind in use
}

template <class T>
void ImportFlow::run(std::function<Result<T>(const ProgressSink&, const Cancel&)> work, std::function<void(T)> done)
{
    const auto box = std::make_shared<Mailbox>();
    m_mailbox = box;
    const ProgressSink sink = sinkOf(box);
    const quint64 generation = ++m_generation;
    const auto answer = std::make_shared<std::optional<Result<T>>>();
    const QFuture<void> running = QtConcurrent::run(
        [work = std::move(work), sink, cancel = m_cancel, answer] { answer->emplace(work(sink, cancel)); });
    keep(running);
    whenFinished(running, this, [this, generation, answer, done = std::move(done)] {
        if (generation != m_generation)
            return;
        m_poll.stop();
        if (*answer && **answer)
            done(std::move(***answer));
        else if (*answer)
            fail((*answer)->error());
    });
}

template void ImportFlow::run<ImportPreview>(std::function<Result<ImportPreview>(const ProgressSink&, const Cancel&)>,
                                             std::function<void(ImportPreview)>); // for ImportFlowPlan.cpp

void ImportFlow::keep(const QFuture<void>& future)
{
    m_running.removeIf([](const QFuture<void>& each) { return each.isFinished(); });
    m_running << future;
}

void ImportFlow::begin(const QString& title, bool undo, ImportStatus::Step step)
{
    beginQuietly(title, undo, step);
    Q_EMIT started();
    Q_EMIT statusChanged();
}

void ImportFlow::beginQuietly(const QString& title, bool undo, ImportStatus::Step step)
{
    const std::shared_ptr<const ImportPreview> preview = undo ? nullptr : m_status.preview; // stays in sight
    m_status = {};
    m_status.preview = preview;
    m_status.step = step;
    m_status.title = title;
    m_status.undo = undo;
    m_cancel = Cancel();
    m_timeLeft.reset();
    m_clock.start();
    m_poll.start();
}

void ImportFlow::import(const QStringList& paths)
{
    if (busy() || paths.isEmpty())
        return;
    forget(paths);
    importWith(paths, {}, false);
}

void ImportFlow::forget(const QStringList& paths)
{
    stopCounting();
    m_paths = paths;
    m_report = {};
    m_status = {};
    m_planned = false;
    m_answers = {};
    m_before.clear();
}

void ImportFlow::importWith(const QStringList& paths, const ImportOptions& options, bool again)
{
    m_again = [this, paths, options, again] { importWith(paths, options, again); };
    m_answers.options = options;
    begin(paths.size() == 1 ? tr("Importing %1").arg(sourceName(paths.first()))
                            : tr("Importing %Ln file(s) and folder(s)", nullptr, int(paths.size())),
          false);
    run<ImportReport>(
        [this, paths, options](const ProgressSink& sink, const Cancel& cancel) {
            return m_service.importPaths(paths, options, sink, cancel);
        },
        [this, again](ImportReport report) { takeReport(std::move(report), again); });
}

void ImportFlow::takeReport(ImportReport report, bool again)
{
    m_report = again ? merged(std::move(m_report), report) : std::move(report);
    m_status.summary = summaryOf(m_report);
    m_answers.unanswered = m_status.summary.drifts;
    m_answers.unanswered.removeIf([this](const DriftQuestion& each) {
        return m_answers.leftOut.contains(each.source) || m_answers.options.acceptDriftOf.contains(each.source);
    });
    m_status.drift = m_answers.unanswered.isEmpty() ? std::nullopt : std::optional(m_answers.unanswered.first());
    finish(m_status.drift || asksClosures() ? ImportStatus::Step::Asking : ImportStatus::Step::Done);
}

bool ImportFlow::asksClosures() const
{
    return !m_answers.options.acceptClosures && !m_answers.closuresKept && !m_status.summary.closures.isEmpty();
}

void ImportFlow::answerDrift(DriftReply reply, const QString& header)
{
    if (m_status.step != ImportStatus::Step::Asking || !m_status.drift)
        return;
    remember();
    const DriftQuestion asked = m_answers.unanswered.takeFirst();
    m_answers.given = m_answers.given || reply != DriftReply::Cancel;
    if (reply == DriftReply::Cancel) {
        m_answers.options.acceptDriftOf.removeAll(asked.source);
        m_answers.leftOut << asked.source;
        m_answers.unanswered.removeIf([&](const DriftQuestion& other) { return other.source == asked.source; });
    } else {
        if (!m_answers.options.acceptDriftOf.contains(asked.source))
            m_answers.options.acceptDriftOf << asked.source;
        if (reply == DriftReply::LeaveOut)
            m_answers.options.mapping.insert(normalisedHeader(asked.change.header), QString());
        else if (!header.isEmpty())
            m_answers.options.mapping.insert(normalisedHeader(header), asked.change.column);
    }
    if (m_planned)
        askNextOfPlan();
    else
        askNext();
}

/// The next column, or the import of what was agreed to, or the next kind of question.
void ImportFlow::askNext()
{
    m_status.drift = m_answers.unanswered.isEmpty() ? std::nullopt : std::optional(m_answers.unanswered.first());
    if (!m_status.drift && !m_answers.options.acceptDriftOf.isEmpty())
        return importWith(pathsHolding(m_paths, m_answers.options.acceptDriftOf), m_answers.options, true);
    if (!m_status.drift && !asksClosures())
        m_status.step = ImportStatus::Step::Done;
    Q_EMIT statusChanged();
}

void ImportFlow::answerClosures(bool importAnyway)
{
    if (m_status.step != ImportStatus::Step::Asking || m_status.drift || m_status.unknown)
        return;
    remember();
    m_answers.closuresKept = !importAnyway;
    if (m_planned) {
        if (m_answers.closuresKept)
            leaveOutClosures();
        m_answers.options.acceptClosures = importAnyway;
        m_answers.given = m_answers.given || importAnyway;
        askNextOfPlan();
        return;
    }
    if (importAnyway) {
        QStringList sources;
        for (const ClosureQuestion& each : m_status.summary.closures)
            sources << each.source;
        ImportOptions options = m_answers.options;
        options.acceptClosures = true;
        importWith(pathsHolding(m_paths, sources), options, true);
        return;
    }
    m_status.step = ImportStatus::Step::Done;
    Q_EMIT statusChanged();
}

/// The files about which was asked: what is there stays, and the preview says so.
void ImportFlow::leaveOutClosures()
{
    auto preview = std::make_shared<ImportPreview>(*m_status.preview);
    for (SourcePreview& source : preview->sources)
        source.leftOut = source.leftOut || std::ranges::any_of(m_status.summary.closures, [&](const ClosureQuestion& each) {
            return each.source == source.source.fullName();
        });
    m_status.preview = std::move(preview);
}

void ImportFlow::undoLoad(qint64 load, bool withLater)
{
    undo([this, load, withLater](const ProgressSink& sink, const Cancel& cancel) {
        return m_service.undoLoad(load, withLater, sink, cancel);
    });
}

void ImportFlow::undoPackage(qint64 package, bool withLater)
{
    undo([this, package, withLater](const ProgressSink& sink, const Cancel& cancel) {
        return m_service.undoPackage(package, withLater, sink, cancel);
    });
}

void ImportFlow::undo(std::function<Result<std::vector<qint64>>(const ProgressSink&, const Cancel&)> work)
{
    if (busy())
        return;
    m_again = [this, work] { undo(work); };
    begin(tr("Taking back"), true);
    run<std::vector<qint64>>(std::move(work), [this](const std::vector<qint64>& undone) {
        m_status.summary.headline =
            tr("%Ln load(s) taken back. The numbers are as they were before.", nullptr, int(undone.size()));
        finish(ImportStatus::Step::Done);
    });
}

bool ImportFlow::correct(const CorrectionOrder& order, std::function<void(const Result<CorrectionOutcome>&)> done)
{
    if (busy())
        return false;
    using Answer = std::shared_ptr<Result<CorrectionOutcome>>;
    beginQuietly(tr("Trying the corrected row again"), false);
    run<Answer>(
        [this, order](const ProgressSink& sink, const Cancel& cancel) -> Result<Answer> {
            return std::make_shared<Result<CorrectionOutcome>>(m_service.correct(order, sink, cancel));
        },
        [this, done = std::move(done)](const Answer& answer) {
            m_status.step = ImportStatus::Step::Idle;
            done(*answer);
            if (!*answer || (*answer)->corrected > 0)
                Q_EMIT schoolChanged();
            Q_EMIT statusChanged();
        });
    return true;
}

void ImportFlow::finish(ImportStatus::Step step)
{
    m_status.step = step;
    if (step == ImportStatus::Step::Done)
        m_status.preview.reset();
    Q_EMIT schoolChanged();
    Q_EMIT statusChanged();
}

void ImportFlow::fail(const Error& error)
{
    m_status.error = error;
    m_planned = false;
    const bool cancelled = error.code == QLatin1String("cancelled");
    finish(cancelled ? ImportStatus::Step::Cancelled : ImportStatus::Step::Failed);
}

void ImportFlow::cancel()
{
    if (!busy())
        return;
    m_cancel.raise();
    m_status.cancelling = true;
    m_status.left.clear();
    Q_EMIT statusChanged();
}

void ImportFlow::retry()
{
    const std::function<void()> again = m_again; // the work puts itself there anew
    if (!busy() && again)
        again();
}

void ImportFlow::readMailbox()
{
    if (m_status.step == ImportStatus::Step::Ready) {
        if (const std::optional<Progress> newest = newestIn(m_countMailbox)) {
            m_status.effect.fraction = newest->fraction;
            Q_EMIT statusChanged();
        }
        return;
    }
    const std::optional<Progress> newest = newestIn(m_mailbox);
    const qint64 now = m_clock.elapsed();
    if (newest) {
        m_status.stage = stageWords(*newest);
        m_status.rows = newest->rows > 0 ? tr("%Ln row(s)", nullptr, int(newest->rows)) : QString();
        m_status.fraction = newest->fraction;
        m_timeLeft.observe(now, newest->fraction);
    }
    const std::optional<int> left = m_timeLeft.secondsLeft(now);
    m_status.left = left && !m_status.cancelling ? timeLeftWords(*left) : QString();
    Q_EMIT statusChanged();
}

} // namespace lectern
