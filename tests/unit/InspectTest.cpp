/// Damage in what a school file says about itself: each kind is broken on purpose and must be found.
#include "core/store/Inspect.h"
#include "tests/support/TestSchool.h"

#include <QtTest>

using namespace lectern;
using namespace lectern::test;

namespace {

const QByteArray scores = "student_id,date,assessment,subject,score\n1,2026-02-10,Check,Maths,82\n2,2026-02-10,Check,Maths,41\n";

} // namespace

class InspectTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsBrokenIsFound_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("finding"); // its beginning; "" = none
        QTest::newRow("nothing") << "" << "";
        QTest::newRow("a feed is gone") << "DELETE FROM feed" << "1 row of \"load\" belongs to a \"feed\" that is not there.";
        QTest::newRow("a row is gone") << "DELETE FROM raw_assessments__scores WHERE student_id = '2'"
                                       << "Load 1 brought 2 rows by the log, but raw_assessments__scores holds 1 of it.";
        QTest::newRow("the table is gone") << "DROP VIEW now_assessments__scores; DROP TABLE raw_assessments__scores"
                                           << "Load 1 brought 2 rows, but raw_assessments__scores is not there.";
        QTest::newRow("rows nobody accounts for") << "UPDATE load SET rows_read = 3"
                                                  << "Load 1 read 3 rows, but its log accounts for another number.";
        QTest::newRow("closed by nobody") << "UPDATE raw_assessments__scores SET closed_by = 9 WHERE student_id = '2'"
                                          << "Rows of raw_assessments__scores were closed by load 9, which is not in force.";
    }

    void whatIsBrokenIsFound()
    {
        QFETCH(const QString, sql);
        QFETCH(const QString, finding);
        TestSchool test;
        QCOMPARE(test.import({test.write("scores.csv", scores)}).loads.size(), 1u);
        const auto writer = test.school().writer();
        QVERIFY(writer);
        if (!sql.isEmpty())
            QVERIFY2((*writer)->execute(sql).has_value(), qPrintable(sql));
        const auto found = inspect(test.path(), {}, {});
        QVERIFY(found.has_value());
        QCOMPARE(found->findings, finding.isEmpty() ? QStringList() : QStringList(finding));
    }
};

QTEST_GUILESS_MAIN(InspectTest)
#include "InspectTest.moc"
