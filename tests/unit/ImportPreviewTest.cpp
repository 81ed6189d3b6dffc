/// What an import would read, before it reads: who knows a file, its first rows, the cells that will be refused, columns
/// that changed. Nothing is written.
#include "core/ingest/ImportPreview.h"
#include "core/transform/Runner.h"
#include "tests/support/TestSchool.h"
#include "tests/support/Workbook.h"

#include <QtTest>

using namespace lectern;
using namespace lectern::test;

namespace {

ImportPreview preview(TestSchool& test, const QStringList& paths, const ImportOptions& options = {})
{
    const auto reader = test.school().reader();
    if (!reader)
        qFatal("no reader");
    auto made = previewImport(*reader, catalog(), paths, options, [](const Progress&) {}, {});
    if (!made)
        qFatal("%s", qPrintable(text(made.error())));
    return std::move(*made);
}

const QByteArray scores = "student_id,date,assessment,subject,score,room,pin\n"
                          "S001,2026-03-09,Spring check,Maths,61,A,1\n"
                          "\n"
                          "S002,2026-03-09,Spring check,Maths,absent,A,2\n"
                          ",2026-03-32,Spring check,Maths,74,A,3\n";

QStringList faultsOf(const SourcePreview& source)
{
    QStringList faults;
    for (const PreviewFault& fault : source.faults)
        faults << QStringLiteral("%1 %2 %3").arg(fault.row).arg(fault.column).arg(fault.reason);
    return faults;
}

} // namespace

class ImportPreviewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSheetIsShownBelowItsTitleAndAsWideAsItsHeader()
    {
        TestSchool test;
        QList<QStringList> rows = {{"Spelling test 6a"}, {"Pupil No", "Tested on", "Marks", "Comment", "Parent informed"}};
        for (int i = 0; i < 20; ++i)
            rows << QStringList{QString("S%1").arg(100 + i), "2026-03-09", "#" + QString::number(i), i % 5 ? QString() : "late"};
        writeSheets(test.file("spelling.xlsx"), {rows});
        const ImportPreview all = preview(test, {test.file("spelling.xlsx")});
        const SourcePreview& source = all.sources.front();
        QCOMPARE(source.table->columns.size(), std::size_t(5));
        QCOMPARE(source.table->columns[0].name, QStringLiteral("Pupil No"));
        QCOMPARE(source.table->count, 20);
        QVERIFY(!source.proposals.empty());
        QCOMPARE(source.proposals.front().suggestion.layout.columns["student_id"].from, QStringLiteral("Pupil No"));
    }

    void studentsNobodyKnowsAreCounted()
    {
        TestSchool test;
        test.import({test.write("scores.csv", "student_id,date,assessment,subject,score\n8801,2025-01-10,Quiz,Maths,5\n")});
        QVERIFY(build(test.school(), {}, [](const Progress&) {}, Cancel()));
        const QString path = test.write("x.csv", "Who,When,Mark\n8801,2026-01-10,5\nAnn Lee,2026-01-10,7\nBob Ray,2026-01-10,7\n");
        const auto layout = layoutFromJson(R"({"lectern": "layout/1", "name": "x", "target": "assessments.scores", "signature": ["Who", "When", "Mark"],
            "columns": {"student_id": "Who", "date": "When", "score": "Mark", "assessment": {"constant": "x"}}})", "x.json");
        QVERIFY(layout.has_value());
        ImportOptions options;
        options.layouts = {*layout};
        const SourcePreview source = preview(test, {path}, options).sources.front();
        QCOMPARE(source.students, 3);
        QCOMPARE(source.strangers, 2);
    }

    void saysWhatAFileIsAndMarksWhatWillBeRefused()
    {
        TestSchool test;
        const ImportPreview all = preview(test, {test.write("scores.csv", scores)});
        QCOMPARE(all.sources.size(), std::size_t(1));
        const SourcePreview& source = all.sources.front();
        QVERIFY(source.loads());
        QCOMPARE(source.connector, QStringLiteral("assessments"));
        QCOMPARE(source.entities, QStringList{"scores"});
        QCOMPARE(source.table->rows.size(), 3);
        QCOMPARE(source.table->rows.at(1).number, 4); // the blank line counts
        QCOMPARE(source.targets.size(), std::size_t(7));
        QCOMPARE(source.targets[4].column, QStringLiteral("score"));
        QVERIFY(source.targets[5].column.isEmpty() && source.targets[5].kept);
        QCOMPARE(faultsOf(source), (QStringList{"4 4 not_a_number", "5 0 required", "5 1 not_a_date"}));
        QCOMPARE(test.rows("SELECT count(*) FROM load"), QStringList{"0"});
    }

    void whatTheLoadRefusesIsWhatThePreviewMarks()
    {
        TestSchool test;
        const QString path = test.write("scores.csv", scores);
        QSet<qint64> marked;
        const ImportPreview all = preview(test, {path});
        for (const PreviewFault& fault : all.sources.front().faults)
            marked.insert(fault.row);
        test.import({path});
        QStringList refused;
        for (const qint64 row : QList<qint64>(marked.cbegin(), marked.cend()))
            refused << QString::number(row);
        refused.sort();
        QCOMPARE(test.rows("SELECT source_row FROM quarantine ORDER BY 1"), refused);
    }

    void secretsAreNeverKept()
    {
        TestSchool test;
        const auto all = preview(test, {test.write("scores.csv", QByteArray(scores).replace("pin", "Password"))});
        QVERIFY(!all.sources.front().targets[6].kept);
    }

    void rowsFarDownAreShownIfSomethingIsWrongInThem()
    {
        TestSchool test;
        QByteArray csv = "student_id,date,assessment,subject,score\n";
        for (int i = 1; i <= 300; ++i)
            csv += QStringLiteral("S%1,2026-03-09,Check,Maths,%2\n").arg(i).arg(i == 250 ? QStringLiteral("?") : QString::number(i)).toUtf8();
        const SourcePreview source = std::move(preview(test, {test.write("scores.csv", csv)}).sources.front());
        QCOMPARE(source.table->count, 300);
        QVERIFY(source.table->exact);
        QVERIFY(source.table->rows.size() < 100);
        QCOMPARE(source.table->rows.last().number, 251);
        QCOMPARE(faultsOf(source), QStringList{"251 4 not_a_number"});
    }

    void rowsFarDownAreCheckedHoweverLongTheyAre()
    {
        TestSchool test;
        const QString longText(500, QChar('x'));
        QByteArray csv = "student_id,date,assessment,subject,score,remark\n";
        for (int i = 1; i <= 1600; ++i)
            csv += QStringLiteral("S%1,2026-03-09,Check,Maths,%2,%3\n")
                       .arg(QString::number(i), i == 1500 ? QStringLiteral("?") : QString::number(i), longText).toUtf8();
        const SourcePreview source = std::move(preview(test, {test.write("scores.csv", csv)}).sources.front());
        QCOMPARE(faultsOf(source), QStringList{"1501 4 not_a_number"});
        QCOMPARE(source.checked, 1600);
    }

    void aRenamedColumnIsAskedAboutWithItsValues()
    {
        TestSchool test;
        const QByteArray good = "student_id,date,assessment,subject,score\nS1,2026-03-09,A,Maths,61\nS2,2026-03-09,A,Maths,74\n"
                                "S3,2026-03-09,A,Maths,80\n";
        test.import({test.write("scores.csv", good)});
        const QString renamed = test.write("later.csv", QByteArray(good).replace("score\n", "reached\n"));
        const SourcePreview source = std::move(preview(test, {renamed}).sources.front());
        QVERIFY(!source.trouble);
        QCOMPARE(source.drift.size(), std::size_t(1));
        QVERIFY(source.drift.front().change.kind == DriftChange::Kind::Renamed);
        QCOMPARE(source.drift.front().before, (QStringList{"61", "74", "80"}));
        QCOMPARE(source.drift.front().now, (QStringList{"61", "74", "80"}));
        ImportOptions accepting;
        accepting.acceptDriftOf = {source.source.fullName()};
        const SourcePreview accepted = std::move(preview(test, {renamed}, accepting).sources.front());
        QVERIFY(accepted.drift.empty());
        QVERIFY(!accepted.trouble);
        QCOMPARE(accepted.targets[4].column, QStringLiteral("score"));
        QVERIFY(faultsOf(accepted).isEmpty());
        QVERIFY(accepted.emptied.isEmpty());
        QCOMPARE(test.rows("SELECT count(*) FROM decision_mapping"), QStringList{"0"});
    }

    void whatASpreadsheetShowsInsteadOfAValueIsNoId()
    {
        TestSchool test;
        const QString file = test.write("scores.csv", "student_id,date,assessment,subject,score\nS1,2026-03-09,A,Maths,61\n#REF!,2026-03-09,A,Maths,74\n"
                                                      "########,2026-03-09,A,Maths,80\n#S4,2026-03-09,A,Maths,66\n");
        QCOMPARE(faultsOf(preview(test, {file}).sources.front()), (QStringList{"3 0 spreadsheet_error", "4 0 spreadsheet_error"}));
    }

    void aColumnLeftOutIsSaidToBeEmptied()
    {
        TestSchool test;
        const QByteArray good = "student_id,date,assessment,subject,score\nS1,2026-03-09,A,Maths,61\nS2,2026-03-09,A,Maths,74\n";
        test.import({test.write("scores.csv", good)});
        const QString without = test.write("later.csv", QByteArray(good).replace(",Maths,", ",").replace("subject,", ""));
        ImportOptions accepting;
        accepting.acceptDrift = true;
        QCOMPARE(preview(test, {without}, accepting).sources.front().emptied, QStringList{"subject"});
        const QString renamed = test.write("other.csv", QByteArray(good).replace("subject", "subjects"));
        accepting.mapping = {{"subjects", {}}};
        QCOMPARE(preview(test, {renamed}, accepting).sources.front().emptied, QStringList{"subject"});
    }

    void oneBadFileDoesNotHideTheOthers()
    {
        TestSchool test;
        const ImportPreview all = preview(test, {test.file("gone.csv"), test.write("scores.csv", scores)});
        QCOMPARE(all.sources.size(), std::size_t(2));
        QCOMPARE(all.sources[0].trouble->code, QStringLiteral("file.missing"));
        QVERIFY(all.sources[1].loads());
    }
};

QTEST_GUILESS_MAIN(ImportPreviewTest)
#include "ImportPreviewTest.moc"
