// Explain, table, students, messages: what they say, and that mouse and keyboard reach all of it.
#include "tests/support/FakeSchool.h"
#include "tests/support/MadePages.h"
#include "ui/dialogs/ExplainDialog.h"
#include "ui/dialogs/GridDialog.h"
#include "ui/dialogs/MessageView.h"
#include "ui/dialogs/TileActions.h"

#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QHeaderView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QToolButton>
#include <QtTest>

using namespace lectern;

namespace {

QList<StudentLine> threeStudents()
{
    return {{11, "S010", "Student Ten", "10", "10A", "missed 12 of 80 days"},
            {12, "S002", "Student Two", "9", "9B", "missed 9 of 80 days"},
            {13, "S003", "=Student Three", "9", "9B", {}}};
}

// Widgets that Tab reaches, starting with `first`.
int reachedByTab(QWidget& dialog)
{
    QSet<QWidget*> seen;
    QWidget* widget = &dialog;
    do {
        widget = widget->nextInFocusChain();
        if (widget->isVisibleTo(&dialog) && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus) &&
            dialog.isAncestorOf(widget))
            seen.insert(widget);
    } while (widget != &dialog);
    return int(seen.size());
}

} // namespace

class DialogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void explainsWithTheQueryClosed()
    {
        const TileData tile = madeOverview().rows.first().first();
        Explanation explanation;
        explanation.words = "Attended days out of enrolled days.";
        explanation.numerator = "days attended";
        explanation.denominator = "instructional days enrolled";
        explanation.sql = "SELECT 1";
        explanation.models = QStringList{"fct_attendance"};
        explanation.sources = {{"/x/attendance.csv", {2, 3, 4}, true}, {"/x/calendar.csv", {7}, false}};
        Filter filter;
        filter.where.insert("grade", {"7"});
        ExplainDialog dialog(explainWords(tile, filter, explanation), theme(ThemeKind::Light));
        dialog.show();
        QCOMPARE(dialog.findChild<QLabel*>("value")->text(), QStringLiteral("94.1 %"));
        QCOMPARE(dialog.findChild<QLabel*>("sources")->text(), QStringLiteral("attendance.csv: rows 2, 3, 4, …\ncalendar.csv: rows 7"));
        QVERIFY(dialog.accessibleDescription().contains("Grade 7"));
        auto* sql = dialog.findChild<QPlainTextEdit*>("sql");
        QVERIFY(!sql->isVisible());
        QTest::mouseClick(dialog.findChild<QToolButton*>("showSql"), Qt::LeftButton);
        QVERIFY(sql->isVisible());
        QTest::mouseClick(dialog.findChild<QPushButton*>("copySql"), Qt::LeftButton);
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("SELECT 1"));
        QVERIFY(reachedByTab(dialog) >= 4);
    }

    void enterPressesTheSideButtonThatHasTheFocus()
    {
        ExplainWords words;
        words.sql = "SELECT 2";
        ExplainDialog dialog(words, theme(ThemeKind::Light));
        dialog.show();
        QTest::mouseClick(dialog.findChild<QToolButton*>("showSql"), Qt::LeftButton);
        auto* copy = dialog.findChild<QPushButton*>("copySql");
        copy->setFocus();
        QTest::keyClick(copy, Qt::Key_Return);
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("SELECT 2"));
        QVERIFY(dialog.isVisible());
    }

    void aPartIsOutOfAWholeAndAMeanIsADivision()
    {
        TileData tile = madeOverview().rows.first().first();
        MetricRow& row = tile.table.rows.first();
        row.numerator = 26;
        row.denominator = 150;
        const auto wordsIn = [&tile](const QString& unit) {
            tile.table.unit = unit;
            const ExplainWords words = explainWords(tile, {}, {});
            return words.fraction + " / " + words.denominatorHeading;
        };
        QCOMPARE(wordsIn("fraction"), QStringLiteral("26 of 150 / Out of"));
        QCOMPARE(wordsIn("count"), QStringLiteral("26 of 150 / Out of"));
        QCOMPARE(wordsIn("minutes"), QStringLiteral("26 divided by 150 / Divided by"));
    }

    void studentsAreFilteredSortedCopiedAndChosen()
    {
        StudentListDialog dialog("Grade 9 · Inactive", threeStudents(), theme(ThemeKind::Dark));
        dialog.show();
        auto* filter = dialog.findChild<QLineEdit*>("filter");
        QTest::keyClicks(filter, "9b two");
        QCOMPARE(dialog.view()->shownRows(), 1);
        QCOMPARE(dialog.findChild<QLabel*>("count")->text(), QStringLiteral("1 of 3 rows"));
        filter->clear();
        QTest::mouseClick(dialog.view()->horizontalHeader()->viewport(), Qt::LeftButton, {},
                          QPoint(dialog.view()->horizontalHeader()->sectionViewportPosition(1) + 10, 10));
        QCOMPARE(dialog.view()->shownGrid().rows.last().at(1).text, QStringLiteral("10")); // 9, 9, 10
        QSignalSpy chosen(&dialog, &StudentListDialog::studentChosen);
        dialog.view()->selectRow(2);
        QTest::keyClick(dialog.view(), Qt::Key_Return);
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen.first().first().toLongLong(), 11);
        QTest::keyClick(dialog.view(), Qt::Key_C, Qt::ControlModifier);
        QVERIFY(QApplication::clipboard()->text().contains("Student Ten\t10"));
        QTest::keyClick(&dialog, Qt::Key_Escape);
        QVERIFY(!dialog.isVisible());
    }

    void savedCellsAreSafeAndPlain()
    {
        QTemporaryDir folder;
        StudentListDialog dialog("students", threeStudents(), theme(ThemeKind::Light));
        QSignalSpy saved(&dialog, &GridDialog::saved);
        dialog.saveCsv(folder.filePath("students.csv"));
        QTRY_COMPARE(saved.count(), 1);
        QFile file(folder.filePath("students.csv"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QVERIFY(text.contains("\r\n'=Student Three,9,9B"));
        QVERIFY(text.startsWith("\xEF\xBB\xBF" "Student,Grade,Classes"));
    }

    void aTableSavesNumbersAsNumbers()
    {
        const QString csv = csvOf(gridOf(madeEngagement(2, 2).rows.at(1).first().table));
        QVERIFY2(csv.contains("Exercise,0.86,72"), qPrintable(csv));
        QVERIFY(csvOf({{"a"}, {false}, {{{"x,\"y\"", {}}}}}).contains("\"x,\"\"y\"\"\""));
    }

    void withheldNumbersStayWithheldInTables()
    {
        MetricTable table = madeEngagement(2, 2).rows.at(1).first().table;
        table.rows[0].withheld = true;
        table.rows[0].reason = "small_group";
        QVERIFY(!csvOf(gridOf(table)).contains("0.86"));
    }

    void aMessageSaysWhatWhereAndWhatToDo()
    {
        MessageView view(theme(ThemeKind::Light));
        view.setError(Error{"file.unreadable", {"users.csv", 12, "score"}, {}, "EACCES", nullptr});
        view.resize(600, 300);
        view.show();
        QVERIFY2(view.findChild<QLabel*>("happened")->width() > 500, "the words have the room");
        QVERIFY(view.findChild<QLabel*>("happened")->text().contains("users.csv cannot be read"));
        QVERIFY(view.findChild<QLabel*>("where")->text().contains("row 12"));
        QVERIFY(!view.findChild<QLabel*>("remedy")->text().isEmpty());
        QVERIFY(!view.findChild<QLabel*>("details")->isVisible());
        QTest::mouseClick(view.findChild<QToolButton*>("more"), Qt::LeftButton);
        QVERIFY(view.findChild<QLabel*>("details")->text().contains("EACCES"));
    }

    void remediesInTheWindowNameNoCommands()
    {
        for (const char* code : {"import.closures", "import.nothing", "load.later", "load.undone", "load.unknown",
                                 "source.not_recognised"}) {
            const QString remedy = messageWords(Error{code, {"x.csv"}, {"a", "b", "c", "d"}, {}, nullptr}).remedy;
            QVERIFY2(!remedy.isEmpty() && !remedy.contains("--") && !remedy.contains('"'), code);
        }
    }

    void aClickOnAMarkListsItsStudents()
    {
        FakeSchool school;
        school.students = threeStudents();
        QWidget window;
        TileActions actions(school, &window, theme(ThemeKind::Light));
        QSignalSpy opened(&actions, &TileActions::opened);
        const TileData segments = madeOverview().rows.at(1).last();
        actions.listStudents(segments, 3, {});
        QTRY_COMPARE(opened.count(), 1);
        QCOMPARE(school.lastMark, QStringLiteral("Inactive"));
        auto* dialog = window.findChild<StudentListDialog*>();
        QVERIFY(dialog);
        QVERIFY(dialog->accessibleDescription().contains("Inactive"));
        dialog->reject();
    }
};

QTEST_MAIN(DialogTest)
#include "DialogTest.moc"
