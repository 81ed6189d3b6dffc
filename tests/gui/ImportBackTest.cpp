// The way back in the import assistant: every question can be answered anew, with the answers before it kept.
#include "tests/support/FakeSchool.h"
#include "tests/support/ImportDesk.h"
#include "tests/support/ImportFiles.h"

#include <QStandardPaths>
#include <QtTest>

using namespace lectern;
using test::clean;
using test::Desk;
using test::later;
using test::vendorTest;
using Step = ImportStatus::Step;

namespace {

/// A file that can be imported.
SourcePreview known(const QString& path)
{
    SourcePreview source;
    source.source.path = path;
    source.connector = source.connectorName = source.feed = QStringLiteral("assessments");
    source.entities = source.titles = QStringList(QStringLiteral("scores"));
    return source;
}

/// A dry run that found rows of one file gone.
ImportReport closing()
{
    ImportReport report;
    report.loads = {madeLoad(1, 1, "/x/orgs.csv", "orgs", 3)};
    report.unrecognised = {{"/x/users.csv", Error{"import.closures", {"/x/users.csv"}, {"210", "491", "users", "43"}, {}, nullptr}}};
    return report;
}

void click(QWidget& dialog, const char* name)
{
    auto* button = dialog.findChild<QPushButton*>(QLatin1String(name));
    QVERIFY2(button && button->isVisible() && button->isEnabled(), name);
    QTest::mouseClick(button, Qt::LeftButton);
}

} // namespace

class ImportBackTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void anAnswerAboutAColumnCanBeGivenAnew()
    {
        Desk desk;
        QVERIFY(desk.has({desk.write("scores.csv", "student_id,date,assessment,subject,score,band\n"
                                                   "S001,2026-03-09,Spring check,Maths,61,low\n")}));
        desk.drop({desk.write("later.csv", "student_id,date,assessment,subject,score,performance_band\n"
                                           "S001,2026-03-09,Spring check,Maths,61,low\n")});
        QVERIFY2(desk.sees("leaveOut"), qPrintable(desk.words()));
        QVERIFY(!desk.button("back")); // it is the first question
        QVERIFY(desk.click("leaveOut"));
        QVERIFY2(desk.says("1 changed"), qPrintable(desk.words())); // without its band
        QVERIFY(desk.click("back"));
        QVERIFY2(desk.sees("yes"), qPrintable(desk.words()));
        QVERIFY2(desk.words().contains("“band” is now called “performance_band”"), qPrintable(desk.words()));
        QVERIFY(desk.click("yes"));
        QVERIFY2(desk.says("1 as before"), qPrintable(desk.words()));
        QCOMPARE(desk.preview()->model()->headerData(5, Qt::Horizontal, PreviewModel::TargetRole).toString(), QStringLiteral("→ band"));
    }

    void aFileLeftOutCanBeTakenInAgain()
    {
        Desk desk;
        QVERIFY(desk.has({desk.write("scores.csv", clean)}));
        desk.drop({desk.write("later.csv", later), desk.write("reading-test.csv", vendorTest(1))});
        QVERIFY2(desk.sees("yes"), qPrintable(desk.words()));
        QVERIFY(!desk.button("leaveOut")); // no row can be read without a score
        QVERIFY(desk.click("skip")); // the one
        QVERIFY2(desk.says("What is in reading-test.csv?"), qPrintable(desk.words()));
        QVERIFY(desk.click("skip")); // and the other
        QVERIFY2(desk.sees("close"), qPrintable(desk.words()));
        QVERIFY(desk.click("back"));
        QVERIFY2(desk.says("What is in reading-test.csv?"), qPrintable(desk.words()));
        QVERIFY(desk.click("back"));
        QVERIFY2(desk.words().contains("“score” is now called “marks_out_of_100”"), qPrintable(desk.words()));
        QVERIFY(!desk.button("back"));
        QVERIFY(desk.click("yes"));
        QVERIFY2(desk.says("What is in reading-test.csv?"), qPrintable(desk.words()));
        QVERIFY(desk.click("skip"));
        QVERIFY2(desk.sees("import"), qPrintable(desk.words()));
        QVERIFY2(desk.says("1 new"), qPrintable(desk.words()));
    }

    void whileItStillCountsTheAnswerIsThePersons()
    {
        FakeSchool school;
        school.holdDryRun = true;
        school.previewAccepted = ImportPreview{{known("/x/later.csv")}};
        school.previewAnswer = school.previewAccepted;
        const DriftChange gone{DriftChange::Kind::Missing, {}, "score", "score", "number", {}, true};
        school.previewAnswer->sources.front().drift = {{gone, {"61"}, {}, {{"points", {"61"}}, {"marks", {"62"}}}, true}};
        ImportFlow flow(school);
        ImportDialog dialog(flow, theme(ThemeKind::Light));
        dialog.show();
        flow.prepare({"/x/later.csv"});
        QTRY_COMPARE(flow.status().step, Step::Asking);
        auto* instead = dialog.findChild<QComboBox*>("instead");
        instead->setCurrentIndex(1);
        click(dialog, "yes");
        QTRY_COMPARE(flow.status().effect.state, ImportEffect::State::Counting);
        click(dialog, "back");
        QCOMPARE(flow.status().step, Step::Asking);
        instead->setCurrentIndex(2);
        QTest::qWait(350); // the time in which a count would report three times
        QCOMPARE(instead->currentText(), QStringLiteral("marks"));
        click(dialog, "yes");
        QTRY_COMPARE(flow.status().step, Step::Ready);
        QCOMPARE(school.lastOptions.mapping, (HeaderMapping{{"marks", "score"}}));
        school.holdDryRun = false;
    }

    void whetherRowsAreGoneCanBeAnsweredAnew()
    {
        FakeSchool school;
        school.previewAnswer = ImportPreview{{known("/x/orgs.csv"), known("/x/users.csv")}};
        school.previewAccepted = school.previewAnswer;
        school.effect = closing();
        ImportFlow flow(school);
        ImportDialog dialog(flow, theme(ThemeKind::Light));
        dialog.show();
        flow.prepare({"/x"});
        QTRY_COMPARE(flow.status().step, Step::Asking);
        const int counted = school.dryRuns;
        click(dialog, "keep");
        QTRY_COMPARE(flow.status().effect.state, ImportEffect::State::Counted);
        QVERIFY(flow.status().preview->sources[1].leftOut);
        click(dialog, "back");
        QCOMPARE(flow.status().step, Step::Asking); // at once, nothing is counted anew
        QCOMPARE(school.dryRuns.load(), counted + 1);
        QVERIFY(!flow.status().preview->sources[1].leftOut);
        school.effect = ImportReport{{madeLoad(1, 1, "/x/orgs.csv", "orgs", 3)}, {}, {}};
        click(dialog, "anyway");
        QTRY_COMPARE(flow.status().effect.state, ImportEffect::State::Counted);
        click(dialog, "import");
        QTRY_COMPARE(flow.status().step, Step::Done);
        QVERIFY(school.lastOptions.acceptClosures);
    }

    void whatIsRememberedCanBeAskedForBesideOtherAnswers()
    {
        Desk desk;
        QVERIFY(desk.has({desk.write("scores.csv", clean)}));
        desk.drop({desk.write("reading-test.csv", vendorTest(1))});
        QVERIFY2(desk.agreesToAll(), qPrintable(desk.words()));
        QVERIFY(desk.click("import"));
        QVERIFY(desk.says("imported"));
        QVERIFY(desk.click("close"));
        desk.drop({desk.write("later.csv", later), desk.write("reading-test-june.csv", vendorTest(6))});
        QVERIFY2(desk.says("“score” is now called “marks_out_of_100”"), qPrintable(desk.words()));
        QVERIFY(desk.click("yes"));
        QVERIFY(desk.says("61 new"));
        QVERIFY(desk.click("askAgain"));
        QVERIFY2(desk.says("What is in reading-test-june.csv?"), qPrintable(desk.words()));
        QVERIFY(desk.click("back")); // to what was ready
        QVERIFY2(desk.says("61 new"), qPrintable(desk.words()));
        QVERIFY(desk.click("askAgain"));
        QVERIFY2(desk.agreesToAll(), qPrintable(desk.words()));
        QVERIFY(desk.click("import"));
        QVERIFY2(desk.says("imported"), qPrintable(desk.words()));
        QCOMPARE(desk.loads().size(), std::size_t(4)); // the answer about the column was not forgotten
    }
};

QTEST_MAIN(ImportBackTest)
#include "ImportBackTest.moc"
