// The import assistant on a real school, as a person uses it: files are dropped, buttons are clicked or keys pressed.
#include "tests/support/ImportDesk.h"

#include <QStandardPaths>
#include <QtTest>

using namespace lectern;
using test::Desk;

namespace {

const QByteArray scores = "student_id,date,assessment,subject,score\n"
                          "S001,2026-03-09,Spring check,Maths,61\n"
                          "S002,2026-03-09,Spring check,Maths,74\n"
                          "S003,2026-03-09,Spring check,Maths,absent\n";
const QByteArray later = "student_id,date,assessment,subject,marks_out_of_100\n"
                         "S001,2026-03-09,Spring check,Maths,61\n"
                         "S002,2026-03-10,Spring check,Maths,74\n"
                         "S004,2026-03-10,Spring check,Maths,80\n";
const QByteArray unheardOf = "left,right\nnorth,south\neast,west\nup,down\n";

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
        QVERIFY(bad.data(Qt::ToolTipRole).toString().startsWith(QStringLiteral("▲")));
        QVERIFY(!rows.index(1, 4).data(PreviewModel::FaultRole).toBool());
        QCOMPARE(rows.headerData(2, Qt::Vertical, Qt::DisplayRole).toString(), QStringLiteral("4"));
        QVERIFY(desk.click("import"));
        QVERIFY2(desk.says("1 rows were refused"), qPrintable(desk.words()));
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
        QTest::keyClick(desk.dialog(), Qt::Key_Return);
        QVERIFY(desk.says("kept aside with their reasons"));
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
        QVERIFY(desk.has({desk.write("scores.csv", scores)}));
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

    void aChangedColumnMayKeepTheFileOut()
    {
        Desk desk;
        QVERIFY(desk.has({desk.write("scores.csv", scores)}));
        desk.drop({desk.write("later.csv", later)});
        QVERIFY(desk.click("skip"));
        QVERIFY(desk.sees("close"));
        QCOMPARE(desk.loads().size(), std::size_t(1));
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
