// What the import assistant asks, answered with clicks and keys: a column that changed, a file nobody knows.
#include "tests/support/ImportDesk.h"
#include "tests/support/ImportFiles.h"

#include <QStandardPaths>
#include <QtTest>

using namespace lectern;
using test::clean;
using test::Desk;
using test::later;
using test::vendorTest;

namespace {

const QByteArray survey = "Answered on,How much do you like maths lessons?,How safe is your way to school?,What should we change first?\n"
                          "2026-03-09 08:15:00,4,5,more trees\n2026-03-09 08:17:00,3,5,\n2026-03-10 09:01:00,5,2,a bus stop\n"
                          "2026-03-10 09:04:00,4,4,\n";

} // namespace

class ImportQuestionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void aChangedColumnIsShownWithItsValuesAndTakesThreeClicks()
    {
        Desk desk;
        QVERIFY(desk.has({desk.write("scores.csv", clean)}));
        desk.drop({desk.write("later.csv", later)});
        QVERIFY2(desk.sees("yes"), qPrintable(desk.words()));
        QVERIFY2(desk.words().contains("“score” is now called “marks_out_of_100”"), qPrintable(desk.words()));
        QVERIFY(desk.words().contains("61\n74"));     // last time
        QVERIFY(desk.words().contains("61\n74\n80")); // now
        QVERIFY(!desk.button("import"));              // one question at a time
        QVERIFY(desk.click("yes"));
        QVERIFY2(desk.sees("import"), qPrintable(desk.words()));
        QCOMPARE(desk.preview()->model()->headerData(4, Qt::Horizontal, PreviewModel::TargetRole).toString(), QStringLiteral("→ score"));
        QVERIFY(desk.click("import"));
        QVERIFY(desk.says("imported"));
        QVERIFY(desk.click("close"));
        QVERIFY(desk.clicks() <= 3);
        QCOMPARE(desk.loads().size(), std::size_t(2));
        desk.drop({desk.write("latest.csv", later + "S005,2026-03-10,Spring check,Maths,12\n")});
        QVERIFY2(desk.sees("import"), "what was answered once is not asked again");
        QVERIFY(desk.says("1 new"));
    }

    void aColumnThatSeemsGoneMayBeFoundByHand()
    {
        Desk desk;
        QVERIFY(desk.has({desk.write("scores.csv", clean)}));
        desk.drop({desk.write("new.csv", "student_id,date,assessment,subject,result_x\nS007,2026-03-12,Other,Maths,9\n")});
        QVERIFY2(desk.sees("skip"), qPrintable(desk.words()));
        QVERIFY2(desk.words().contains("no longer has the column “score”. What is it called now?"), qPrintable(desk.words()));
        QVERIFY2(!desk.button("yes")->isEnabled(), "no row can be read without a score");
        QVERIFY(!desk.button("leaveOut"));
        auto* instead = desk.dialog()->findChild<QComboBox*>("instead");
        QVERIFY(instead->hasFocus());
        QTest::keyClick(instead, Qt::Key_Down);
        QCOMPARE(instead->currentText(), QStringLiteral("result_x"));
        QVERIFY(desk.click("yes"));
        QVERIFY2(desk.sees("import"), qPrintable(desk.words()));
        QVERIFY2(desk.says("1 new"), qPrintable(desk.words()));
    }

    void aColumnMayHaveAnotherNameThanItSeems()
    {
        Desk desk;
        QVERIFY(desk.has({desk.write("scores.csv", "student_id,date,assessment,subject,band,percentile,score\nS001,2026-03-09,Spring,Maths,low,12,61\n")}));
        desk.drop({desk.write("two.csv", "student_id,date,assessment,subject,band,percentile,score_a,score_b\nS007,2026-03-12,Other,Maths,low,3,9,8\n")});
        QVERIFY2(desk.says("“score” is now called “score_a”"), qPrintable(desk.words()));
        auto* instead = desk.dialog()->findChild<QComboBox*>("instead");
        QVERIFY(instead->isVisible());
        instead->setFocus();
        QTest::keyClick(instead, Qt::Key_Down);
        QVERIFY2(desk.words().contains("“score” is now called “score_b”"), qPrintable(desk.words()));
        QCOMPARE(desk.preview()->highlighted(), QList<int>{7});
        QVERIFY(desk.click("yes"));
        QVERIFY2(desk.says("1 new"), qPrintable(desk.words()));
        QCOMPARE(desk.preview()->model()->headerData(7, Qt::Horizontal, PreviewModel::TargetRole).toString(), QStringLiteral("→ score"));
        QCOMPARE(desk.preview()->model()->headerData(6, Qt::Horizontal, PreviewModel::TargetRole).toString(), QStringLiteral("kept along"));
    }

    void withoutAColumnThatIsNeededAFileIsLeftOut()
    {
        Desk desk;
        QVERIFY(desk.has({desk.write("scores.csv", clean)}));
        desk.drop({desk.write("less.csv", "student_id,date,assessment,subject\nS007,2026-03-12,Other,Maths\n")});
        QVERIFY2(desk.says("no row can be read without it"), qPrintable(desk.words()));
        QVERIFY(!desk.button("yes")); // nothing is left to be asked
        QVERIFY(desk.button("skip")->hasFocus());
        QVERIFY(desk.click("skip"));
        QVERIFY2(desk.sees("close"), qPrintable(desk.words()));
        QVERIFY(!desk.button("import"));
    }

    void aChangedColumnMayKeepTheFileOut()
    {
        Desk desk;
        QVERIFY(desk.has({desk.write("scores.csv", clean)}));
        desk.drop({desk.write("later.csv", later)});
        QVERIFY(desk.click("skip"));
        QVERIFY(desk.sees("close"));
        QCOMPARE(desk.loads().size(), std::size_t(1));
    }

    void anUnknownListIsAskedAboutOneQuestionAtATime()
    {
        Desk desk;
        desk.drop({desk.write("reading-test.csv", vendorTest(1))});
        QVERIFY2(desk.sees("yes"), qPrintable(desk.words()));
        QVERIFY(desk.words().contains("What is in reading-test.csv?"));
        auto* choices = desk.dialog()->findChild<QListWidget*>("choices");
        QCOMPARE(choices->currentItem()->text().section(u'\n', 0, 0), QStringLiteral("Test results"));
        QStringList asked;
        while (!desk.button("import")) {
            QVERIFY2(desk.button("yes") && desk.button("yes")->isEnabled(), qPrintable(desk.words())); // every proposal is there
            QVERIFY(!asked.contains(desk.dialog()->windowTitle()));
            asked << desk.dialog()->windowTitle();
            QVERIFY(desk.click("yes"));
            QVERIFY(QTest::qWaitFor([&] { return desk.button("import") || desk.button("yes"); }, 10'000));
        }
        QVERIFY2(asked.contains("Which column says who the student is?"), qPrintable(asked.join('\n')));
        QVERIFY2(asked.contains("Which column is the date?"), qPrintable(asked.join('\n')));
        const QAbstractItemModel& rows = *desk.preview()->model();
        QCOMPARE(rows.headerData(0, Qt::Horizontal, PreviewModel::TargetRole).toString(), QStringLiteral("→ student id"));
        QCOMPARE(rows.headerData(2, Qt::Horizontal, PreviewModel::TargetRole).toString(), QStringLiteral("→ score"));
        QVERIFY2(desk.says("60 new"), qPrintable(desk.words())); // thirty students, two subjects
        QVERIFY(desk.click("import"));
        QVERIFY(desk.says("imported"));
        QVERIFY(desk.click("close"));
        desk.drop({desk.write("reading-test-june.csv", vendorTest(6))});
        QVERIFY2(desk.sees("import"), "answers are remembered for files like this one");
        QVERIFY(desk.click("import"));
        QVERIFY(desk.says("imported"));
        QVERIFY(desk.click("close"));
        QVERIFY(desk.clicks() <= 3);
        QCOMPARE(desk.loads().size(), std::size_t(2));
    }

    void rememberedAnswersCanBeAskedForAgain()
    {
        Desk desk;
        desk.drop({desk.write("reading-test.csv", vendorTest(1))});
        QVERIFY2(desk.agreesToAll(), qPrintable(desk.words()));
        QVERIFY(desk.click("import"));
        QVERIFY(desk.says("imported"));
        QVERIFY(desk.click("close"));
        desk.drop({desk.write("reading-test-june.csv", vendorTest(6))});
        QVERIFY(desk.sees("import"));
        QVERIFY(desk.click("askAgain"));
        QVERIFY2(desk.sees("yes"), qPrintable(desk.words()));
        QVERIFY2(desk.words().contains("What is in reading-test-june.csv?"), qPrintable(desk.words()));
        QVERIFY2(desk.agreesToAll(), qPrintable(desk.words()));
        QVERIFY(desk.click("import"));
        QVERIFY(desk.says("imported"));
        QCOMPARE(desk.loads().size(), std::size_t(2));
    }

    void whatAnUnknownColumnIsMayBeCorrected()
    {
        Desk desk;
        desk.drop({desk.write("reading-test.csv", vendorTest(1))});
        QVERIFY(desk.click("yes"));
        while (desk.dialog()->windowTitle() != QStringLiteral("Which columns hold the scores?"))
            QVERIFY(desk.click("yes"));
        QVERIFY(desk.click("back"));
        QVERIFY(desk.dialog()->windowTitle() != QStringLiteral("Which columns hold the scores?"));
        QVERIFY(desk.click("yes"));
        auto* choices = desk.dialog()->findChild<QListWidget*>("choices");
        QListWidgetItem* maths = choices->item(3);
        QCOMPARE(maths->text().section(u'\n', 0, 0), QStringLiteral("Maths"));
        QCOMPARE(maths->checkState(), Qt::Checked);
        choices->setCurrentRow(3);
        QTest::keyClick(choices, Qt::Key_Space); // not this one
        QCOMPARE(maths->checkState(), Qt::Unchecked);
        QVERIFY(desk.click("yes"));
        QVERIFY2(desk.agreesToAll(), qPrintable(desk.words()));
        QVERIFY2(desk.says("30 new"), qPrintable(desk.words()));
        QCOMPARE(desk.preview()->model()->headerData(3, Qt::Horizontal, PreviewModel::TargetRole).toString(), QStringLiteral("kept along"));
        QVERIFY(!desk.button("askAgain"));
        QVERIFY(desk.click("back")); // from what will be imported to the questions: every answer is still there
        while (desk.dialog()->windowTitle() != QStringLiteral("Which columns hold the scores?"))
            QVERIFY(desk.click("back"));
        QCOMPARE(choices->item(2)->checkState(), Qt::Checked);
        QCOMPARE(choices->item(3)->checkState(), Qt::Unchecked);
        QVERIFY2(desk.agreesToAll(), qPrintable(desk.words()));
        QVERIFY2(desk.says("30 new"), qPrintable(desk.words()));
    }

    void whatTheCodesOfAnAttendanceListMeanIsAsked()
    {
        Desk desk;
        desk.drop({desk.write("7b.csv", "Learner no.;Day;Attendance\nS001;02.03.2026;A\nS002;02.03.2026;F\nS003;02.03.2026;A\n"
                                        "S001;03.03.2026;A\nS002;03.03.2026;A\nS003;13.03.2026;V\n")});
        QVERIFY2(desk.sees("yes"), qPrintable(desk.words()));
        auto* choices = desk.dialog()->findChild<QListWidget*>("choices");
        QCOMPARE(choices->currentItem()->text().section(u'\n', 0, 0), QStringLiteral("Attendance"));
        while (desk.dialog()->windowTitle() != QStringLiteral("Which column says whether the student was there?"))
            QVERIFY(desk.click("yes"));
        QVERIFY2(!desk.button("yes")->isEnabled(), "codes that say nothing to anybody propose no column");
        choices->setCurrentRow(2);
        QCOMPARE(choices->currentItem()->text().section(u'\n', 0, 0), QStringLiteral("Attendance"));
        QVERIFY(desk.click("yes"));
        QCOMPARE(desk.dialog()->windowTitle(), QStringLiteral("What does “A” mean in “Attendance”?"));
        QVERIFY(!desk.button("yes")->isEnabled()); // there, or absent? nobody can tell
        QCOMPARE(desk.preview()->highlighted(), QList<int>{2});
        const auto says = [&](int meaning) {
            choices->setCurrentRow(meaning);
            return desk.click("yes");
        };
        QVERIFY(says(0));
        QCOMPARE(desk.dialog()->windowTitle(), QStringLiteral("What does “F” mean in “Attendance”?"));
        QVERIFY(says(3)); // a slip
        QVERIFY(desk.click("back"));
        QCOMPARE(choices->currentItem()->text(), QStringLiteral("There, but late"));
        QVERIFY(says(1));
        QCOMPARE(desk.dialog()->windowTitle(), QStringLiteral("What does “V” mean in “Attendance”?"));
        QVERIFY(says(3));
        QVERIFY2(desk.says("6 new"), qPrintable(desk.words()));
        QVERIFY(desk.click("import"));
        QVERIFY(desk.says("imported"));
        QCOMPARE(desk.loads().size(), std::size_t(1));
        QVERIFY(desk.click("close"));
        desk.drop({desk.write("7b later.csv", "Learner no.;Day;Attendance\nS002;02.03.2026;F\nS003;02.03.2026;F\n")});
        QVERIFY2(desk.says("1 changed"), qPrintable(desk.words())); // of the same student and day; what F means is remembered
        QVERIFY(desk.says("1 as before"));
        QVERIFY(desk.click("close"));
        desk.drop({desk.write("7b last.csv", "Learner no.;Day;Attendance\nS002;04.03.2026;F\nS003;04.03.2026;K\n")});
        QVERIFY2(desk.says("Nobody has said what “K” means"), qPrintable(desk.words()));
        QVERIFY(desk.click("askAgain"));
        for (int i = 0; i < 10 && desk.dialog()->windowTitle() != QStringLiteral("What does “K” mean in “Attendance”?"); ++i)
            QVERIFY(desk.click("yes")); // what was answered before is proposed
        choices = desk.dialog()->findChild<QListWidget*>("choices");
        QVERIFY(says(2));
        QVERIFY2(desk.says("2 new"), qPrintable(desk.words()));
        QVERIFY(!desk.words().contains("Nobody has said"));
    }

    void aWordThatIsUnderstoodIsConfirmedAllTheSame()
    {
        Desk desk;
        desk.drop({desk.write("7c.csv", "Schüler;Tag;Anwesenheit\nS001;02.03.2026;anwesend\nS002;02.03.2026;fehlt\nS003;02.03.2026;present\n")});
        QVERIFY2(desk.sees("yes"), qPrintable(desk.words()));
        QStringList meanings;
        auto* choices = desk.dialog()->findChild<QListWidget*>("choices");
        while (!desk.button("import")) {
            QVERIFY2(QTest::qWaitFor([&] { return desk.button("import") || (desk.button("yes") && desk.button("yes")->isEnabled()); }),
                     qPrintable(desk.dialog()->windowTitle()));
            if (desk.dialog()->windowTitle().startsWith("What does"))
                meanings << desk.dialog()->windowTitle() + ' ' + choices->currentItem()->text();
            if (desk.button("yes"))
                QVERIFY(desk.click("yes"));
        }
        QCOMPARE(meanings, QStringList({"What does “anwesend” mean in “Anwesenheit”? There", "What does “fehlt” mean in “Anwesenheit”? Absent"}));
        QVERIFY(desk.says("3 new"));
    }

    void theListOfOneDayNeedsNoColumnOfDays()
    {
        Desk desk;
        desk.drop({desk.write("monday.csv", "Learner no.;Attendance\nS001;present\nS002;absent\nS003;present\n")});
        QVERIFY2(desk.sees("yes"), qPrintable(desk.words()));
        auto* choices = desk.dialog()->findChild<QListWidget*>("choices");
        QCOMPARE(choices->currentItem()->text().section(u'\n', 0, 0), QStringLiteral("Attendance"));
        while (desk.dialog()->windowTitle() != QStringLiteral("Which column is the date?"))
            QVERIFY2(desk.click("yes"), qPrintable(desk.dialog()->windowTitle()));
        choices->setCurrentItem(choices->findItems(QStringLiteral("The same for every row"), Qt::MatchStartsWith).value(0));
        desk.dialog()->findChild<QLineEdit*>("constant")->setText(QStringLiteral("2026-03-02"));
        QVERIFY(desk.click("yes"));
        QVERIFY2(desk.agreesToAll(), qPrintable(desk.words()));
        QVERIFY2(desk.says("3 new"), qPrintable(desk.words()));
    }

    void rowsOfOneStudentAndDayNeedNumbersOfTheirOwn()
    {
        Desk desk;
        desk.drop({desk.write("periods.csv", "Learner no.;Day;Attendance;Period;Record\nS001;02.03.2026;present;1;11\nS001;02.03.2026;absent;2;12\n"
                                             "S002;02.03.2026;present;1;13\nS002;02.03.2026;absent;2;14\n")});
        QVERIFY2(desk.sees("yes"), qPrintable(desk.words()));
        auto* choices = desk.dialog()->findChild<QListWidget*>("choices");
        const QList<QListWidgetItem*> attendance = choices->findItems(QStringLiteral("Attendance"), Qt::MatchStartsWith);
        QCOMPARE(attendance.size(), 1);
        choices->setCurrentItem(attendance.front());
        while (desk.dialog()->windowTitle() != QStringLiteral("Which column holds a number that no other row of the day has?"))
            QVERIFY2(desk.click("yes"), qPrintable(desk.dialog()->windowTitle()));
        QVERIFY(!desk.button("yes")->isEnabled());
        choices->setCurrentRow(4);
        QVERIFY(desk.click("yes"));
        QVERIFY2(desk.says("4 new"), qPrintable(desk.words()));
    }

    void anUnknownSurveyByKeyboard()
    {
        Desk desk;
        desk.drop({desk.write("wellbeing.csv", survey)});
        QVERIFY2(desk.sees("yes"), qPrintable(desk.words()));
        auto* choices = desk.dialog()->findChild<QListWidget*>("choices");
        QVERIFY(choices->hasFocus());
        QCOMPARE(choices->currentItem()->text().section(u'\n', 0, 0), QStringLiteral("Answers to a survey"));
        QTest::keyClick(choices, Qt::Key_Return);
        QVERIFY2(desk.says("Which column says when it was answered?"), qPrintable(desk.words()));
        QTest::keyClick(choices, Qt::Key_Return);
        QVERIFY2(desk.says("Which column holds the number of the student who answered?"), qPrintable(desk.words()));
        QCOMPARE(choices->currentItem()->text(), QStringLiteral("It is not in this file"));
        QTest::keyClick(choices, Qt::Key_Return);
        QVERIFY2(desk.sees("import"), qPrintable(desk.words()));
        QTest::keyClick(desk.dialog(), Qt::Key_Return);
        QVERIFY2(desk.says("imported"), qPrintable(desk.words()));
        QTest::keyClick(desk.dialog(), Qt::Key_Return);
        QVERIFY(!desk.dialog());
        QStringList entities;
        for (const Load& load : desk.loads())
            entities << load.entity;
        entities.sort();
        QCOMPARE(entities, (QStringList{"questions", "responses"}));
    }
};

QTEST_MAIN(ImportQuestionsTest)
#include "ImportQuestionsTest.moc"
