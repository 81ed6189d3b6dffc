/// What people drop on a school by mistake: each gets a message that names file, row and column, nothing crashes, and the
/// school is unchanged or holds the good rows and keeps the bad ones in quarantine. Through the command line, on real
/// files.
#include "core/store/Database.h"
#include "tests/support/CommandLine.h"
#include "tests/support/ZipFile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace lectern;
using namespace lectern::test;

class BadInputTest final : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir folder;
    QString school;

    QString path(const QString& name) const { return folder.filePath(name); }

    QString write(const QString& name, const QByteArray& bytes) const
    {
        QDir().mkpath(QFileInfo(path(name)).path());
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write %s", qPrintable(path(name)));
        return path(name);
    }

    /// Rows in force of every entity, "now_…: count".
    QStringList inForce() const
    {
        const auto database = Database::open(school, Database::Access::ReadOnly);
        if (!database)
            return {"the school cannot be read"};
        auto views = database->prepare("SELECT name FROM sqlite_schema WHERE type = 'view' AND name GLOB 'now_*' ORDER BY name");
        QStringList counts;
        while (views->step().value_or(false))
            counts << views->text(0) + ": " + QString::number(database->integer("SELECT count(*) FROM " + quoted(views->text(0))).value_or(-1));
        return counts;
    }

    static QByteArray roster(int students)
    {
        QByteArray text = "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,"
                          "identifier,email,sms,phone,agentSourcedIds,grades,password\n";
        for (int i = 1; i <= students; ++i) {
            const QByteArray number = QByteArray::number(i);
            text += "u" + number + ",,,true,o1,student,user" + number + ",,Given" + number + ",Family" + number + ",,,,,,,07,\n";
        }
        return text;
    }

    static QByteArray scores(const QByteArray& rows)
    {
        return "student_id,date,assessment,subject,score,max_score,band,term\n" + rows;
    }

    /// The one thing an import could not use.
    static QJsonObject refusal(const CommandResult& result) { return result.json["unrecognised"][0].toObject(); }

    QJsonObject quarantined(const QString& file) const
    {
        for (const QJsonValue row : runJson({"quarantine", school}).json["rows"].toArray())
            if (row["source"].toString().endsWith(file))
                return row.toObject();
        return {};
    }

private Q_SLOTS:
    void initTestCase();
    void unusableFileLeavesTheSchoolUnchanged_data();
    void unusableFileLeavesTheSchoolUnchanged();
    void missingFileIsNamed();
    void missingColumnIsNamed();
    void badCellGoesToQuarantine_data();
    void badCellGoesToQuarantine();
    void oneKeyWithTwoContentsGoesToQuarantine();
    void halfARosterStopsAndAsks();
    void unknownStudentIsNoError();
};

void BadInputTest::initTestCase()
{
    school = path("school.lectern");
    write("roster/orgs.csv", "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\no1,,,Northside,school,,\n");
    write("roster/users.csv", roster(40));
    const CommandResult result = runJson({"import", school, path("roster")});
    QVERIFY2(result.status == 0, qPrintable(result.output + result.messages));
    QVERIFY(inForce().contains("now_oneroster__users: 40"));
}

void BadInputTest::unusableFileLeavesTheSchoolUnchanged_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("code");
    QTest::newRow("an empty file") << write("empty.csv", {}) << "source.empty";
    QTest::newRow("a picture") << write("photo.csv", QByteArray("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0", 20) + QByteArray(4000, '\0')) << "source.binary";
    QTest::newRow("a letter") << write("letter.csv", "Dear parents,\nthe school trip is on Friday.\n") << "source.not_recognised";
    QDir().mkpath(path("nothing"));
    QTest::newRow("an empty folder") << path("nothing") << "import.nothing";

    QByteArray rows;
    for (int i = 0; i < 2000; ++i)
        rows += "u" + QByteArray::number(i % 40 + 1) + ",2026-03-02,Reading check " + QByteArray::number(i * 7919 % 104729)
            + ",Reading," + QByteArray::number(i % 100) + ",100,,\n";
    writeZip(path("whole.zip"), {{"scores.csv", scores(rows), false}});
    QFile whole(path("whole.zip"));
    QVERIFY(whole.open(QIODevice::ReadOnly));
    const QByteArray bytes = whole.readAll();
    QTest::newRow("a truncated zip") << write("cut.zip", bytes.left(bytes.size() / 2)) << "zip.damaged";

    writeZip(path("climbing.zip"), {{"../../scores.csv", scores("u1,2026-03-02,Check,Reading,4,5,,\n"), false}});
    QTest::newRow("a zip that climbs out") << path("climbing.zip") << "zip.unsafe_name";
}

void BadInputTest::unusableFileLeavesTheSchoolUnchanged()
{
    QFETCH(QString, file);
    QFETCH(QString, code);
    const QStringList before = inForce();
    const CommandResult result = runJson({"import", school, file});
    QVERIFY2(result.status == 2, qPrintable(result.output + result.messages));
    QCOMPARE(result.json["error"]["code"].toString(), code);
    QVERIFY2(result.json["error"]["message"].toString().contains(QFileInfo(file).fileName()), qPrintable(result.output));
    QVERIFY(!result.json["error"]["remedy"].toString().isEmpty());
    QCOMPARE(inForce(), before);
    const CommandResult text = run({"import", school, file});
    QCOMPARE(text.status, 2);
    QVERIFY2(text.messages.contains(QFileInfo(file).fileName()), qPrintable(text.messages));
}

void BadInputTest::missingFileIsNamed()
{
    const CommandResult result = runJson({"import", school, path("gone.csv")});
    QCOMPARE(result.status, 3);
    QVERIFY(result.json["error"]["message"].toString().contains("gone.csv"));
}

void BadInputTest::missingColumnIsNamed()
{
    const QStringList before = inForce();
    const QString nearly = write("no-dates.csv", "id,student_id,school_year,school_id,all_day,Period,section_id,AttendanceCode,PresenceFlag,"
                                                 "attendance_status,attendance_type,attendance_sequence\n"
                                                 "1,u1,2026,o1,Yes,,,P,1,Present,DailyAttendance,\n");
    const QString few = write("no-dates-few.csv", "id,student_id,AttendanceCode\n1,u1,P\n");
    for (const QStringList& words : {QStringList{nearly}, QStringList{few, "--connector", "sis", "--entity", "attendance"}}) {
        const CommandResult result = runJson(QStringList{"import", school} + words);
        QCOMPARE(result.status, 2);
        const QJsonObject refused = refusal(result);
        QCOMPARE(refused["code"].toString(), QString("table.missing_column"));
        QCOMPARE(refused["where"]["column"].toString(), QString("attendance_date"));
        QCOMPARE(refused["where"]["row"].toInt(), 1);
        QVERIFY2(refused["message"].toString().contains(QFileInfo(words.first()).fileName()), qPrintable(result.output));
    }
    QCOMPARE(inForce(), before);
}

void BadInputTest::badCellGoesToQuarantine_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<QString>("column");
    QTest::addColumn<QString>("value");
    QTest::newRow("a date that is none") << "date.csv" << QByteArray("u2,2026-02-30,Date check,Reading,12,20,,\n") << "date" << "2026-02-30";
    QTest::newRow("a score in letters") << "letters.csv" << QByteArray("u2,2026-03-02,Letter check,Reading,abc,20,,\n") << "score" << "abc";
}

void BadInputTest::badCellGoesToQuarantine()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, row);
    QFETCH(QString, column);
    QFETCH(QString, value);
    const QByteArray good = "u1,2026-03-02,Good " + name.toUtf8() + ",Reading,15,20,,\n";
    const QByteArray other = "u3,2026-03-03,Good " + name.toUtf8() + ",Reading,18,20,,\n";
    const CommandResult result = runJson({"import", school, write(name, scores(good + row + other))});
    QVERIFY2(result.status == 0, qPrintable(result.output + result.messages));
    const QJsonObject load = result.json["loads"][0].toObject();
    QCOMPARE(load["rows_read"].toInt(), 3);
    QCOMPARE(load["inserted"].toInt(), 2);
    QCOMPARE(load["quarantined"].toInt(), 1);
    const QJsonObject refused = quarantined(name);
    QCOMPARE(refused["row"].toInt(), 3);
    QCOMPARE(refused["column"].toString(), column);
    QCOMPARE(refused["value"].toString(), value);
    QVERIFY(refused["reason"].toString().contains(value));
    const CommandResult text = run({"quarantine", school});
    QVERIFY(text.output.contains(name) && text.output.contains(value));
}

void BadInputTest::oneKeyWithTwoContentsGoesToQuarantine()
{
    const QByteArray rows = "u4,2026-03-02,Twice check,Reading,10,20,,\n"
                            "u5,2026-03-02,Twice check,Reading,11,20,,\n"
                            "u4,2026-03-02,Twice check,Reading,19,20,,\n";
    const CommandResult result = runJson({"import", school, write("twice.csv", scores(rows))});
    QVERIFY2(result.status == 0, qPrintable(result.output + result.messages));
    QVERIFY(result.json["loads"][0]["quarantined"].toInt() >= 1);
    const QJsonObject refused = quarantined("twice.csv");
    QCOMPARE(refused["code"].toString(), QString("key_conflict"));
    QVERIFY(refused["row"].toInt() > 1);
    QVERIFY(!refused["column"].toString().isEmpty());
}

void BadInputTest::halfARosterStopsAndAsks()
{
    write("half/orgs.csv", "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\no1,,,Northside,school,,\n");
    write("half/users.csv", roster(20));
    const QStringList before = inForce();
    const CommandResult result = runJson({"import", school, path("half")});
    bool stopped = false;
    for (const QJsonValue each : result.json["unrecognised"].toArray())
        stopped = stopped || (each["code"].toString() == "import.closures" && each["message"].toString().contains("users.csv"));
    QVERIFY2(stopped, qPrintable(result.output));
    QCOMPARE(inForce(), before);
    const CommandResult accepted = runJson({"import", school, path("half"), "--accept-closures"});
    QCOMPARE(accepted.status, 0);
    QVERIFY(inForce().contains("now_oneroster__users: 20"));
}

void BadInputTest::unknownStudentIsNoError()
{
    const CommandResult result =
        runJson({"import", school, write("stranger.csv", scores("nobody-knows-me,2026-03-02,Stranger check,Reading,15,20,,\n"))});
    QCOMPARE(result.status, 0);
    QCOMPARE(result.json["loads"][0]["inserted"].toInt(), 1);
    QCOMPARE(run({"build", school}).status, 0);
}

QTEST_GUILESS_MAIN(BadInputTest)
#include "BadInputTest.moc"
