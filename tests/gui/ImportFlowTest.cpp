// Importing through the window: progress, cancel, the question about closed rows, failures that explain themselves.
#include "tests/support/FakeSchool.h"
#include "ui/importing/ImportDialog.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QtTest>

using namespace lectern;
using Step = ImportStatus::Step;

namespace {

ImportReport threeFiles()
{
    ImportReport report;
    report.loads = {madeLoad(1, 1, "/x/a.zip/users.csv", "users", 412), madeLoad(2, 1, "/x/a.zip/orgs.csv", "orgs", 3, 2)};
    Load again = madeLoad(3, 2, "/x/marks.csv", "scores", 0);
    again.repeatOf = 1;
    again.unchanged = 9;
    report.loads.push_back(again);
    report.unrecognised = {{"/x/photo.jpg", Error{"source.binary", {"/x/photo.jpg"}, {}, "JPEG", nullptr}}};
    return report;
}

ImportReport closing()
{
    ImportReport report;
    report.loads = {madeLoad(1, 1, "/x/orgs.csv", "orgs", 3)};
    report.unrecognised = {{"/x/users.csv", Error{"import.closures", {"/x/users.csv"}, {"210", "491", "users", "43"}, {}, nullptr}}};
    return report;
}

ImportReport drifting()
{
    const DriftChange renamed{DriftChange::Kind::Renamed, "year_group", "grade", "Grade", {}, {}, true};
    const DriftChange missing{DriftChange::Kind::Missing, {}, "house", "House", {}, {}, true};
    ImportReport report;
    report.loads = {madeLoad(1, 1, "/x/orgs.csv", "orgs", 3)};
    report.unrecognised = {{"/x/students.csv", Error{"import.drift", {"/x/students.csv"}, driftArguments({renamed, missing}), {}, nullptr}}};
    return report;
}

QPushButton* button(QWidget& widget, const char* name)
{
    return widget.findChild<QPushButton*>(QLatin1String(name));
}

QString textOf(const QWidget& widget)
{
    QStringList texts;
    for (const QLabel* label : widget.findChildren<QLabel*>())
        if (label->isVisibleTo(&widget))
            texts << label->text();
    return texts.join(QLatin1Char('\n'));
}

} // namespace

class ImportFlowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatBecameOfEveryFile()
    {
        FakeSchool school;
        school.report = threeFiles();
        ImportFlow flow(school);
        ImportDialog dialog(flow, theme(ThemeKind::Light));
        dialog.show();
        QSignalSpy changed(&flow, &ImportFlow::schoolChanged);
        flow.import({"/x"});
        QTRY_COMPARE(flow.status().step, Step::Done);
        QCOMPARE(changed.count(), 1);
        const QString text = textOf(dialog);
        QVERIFY2(text.contains("3 file(s) imported") || text.contains("3 files imported"), qPrintable(text));
        QVERIFY(text.contains("415 new rows"));
        QVERIFY(text.contains("a.zip / users.csv"));
        QVERIFY(text.contains("imported before"));
        QVERIFY(text.contains("photo.jpg"));
        QVERIFY(text.contains("Export the data as CSV"));
        QVERIFY(button(dialog, "refused")->isVisible());
        QSignalSpy refused(&dialog, &ImportDialog::refusedRequested);
        QTest::mouseClick(button(dialog, "refused"), Qt::LeftButton);
        QCOMPARE(refused.count(), 1);
    }

    void showsHowFarItIsAndStopsOnCancel()
    {
        FakeSchool school;
        school.hold = true;
        ImportFlow flow(school);
        ImportDialog dialog(flow, theme(ThemeKind::Dark));
        dialog.show();
        flow.import({"/x/users.csv"});
        QTRY_VERIFY(textOf(dialog).contains("Reading users.csv"));
        QVERIFY(textOf(dialog).contains("12,402") || textOf(dialog).contains("12402"));
        QTest::mouseClick(button(dialog, "cancel"), Qt::LeftButton);
        QTRY_COMPARE(flow.status().step, Step::Cancelled);
        QVERIFY(textOf(dialog).contains("Nothing was changed"));
        school.hold = false;
        QTest::mouseClick(button(dialog, "retry"), Qt::LeftButton);
        QTRY_COMPARE(flow.status().step, Step::Done);
        QCOMPARE(school.imports.load(), 2);
    }

    void asksBeforeRowsAreClosedAndKeepsThem()
    {
        FakeSchool school;
        school.report = closing();
        ImportFlow flow(school);
        ImportDialog dialog(flow, theme(ThemeKind::Light));
        dialog.show();
        flow.import({"/x"});
        QTRY_COMPARE(flow.status().step, Step::Asking);
        QVERIFY(textOf(dialog).contains("users.csv no longer lists 210 of 491 rows"));
        QVERIFY2(button(dialog, "keep")->hasFocus() || !dialog.isActiveWindow(), "Enter alone must keep what is there");
        QTest::mouseClick(button(dialog, "keep"), Qt::LeftButton);
        QCOMPARE(flow.status().step, Step::Done);
        QCOMPARE(school.imports.load(), 1);
        QVERIFY(textOf(dialog).contains("what is there was kept"));
    }

    void importsAnywayWhenToldSo()
    {
        FakeSchool school;
        school.report = closing();
        ImportReport accepted;
        Load users = madeLoad(2, 2, "/x/users.csv", "users", 0);
        users.closed = 210;
        accepted.loads = {users};
        school.reportAccepted = accepted;
        ImportFlow flow(school);
        ImportDialog dialog(flow, theme(ThemeKind::Light));
        dialog.show();
        flow.import({"/x/orgs.csv", "/x/users.csv"});
        QTRY_COMPARE(flow.status().step, Step::Asking);
        QTest::mouseClick(button(dialog, "anyway"), Qt::LeftButton);
        QTRY_COMPARE(flow.status().step, Step::Done);
        QCOMPARE(school.lastPaths, QStringList{"/x/users.csv"});
        QCOMPARE(flow.status().summary.lines.size(), 2);
        QVERIFY(flow.status().summary.closures.isEmpty());
        QVERIFY(textOf(dialog).contains("210 closed"));
    }

    void asksAboutEachColumnThatChangedAndRemembersNothingBefore()
    {
        FakeSchool school;
        school.report = drifting();
        ImportReport accepted;
        accepted.loads = {madeLoad(2, 2, "/x/students.csv", "students", 9)};
        school.reportAccepted = accepted;
        ImportFlow flow(school);
        ImportDialog dialog(flow, theme(ThemeKind::Light));
        dialog.show();
        flow.import({"/x/orgs.csv", "/x/students.csv"});
        QTRY_COMPARE(flow.status().step, Step::Asking);
        QVERIFY2(textOf(dialog).contains("In students.csv, “grade” is now called “year_group”. Use it as grade?"), qPrintable(textOf(dialog)));
        QVERIFY(!button(dialog, "keep")->isVisible());
        QTest::mouseClick(button(dialog, "yes"), Qt::LeftButton);
        QVERIFY(textOf(dialog).contains("no longer has the column “house”"));
        QVERIFY(!button(dialog, "leaveOut")->isVisible());
        QCOMPARE(school.imports.load(), 1);
        QTest::mouseClick(button(dialog, "yes"), Qt::LeftButton);
        QTRY_COMPARE(flow.status().step, Step::Done);
        QCOMPARE(school.lastPaths, QStringList{"/x/students.csv"});
        QCOMPARE(school.lastOptions.acceptDriftOf, QStringList{"/x/students.csv"});
        QVERIFY(school.lastOptions.mapping.isEmpty());
        QCOMPARE(flow.status().summary.lines.size(), 2);
    }

    void aChangedColumnMayBeLeftOut()
    {
        FakeSchool school;
        school.report = drifting();
        ImportFlow flow(school);
        ImportDialog dialog(flow, theme(ThemeKind::Dark));
        dialog.show();
        flow.import({"/x"});
        QTRY_COMPARE(flow.status().step, Step::Asking);
        QTest::mouseClick(button(dialog, "leaveOut"), Qt::LeftButton);
        QTest::mouseClick(button(dialog, "yes"), Qt::LeftButton);
        QTRY_COMPARE(flow.status().step, Step::Done);
        QCOMPARE(school.lastOptions.mapping, (HeaderMapping{{"year_group", QString()}}));
    }

    void cancelLeavesTheChangedFileOut()
    {
        FakeSchool school;
        school.report = drifting();
        ImportFlow flow(school);
        ImportDialog dialog(flow, theme(ThemeKind::Light));
        dialog.show();
        flow.import({"/x"});
        QTRY_COMPARE(flow.status().step, Step::Asking);
        QTest::mouseClick(button(dialog, "skip"), Qt::LeftButton);
        QCOMPARE(flow.status().step, Step::Done);
        QCOMPARE(school.imports.load(), 1);
        QVERIFY(textOf(dialog).contains("students.csv was not imported"));
    }

    void aFailureExplainsItself()
    {
        FakeSchool school;
        school.report = failure("database.busy", {"north.lectern"}, {}, "locked");
        ImportFlow flow(school);
        ImportDialog dialog(flow, theme(ThemeKind::Light));
        dialog.show();
        flow.import({"/x"});
        QTRY_COMPARE(flow.status().step, Step::Failed);
        const QString text = textOf(dialog);
        QVERIFY(text.contains("Another Lectern is writing to north.lectern"));
        QVERIFY(text.contains("Close the other window"));
        QVERIFY2(!text.contains("locked"), "the system's words wait behind Details");
    }

    void closingTheProgramStopsTheWork()
    {
        FakeSchool school;
        school.hold = true;
        auto flow = std::make_unique<ImportFlow>(school);
        flow->import({"/x"});
        QTRY_COMPARE(school.imports.load(), 1);
        flow.reset(); // must neither hang nor crash
        QCOMPARE(school.imports.load(), 1);
    }
};

QTEST_MAIN(ImportFlowTest)
#include "ImportFlowTest.moc"
