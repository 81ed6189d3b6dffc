/// Layouts as a script uses them: draft, look, load, share.
#include "tests/support/CommandLine.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

namespace lectern::test {

class LayoutCommandTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fromDraftToSecondSchool();
    void aWrongLayoutIsSaidWithItsPlace();
    void aLayoutThatDoesNotFitIsSaid();
    void wrongUsage();

private:
    QString write(const QString& name, const QByteArray& bytes) const
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write %s", qPrintable(name));
        return file.fileName();
    }
    QString at(const QString& name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
    const QByteArray m_csv = "Pupil No,Tested on,Maths,Reading\n0071,14/03/2025,412,398\n0072,15/03/2025,388,-\n";
};

void LayoutCommandTest::fromDraftToSecondSchool()
{
    const QString csv = write("Screener.csv", m_csv);
    const CommandResult draft = runJson({"layout", "--suggest", csv, "--out", at("draft.json")});
    QVERIFY2(draft.status == 0, qPrintable(draft.output + draft.messages));
    QVERIFY(draft.json["open"].toArray().isEmpty());
    QCOMPARE(draft.json["columns"].toArray().size(), 4);
    QCOMPARE(run({"layout", "--suggest", csv, "--out", at("draft.json")}).status, 1); // is not overwritten

    const CommandResult shown = run({"preview", csv, "--layout", at("draft.json"), "--csv"});
    QCOMPARE(shown.output, QString("assessment,date,score,student_id,subject\nScreener,2025-03-14,412,0071,Maths\nScreener,2025-03-14,398,0071,Reading\n"
                                   "Screener,2025-03-15,388,0072,Maths\n"));
    const QJsonObject seen = runJson({"preview", csv, "--layout", at("draft.json")}).json;
    QCOMPARE(seen["entity"].toString(), QString("scores"));
    QCOMPARE(seen["dialect"].toObject()["layout"].toString(), QString("Screener"));

    const CommandResult loaded = runJson({"import", at("a.lectern"), csv, "--layout", at("draft.json")});
    QVERIFY2(loaded.status == 0, qPrintable(loaded.output + loaded.messages));
    const QJsonObject load = loaded.json["loads"].toArray()[0].toObject();
    QCOMPARE(load["rows_read"].toInt(), 3);
    QCOMPARE(load["inserted"].toInt(), 3);
    QCOMPARE(load["feed"].toString(), QString("Screener"));
    const QJsonArray listed = runJson({"layout", at("a.lectern")}).json["layouts"].toArray();
    QCOMPARE(listed.size(), 1);
    QCOMPARE(listed[0].toObject()["target"].toString(), QString("assessments.scores"));

    QCOMPARE(run({"layout", at("a.lectern"), "--export", "screener", "--out", at("shared.json")}).status, 0);
    QCOMPARE(run({"new", at("b.lectern")}).status, 0);
    QCOMPARE(run({"layout", at("b.lectern"), "--add", at("shared.json")}).status, 0);
    const QJsonArray loads = runJson({"import", at("b.lectern"), csv}).json["loads"].toArray();
    QCOMPARE(loads.size(), 1);
    QCOMPARE(loads[0].toObject()["inserted"].toInt(), 3);
    QCOMPARE(run({"layout", at("b.lectern"), "--remove", "Screener"}).status, 0);
    QVERIFY(runJson({"layout", at("b.lectern"), "--list"}).json["layouts"].toArray().isEmpty());
}

void LayoutCommandTest::aWrongLayoutIsSaidWithItsPlace()
{
    const QString csv = write("Screener.csv", m_csv);
    const QString layout = write("wrong.json", R"({"lectern": "layout/1", "name": "x", "target": "assessments.scores", "signature": ["Pupil No"],
        "columns": {"student_id": "Pupil No", "assessment": {"constant": "A"}, "score": {"from": "Maths", "decimal": ";"}}})");
    for (const QStringList& words : {QStringList{"import", at("none.lectern"), csv, "--layout", layout}, {"preview", csv, "--layout", layout}}) {
        const CommandResult result = runJson(words);
        QCOMPARE(result.status, 2);
        const QJsonObject error = result.json["error"].toObject();
        QCOMPARE(error["code"].toString(), QString("layout.bad_value"));
        QVERIFY2(error["message"].toString().contains("wrong.json") && error["message"].toString().contains("$.columns.score.decimal"),
                 qPrintable(error["message"].toString()));
        QVERIFY(!error["remedy"].toString().isEmpty());
    }
    QVERIFY(!QFile::exists(at("none.lectern")));
}

void LayoutCommandTest::aLayoutThatDoesNotFitIsSaid()
{
    const QString csv = write("Other.csv", "Pupil No,Taken,Maths\n0071,14/03/2025,412\n");
    const QString layout = write("acme.json", R"({"lectern": "layout/1", "name": "Acme", "target": "assessments.scores", "signature": ["Pupil No"],
        "columns": {"student_id": "Pupil No", "date": "Tested on", "assessment": {"constant": "A"}, "score": "Maths"}})");
    const CommandResult result = runJson({"import", at("none.lectern"), csv, "--layout", layout});
    QCOMPARE(result.status, 2);
    QCOMPARE(result.json["error"].toObject()["code"].toString(), QString("layout.does_not_fit"));
    QVERIFY(result.json["error"].toObject()["message"].toString().contains("Tested on"));
}

void LayoutCommandTest::wrongUsage()
{
    QCOMPARE(run({"layout"}).status, 1);
    QCOMPARE(run({"layout", "--suggest", write("S.csv", m_csv), "--target", "assessments.nothing"}).status, 1);
    QCOMPARE(run({"layout", "--list", "--add", "x.json"}).status, 1);
    QCOMPARE(run({"new", at("c.lectern")}).status, 0);
    QCOMPARE(run({"layout", at("c.lectern"), "--export", "nothing"}).status, 1);
    QCOMPARE(run({"layout", at("c.lectern"), "--add", at("absent.json")}).status, 3);
}

} // namespace lectern::test

QTEST_GUILESS_MAIN(lectern::test::LayoutCommandTest)
#include "LayoutCommandTest.moc"
