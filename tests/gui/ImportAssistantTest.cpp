// The import assistant on a real school, as a person uses it: files are dropped, buttons are clicked or keys pressed. What it
// asks stands in ImportQuestionsTest.
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
        QCOMPARE(desk.dialog()->windowTitle(), QStringLiteral("Import spring.xls"));
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

    void aTableOfAFileThatNobodyKnowsIsSaid()
    {
        Desk desk;
        desk.drop({desk.write("spring.xls", pageOf({scores, calendar, unheardOf}))});
        QVERIFY2(desk.sees("import"), qPrintable(desk.words()));
        QCOMPARE(desk.dialog()->windowTitle(), QStringLiteral("Import spring.xls"));
        QVERIFY2(desk.words().contains("1 table will be left out"), qPrintable(desk.words()));
    }

    void whatIsLeftOutOfATableIsSaidBeforeItIsImported()
    {
        Desk desk;
        desk.drop({desk.write("scores.csv", scores + "Total,,,,135\n")});
        QVERIFY2(desk.sees("import"), qPrintable(desk.words()));
        QVERIFY2(desk.words().contains("1 row of notes or totals below the table left out"), qPrintable(desk.words()));
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
