// The Data page: the log by package, taking back with its question, refused rows by reason, empty and broken states.
#include "tests/support/FakeSchool.h"
#include "ui/data/CorrectDialog.h"
#include "ui/data/DataFlow.h"
#include "ui/data/RefusedDialog.h"
#include "ui/data/UndoDialog.h"

#include <QApplication>
#include <QCheckBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace lectern;

namespace {

QTreeWidget* tree(QWidget& page, const char* name)
{
    return page.findChild<QTreeWidget*>(QLatin1String(name));
}

} // namespace

class DataPageTest : public QObject
{
    Q_OBJECT

private:
    FakeSchool m_school;

private Q_SLOTS:
    void init()
    {
        m_school.log = {madeLoad(4, 3, "/x/users.csv", "users", 4), madeLoad(3, 2, "/x/marks.csv", "scores", 20, 2),
                        madeLoad(2, 1, "/x/a.zip/users.csv", "users", 491), madeLoad(1, 1, "/x/a.zip/orgs.csv", "orgs", 3)};
        m_school.refused = {{3, "/x/marks.csv", "scores", 7, "score", "not_a_number", {"abc"}, "{}"},
                            {3, "/x/marks.csv", "scores", 9, "score", "not_a_number", {"n/a"}, "{}"}};
        m_school.undoneLoad = m_school.undonePackage = 0;
        m_school.refused[0].id = 70;
        m_school.refused[1].id = 90;
        m_school.refused[0].feedId = m_school.refused[1].feedId = 1;
        m_school.refusedAnswer = {m_school.refused[0],
                                  {{"student", "Student", "S1", false, {}, {}},
                                   {"score", "Score", "abc", false, "not_a_number", {"abc"}}},
                                  {}, {}, true, 1};
        m_school.corrections = 0;
        CorrectionOutcome done;
        done.corrected = 1;
        m_school.correctAnswer = done;
    }

    /// The dialog of the first refused row, opened as a person opens it.
    CorrectDialog* openCorrection(DataPage& page, DataFlow& data)
    {
        page.resize(1100, 700);
        page.show();
        data.refresh();
        if (!QTest::qWaitFor([&] { return tree(page, "refused") != nullptr; }))
            return nullptr;
        QTreeWidget* refused = tree(page, "refused");
        const QRect row = refused->visualItemRect(refused->topLevelItem(0)->child(0));
        QTest::mouseClick(refused->viewport(), Qt::LeftButton, {}, row.center());
        QTest::mouseClick(page.findChild<QPushButton*>("correct"), Qt::LeftButton);
        if (!QTest::qWaitFor([&] { return page.window()->findChild<CorrectDialog*>() != nullptr; }))
            return nullptr;
        return page.window()->findChild<CorrectDialog*>();
    }

    void listsWhatCameInNewestFirst()
    {
        ImportFlow flow(m_school);
        DataPage page(theme(ThemeKind::Light));
        DataFlow data(m_school, flow, page);
        data.refresh();
        QTRY_VERIFY(tree(page, "loads"));
        QCOMPARE(tree(page, "loads")->topLevelItemCount(), 3);
        QCOMPARE(tree(page, "loads")->topLevelItem(0)->text(1), QStringLiteral("users.csv"));
        QCOMPARE(tree(page, "loads")->topLevelItem(2)->text(1), QStringLiteral("a.zip"));
        QCOMPARE(tree(page, "loads")->topLevelItem(2)->childCount(), 2);
    }

    void takingBackAsksAndNamesWhatGoesAlong()
    {
        ImportFlow flow(m_school);
        DataPage page(theme(ThemeKind::Light));
        DataFlow data(m_school, flow, page);
        page.resize(1100, 700);
        page.show();
        data.refresh();
        QTRY_VERIFY(tree(page, "loads"));
        tree(page, "loads")->setCurrentItem(tree(page, "loads")->topLevelItem(2)); // the zip
        QTest::mouseClick(page.findChild<QPushButton*>("undo"), Qt::LeftButton);
        auto* dialog = page.window()->findChild<UndoDialog*>();
        QVERIFY(dialog);
        QCOMPARE(dialog->findChild<QListWidget*>("chosen")->count(), 2);
        QCOMPARE(dialog->findChild<QListWidget*>("later")->count(), 1);
        QCOMPARE(m_school.undonePackage, 0);
        QTest::mouseClick(dialog->findChild<QPushButton*>("takeBack"), Qt::LeftButton);
        QTRY_COMPARE(m_school.undonePackage, 1);
        QVERIFY(m_school.undoneWithLater);
        QTRY_COMPARE(flow.status().step, ImportStatus::Step::Done);
    }

    void escapeTakesNothingBack()
    {
        ImportFlow flow(m_school);
        DataPage page(theme(ThemeKind::Light));
        DataFlow data(m_school, flow, page);
        page.show();
        data.refresh();
        QTRY_VERIFY(tree(page, "loads"));
        tree(page, "loads")->setCurrentItem(tree(page, "loads")->topLevelItem(0));
        QTest::mouseClick(page.findChild<QPushButton*>("undo"), Qt::LeftButton);
        auto* dialog = page.window()->findChild<UndoDialog*>();
        QVERIFY(dialog);
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTest::qWait(50);
        QCOMPARE(m_school.undoneLoad, 0);
    }

    void refusedRowsStandUnderTheirReasonWithPlaceAndValue()
    {
        DataPage page(theme(ThemeKind::Dark));
        page.setContent({m_school.log, m_school.refused, 2, {}});
        QTreeWidget* refused = tree(page, "refused");
        QVERIFY(refused);
        QCOMPARE(refused->topLevelItemCount(), 1);
        const QTreeWidgetItem* row = refused->topLevelItem(0)->child(0);
        QCOMPARE(row->text(1), QStringLiteral("marks.csv"));
        QCOMPARE(row->text(2), QStringLiteral("7"));
        QCOMPARE(row->text(3), QStringLiteral("score"));
        QCOMPARE(row->text(4), QStringLiteral("abc"));
    }

    void aCellIsCorrectedAndTheRowGoes()
    {
        ImportFlow flow(m_school);
        DataPage page(theme(ThemeKind::Light));
        DataFlow data(m_school, flow, page);
        QPointer dialog = openCorrection(page, data);
        QVERIFY(dialog);
        auto* score = dialog->findChild<QLineEdit*>("score");
        QCOMPARE(score->text(), QStringLiteral("abc"));
        QVERIFY(score->accessibleDescription().contains("not a number"));
        QTest::mouseClick(score, Qt::LeftButton);
        score->selectAll();
        QTest::keyClicks(score, "82");
        m_school.refused.erase(m_school.refused.begin());
        QTest::mouseClick(dialog->findChild<QPushButton*>("try"), Qt::LeftButton);
        QTRY_COMPARE(m_school.corrections.load(), 1);
        QCOMPARE(m_school.lastCorrection.id, 70);
        QCOMPARE(m_school.lastCorrection.cells, (QMap<QString, QString>{{"score", "82"}}));
        QVERIFY(!m_school.lastCorrection.alike);
        QTRY_VERIFY(!dialog);
        QTRY_COMPARE(tree(page, "refused")->topLevelItem(0)->childCount(), 1);
        QCOMPARE(page.findChild<QLabel*>("answer")->text(), QStringLiteral("1 row corrected."));
    }

    void aRowStillRefusedStaysOpenWithItsNewReason()
    {
        ImportFlow flow(m_school);
        DataPage page(theme(ThemeKind::Light));
        DataFlow data(m_school, flow, page);
        QPointer dialog = openCorrection(page, data);
        QVERIFY(dialog);
        CorrectionOutcome still;
        still.still.push_back({3, 7, {{"student", "required", {""}}}});
        m_school.correctAnswer = still;
        auto* score = dialog->findChild<QLineEdit*>("score");
        QTest::keyClicks(score, "82"); // the field at fault has the focus and is chosen whole
        QTest::keyClick(score, Qt::Key_Return);
        QTRY_VERIFY(dialog->findChild<QLabel*>("said")->isVisible());
        QVERIFY(dialog->findChild<QLineEdit*>("student")->accessibleDescription().contains("must have a value"));
        QVERIFY(score->accessibleDescription().isEmpty());
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY(!dialog);
    }

    void theSameCorrectionGoesToAllRowsWithThatValue()
    {
        ImportFlow flow(m_school);
        DataPage page(theme(ThemeKind::Light));
        DataFlow data(m_school, flow, page);
        QPointer dialog = openCorrection(page, data);
        QVERIFY(dialog);
        auto* alike = dialog->findChild<QCheckBox*>("alike");
        QTest::mouseClick(alike, Qt::LeftButton, {}, QPoint(8, alike->height() / 2));
        QTest::keyClicks(dialog->findChild<QLineEdit*>("score"), "0");
        QTest::mouseClick(dialog->findChild<QPushButton*>("try"), Qt::LeftButton);
        QTRY_COMPARE(m_school.corrections.load(), 1);
        QVERIFY(m_school.lastCorrection.alike);
    }

    void nothingIsTriedBeforeSomethingWasChanged()
    {
        ImportFlow flow(m_school);
        DataPage page(theme(ThemeKind::Light));
        DataFlow data(m_school, flow, page);
        QPointer dialog = openCorrection(page, data);
        QVERIFY(dialog);
        QTest::mouseClick(dialog->findChild<QPushButton*>("try"), Qt::LeftButton);
        QTest::qWait(30);
        QCOMPARE(m_school.corrections.load(), 0);
        QVERIFY(dialog->findChild<QLabel*>("said")->isVisible());
    }

    void theKeyboardAloneReachesTheCorrection()
    {
        ImportFlow flow(m_school);
        DataPage page(theme(ThemeKind::Light));
        DataFlow data(m_school, flow, page);
        page.show();
        data.refresh();
        QTRY_VERIFY(tree(page, "refused"));
        page.showRefused();
        QTest::keyClick(tree(page, "refused"), Qt::Key_Return);
        QTRY_VERIFY(page.window()->findChild<CorrectDialog*>());
    }

    void anEmptySchoolIsToldWhatToDo()
    {
        DataPage page(theme(ThemeKind::Light));
        page.setContent({});
        QSignalSpy import(&page, &DataPage::importRequested), sample(&page, &DataPage::sampleRequested);
        page.show();
        QTest::mouseClick(page.findChild<QPushButton*>("import"), Qt::LeftButton);
        QTest::mouseClick(page.findChild<QPushButton*>("sample"), Qt::LeftButton);
        QCOMPARE(import.count(), 1);
        QCOMPARE(sample.count(), 1);
    }

    void aSchoolOpenForReadingTakesNothingBack()
    {
        DataPage page(theme(ThemeKind::Light));
        page.setContent({m_school.log, {}, 0, "another program writes to it"});
        tree(page, "loads")->setCurrentItem(tree(page, "loads")->topLevelItem(0));
        QVERIFY(!page.findChild<QPushButton*>("undo")->isEnabled());
        QVERIFY(!page.findChild<QPushButton*>("import")->isEnabled());
    }

    void anImportRefreshesThePage()
    {
        ImportFlow flow(m_school);
        DataPage page(theme(ThemeKind::Light));
        DataFlow data(m_school, flow, page);
        const int before = m_school.logReads;
        flow.import({"/x"});
        QTRY_COMPARE(m_school.logReads.load(), before + 1);
        QTRY_VERIFY(tree(page, "loads"));
    }

    void refusedRowsAreSavedAsFilesToBeMended()
    {
        m_school.correctionAnswer = {{"refused.oneroster.scores.csv", "oneroster.scores", 2, "the rows"}};
        QTemporaryDir folder;
        RefusedDialog dialog(m_school, m_school.refused, true, theme(ThemeKind::Light));
        QSignalSpy saved(&dialog, &RefusedDialog::savedRows);
        dialog.saveTo(folder.filePath("a.csv"));
        QTRY_COMPARE(saved.count(), 1);
        QCOMPARE(m_school.savedIds, (QSet<qint64>{70, 90}));
        QFile file(folder.filePath("a.csv"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("the rows"));
        dialog.view()->setFilter("abc"); // what is shown is what is saved
        dialog.saveTo(folder.filePath("b.csv"));
        QTRY_COMPARE(saved.count(), 2);
        QCOMPARE(m_school.savedIds, QSet<qint64>{70});
        m_school.correctionAnswer.push_back({"refused.sis.attendance.csv", "sis.attendance", 1, "others"});
        dialog.view()->setFilter({});
        dialog.saveTo(folder.path()); // several kinds: a folder
        QTRY_COMPARE(saved.count(), 3);
        QVERIFY(QFile::exists(folder.filePath("refused.sis.attendance.csv")));
    }
};

QTEST_MAIN(DataPageTest)
#include "DataPageTest.moc"
