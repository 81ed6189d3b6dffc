// ImportFlow before anything is loaded: looking at the files, the questions, counting what would change.
#include "ui/importing/ImportFlow.h"

#include "core/table/Header.h"
#include "ui/data/Wording.h"
#include "ui/platform/WhenFinished.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtConcurrent/QtConcurrentRun>

namespace lectern {

using Step = ImportStatus::Step;

void ImportFlow::prepare(const QStringList& paths)
{
    if (busy() || paths.isEmpty())
        return;
    forget(paths);
    m_planned = true;
    look();
}

void ImportFlow::look()
{
    m_again = [this, paths = m_paths] { prepare(paths); };
    m_answers.given = false;
    begin(m_paths.size() == 1 ? tr("Looking at %1").arg(sourceName(m_paths.first()))
                              : tr("Looking at %Ln file(s) and folder(s)", nullptr, int(m_paths.size())),
          false, Step::Looking);
    run<ImportPreview>(
        [this, paths = m_paths, options = m_answers.options](const ProgressSink& sink, const Cancel& cancel) {
            return m_service.previewImport(paths, options, sink, cancel);
        },
        [this](ImportPreview preview) { takePreview(std::move(preview)); });
}

void ImportFlow::takePreview(ImportPreview preview)
{
    m_answers.unanswered.clear();
    for (const SourcePreview& source : preview.sources) {
        const QString name = source.source.fullName();
        if (!m_answers.leftOut.contains(name))
            for (const DriftExample& each : source.drift)
                m_answers.unanswered << DriftQuestion{sourceName(name), name, each.change, each.before, each.now, each.candidates,
                                                   each.needed};
    }
    m_status.preview = std::make_shared<const ImportPreview>(std::move(preview));
    askNextOfPlan();
}

/// One question at a time: a changed column, a file nobody knows; then the files are looked at again as was answered, or
/// everything is ready.
void ImportFlow::askNextOfPlan()
{
    m_status.drift = m_answers.unanswered.isEmpty() ? std::nullopt : std::optional(m_answers.unanswered.first());
    m_status.unknown.reset();
    if (!m_status.drift && !m_answers.interview) {
        const std::vector<SourcePreview>& sources = m_status.preview->sources;
        for (std::size_t i = 0; i < sources.size() && !m_answers.interview; ++i)
            if (!sources[i].known() && !sources[i].proposals.empty() && !m_answers.leftOut.contains(sources[i].source.fullName()) &&
                !m_answers.settled.contains(sources[i].source.fullName()))
                m_answers.interview.emplace(sources[i], i);
    }
    if (!m_status.drift && m_answers.interview)
        m_status.unknown = m_answers.interview->question();
    if (m_status.drift || m_status.unknown) {
        m_status.step = Step::Asking;
        Q_EMIT statusChanged();
    } else if (m_answers.given) {
        look();
    } else {
        m_status.step = Step::Ready;
        count();
        Q_EMIT statusChanged();
    }
}

void ImportFlow::answerUnknown(const InterviewAnswer& answer)
{
    if (m_status.step != Step::Asking || !m_answers.interview)
        return;
    if (!m_answers.interview->answer(answer)) {
        remember();
        const SourcePreview& source = m_status.preview->sources[m_status.unknown->source];
        m_answers.settled << source.source.fullName();
        m_answers.options.layouts.push_back(m_answers.interview->layout());
        m_answers.interview.reset();
        m_answers.given = true;
    }
    askNextOfPlan();
}

void ImportFlow::remember()
{
    if (m_planned)
        m_before.push_back({m_answers, m_status.preview, m_status.effect, m_status.summary});
}

bool ImportFlow::canGoBack() const
{
    if (!m_planned || (m_status.step != Step::Asking && m_status.step != Step::Ready))
        return false;
    return !m_before.empty() || (m_status.unknown && m_status.unknown->number > 1);
}

void ImportFlow::goBack()
{
    if (!canGoBack())
        return;
    if (!m_status.unknown || !m_answers.interview->back()) {
        stopCounting();
        Moment before = std::move(m_before.back());
        m_before.pop_back();
        m_answers = std::move(before.answers);
        m_status.preview = std::move(before.preview);
        m_status.effect = std::move(before.effect);
        m_status.summary = std::move(before.summary);
        if (m_answers.unanswered.isEmpty() && !m_answers.interview && asksClosures()) {
            m_status.drift.reset();
            m_status.unknown.reset();
            m_status.step = Step::Asking;
            Q_EMIT statusChanged();
            return;
        }
    }
    askNextOfPlan();
}

void ImportFlow::leaveOutUnknown()
{
    if (m_status.step != Step::Asking || !m_answers.interview)
        return;
    remember();
    m_answers.leftOut << m_status.preview->sources[m_status.unknown->source].source.fullName();
    m_answers.interview.reset();
    askNextOfPlan();
}

QStringList ImportFlow::remembered() const
{
    QStringList layouts;
    if (m_status.step == Step::Ready)
        for (const SourcePreview& each : m_status.preview->sources)
            if (!each.layout.isEmpty() && !m_answers.settled.contains(each.source.fullName()))
                layouts << each.layout;
    return layouts;
}

void ImportFlow::askAgain()
{
    const QStringList layouts = remembered();
    if (layouts.isEmpty())
        return;
    stopCounting();
    remember();
    m_answers.options.withoutLayouts << layouts;
    m_answers.closuresKept = false; // read otherwise, the files may close other rows
    look();
}

/// What would change, counted while the person reads.
void ImportFlow::count()
{
    stopCounting();
    const bool any = std::ranges::any_of(m_status.preview->sources, &SourcePreview::loads);
    m_status.effect = {};
    if (!any)
        return;
    m_status.effect.state = ImportEffect::State::Counting;
    m_countCancel = Cancel();
    m_countMailbox = std::make_shared<Mailbox>();
    ImportOptions options = m_answers.options;
    options.dryRun = true;
    const quint64 generation = ++m_countGeneration;
    const auto answer = std::make_shared<std::optional<Result<ImportReport>>>();
    const QFuture<void> counting = QtConcurrent::run(
        [this, paths = m_paths, options, sink = sinkOf(m_countMailbox), cancel = m_countCancel, answer] {
            answer->emplace(m_service.importPaths(paths, options, sink, cancel));
        });
    m_poll.start();
    keep(counting);
    whenFinished(counting, this, [this, generation, answer] {
        if (generation == m_countGeneration && *answer)
            takeEffect(**answer);
    });
}

void ImportFlow::stopCounting()
{
    m_poll.stop();
    ++m_countGeneration; // a late answer is dropped
    m_countCancel.raise();
    m_countMailbox.reset();
}

void ImportFlow::takeEffect(const Result<ImportReport>& report)
{
    if (m_status.step != Step::Ready)
        return;
    m_poll.stop();
    ImportEffect& effect = m_status.effect;
    effect.state = report ? ImportEffect::State::Counted : ImportEffect::State::Failed;
    if (report)
        effect.report = *report;
    else
        effect.error = report.error();
    if (report) {
        m_status.summary = summaryOf(*report);
        if (asksClosures())
            m_status.step = Step::Asking;
    }
    Q_EMIT statusChanged();
}

void ImportFlow::confirm()
{
    if (m_status.step != Step::Ready)
        return;
    stopCounting();
    m_planned = false;
    importWith(m_paths, m_answers.options, false);
}

void ImportFlow::dismiss()
{
    if (m_status.step == Step::Working)
        return;
    stopCounting();
    m_cancel.raise();
    ++m_generation;
    m_poll.stop();
    m_planned = false;
    m_answers.interview.reset();
    m_status = {};
    Q_EMIT statusChanged();
}

QList<std::pair<QString, QByteArray>> ImportFlow::savedMappings() const
{
    QList<std::pair<QString, QByteArray>> files;
    for (const Layout& layout : m_answers.options.layouts)
        files.emplaceBack(layout.name + QStringLiteral(".json"), layoutToJson(layout));
    if (!m_status.preview)
        return files;
    for (const SourcePreview& source : m_status.preview->sources) {
        QJsonObject columns;
        for (std::size_t i = 0; i < source.targets.size() && source.connector != QString(); ++i)
            if (const QString& column = source.targets[i].column; !column.isEmpty())
                columns.insert(source.table->columns[i].name, column);
        if (!columns.isEmpty())
            files.emplaceBack(QFileInfo(source.source.baseName()).completeBaseName() + QStringLiteral(".mapping.json"),
                              QJsonDocument(QJsonObject{{QStringLiteral("columns"), columns}}).toJson());
    }
    return files;
}

} // namespace lectern
