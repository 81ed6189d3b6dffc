// The Data page: the log by package, taking back with its question, refused rows by reason, empty and broken states.
#include "tests/support/FakeSchool.h"
#include "ui/data/DataFlow.h"
#include "ui/data/UndoDialog.h"

#include <QApplication>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
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
};

QTEST_MAIN(DataPageTest)
#include "DataPageTest.moc"
