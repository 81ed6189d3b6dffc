/// Two programs on one school file: the second may read, may not write and says why; what either was told is imported
/// stays imported.
#include "core/store/Database.h"
#include "tests/support/CanonicalDump.h"
#include "tests/support/CommandLine.h"
#include "tests/support/MixedExport.h"
#include "tests/support/TestSchool.h"

#include <QJsonArray>
#include <QProcess>
#include <QTest>

using namespace lectern;
using namespace lectern::test;

class TwoProcessesTest final : public QObject
{
    Q_OBJECT

    QTemporaryDir folder;

    QString path(const QString& name) const { return folder.filePath(name); }

    /// studentVle.csv with `rows` rows that no other `number` has, in a folder of its own.
    QString clicks(int number, int rows) const
    {
        const QString name = path(QString("clicks-%1").arg(number));
        QDir().mkpath(name);
        QFile file(name + "/studentVle.csv");
        if (!file.open(QIODevice::WriteOnly) || file.write(clickRows(number * 100'000, rows)) < 0)
            qFatal("cannot write %s", qPrintable(file.fileName()));
        return name;
    }

    static qint64 rowsInForce(const QString& school)
    {
        const auto database = Database::open(school, Database::Access::ReadOnly);
        return database ? database->integer("SELECT count(*) FROM now_oulad__student_vle").value_or(-1) : -1;
    }

    /// Sources of the loads in force.
    static QStringList loaded(const QString& school)
    {
        QStringList sources;
        for (const QJsonValue load : runJson({"loads", school}).json["loads"].toArray())
            sources << load["source"].toString();
        return sources;
    }

    struct Import
    {
        QString source;
        QProcess process;
        int status = -1;
        QJsonObject json;
    };

    static void start(Import& import, const QString& school, const QString& source)
    {
        import.source = source;
        import.process.start(commandLineProgram(), {"import", school, source, "--json"});
    }

    static void finish(Import& import)
    {
        if (!import.process.waitForFinished(120'000) || import.process.exitStatus() != QProcess::NormalExit)
            qFatal("an import crashed or hangs: %s", import.process.readAllStandardError().constData());
        import.status = import.process.exitCode();
        import.json = QJsonDocument::fromJson(import.process.readAllStandardOutput()).object();
    }

    static QString codeOf(const Import& import) { return import.json["error"].toObject()["code"].toString(); }

private Q_SLOTS:
    void whoComesSecondReadsButIsRefusedToWrite()
    {
        const QString school = path("held.lectern");
        QCOMPARE(run({"import", school, clicks(1, 500)}).status, 0);
        {
            const auto held = School::open(school, catalog().entities()); // this process is the first
            QVERIFY2(held, held ? "" : qPrintable(text(held.error())));
            QVERIFY(!(*held)->readOnly());
            const CommandResult second = runJson({"import", school, clicks(2, 500)});
            QCOMPARE(second.status, 3);
            QCOMPARE(second.json["error"]["code"].toString(), QString("school.read_only"));
            const QString message = second.json["error"]["message"].toString();
            QVERIFY2(message.contains("held.lectern") && message.contains("another Lectern"), qPrintable(message));
            QVERIFY(!second.json["error"]["remedy"].toString().isEmpty());
            const CommandResult spoken = run({"import", school, clicks(2, 500)});
            QVERIFY2(spoken.messages.contains("another Lectern"), qPrintable(spoken.messages));
            for (const char* command : {"loads", "quarantine", "settings"}) {
                const CommandResult read = runJson({command, school});
                QVERIFY2(read.status == 0, qPrintable(command + read.output + read.messages));
            }
            QCOMPARE(loaded(school).size(), 1);

            // The first goes on writing while the second looked.
            const auto report = importPaths(**held, catalog(), {clicks(3, 500)}, {}, [](const Progress&) {}, Cancel());
            QVERIFY2(report && report->loads.size() == 1, report ? "no load" : qPrintable(text(report.error())));
            QCOMPARE(rowsInForce(school), 1000);
        }
        QCOMPARE(run({"import", school, clicks(2, 500)}).status, 0);
        QCOMPARE(rowsInForce(school), 1500);
        QCOMPARE(quickCheck(school), QString("ok"));
    }

    void racingImportsLoseNothingThatWasAcknowledged()
    {
        const QString school = path("raced.lectern");
        constexpr int rounds = 20, few = 400, many = 90'000;
        QCOMPARE(run({"import", school, clicks(100, few)}).status, 0);
        QStringList acknowledged{path("clicks-100")};
        qint64 expected = few;
        int refused = 0;
        for (int round = 0; round < rounds; ++round) {
            // Who comes second waits a moment for the first; one round in four takes longer than that.
            const int rows = round % 4 == 3 ? many : few;
            const QString one = clicks(101 + 2 * round, rows), other = clicks(102 + 2 * round, rows);
            Import first, second;
            start(first, school, one);
            start(second, school, other);
            for (Import* import : {&first, &second}) {
                finish(*import);
                if (import->status == 0) {
                    acknowledged << import->source;
                    expected += rows;
                    continue;
                }
                ++refused;
                QCOMPARE(import->status, 3);
                QCOMPARE(codeOf(*import), QString("school.read_only"));
            }
            QVERIFY2(first.status == 0 || second.status == 0, "neither could import");
        }
        qInfo("%d imports acknowledged, %d refused", int(acknowledged.size()), refused);
        QCOMPARE(quickCheck(school), QString("ok"));
        QCOMPARE(rowsInForce(school), expected);
        const QStringList sources = loaded(school);
        QCOMPARE(sources.size(), acknowledged.size());
        for (const QString& source : acknowledged)
            QVERIFY2(sources.contains(source + "/studentVle.csv"), qPrintable(source));
    }

    void racingToMakeOneSchoolLosesNothing()
    {
        for (int round = 0; round < 5; ++round) {
            const QString school = path(QString("made-%1.lectern").arg(round));
            Import first, second;
            start(first, school, clicks(1, 300));
            start(second, school, clicks(2, 300));
            int acknowledged = 0;
            for (Import* import : {&first, &second}) {
                finish(*import);
                acknowledged += import->status == 0;
                const QString code = codeOf(*import);
                QVERIFY2(import->status == 0 || code == "school.read_only" || code == "file.exists" || code == "file.unwritable",
                         qPrintable(QString::fromUtf8(QJsonDocument(import->json).toJson())));
            }
            QVERIFY(acknowledged >= 1);
            QCOMPARE(quickCheck(school), QString("ok"));
            QCOMPARE(rowsInForce(school), acknowledged * 300);
        }
    }
};

QTEST_GUILESS_MAIN(TwoProcessesTest)
#include "TwoProcessesTest.moc"
