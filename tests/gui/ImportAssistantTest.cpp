// The import assistant on a real school, as a person uses it: files are dropped, buttons are clicked or keys pressed.
#include "core/ingest/Mapping.h"
#include "tests/support/ImportDesk.h"
#include "ui/data/RefusedDialog.h"

#include <QFileDialog>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QtTest>

using namespace lectern;
using test::Desk;

namespace {

const QByteArray scores = "student_id,date,assessment,subject,score\n"
                          "S001,2026-03-09,Spring check,Maths,61\n"
                          "S002,2026-03-09,Spring check,Maths,74\n"
                          "S003,2026-03-09,Spring check,Maths,absent\n";
const QByteArray clean = "student_id,date,assessment,subject,score\n"
                         "S001,2026-03-09,Spring check,Maths,61\n"
                         "S002,2026-03-10,Spring check,Maths,74\n";
const QByteArray later = "student_id,date,assessment,subject,marks_out_of_100\n"
                         "S001,2026-03-09,Spring check,Maths,61\n"
                         "S002,2026-03-10,Spring check,Maths,74\n"
                         "S004,2026-03-10,Spring check,Maths,80\n";
const QByteArray unheardOf = "left,right\nnorth,south\neast,west\nup,down\n";

const QByteArray calendar = "school_id,date,day_type,school_year,term,note\nNorth,2026-03-09,instructional,2026,Spring,\n"
                            "North,2026-03-10,holiday,2026,Spring,Snow\n";

/// A web page of tables.
QByteArray pageOf(const QList<QByteArray>& tables)
{
    QByteArray page = "<html><body>";
    for (const QByteArray& csv : tables) {
        page += "<table>";
        for (const QByteArray& line : csv.trimmed().split('\n'))
            page += "<tr><td>" + line.split(',').join("</td><td>") + "</td></tr>";
        page += "</table>";
    }
    return page + "</body></html>";
}

/// Thirty students with two scores each, as a vendor nobody knows writes them.
QByteArray vendorTest(int month)
{
    QByteArray csv = "Learner no.;Day;Reading;Maths;Remark\n";
    for (int i = 1; i <= 30; ++i)
        csv += QStringLiteral("S%1;%2.0%5.2026;%3,5;%4;\n")
                   .arg(i, 3, 10, QLatin1Char('0')).arg(13 + i % 3).arg(30 + i).arg(90 - i).arg(month).toUtf8();
    return csv;
}

const QByteArray survey = "Answered on,How much do you like maths lessons?,How safe is your way to school?,What should we change first?\n"
                          "2026-03-09 08:15:00,4,5,more trees\n2026-03-09 08:17:00,3,5,\n2026-03-10 09:01:00,5,2,a bus stop\n"
                          "2026-03-10 09:04:00,4,4,\n";

} // namespace

class ImportAssistantTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void aKnownFileTakesTwoClicks()
    {
        Desk desk;
        desk.drop({desk.write("scores.csv", scores)});
        QVERIFY2(desk.sees("import"), qPrintable(desk.words()));
        QVERIFY(desk.says("2 new"));
        QVERIFY(desk.says("1 refused"));
        QVERIFY2(desk.words().contains("Nothing is taken away"), qPrintable(desk.words()));
        QVERIFY(desk.loads().empty()); // counted, not loaded
        const QAbstractItemModel& rows = *desk.preview()->model();
        QCOMPARE(rows.rowCount(), 3);
        const QModelIndex bad = rows.index(2, 4);
        QVERIFY(bad.data(PreviewModel::FaultRole).toBool());
        QVERIFY(bad.data(Qt::ToolTipRole).toString().contains(QStringLiteral("▲")));
        QVERIFY(!rows.index(1, 4).data(PreviewModel::FaultRole).toBool());
        QCOMPARE(rows.headerData(2, Qt::Vertical, Qt::DisplayRole).toString(), QStringLiteral("4"));
        QVERIFY(desk.click("import"));
        QVERIFY2(desk.says("1 row refused, kept aside"), qPrintable(desk.words()));
        QVERIFY(desk.click("close"));
        QVERIFY(!desk.dialog());
        QVERIFY2(desk.clicks() <= 3, "from drop to done in at most three clicks");
        QCOMPARE(desk.loads().size(), std::size_t(1));
        QCOMPARE(desk.loads().front().inserted, 2);
    }

    void theKeyboardAloneWillDo()
    {
        Desk desk;
        desk.drop({desk.write("scores.csv", scores)});
        QVERIFY(desk.sees("import"));
        QWidget* const import = desk.dialog()->focusWidget();
        QCOMPARE(import->objectName(), QStringLiteral("import"));
        QStringList reached;
        do {
            QTest::keyClick(desk.dialog()->focusWidget(), Qt::Key_Tab);
            reached << desk.dialog()->focusWidget()->objectName();
        } while (desk.dialog()->focusWidget() != import && reached.size() < 30);
        QCOMPARE(reached, QStringList({"close", "preview", "saveMapping", "import"}));
        QTest::keyClick(desk.dialog(), Qt::Key_Return);
        QVERIFY(desk.says("kept aside with the reasons"));
        QTest::keyClick(desk.dialog(), Qt::Key_Return);
        QVERIFY(!desk.dialog());
        QCOMPARE(desk.loads().size(), std::size_t(1));
    }

    void escapeGivesItUp()
    {
        Desk desk;
        desk.drop({desk.write("scores.csv", scores)});
        QVERIFY(desk.sees("import"));
        QTest::keyClick(desk.dialog(), Qt::Key_Escape);
        QVERIFY(!desk.dialog());
        QVERIFY(desk.loads().empty());
        desk.drop({desk.path("scores.csv")}); // and nothing stands in the way of the next
        QVERIFY(desk.sees("import"));
    }

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
        QVERIFY2(desk.sees("yes"), qPrintable(desk.words()));
        QVERIFY2(desk.words().contains("no longer has the column “score”"), qPrintable(desk.words()));
        auto* instead = desk.dialog()->findChild<QComboBox*>("instead");
        QVERIFY(instead->isVisible());
        instead->setFocus();
        QTest::keyClick(instead, Qt::Key_Down);
        QCOMPARE(instead->currentText(), QStringLiteral("result_x"));
        QVERIFY(desk.click("yes"));
        QVERIFY2(desk.sees("import"), qPrintable(desk.words()));
        QVERIFY2(desk.says("1 new"), qPrintable(desk.words()));
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
        while (!desk.sees("import"))
            QVERIFY(desk.click("yes"));
        QVERIFY(desk.click("import"));
        QVERIFY(desk.says("imported"));
        QVERIFY(desk.click("close"));
        desk.drop({desk.write("reading-test-june.csv", vendorTest(6))});
        QVERIFY(desk.sees("import"));
        QVERIFY(desk.click("askAgain"));
        QVERIFY2(desk.sees("yes"), qPrintable(desk.words()));
        QVERIFY2(desk.words().contains("What is in reading-test-june.csv?"), qPrintable(desk.words()));
        while (!desk.sees("import"))
            QVERIFY(desk.click("yes"));
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
        while (!desk.sees("import"))
            QVERIFY(desk.click("yes"));
        QVERIFY2(desk.says("30 new"), qPrintable(desk.words()));
        QCOMPARE(desk.preview()->model()->headerData(3, Qt::Horizontal, PreviewModel::TargetRole).toString(), QStringLiteral("kept along"));
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

    void howItIsReadIsSavedAsJson()
    {
        Desk desk;
        desk.drop({desk.write("scores.csv", scores)});
        QVERIFY(desk.sees("saveMapping"));
        QTest::mouseClick(desk.button("saveMapping"), Qt::LeftButton);
        auto* dialog = desk.dialog()->findChild<QFileDialog*>("saveMappingTo");
        QVERIFY(dialog);
        const QString path = desk.path("how.json");
        Q_EMIT dialog->fileSelected(path);
        dialog->close();
        QTRY_VERIFY(QFile::exists(path));
        const auto mapping = readMapping(path); // as `import --mapping` reads it
        QVERIFY(mapping.has_value());
        QCOMPARE(mapping->value("student_id"), QStringLiteral("student_id"));
    }

    void savedRefusedRowsAreMendedAndDroppedAgain()
    {
        Desk desk;
        QVERIFY(desk.has({desk.write("scores.csv", scores)}));
        const auto refused = desk.service().quarantine(-1);
        QVERIFY(refused && refused->size() == 1);
        RefusedDialog dialog(desk.service(), *refused, true, theme(ThemeKind::Light));
        QSignalSpy saved(&dialog, &RefusedDialog::savedRows);
        const QString path = desk.path("refused.csv");
        dialog.saveTo(path);
        QTRY_COMPARE(saved.count(), 1);
        QByteArray csv = test::bytesOf(path);
        QVERIFY2(csv.contains("#load") && csv.contains("absent"), csv.constData());
        desk.drop({desk.write("mended.csv", csv.replace("absent", "66"))});
        QVERIFY2(desk.sees("import"), qPrintable(desk.words()));
        QVERIFY(desk.words().contains("Corrected rows"));
        QVERIFY(desk.click("import"));
        QVERIFY(desk.says("imported"));
        const auto left = desk.service().quarantine(-1);
        QVERIFY(left && left->empty());
    }

    void bothTablesOfOneFileAreShownAndImported()
    {
        Desk desk;
        desk.drop({desk.write("spring.xls", pageOf({scores, calendar}))}); // a web page a system calls a workbook
        QVERIFY2(desk.sees("import"), qPrintable(desk.words()));
        auto* tables = desk.dialog()->findChild<QListWidget*>("files");
        QVERIFY(tables->isVisible());
        QCOMPARE(tables->count(), 2);
        QVERIFY2(desk.says("4 new"), qPrintable(desk.words())); // of both
        QVERIFY(desk.says("1 refused"));
        const auto shown = [&] { return desk.preview()->model()->headerData(3, Qt::Horizontal, Qt::DisplayRole).toString(); };
        const QString first = shown();
        QTest::mouseClick(tables->viewport(), Qt::LeftButton, Qt::NoModifier, tables->visualItemRect(tables->item(1)).center());
        QVERIFY2(shown() != first, "a click on the other table shows it");
        QVERIFY(desk.click("import"));
        QVERIFY(desk.says("imported"));
        QVERIFY(desk.click("close"));
        QVERIFY(desk.clicks() <= 3);
        const std::vector<Load> loads = desk.loads();
        QCOMPARE(loads.size(), std::size_t(2));
        QVERIFY(loads[0].entity != loads[1].entity);
        for (const Load& load : loads)
            QCOMPARE(load.inserted, 2);
    }

    void ofTwoFilesTheUnknownIsSaidAndTheKnownLoaded()
    {
        Desk desk;
        desk.write("term/scores.csv", scores);
        desk.write("term/compass.csv", unheardOf);
        desk.drop({desk.path("term")});
        while (desk.sees("import") || desk.sees("skip")) {
            if (desk.button("import"))
                break;
            QVERIFY(desk.click("skip"));
        }
        QVERIFY2(desk.words().contains("1 file"), qPrintable(desk.words()));
        auto* files = desk.dialog()->findChild<QListWidget*>("files");
        QVERIFY(files->isVisible());
        QCOMPARE(files->count(), 2);
        QVERIFY(files->item(0)->text().startsWith(QStringLiteral("▲ compass.csv")));
        QVERIFY(desk.click("import"));
        QVERIFY(desk.says("Not read"));
        QCOMPARE(desk.loads().size(), std::size_t(1));
    }
};

QTEST_MAIN(ImportAssistantTest)
#include "ImportAssistantTest.moc"
