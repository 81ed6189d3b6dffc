/// The command line as scripts see it: exit status, the one JSON document on standard output, error objects, and a help
/// with an example for every command.
#include "core/store/Database.h"
#include "tests/support/CommandLine.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace lectern::test;

class CommandLineTest final : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir folder;

    QString path(const QString& name) const { return folder.filePath(name); }

    static QStringList commandNames()
    {
        QStringList names;
        for (const QJsonValue each : run({"--help", "--json"}).json["commands"].toArray())
            names << each["command"].toString();
        return names;
    }

private Q_SLOTS:
    void everyCommandOfTheContractIsThere();
    void everyCommandHasHelpWithItsOwnExample();
    void wrongUsageIsStatus1_data();
    void wrongUsageIsStatus1();
    void errorIsAnObjectInJson();
    void errorGoesToStandardErrorAsText();
    void missingSchoolIsStatus3();
    void districtStoreIsRefusedInWords();
    void newMakesASchoolAndDoesNotOverwrite();
    void foreignFileIsRefused();
    void emptySchoolAnswersEveryQuestion();
    void settingsAreChangedAllOrNone();
    void importMakesTheSchoolAndReportsEachLoad();
    void dryRunMakesNothing();
    void importOfNothingLeavesNoSchool();
    void undoTakesALoadBack();
    void interruptedCommandIsStatus4();
};

void CommandLineTest::everyCommandOfTheContractIsThere()
{
    const QStringList names = commandNames();
    for (const char* name : {"new", "simulate", "import", "preview", "connectors", "loads", "undo", "quarantine", "build", "check", "metrics",
                             "metric", "explain", "settings", "page", "report", "health"})
        QVERIFY2(names.contains(QLatin1String(name)), name);
}

void CommandLineTest::everyCommandHasHelpWithItsOwnExample()
{
    for (const QString& name : commandNames()) {
        const CommandResult result = run({name, "--help"});
        QCOMPARE(result.status, 0);
        QVERIFY2(result.output.contains("lectern-cli " + name + ' '), qPrintable(result.output));
        QVERIFY2(result.output.section("Example:", 1).contains("lectern-cli " + name), qPrintable(result.output));
        QVERIFY(result.messages.isEmpty());
    }
}

void CommandLineTest::wrongUsageIsStatus1_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::newRow("nothing") << QStringList{};
    QTest::newRow("unknown command") << QStringList{"publish", "a.lectern"};
    QTest::newRow("unknown option") << QStringList{"loads", "a.lectern", "--colour", "red"};
    QTest::newRow("too few arguments") << QStringList{"import", "a.lectern"};
    QTest::newRow("too many arguments") << QStringList{"loads", "a.lectern", "b"};
    QTest::newRow("option without its value") << QStringList{"metric", "a.lectern", "learners", "--by"};
    QTest::newRow("a date that is none") << QStringList{"metric", "a.lectern", "learners", "--as-of", "2026-02-30"};
    QTest::newRow("audience unknown") << QStringList{"metric", "a.lectern", "learners", "--audience", "all"};
    QTest::newRow("where without a value") << QStringList{"metric", "a.lectern", "learners", "--where", "grade"};
    QTest::newRow("not a number") << QStringList{"simulate", "--out", "x", "--students", "many"};
    QTest::newRow("no students") << QStringList{"simulate", "--out", "x", "--students", "0"};
    QTest::newRow("simulate without a folder") << QStringList{"simulate"};
    QTest::newRow("connector unknown") << QStringList{"import", "a.lectern", "b.csv", "--connector", "nobody"};
    QTest::newRow("mode unknown") << QStringList{"import", "a.lectern", "b.csv", "--mode", "replace"};
    QTest::newRow("undo of what") << QStringList{"undo", "a.lectern"};
    QTest::newRow("undo of both") << QStringList{"undo", "a.lectern", "1", "--package", "2"};
    QTest::newRow("undo of no number") << QStringList{"undo", "a.lectern", "first"};
}

void CommandLineTest::wrongUsageIsStatus1()
{
    QFETCH(QStringList, words);
    const CommandResult text = run(words);
    QCOMPARE(text.status, 1);
    QCOMPARE(text.output, QString());
    QVERIFY(!text.messages.isEmpty());
    if (words.isEmpty() || words.last().startsWith("--"))
        return; // "--json" behind an option without its value would be that value
    const CommandResult json = runJson(words);
    QCOMPARE(json.status, 1);
    QCOMPARE(json.json["error"]["code"].toString(), QString("usage"));
}

void CommandLineTest::errorIsAnObjectInJson()
{
    const CommandResult result = runJson({"loads", path("none.lectern")});
    const QJsonObject error = result.json["error"].toObject();
    QCOMPARE(error.keys(), QStringList({"code", "message", "remedy", "where"}));
    QCOMPARE(error["where"].toObject().keys(), QStringList({"column", "file", "row"}));
    QCOMPARE(error["where"]["file"].toString(), path("none.lectern"));
    QVERIFY(error["message"].toString().contains("none.lectern"));
    QVERIFY(!error["remedy"].toString().isEmpty());
}

void CommandLineTest::errorGoesToStandardErrorAsText()
{
    const CommandResult result = run({"loads", path("none.lectern")});
    QCOMPARE(result.output, QString());
    QVERIFY(result.messages.contains("none.lectern"));
}

void CommandLineTest::missingSchoolIsStatus3()
{
    for (const char* command : {"loads", "build", "check", "quarantine", "metrics", "settings"})
        QCOMPARE(runJson({command, path("none.lectern")}).status, 3);
    QVERIFY(!QFile::exists(path("none.lectern")));
}

void CommandLineTest::districtStoreIsRefusedInWords()
{
    const CommandResult result = runJson({"loads", "postgresql://localhost/district"});
    QCOMPARE(result.status, 2);
    QCOMPARE(result.json["error"]["code"].toString(), QString("store.not_supported"));
}

void CommandLineTest::newMakesASchoolAndDoesNotOverwrite()
{
    const QString school = path("new.lectern");
    const CommandResult made = runJson({"new", school});
    QCOMPARE(made.status, 0);
    QCOMPARE(made.json, (QJsonObject{{"school", school}}));
    const CommandResult again = runJson({"new", school});
    QCOMPARE(again.status, 1);
    QCOMPARE(again.json["error"]["code"].toString(), QString("file.exists"));
}

void CommandLineTest::foreignFileIsRefused()
{
    const QString file = path("letter.lectern");
    QFile letter(file);
    QVERIFY(letter.open(QIODevice::WriteOnly));
    letter.write("Dear parents, this is a letter and not a school.\n");
    letter.close();
    const CommandResult result = runJson({"loads", file});
    QCOMPARE(result.status, 2);
    QCOMPARE(result.json["error"]["code"].toString(), QString("school.foreign"));
}

void CommandLineTest::emptySchoolAnswersEveryQuestion()
{
    const QString school = path("empty.lectern");
    QCOMPARE(run({"new", school}).status, 0);
    QCOMPARE(runJson({"loads", school}).json["loads"].toArray().size(), 0);
    QCOMPARE(runJson({"quarantine", school}).json["rows"].toArray().size(), 0);
    const CommandResult early = runJson({"metric", school, "learners"});
    QCOMPARE(early.status, 2);
    QCOMPARE(early.json["error"]["code"].toString(), QString("gold.missing"));
    const CommandResult built = runJson({"build", school});
    QCOMPARE(built.status, 0);
    QVERIFY(!built.json["models"].toArray().isEmpty());
    QCOMPARE(built.json["checks"]["failed"].toInt(-1), 0);
    QCOMPARE(runJson({"check", school}).status, 0);
    const CommandResult health = runJson({"health", school});
    QCOMPARE(health.status, 0);
    QVERIFY(health.json["alerts"].isArray() && health.json["feeds"].isArray());
    QCOMPARE(health.json["checks_run"].toInt(), built.json["checks"]["passed"].toInt());
    QCOMPARE(runJson({"health", school, "--acknowledge", "late_feed/1/1"}).json.value("error").toObject().value("code").toString(), QString("alert.unknown"));
    for (const QJsonValue each : runJson({"metrics", school}).json["metrics"].toArray()) {
        const QString id = each["metric"].toString();
        const CommandResult result = runJson({"metric", school, id});
        QVERIFY2(result.status == 0, qPrintable(id + ": " + result.output));
        QCOMPARE(result.json["metric"].toString(), id);
        QVERIFY(result.json["rows"].isArray());
    }
    // what was asked is counted, after the answer: all but the question itself
    QVERIFY(runJson({"metric", school, "query_ms", "--by", "metric"}).json["rows"].toArray().size() > 30);
}

void CommandLineTest::settingsAreChangedAllOrNone()
{
    const QString school = path("settings.lectern");
    QCOMPARE(run({"new", school}).status, 0);
    const CommandResult before = runJson({"settings", school});
    QVERIFY(before.json["settings"].toObject().contains("small_group"));
    QCOMPARE(runJson({"settings", school, "small_group=15"}).json["settings"].toObject()["small_group"].toString(), QString("15"));
    const CommandResult refused = runJson({"settings", school, "small_group=20", "no_such_setting=1"});
    QCOMPARE(refused.status, 1);
    QCOMPARE(refused.json["error"]["code"].toString(), QString("setting.unknown"));
    QCOMPARE(runJson({"settings", school}).json["settings"].toObject()["small_group"].toString(), QString("15"));
}

void CommandLineTest::importMakesTheSchoolAndReportsEachLoad()
{
    const QString school = path("import.lectern"), exports = path("exports");
    const CommandResult simulated = runJson({"simulate", "--out", exports, "--students", "12", "--days", "20", "--seed", "3"});
    QCOMPARE(simulated.status, 0);
    QVERIFY(simulated.json["rows"].toInt() > 0);
    const CommandResult imported = runJson({"import", school, exports});
    QCOMPARE(imported.status, 0);
    const QJsonArray loads = imported.json["loads"].toArray();
    QVERIFY(!loads.isEmpty());
    for (const QJsonValue load : loads) {
        for (const char* field : {"load", "feed", "connector", "entity", "source", "sha256", "package", "scope", "mode", "repeat_of", "rows_read",
                                  "inserted", "updated", "unchanged", "closed", "quarantined", "seconds"})
            QVERIFY2(load.toObject().contains(QLatin1String(field)), field);
        QCOMPARE(load["rows_read"].toInteger(), load["inserted"].toInteger() + load["updated"].toInteger()
                                                    + load["unchanged"].toInteger() + load["quarantined"].toInteger());
    }
    QCOMPARE(imported.json["unrecognised"].toArray().size(), 0);
    for (const QJsonValue load : runJson({"import", school, exports}).json["loads"].toArray()) {
        QCOMPARE(load["inserted"].toInteger() + load["updated"].toInteger() + load["closed"].toInteger(), 0);
        if (load["entity"].toString() == "events")
            QVERIFY(load["repeat_of"].toInteger() > 0);
    }
    QCOMPARE(run({"build", school}).status, 0);
    const CommandResult learners = runJson({"metric", school, "learners"});
    const QString today = learners.json["as_of"].toString();
    const auto database = lectern::Database::open(school, lectern::Database::Access::ReadOnly);
    QVERIFY(database.has_value());
    const auto enrolled = database->integer(QString("SELECT count(DISTINCT userSourcedId) FROM now_oneroster__enrollments WHERE role = 'student'"
                                                    " AND beginDate <= '%1' AND (endDate IS NULL OR endDate >= '%1')").arg(today));
    QVERIFY(enrolled.value_or(0) > 0);
    QCOMPARE(learners.json["rows"].toArray().at(0)["value"].toInteger(), enrolled.value_or(-1));
    QVERIFY(run({"metric", school, "learners"}).output.startsWith("value,numerator,denominator,n,"));
}

void CommandLineTest::dryRunMakesNothing()
{
    const QString school = path("dry.lectern"), exports = path("dry-exports");
    QCOMPARE(run({"simulate", "--out", exports, "--students", "5", "--days", "10"}).status, 0);
    const CommandResult result = runJson({"import", school, exports, "--dry-run"});
    QCOMPARE(result.status, 0);
    QVERIFY(!result.json["loads"].toArray().isEmpty());
    QVERIFY(!QFile::exists(school));
}

void CommandLineTest::importOfNothingLeavesNoSchool()
{
    const QString school = path("never.lectern");
    const CommandResult result = runJson({"import", school, path("no-such-file.csv")});
    QCOMPARE(result.status, 3);
    QCOMPARE(result.json["loads"].toArray().size(), 0);
    QCOMPARE(result.json["error"]["code"].toString(), QString("file.missing"));
    QVERIFY(QDir(folder.path()).entryList({"never.lectern*"}).isEmpty());
}

void CommandLineTest::undoTakesALoadBack()
{
    const QString school = path("undo.lectern"), exports = path("undo-exports");
    QCOMPARE(run({"simulate", "--out", exports, "--students", "5", "--days", "10"}).status, 0);
    const QJsonArray loads = runJson({"import", school, exports}).json["loads"].toArray();
    const QString package = QString::number(loads.last()["package"].toInteger());
    const CommandResult undone = runJson({"undo", school, "--package", package});
    QCOMPARE(undone.status, 0);
    QVERIFY(!undone.json["undone"].toArray().isEmpty());
    const CommandResult unknown = runJson({"undo", school, "9999"});
    QCOMPARE(unknown.json["error"]["code"].toString(), QString("load.unknown"));
}

void CommandLineTest::interruptedCommandIsStatus4()
{
#ifdef Q_OS_WIN
    QSKIP("a console program cannot be interrupted from outside here");
#endif
    const QString exports = path("long-exports");
    QProcess process;
    process.start(commandLineProgram(), {"simulate", "--out", exports, "--students", "2000", "--days", "180", "--events", "20000000"});
    QVERIFY(process.waitForStarted());
    QTRY_VERIFY_WITH_TIMEOUT(QDir(exports).exists(), 20'000);
    process.terminate(); // the same handler as Ctrl+C
    QVERIFY(process.waitForFinished(20'000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 4);
}

QTEST_GUILESS_MAIN(CommandLineTest)
#include "CommandLineTest.moc"
