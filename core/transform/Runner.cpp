#include "core/transform/Runner.h"

#include "core/base/Hash.h"
#include "core/store/Monitor.h"
#include "core/transform/CheckHistory.h"
#include "core/transform/Checks.h"
#include "core/transform/ModelBuilder.h"
#include "core/transform/ModelGraph.h"
#include "core/transform/ModelState.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QElapsedTimer>
#include <sqlite3.h>

namespace lectern {

namespace {

/// Ends statements of a connection soon after the flag is raised.
class CancelWatch
{
public:
    CancelWatch(sqlite3* handle, const Cancel& cancel) : m_handle(handle), m_cancel(cancel)
    {
        sqlite3_progress_handler(m_handle, 50'000, ask, &m_cancel);
    }
    ~CancelWatch() { sqlite3_progress_handler(m_handle, 0, nullptr, nullptr); }
    CancelWatch(const CancelWatch&) = delete;
    CancelWatch& operator=(const CancelWatch&) = delete;

private:
    static int ask(void* cancel) { return static_cast<const Cancel*>(cancel)->raised() ? 1 : 0; }
    sqlite3* m_handle;
    Cancel m_cancel;
};

double secondsOf(const QElapsedTimer& timer)
{
    return double(timer.nsecsElapsed()) / 1e9;
}

/// One build: walks the models in order inside the caller's transaction.
class Build
{
public:
    Build(const Database& writer, const BuildOptions& options) : m_writer(writer), m_options(options) {}

    Result<void> prepare(const std::vector<Model>& all)
    {
        LECTERN_ASSIGN(m_states, modelStates(m_writer));
        for (const Model& model : all)
            m_known.insert(model.name);
        const QStringList remembered = m_states.keys();
        for (const QString& name : remembered)
            if (!m_known.contains(name))
                LECTERN_TRY(remove(name));
        return {};
    }

    Result<void> model(const Model& model)
    {
        QElapsedTimer timer;
        timer.start();
        LECTERN_ASSIGN(const QString inputs, inputsHash(model));
        ModelState state = m_states.value(model.name);
        const bool there = m_states.contains(model.name);
        if (there && state.inputs == inputs && !m_options.full) {
            m_report.models.push_back({model.name, "skipped", state.rows, secondsOf(timer)});
            return {};
        }
        LECTERN_TRY(analyzeRaw(model));
        LECTERN_ASSIGN(const bool changed, fillModel(m_writer, model));
        LECTERN_ASSIGN(state.rows, m_writer.integer("SELECT count(*) FROM " + model.name));
        state.inputs = inputs;
        if (changed || !there) {
            LECTERN_ASSIGN(const QString content, contentHash(m_writer, model, state.rows, state.version + 1));
            if (content != state.content)
                ++state.version;
            state.content = content;
        }
        LECTERN_TRY(rememberModel(m_writer, model, state, secondsOf(timer)));
        m_states.insert(model.name, state);
        m_report.models.push_back({model.name, "built", state.rows, secondsOf(timer)});
        m_built.push_back(&model);
        return {};
    }

    /// Runs the tests of what was built; an error among them is the Error returned.
    Result<void> check()
    {
        QStringList failed;
        for (const Model* model : m_built) {
            LECTERN_ASSIGN(std::vector<CheckOutcome> outcomes, runTests(m_writer, *model));
            for (CheckOutcome& outcome : outcomes) {
                const bool bad = outcome.badRows > 0;
                ++(!bad ? m_report.passed : outcome.severity == "error" ? m_report.failed : m_report.warned);
                if (bad && outcome.severity == "error")
                    failed.append(outcome.check + " (" + outcome.words + ')');
                m_report.checks.push_back(std::move(outcome));
            }
        }
        if (!failed.isEmpty())
            return failure("check.failed", {}, {QString::number(failed.size()), failed.join("; ")});
        return {};
    }

    [[nodiscard]] const std::vector<CheckOutcome>& outcomes() const { return m_report.checks; }
    BuildReport takeReport() { return std::move(m_report); }

private:
    Result<QString> inputsHash(const Model& model)
    {
        QString text = model.hash;
        for (const QString& input : model.depends) {
            if (input == model.name)
                continue;
            QString state = m_states.value(input).content;
            if (isGivenInput(input)) {
                LECTERN_ASSIGN(state, givenState(m_writer, input));
            }
            text += ' ' + input + '=' + state;
        }
        const QByteArray bytes = text.toUtf8();
        const Hash128 hash = hash128(std::string_view(bytes.constData(), std::size_t(bytes.size())));
        return QString("%1%2").arg(hash.high, 16, 16, QChar('0')).arg(hash.low, 16, 16, QChar('0'));
    }

    Result<void> remove(const QString& name)
    {
        LECTERN_TRY(m_writer.execute("DROP TABLE IF EXISTS " + quoted(name)));
        m_states.remove(name);
        return forgetModel(m_writer, name);
    }

    /// The planner must know how large the raw tables are: without a sample limit, since a limit makes the school's
    /// number, which all rows share, look selective.
    Result<void> analyzeRaw(const Model& model)
    {
        for (const QString& input : model.depends) {
            if (!input.startsWith("now_") || m_analyzed.contains(input))
                continue;
            m_analyzed.insert(input);
            LECTERN_TRY(m_writer.execute("ANALYZE " + quoted("raw_" + input.mid(4))));
        }
        return {};
    }

    const Database& m_writer;
    const BuildOptions& m_options;
    QMap<QString, ModelState> m_states;
    QSet<QString> m_known;
    QSet<QString> m_analyzed;
    std::vector<const Model*> m_built;
    BuildReport m_report;
};

/// Builds inside one transaction, which stays only if every check allows it.
Result<void> buildAll(Build& run, const Database& writer, const std::vector<Model>& all, const std::vector<Model>& models,
                      const ProgressSink& progress, const Cancel& cancel)
{
    const CancelWatch watch(writer.handle(), cancel);
    LECTERN_ASSIGN(Transaction transaction, Transaction::begin(writer));
    LECTERN_TRY(run.prepare(all));
    const double steps = double(models.size() + 1);
    for (std::size_t i = 0; i < models.size(); ++i) {
        if (cancel.raised())
            return failure("cancelled");
        if (progress)
            progress({.stage = "build", .subject = models[i].name, .fraction = double(i) / steps, .rows = 0});
        LECTERN_TRY(run.model(models[i]));
    }
    if (progress)
        progress({.stage = "check", .subject = {}, .fraction = double(models.size()) / steps, .rows = 0});
    LECTERN_TRY(run.check());
    return transaction.commit();
}

/// Writes down what the school counts about itself. A build does not fail because that could not be written.
void record(const QString& school, const Database& writer, const std::vector<CheckOutcome>& outcomes)
{
    if (outcomes.empty())
        return;
    (void)recordChecks(writer, outcomes, QDateTime::currentMSecsSinceEpoch());
    (void)Monitor::shared().write(school, writer, todayUtc());
    (void)recordSize(school, writer, todayUtc());
}

} // namespace

Result<BuildReport> build(School& school, const BuildOptions& options, const ProgressSink& progress, const Cancel& cancel)
{
    QElapsedTimer timer;
    timer.start();
    LECTERN_ASSIGN(const std::vector<Model> all, allModels());
    std::vector<Model> models = all;
    if (!options.select.isEmpty()) {
        LECTERN_ASSIGN(models, modelsFor(all, options.select));
    }
    LECTERN_ASSIGN(Database * writer, school.writer());
    const std::scoped_lock lock(school.writerLock());
    Build run(*writer, options);
    const auto built = buildAll(run, *writer, all, models, progress, cancel);
    if (built || built.error().code == "check.failed")
        record(school.path(), *writer, run.outcomes());
    LECTERN_TRY(built);
    BuildReport report = run.takeReport();
    report.seconds = secondsOf(timer);
    return report;
}

Result<std::vector<CheckOutcome>> runChecks(const Database& reader)
{
    std::vector<CheckOutcome> outcomes;
    LECTERN_ASSIGN(const QString integrity, reader.text("PRAGMA integrity_check(1)"));
    outcomes.push_back({.check = QCoreApplication::translate("Model", "the file is whole"),
                        .model = {},
                        .severity = "error",
                        .badRows = integrity == "ok" ? 0 : 1,
                        .words = integrity == "ok" ? QString() : integrity});
    LECTERN_ASSIGN(const std::vector<Model> models, allModels());
    LECTERN_ASSIGN(const auto states, modelStates(reader));
    for (const Model& model : models) {
        if (!states.contains(model.name))
            continue;
        LECTERN_ASSIGN(std::vector<CheckOutcome> found, runTests(reader, model));
        std::ranges::move(found, std::back_inserter(outcomes));
    }
    return outcomes;
}

} // namespace lectern
