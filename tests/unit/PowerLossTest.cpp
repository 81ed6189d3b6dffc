/// The power fails at any moment of imports, an undo and a build. Whatever part of the unsynced writes the disk kept, whole
/// or torn, the school opens, is sound, and holds every import that had been acknowledged; the one under way is there
/// whole or not at all. The same without syncs must lose something, or this test could not see it.
/// LECTERN_POWER_POINTS sets how many points of the recording are tried beside those around each sync (0 = every one).
#include "core/transform/Runner.h"
#include "tests/support/CanonicalDump.h"
#include "tests/support/MixedExport.h"
#include "tests/support/RecordingVfs.h"
#include "tests/support/TestSchool.h"

#include <QDir>
#include <QRandomGenerator>
#include <QTest>
#include <set>

// label: slow

using namespace lectern;
using namespace lectern::test;

namespace {

/// A recorded session with a school: what the disk was told, and what the school held after each promise.
struct Recording
{
    std::vector<const EntitySchema*> entities;
    DumpOf what = DumpOf::Raw;
    QString base;
    std::vector<DiskStep> steps;
    std::vector<CanonicalDump> states; ///< [n] = after n promises
};

struct Outcome
{
    int tried = 0;
    int bad = 0;
    QString first; ///< what was wrong the first time
};

constexpr auto quiet = [](const Progress&) {};

template <class T>
T must(Result<T> result)
{
    if (!result)
        qFatal("%s", qPrintable(text(result.error())));
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

} // namespace

class PowerLossTest final : public QObject
{
    Q_OBJECT

    QTemporaryDir folder;
    ImportOptions options;

    QString path(const QString& name) const { return folder.filePath(name); }

    void promised(Recording& session, const QString& name)
    {
        RecordingVfs::instance().mark(name);
        session.states.push_back(must(canonicalDump(path("live/school.lectern"), session.what)));
    }

    /// Imports the editions in `rounds` one after another, each followed by what `then` does.
    Recording record(std::vector<const EntitySchema*> entities, DumpOf what, int rounds,
                     const std::function<void(School&, Recording&)>& then)
    {
        RecordingVfs& disk = RecordingVfs::instance();
        Recording session{std::move(entities), what, path("base"), {}, {}};
        for (const char* name : {"base", "live"}) {
            QDir(path(name)).removeRecursively();
            QDir().mkpath(path(name));
        }
        must(School::create(path("live/school.lectern"), session.entities)).reset();
        if (!QFile::copy(path("live/school.lectern"), path("base/school.lectern")))
            qFatal("cannot copy the school");
        session.states.push_back(must(canonicalDump(path("live/school.lectern"), what)));
        disk.record(true);
        auto school = must(School::open(path("live/school.lectern"), session.entities));
        for (int i = 0; i < rounds; ++i) {
            const QString exports = path(QString("exports-%1").arg(i));
            writeMixedExport(exports, {60, 600, 60}, i);
            const auto report = must(importPaths(*school, catalog(), {exports}, options, quiet, Cancel()));
            if (report.loads.size() != 4)
                qFatal("only %d loads", int(report.loads.size()));
            promised(session, QString("import %1").arg(i));
            then(*school, session);
        }
        school.reset();
        promised(session, "closed");
        session.steps = disk.steps();
        disk.record(false);
        return session;
    }

    /// Opens what the disk held and compares with what had been promised; "" if all is there.
    QString lostAfter(const Recording& session, std::size_t promises)
    {
        const QString school = path("after/school.lectern");
        auto opened = School::open(school, session.entities);
        if (!opened)
            return "does not open: " + text(opened.error());
        if ((*opened)->readOnly())
            return "opens for reading only: " + (*opened)->readOnlyReason();
        if (const QString said = quickCheck(school); said != "ok")
            return "quick check: " + said;
        const auto dump = canonicalDump(school, session.what);
        if (!dump)
            return text(dump.error());
        if (*dump == session.states[promises] || (promises + 1 < session.states.size() && *dump == session.states[promises + 1]))
            return {};
        return difference(session.states[promises], *dump);
    }

    /// Where the power is cut: around each sync and promise, and at `others` places between (0 = everywhere).
    static std::set<std::size_t> points(const std::vector<DiskStep>& steps, int others)
    {
        std::set<std::size_t> chosen{0, steps.size()};
        for (std::size_t i = 0; i < steps.size(); ++i)
            if (steps[i].kind == DiskStep::Kind::Sync || steps[i].kind == DiskStep::Kind::Mark)
                chosen.insert({i, i + 1});
        QRandomGenerator dice(7);
        const std::size_t wanted = std::min(steps.size() + 1, chosen.size() + std::size_t(others));
        while (others > 0 && chosen.size() < wanted)
            chosen.insert(dice.bounded(quint32(steps.size())));
        for (std::size_t i = 0; others == 0 && i < steps.size(); ++i)
            chosen.insert(i);
        return chosen;
    }

    Outcome cutEverywhere(const Recording& session, int others, bool syncs)
    {
        Outcome outcome;
        for (const std::size_t point : points(session.steps, others)) {
            const auto promises = std::size_t(std::count_if(session.steps.begin(), session.steps.begin() + std::ptrdiff_t(point),
                                                            [](const DiskStep& s) { return s.kind == DiskStep::Kind::Mark; }));
            for (const Survival survival : {Survival::All, Survival::None, Survival::SomeWrites, Survival::SomeSectors}) {
                replay(session.steps, point, session.base, path("after"), survival, quint32(point) * 4 + quint32(survival), syncs);
                ++outcome.tried;
                const QString said = lostAfter(session, promises);
                if (said.isEmpty())
                    continue;
                if (outcome.bad++ == 0)
                    outcome.first = QString("step %1 of %2, %3 promises, survival %4: %5")
                                        .arg(point).arg(session.steps.size()).arg(promises).arg(int(survival)).arg(said);
            }
        }
        return outcome;
    }

    static int others(int fallback)
    {
        bool ok = false;
        const int value = qEnvironmentVariableIntValue("LECTERN_POWER_POINTS", &ok);
        return ok ? value : fallback;
    }

    Recording importsAndUndo()
    {
        return record(mixedEntities(catalog()), DumpOf::Raw, 3, [this](School& school, Recording& session) {
            if (session.states.size() < 4)
                return;
            const auto all = must(loads(must(school.reader())));
            must(undoPackage(school, all.front().package, true));
            promised(session, "undone");
        });
    }

private Q_SLOTS:
    void initTestCase() { std::ignore = RecordingVfs::instance(); }

    void acknowledgedImportsSurviveAPowerFailure_data()
    {
        QTest::addColumn<qint64>("largeFrom");
        QTest::newRow("with a log") << std::numeric_limits<qint64>::max();
        QTest::newRow("with the log aside") << qint64(0);
    }

    void acknowledgedImportsSurviveAPowerFailure()
    {
        QFETCH(qint64, largeFrom);
        options.largeFrom = largeFrom;
        const Recording session = importsAndUndo();
        const Outcome outcome = cutEverywhere(session, others(250), true);
        qInfo("%d disks after a power failure, %d steps recorded", outcome.tried, int(session.steps.size()));
        QVERIFY2(outcome.bad == 0, qPrintable(QString("%1 lost; first: %2").arg(outcome.bad).arg(outcome.first)));
        QVERIFY(outcome.tried > 100);
    }

    void builtNumbersSurviveAPowerFailure_data() { acknowledgedImportsSurviveAPowerFailure_data(); }

    void builtNumbersSurviveAPowerFailure()
    {
        QFETCH(qint64, largeFrom);
        options.largeFrom = largeFrom;
        const Recording session = record(catalog().entities(), DumpOf::Gold, 1, [this](School& school, Recording& made) {
            must(build(school, {}, quiet, Cancel()));
            promised(made, "built");
        });
        QVERIFY(session.states[1] != session.states[2]);
        const Outcome outcome = cutEverywhere(session, others(20), true);
        qInfo("%d disks after a power failure, %d steps recorded", outcome.tried, int(session.steps.size()));
        QVERIFY2(outcome.bad == 0, qPrintable(QString("%1 lost; first: %2").arg(outcome.bad).arg(outcome.first)));
    }

    void withoutSyncsTheSameTestFindsLosses_data() { acknowledgedImportsSurviveAPowerFailure_data(); }

    void withoutSyncsTheSameTestFindsLosses()
    {
        QFETCH(qint64, largeFrom);
        options.largeFrom = largeFrom;
        const Outcome outcome = cutEverywhere(importsAndUndo(), 1, false);
        qInfo("%d of %d disks lost something; first: %s", outcome.bad, outcome.tried, qPrintable(outcome.first));
        QVERIFY(outcome.bad > 0);
    }
};

QTEST_GUILESS_MAIN(PowerLossTest)
#include "PowerLossTest.moc"
