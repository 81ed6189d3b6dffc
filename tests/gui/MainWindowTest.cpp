/// The window with real clicks and keys on a school that is not there: where one gets, the way back, what is asked.
#include "ui/window/MainWindow.h"
#include "tests/support/GallerySchool.h"

#include <QListWidget>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QToolButton>
#include <QtTest>

using namespace lectern;

class MainWindowTest final : public QObject
{
    Q_OBJECT

private:
    static bool settled(MainWindow& window)
    {
        return QTest::qWaitFor([&] { return !window.busy(); }, 3000);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("lectern-test"));
    }

    void init() { QSettings().clear(); }

    void theFirstPageIsShownAndNothingIsAskedOnTheGuiThread()
    {
        test::GallerySchool school;
        MainWindow window(school, test::gallerySpecs());
        QSignalSpy shown(&window, &MainWindow::pageShown);
        window.resize(1366, 768);
        static_cast<QWidget&>(window).show();
        window.start();
        QVERIFY(shown.wait(3000));
        QCOMPARE(window.place().page, QStringLiteral("overview"));
        QCOMPARE(window.frame()->pageView()->cards().size(), 10);
        QVERIFY(!school.askedOnGuiThread());
    }

    void anEmptySchoolWelcomesAndTheSampleFillsIt()
    {
        test::GallerySchool school;
        school.now.open = false;
        MainWindow window(school, test::gallerySpecs());
        static_cast<QWidget&>(window).show();
        window.start();
        QVERIFY(window.frame()->welcome()->isVisible());
        QVERIFY(window.frame()->welcome()->importButton()->isVisible());
        QSignalSpy shown(&window, &MainWindow::pageShown);
        window.openSample();
        QVERIFY(shown.wait(3000));
        QVERIFY(!window.frame()->welcome()->isVisible());
    }

    void clickingTheSidebarGoesThereAndUndoComesBack()
    {
        test::GallerySchool school;
        MainWindow window(school, test::gallerySpecs());
        static_cast<QWidget&>(window).show();
        window.start();
        QVERIFY(settled(window));
        auto* entry = window.findChild<QAbstractButton*>(QStringLiteral("go:content"));
        QVERIFY(entry);
        QTest::mouseClick(entry, Qt::LeftButton);
        QVERIFY(settled(window));
        QCOMPARE(window.place().page, QStringLiteral("content"));
        window.setFilter(Filter{{{QStringLiteral("grade"), {QStringLiteral("7")}}}, {}, {}});
        QVERIFY(settled(window));
        window.undo();
        QCOMPARE(window.place().filter, Filter());
        window.undo();
        QCOMPARE(window.place().page, QStringLiteral("overview"));
        window.redo();
        window.redo();
        QCOMPARE(window.place().filter.where.value(QStringLiteral("grade")), QStringList{QStringLiteral("7")});
        QVERIFY(!window.frame()->bar()->tool(Tool::Redo)->isEnabled());
        QVERIFY(settled(window));
    }

    void aLateAnswerIsDropped()
    {
        test::GallerySchool school;
        school.delayMs = 150;
        MainWindow window(school, test::gallerySpecs());
        static_cast<QWidget&>(window).show();
        QSignalSpy shown(&window, &MainWindow::pageShown);
        window.start();
        window.go(QStringLiteral("segments"));
        window.go(QStringLiteral("engagement"));
        QVERIFY(settled(window));
        QTest::qWait(250);
        QCOMPARE(shown.size(), 1);
        QCOMPARE(window.frame()->pageView()->page().spec.id, QStringLiteral("engagement"));
    }

    void aChipOffersValuesAndIsTakenAway()
    {
        test::GallerySchool school;
        MainWindow window(school, test::gallerySpecs());
        static_cast<QWidget&>(window).show();
        window.start();
        QVERIFY(settled(window));
        Chip* chip = window.frame()->bar()->chip(QStringLiteral("grade"));
        QVERIFY(chip);
        QTest::mouseClick(chip, Qt::LeftButton, {}, QPoint(12, 12));
        QTRY_VERIFY(window.findChild<ValuePopup*>());
        auto* list = window.findChild<ValuePopup*>()->findChild<QListWidget*>();
        list->item(0)->setCheckState(Qt::Checked);
        QCOMPARE(window.place().filter.where.value(QStringLiteral("grade")), QStringList{QStringLiteral("7")});
        window.findChild<ValuePopup*>()->close();
        QVERIFY(settled(window));
        chip = window.frame()->bar()->chip(QStringLiteral("grade"));
        QVERIFY(chip->accessibleName().contains(QStringLiteral("Grade 7")));
        QTest::keyClick(chip, Qt::Key_Delete);
        QCOMPARE(window.place().filter, Filter());
        QVERIFY(settled(window));
    }

    void clickingADonutFiltersThePage()
    {
        test::GallerySchool school;
        MainWindow window(school, test::gallerySpecs());
        window.resize(1366, 768);
        static_cast<QWidget&>(window).show();
        window.start();
        QVERIFY(settled(window));
        auto* card = window.findChild<TileCard*>(QStringLiteral("tile:segments"));
        QVERIFY(card && card->view()->chart());
        card->view()->setFocus(Qt::TabFocusReason);
        QTest::keyClick(card->view(), Qt::Key_Home);
        QTest::keyClick(card->view(), Qt::Key_Return);
        QCOMPARE(window.place().filter.where.value(QStringLiteral("segment")),
                 QStringList{QStringLiteral("Active_Engaged")});
        QVERIFY(settled(window));
        QVERIFY(window.frame()->bar()->chip(QStringLiteral("segment")));
    }

    void everyMarkOfAColumnChartIsReachedByKeyboard()
    {
        test::GallerySchool school;
        MainWindow window(school, test::gallerySpecs());
        window.resize(1366, 768);
        static_cast<QWidget&>(window).show();
        window.start();
        QVERIFY(settled(window));
        ChartView* view = window.findChild<TileCard*>(QStringLiteral("tile:dropoff"))->view();
        view->setFocus(Qt::TabFocusReason);
        QTest::keyClick(view, Qt::Key_Home);
        QSet<int> reached{view->state().focused};
        for (int i = 0; i < 20; ++i) {
            QTest::keyClick(view, Qt::Key_Right);
            reached.insert(view->state().focused);
        }
        QCOMPARE(reached.size(), view->chart()->marks().size());
        QVERIFY(view->accessibleDescription().contains(QStringLiteral("97")));
        QTest::keyClick(view, Qt::Key_Return);
        QTRY_VERIFY(school.asked().contains(QStringLiteral("students dropoff")));
    }

    void theFilterIsRememberedFromOneDayToTheNext()
    {
        test::GallerySchool school;
        const Filter filter{{{QStringLiteral("grade"), {QStringLiteral("7")}}}, dayOf(QDate(2026, 1, 5)), {}};
        {
            MainWindow window(school, test::gallerySpecs());
            window.start();
            window.setFilter(filter);
            QVERIFY(settled(window));
        }
        MainWindow window(school, test::gallerySpecs());
        window.start();
        QCOMPARE(window.place().filter, filter);
        QTRY_VERIFY(
            window.frame()->bar()->chip(QStringLiteral("grade"))->accessibleName().contains(QStringLiteral("Grade 7")));
        QVERIFY(settled(window));
    }

    void goAnywhereFindsAClass()
    {
        const QList<Destination> all{{QStringLiteral("a"), QStringLiteral("Overview"), QStringLiteral("page")},
                                     {QStringLiteral("b"), QStringLiteral("Class 7B"), QStringLiteral("class")},
                                     {QStringLiteral("c"), QStringLiteral("7B maths"), QStringLiteral("class")}};
        const auto found = matching(all, QStringLiteral("7b"));
        QCOMPARE(found.size(), 2);
        QCOMPARE(found.first().id, QStringLiteral("c"));
        QVERIFY(matching(all, QStringLiteral("zzz")).isEmpty());
    }

    void everythingOnThePageHasANameForScreenReaders()
    {
        test::GallerySchool school;
        MainWindow window(school, test::gallerySpecs());
        static_cast<QWidget&>(window).show();
        window.start();
        QVERIFY(settled(window));
        for (const auto* widget : window.findChildren<QWidget*>())
            if (widget->isVisible() && widget->focusPolicy() != Qt::NoFocus &&
                !qobject_cast<const QScrollArea*>(widget))
                QVERIFY2(!widget->accessibleName().isEmpty(),
                         qPrintable(QLatin1String(widget->metaObject()->className()) + widget->objectName()));
    }
};

QTEST_MAIN(MainWindowTest)
#include "MainWindowTest.moc"
