/// The Health page on a real school file: it opens, its alert is taken off the list by a click, the header counts, and the
/// GUI thread runs no SQL, neither then nor at the end.
#include "app/lectern/LocalSchoolService.h"
#include "tests/support/SimulatedSchool.h"
#include "ui/tiles/ChartView.h"
#include "ui/window/MainWindow.h"

#include <QLabel>
#include <QMenu>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>
#include <QTemporaryDir>
#include <thread>

using namespace lectern;

namespace {

/// A roster that lost more than a fifth of its rows.
const QString fallen = QStringLiteral(
    "INSERT INTO load (school_id, feed_id, entity, source, sha256, package_id, scope, mode, mapping, state, person, started_ms,"
    " finished_ms, first_row, last_row, rows_read, inserted, updated, unchanged, closed, quarantined, remarks, bytes, base, error_code, error_row, error_column, error_arguments)"
    " SELECT 1, min(feed_id), 'rooms', 'rooms.csv', '', 900 + n, '[]', 'snapshot', '', 'in force', '', 1000, 2000, 1, 0,"
    " 100 / n, 0, 0, 100 / n, 0, 0, '[]', 0, '', '', 0, '', '[]' FROM feed, (SELECT 1 AS n UNION ALL SELECT 2) GROUP BY n ORDER BY n");

TileCard* cardOf(const MainWindow& window, const QString& tile)
{
    for (TileCard* card : window.frame()->pageView()->cards())
        if (card->data().spec.id == tile)
            return card;
    return nullptr;
}

} // namespace

class HealthPageTest final : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir folder;
    QString school;

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        SimulateOptions options;
        options.students = 30;
        options.days = 30;
        school = test::simulatedSchool(folder.path(), options);
        {
            const auto database = Database::open(school, Database::Access::ReadWrite);
            QVERIFY(database && database->execute(fallen));
        }
        forbidSqlOnThisThread();
    }

    void anAlertIsTakenOffTheListByAClick()
    {
        const qint64 before = forbiddenSqlCount();
        {
            LocalSchoolService service;
            MainWindow window(service, pageSpecs());
            window.resize(1366, 768);
            window.setVisible(true);
            QSignalSpy shown(&window, &MainWindow::pageShown);
            window.openSchool(school);
            QTRY_VERIFY_WITH_TIMEOUT(!shown.isEmpty(), 60'000);
            QCOMPARE(service.state().alerts, 1);
            auto* date = window.frame()->findChild<QLabel*>("dataTo");
            QVERIFY2(date->accessibleName().endsWith(" · 1 alert"), qPrintable(date->accessibleName()));
            shown.clear();
            Q_EMIT date->linkActivated("alerts");
            QTRY_VERIFY_WITH_TIMEOUT(!shown.isEmpty(), 60'000);
            QCOMPARE(window.place().page, "health");
            TileCard* alerts = cardOf(window, "alerts");
            QVERIFY(alerts);
            QCOMPARE(alerts->data().table.rows.size(), 1);
            QCOMPARE(alerts->data().table.rows.front().category, "concern");
            QTest::qWait(50); // laid out and painted, so that the mark has a place
            shown.clear();
            QTest::mouseClick(alerts->view(), Qt::LeftButton, {}, QPoint(60, 12));
            QTRY_VERIFY(window.findChild<QMenu*>("alert"));
            auto* menu = window.findChild<QMenu*>("alert");
            for (QAction* action : menu->actions())
                if (action->objectName() == QLatin1String("seen"))
                    action->trigger();
            menu->close();
            QTRY_COMPARE(service.state().alerts, 0);
            QTRY_VERIFY_WITH_TIMEOUT(!shown.isEmpty(), 60'000);
            QCOMPARE(cardOf(window, "alerts")->data().table.rows.front().category, "good");
            QVERIFY(!date->accessibleName().contains("alert"));
        }
        QCOMPARE(forbiddenSqlCount(), before);
    }

    void whatTheWindowDidIsCountedInTheFile()
    {
        QString pages, metrics;
        // another thread: this one runs no SQL
        std::jthread([&] {
            const auto database = Database::open(school, Database::Access::ReadOnly);
            if (!database)
                return;
            pages = database->text("SELECT group_concat(page) FROM (SELECT DISTINCT page FROM health_page ORDER BY page)")
                        .value_or(QString());
            metrics = database->text("SELECT count(DISTINCT metric) FROM health_query").value_or(QString());
        }).join();
        QCOMPARE(pages, "health,overview");
        QVERIFY(metrics.toInt() > 10);
    }
};

QTEST_MAIN(HealthPageTest)
#include "HealthPageTest.moc"
