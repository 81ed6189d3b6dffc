/// The importing process is killed at random moments of its work, again and again. Whenever the school is opened
/// afterwards it shows what it showed before or, if the import had ended, all of it; and the same import run once more
/// ends in the same school as one that was never interrupted. LECTERN_KILLS sets how often, LECTERN_SEED where.
#include "core/base/ErrorText.h"
#include "tests/support/CanonicalDump.h"
#include "tests/support/CommandLine.h"
#include "tests/support/MixedExport.h"
#include "tests/support/TestSchool.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QJsonArray>
#include <QProcess>
#include <QRandomGenerator>
#include <QTest>
#include <algorithm>

// label: slow

using namespace lectern;
using namespace lectern::test;

class CrashTest final : public QObject
{
    Q_OBJECT

    /// A school, an import into it, and what it holds before and after.
    struct Scene
    {
        QString before;  ///< the school to copy
        QString exports; ///< the folder to import
        CanonicalDump dumpBefore, dumpAfter;
        QList<double> seconds; ///< how long uninterrupted imports took
    };

    struct Tally
    {
        int kills = 0, insideRun = 0, hadWritten = 0, showedAfter = 0, twice = 0;
    };

    QTemporaryDir folder;
    QRandomGenerator dice;
    Tally tally;

    static CanonicalDump dumpOf(const QString& school)
    {
        auto dump = canonicalDump(school);
        if (!dump)
            qFatal("%s", qPrintable(text(dump.error())));
        return std::move(*dump);
    }

    static void copy(const QString& from, const QString& to)
    {
        for (const char* suffix : {"", "-wal", "-shm", "-journal", "-owner"})
            QFile::remove(to + QLatin1String(suffix));
        if (!QFile::copy(from, to))
            qFatal("cannot copy to %s", qPrintable(to));
    }

    /// The usual time of an import, in seconds.
    static double usual(const Scene& scene)
    {
        QList<double> sorted = scene.seconds.mid(std::max<qsizetype>(0, scene.seconds.size() - 5));
        std::ranges::sort(sorted);
        return sorted.at(sorted.size() / 2);
    }

    /// Imports to the end and notes how long it took; the answer's messages if it did not succeed.
    static QString import(Scene& scene, const QString& school, bool measure)
    {
        QElapsedTimer clock;
        clock.start();
        const CommandResult result = runJson({"import", school, scene.exports});
        if (measure)
            scene.seconds << double(clock.nsecsElapsed()) / 1e9;
        const bool whole = result.status == 0 && result.json["unrecognised"].toArray().isEmpty();
        return whole ? QString() : QString("status %1: ").arg(result.status) + result.output + result.messages;
    }

    Scene prepare(const QString& name, const MixedSize& base, const MixedSize& size, int measured)
    {
        Scene scene{folder.filePath(name + ".lectern"), folder.filePath(name), {}, {}, {}};
        writeMixedExport(folder.filePath(name + "-base"), base, 0);
        writeMixedExport(scene.exports, size, 1);
        const CommandResult first = runJson({"import", scene.before, folder.filePath(name + "-base")});
        if (first.status != 0)
            qFatal("%s", qPrintable(first.output + first.messages));
        scene.dumpBefore = dumpOf(scene.before);
        const QString whole = folder.filePath("whole.lectern");
        for (int i = 0; i < measured; ++i) {
            copy(scene.before, whole);
            if (const QString said = import(scene, whole, true); !said.isEmpty())
                qFatal("%s", qPrintable(said));
        }
        scene.dumpAfter = dumpOf(whole);
        return scene;
    }

    /// Starts an import and kills it after `seconds`; false if it had ended before, which says how long an import takes now.
    bool killAfter(Scene& scene, const QString& school, double seconds)
    {
        QProcess process;
        process.setStandardOutputFile(QProcess::nullDevice());
        process.setStandardErrorFile(QProcess::nullDevice());
        QElapsedTimer clock;
        clock.start();
        process.start(commandLineProgram(), {"import", school, scene.exports});
        if (!process.waitForStarted())
            qFatal("%s", qPrintable(process.errorString()));
        const qint64 wait = qint64(seconds * 1e6) - clock.nsecsElapsed() / 1000;
        if (wait > 0 && !process.waitForFinished(int(wait / 1000)))
            QThread::usleep(ulong(wait % 1000));
        const double waited = double(clock.nsecsElapsed()) / 1e9;
        process.kill();
        process.waitForFinished();
        const bool died = process.exitStatus() == QProcess::CrashExit;
        if (!died)
            scene.seconds << waited;
        return died;
    }

    /// A moment of the run: anywhere in it, or one time in three in its last quarter, where everything becomes visible.
    double moment(const Scene& scene)
    {
        const double part = dice.bounded(3) == 0 ? 0.75 + dice.generateDouble() * 0.3 : dice.generateDouble() * 1.05;
        return part * usual(scene);
    }

    /// What must hold whenever the school is opened after a kill; "" if it does.
    QString stateAfterKill(const Scene& scene, const QString& school, bool& ended)
    {
        if (const QString said = quickCheck(school); said != "ok")
            return "quick check: " + said;
        const auto dump = canonicalDump(school);
        if (!dump)
            return text(dump.error());
        ended = *dump == scene.dumpAfter;
        tally.showedAfter += ended;
        if (ended || *dump == scene.dumpBefore)
            return {};
        return "neither what was before, " + difference(scene.dumpBefore, *dump) + "\nnor all of it, " +
               difference(scene.dumpAfter, *dump);
    }

    QString killAndResume(Scene& scene)
    {
        const QString school = folder.filePath("killed.lectern");
        copy(scene.before, school);
        const int kills = dice.bounded(4) == 0 ? 2 : 1;
        for (int i = 0; i < kills; ++i) {
            const double when = moment(scene);
            const bool died = killAfter(scene, school, when);
            ++tally.kills;
            tally.insideRun += died;
            tally.hadWritten += died && (QFileInfo(school + "-wal").size() > 32 || QFileInfo(school + "-journal").size() > 0);
            bool ended = false;
            if (const QString said = stateAfterKill(scene, school, ended); !said.isEmpty())
                return QString("killed after %1 s: ").arg(when) + said;
            if (ended)
                return {}; // once more would be a repeat, with entries of its own in the log
            tally.twice += i;
        }
        if (const QString said = import(scene, school, false); !said.isEmpty())
            return "resumed: " + said;
        if (const QString said = quickCheck(school); said != "ok")
            return "quick check after resuming: " + said;
        const QString said = difference(scene.dumpAfter, dumpOf(school));
        return said.isEmpty() ? QString() : "resumed: " + said;
    }

    static int fromEnvironment(const char* name, int fallback)
    {
        bool ok = false;
        const int value = qEnvironmentVariableIntValue(name, &ok);
        return ok ? value : fallback;
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto seed = quint32(fromEnvironment("LECTERN_SEED", int(QRandomGenerator::system()->bounded(1'000'000))));
        dice.seed(seed);
        qInfo("LECTERN_SEED=%u", seed);
    }

    void killedFirstImportCanBeRepeated()
    {
        const QString exports = folder.filePath("first"), school = folder.filePath("new.lectern");
        writeMixedExport(exports, {400, 3000, 500}, 0);
        Scene scene{{}, exports, {}, {}, {}};
        const auto begin = [&school] {
            for (const char* suffix : {"", "-wal", "-shm", "-journal", "-owner"})
                QFile::remove(school + QLatin1String(suffix));
        };
        QCOMPARE(import(scene, school, true), QString());
        scene.dumpAfter = dumpOf(school);
        const int kills = std::max(20, fromEnvironment("LECTERN_KILLS", 100) / 5);
        for (int i = 0; i < kills; ++i) {
            begin();
            killAfter(scene, school, dice.generateDouble() * usual(scene));
            if (QFileInfo::exists(school) && dumpOf(school) == scene.dumpAfter)
                continue;
            if (const QString said = import(scene, school, false); !said.isEmpty())
                QFAIL(qPrintable(said));
            QCOMPARE(difference(scene.dumpAfter, dumpOf(school)), QString());
        }
    }

    void killedImportResumesToTheSameSchool_data()
    {
        QTest::addColumn<MixedSize>("base");
        QTest::addColumn<MixedSize>("size");
        QTest::addColumn<int>("kills");
        const int kills = fromEnvironment("LECTERN_KILLS", 100);
        const int large = std::max(1, kills / 25);
        QTest::newRow("small files") << MixedSize{400, 3000, 500} << MixedSize{400, 10000, 1500} << kills - large;
        QTest::newRow("several batches") << MixedSize{2000, 3000, 500} << MixedSize{2000, 600000, 5000} << large;
    }

    void killedImportResumesToTheSameSchool()
    {
        QFETCH(MixedSize, base);
        QFETCH(MixedSize, size);
        QFETCH(int, kills);
        Scene scene = prepare(QString(QTest::currentDataTag()).section(' ', 0, 0), base, size, kills > 20 ? 5 : 2);
        QVERIFY2(scene.dumpBefore != scene.dumpAfter, "the import must change something");
        tally = {};
        while (tally.insideRun < kills && tally.kills < 10 * kills) { // another program may make an import slower or quicker
            const QString said = killAndResume(scene);
            QVERIFY2(said.isEmpty(), qPrintable(said));
        }
        qInfo("%d kills, %d of them inside the run, %d after something was written, %d showed the whole import, %d twice in a row;"
              " an uninterrupted import takes %.2f s",
              tally.kills, tally.insideRun, tally.hadWritten, tally.showedAfter, tally.twice, usual(scene));
        QVERIFY2(tally.insideRun >= kills, "too few kills found the import running");
        QVERIFY2(tally.hadWritten > 0 || kills < 10, "no kill found anything written");
    }
};

QTEST_GUILESS_MAIN(CrashTest)
#include "CrashTest.moc"
