/// Refused rows and changed columns as scripts see them: `quarantine`, `correct`, `import --accept-drift --mapping`.
#include "tests/support/CommandLine.h"
#include "tests/support/Fixtures.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QProcess>
#include <QTest>

using namespace lectern::test;

namespace {

const QByteArray enrolments =
    "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,beginDate\n"
    "a,active,,1,x,u1,student,2026-03-01\nb,active,,1,x,u2,pirate,2026-03-02\nc,active,,1,x,u3,teacher,2026-03-03\n";
const QByteArray sessions = "sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear\n"
                            "t1,active,,Term 1,term,2025-09-01,someday,,2026\n";

} // namespace

class QuarantineCommandTest final : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QString m_school;
    int m_number = 0;

    QString file(const QString& name) const { return m_folder.filePath(name); }

private Q_SLOTS:
    void init()
    {
        m_school = file(QString("school%1.lectern").arg(++m_number));
        QCOMPARE(runJson({"import", m_school, writeFile(m_folder, "enrollments.csv", enrolments)}).status, 0);
    }

    void aRowIsCorrectedByItsLoadAndRow()
    {
        const QJsonObject row = runJson({"quarantine", m_school}).json["rows"].toArray().first().toObject();
        QCOMPARE(row["row"].toInt(), 3);
        const QString load = QString::number(row["load"].toInt());
        const CommandResult wrong = runJson({"correct", m_school, load, "3", "role=captain"});
        QCOMPARE(wrong.status, 2);
        QCOMPARE(wrong.json["error"]["code"].toString(), QString("correction.refused"));
        const CommandResult right = runJson({"correct", m_school, load, "3", "role=student"});
        QCOMPARE(right.status, 0);
        QCOMPARE(right.json["corrected"].toInt(), 1);
        QCOMPARE(right.json["loads"][0]["inserted"].toInt(), 1);
        QVERIFY(runJson({"quarantine", m_school}).json["rows"].toArray().isEmpty());
        QCOMPARE(run({"correct", m_school, load, "3", "role=student"}).status, 1);
    }

    void theListIsNarrowedByLoadReasonAndEntity()
    {
        QCOMPARE(runJson({"quarantine", m_school, "--reason", "not_allowed"}).json["rows"].toArray().size(), 1);
        QCOMPARE(runJson({"quarantine", m_school, "--reason", "not_a_date"}).json["rows"].toArray().size(), 0);
        QCOMPARE(runJson({"quarantine", m_school, "--entity", "enrollments"}).json["rows"].toArray().size(), 1);
        QCOMPARE(runJson({"quarantine", m_school, "--load", "99"}).json["rows"].toArray().size(), 0);
    }

    void aFileIsMendedAndImportedAgain()
    {
        QProcess program;
        program.start(commandLineProgram(), {"quarantine", m_school, "--csv"});
        QVERIFY(program.waitForFinished());
        QByteArray csv = program.readAllStandardOutput();
        QVERIFY2(csv.startsWith("\xef\xbb\xbfsourcedId,"), csv.constData());
        csv.replace("pirate", "aide");
        const CommandResult mended = runJson({"import", m_school, writeFile(m_folder, "mended.csv", csv)});
        QCOMPARE(mended.status, 0);
        QCOMPARE(mended.json["loads"][0]["inserted"].toInt(), 1);
        QCOMPARE(mended.json["loads"][0]["closed"].toInt(), 0);
        QVERIFY(runJson({"quarantine", m_school}).json["rows"].toArray().isEmpty());
    }

    void twoKindsOfRowsNeedAFolder()
    {
        QCOMPARE(runJson({"import", m_school, writeFile(m_folder, "academicSessions.csv", sessions)}).status, 0);
        QCOMPARE(run({"quarantine", m_school, "--csv"}).status, 1);
        QCOMPARE(run({"quarantine", m_school, "--csv", "--entity", "enrollments"}).status, 0);
        const CommandResult written = runJson({"quarantine", m_school, "--csv", "--out", file("refused")});
        QCOMPARE(written.status, 0);
        QCOMPARE(written.json["files"].toArray().size(), 2);
        QVERIFY(QFile::exists(file("refused/refused.oneroster.enrollments.csv")));
    }

    void aRenamedColumnStopsUntilItIsAccepted()
    {
        const QString renamed = writeFile(m_folder, "enrollments.csv", QByteArray(enrolments).replace("beginDate", "begin_date"));
        const CommandResult asked = runJson({"import", m_school, renamed});
        QCOMPARE(asked.status, 2);
        QCOMPARE(asked.json["error"]["code"].toString(), QString("import.drift"));
        QVERIFY(asked.json["error"]["message"].toString().contains("\"beginDate\" seems to be called \"begin_date\" now"));
        QVERIFY(asked.json["error"]["remedy"].toString().contains("--accept-drift"));
        QCOMPARE(runJson({"import", m_school, renamed, "--dry-run"}).status, 2);
        QCOMPARE(runJson({"import", m_school, renamed, "--accept-drift"}).status, 0);
    }

    void aMappingFileSaysWhatAColumnIs()
    {
        const QString renamed = writeFile(m_folder, "enrollments.csv", QByteArray(enrolments).replace("beginDate", "von"));
        const QString mapping = writeFile(m_folder, "mapping.json", R"({"columns": {"von": "beginDate"}})");
        const CommandResult done = runJson({"import", m_school, renamed, "--mapping", mapping});
        QCOMPARE(done.status, 0);
        QCOMPARE(done.json["loads"][0]["unchanged"].toInt(), 2);
        QCOMPARE(run({"import", m_school, renamed, "--mapping", file("none.json")}).status, 3);
    }
};

QTEST_GUILESS_MAIN(QuarantineCommandTest)
#include "QuarantineCommandTest.moc"
