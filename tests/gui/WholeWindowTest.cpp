/// The window on a real school file: every page opens with numbers, and the GUI thread runs no SQL.
#include "app/lectern/LocalSchoolService.h"
#include "core/store/Database.h"
#include "tests/support/SimulatedSchool.h"
#include "ui/window/MainWindow.h"

#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace lectern;

class WholeWindowTest final : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir folder;
    QString school;

private Q_SLOTS:
    void initTestCase();
    void everyPageOpensAndTheGuiThreadRunsNoSql();
    void sqlOnTheGuiThreadIsCounted();
};

void WholeWindowTest::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    SimulateOptions options;
    options.students = 40;
    options.days = 60;
    school = test::simulatedSchool(folder.path(), options);
    forbidSqlOnThisThread();
}

void WholeWindowTest::everyPageOpensAndTheGuiThreadRunsNoSql()
{
    const qint64 before = forbiddenSqlCount();
    LocalSchoolService service;
    MainWindow window(service, pageSpecs());
    window.resize(1366, 768);
    window.setVisible(true);
    QSignalSpy shown(&window, &MainWindow::pageShown);
    window.openSchool(school);
    QTRY_VERIFY_WITH_TIMEOUT(!shown.isEmpty(), 60'000);
    QVERIFY(service.state().open);
    for (const PageSpec& page : pageSpecs()) {
        const qsizetype earlier = shown.size();
        if (window.place().page != page.id) {
            window.go(page.id);
            QTRY_VERIFY_WITH_TIMEOUT(shown.size() > earlier, 60'000);
        }
        const auto data = shown.last().first().value<PageData>();
        QCOMPARE(data.spec.id, page.id);
        for (const QList<TileData>& row : data.rows)
            for (const TileData& tile : row)
                QVERIFY2(!tile.error, qPrintable(page.id + ' ' + tile.spec.id));
    }
    QCOMPARE(forbiddenSqlCount(), before);
}

void WholeWindowTest::sqlOnTheGuiThreadIsCounted()
{
    const qint64 before = forbiddenSqlCount();
    const auto database = Database::open(school, Database::Access::ReadOnly);
    QVERIFY(database.has_value());
    QVERIFY(database->integer("SELECT 1").has_value());
    QVERIFY(forbiddenSqlCount() > before);
}

QTEST_MAIN(WholeWindowTest)
#include "WholeWindowTest.moc"
