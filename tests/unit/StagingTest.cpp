// label: slow
/// Loads in the making: seen by nobody, taken up again by the same import, swept by any other.
#include "core/ingest/Staging.h"
#include "tests/support/TestSchool.h"

#include <QtTest>

using namespace lectern;
using namespace lectern::test;

namespace {

constexpr int manyRows = 600'000; ///< more than two batches that are committed
const QString seen = "SELECT count(*) FROM now_oulad__student_vle";
const QString stored = "SELECT count(*) FROM raw_oulad__student_vle";

QByteArray clicks(int rows, int first = 0)
{
    QByteArray csv = "code_module,code_presentation,id_student,id_site,date,sum_click\n";
    for (int i = first; i < first + rows; ++i)
        csv += "AAA,2014J," + QByteArray::number(i % 1000) + ',' + QByteArray::number(i) + ",3,1\n";
    return csv;
}

} // namespace

class StagingTest : public QObject
{
    Q_OBJECT

    /// Imports and cancels once `rows` were read.
    static void interrupt(TestSchool& test, const QStringList& paths, qint64 rows, const ImportOptions& options = {})
    {
        const Cancel cancel;
        const auto report = importPaths(test.school(), catalog(), paths, options,
                                        [&](const Progress& progress) {
                                            if (progress.rows >= rows)
                                                cancel.raise();
                                        },
                                        cancel);
        QVERIFY(!report);
        QCOMPARE(report.error().code, QString("cancelled"));
    }

private Q_SLOTS:
    /// The rows of a file were read, but what the file is could not be told: then they do not count.
    void aLoadWhoseDigestFailsIsTakenOut()
    {
        TestSchool test;
        const EntitySchema& schema = *catalog().entity("oulad", "student_vle");
        auto staging = Staging::begin(test.school(), {});
        QVERIFY(staging.has_value());
        Load load;
        load.source = "studentVle.csv";
        load.mode = "snapshot";
        QString name;
        load.feedId = (*staging)->feed("oulad", "OULAD", name).value();
        Source missing;
        missing.path = test.file("missing.csv");
        Digest digest(missing, {});
        const auto staged = (*staging)->add(load, schema, &digest);
        QVERIFY(staged.has_value());
        const auto ended = (*staging)->end(**staged);
        QVERIFY(!ended.has_value());
        QVERIFY2(ended.error().code.startsWith("file."), qPrintable(ended.error().code));
        QVERIFY((*staging)->finish({}).has_value());
        QCOMPARE(test.rows("SELECT count(*) FROM load"), QStringList("0"));
    }

    void whatIsStagedIsSeenByNobody()
    {
        TestSchool test;
        interrupt(test, {test.write("studentVle.csv", clicks(manyRows))}, 550'000);
        QCOMPARE(test.rows(seen), QStringList("0"));
        QVERIFY(test.rows(stored).value(0).toInt() >= 250'000);
        const auto log = loads(*test.school().writer().value());
        QVERIFY(log && log->empty());
    }

    void theSameImportGoesOnWhereItStopped()
    {
        TestSchool test;
        const QString path = test.write("studentVle.csv", clicks(manyRows));
        interrupt(test, {path}, 550'000);
        const int before = test.rows(stored).value(0).toInt();
        const ImportReport report = test.import({path});
        QCOMPARE(report.loads.at(0).inserted, manyRows);
        QCOMPARE(test.rows(seen), QStringList(QString::number(manyRows)));
        QCOMPARE(test.rows(stored), QStringList(QString::number(manyRows)));
        // Rows stored before the stop are still the same rows.
        QCOMPARE(test.rows(QString("SELECT count(*), min(row_no), max(source_row - row_no) FROM raw_oulad__student_vle"
                                   " WHERE row_no <= %1").arg(before)),
                 QStringList(QString("%1\t1\t1").arg(before)));
    }

    void anotherImportSweepsFirst()
    {
        TestSchool test;
        interrupt(test, {test.write("1/studentVle.csv", clicks(manyRows))}, 550'000);
        const ImportReport report = test.import({test.write("2/studentVle.csv", clicks(10, manyRows))});
        QCOMPARE(report.loads.at(0).inserted, 10);
        QCOMPARE(test.rows(stored), QStringList("10"));
        QCOMPARE(loads(*test.school().writer().value())->size(), 1u); // its feed is there
    }

    void aFileThatChangedSinceIsReadAnew()
    {
        TestSchool test;
        const QString path = test.write("studentVle.csv", clicks(manyRows));
        interrupt(test, {path}, 550'000);
        test.write("studentVle.csv", clicks(manyRows, 7));
        QCOMPARE(test.import({path}).loads.at(0).inserted, manyRows);
        QCOMPARE(test.rows("SELECT min(CAST(id_site AS integer)), count(*) FROM now_oulad__student_vle"),
                 QStringList(QString("7\t%1").arg(manyRows)));
        QCOMPARE(loads(*test.school().writer().value())->size(), 1u);
    }

    void filesBeforeTheInterruptedOneAreNotReadTwice()
    {
        TestSchool test;
        const QString courses = test.write("in/courses.csv", "code_module,code_presentation,module_presentation_length\nAAA,2014J,269\n");
        const QString vle = test.write("in/studentVle.csv", clicks(manyRows));
        interrupt(test, {courses, vle}, 550'000);
        const ImportReport report = test.import({courses, vle});
        QCOMPARE(report.loads.size(), std::size_t(2));
        QCOMPARE(report.loads.at(0).inserted, 1);
        QCOMPARE(test.rows("SELECT count(*) FROM raw_oulad__courses"), QStringList("1"));
        QCOMPARE(test.rows(stored), QStringList(QString::number(manyRows)));
    }

    void quarantineIsKeptOnceAndOnlyAtTheEnd()
    {
        TestSchool test;
        const QString path = test.write("studentVle.csv", clicks(300'000) + "AAA,2014J,1,2,someday,1\n" + clicks(300'000, 300'000).mid(64));
        interrupt(test, {path}, 590'000);
        QCOMPARE(quarantine(*test.school().writer().value()).value().size(), std::size_t(0));
        test.import({path});
        QCOMPARE(quarantine(*test.school().writer().value()).value().size(), std::size_t(1));
    }

    void undoSweepsFirst()
    {
        TestSchool test;
        const Load small = test.import({test.write("1/studentVle.csv", clicks(3))}).loads.at(0);
        interrupt(test, {test.write("2/studentVle.csv", clicks(manyRows))}, 550'000);
        QVERIFY(undoLoad(test.school(), small.load, false).has_value());
        QCOMPARE(test.rows(stored), QStringList("0"));
    }

    void aDryRunLeavesAnInterruptedImportAlone()
    {
        TestSchool test;
        const QString path = test.write("studentVle.csv", clicks(manyRows));
        interrupt(test, {path}, 550'000);
        const QStringList before = test.rows(stored);
        ImportOptions dry;
        dry.dryRun = true;
        QCOMPARE(test.import({path}, dry).loads.at(0).inserted, manyRows);
        QCOMPARE(test.rows(stored), before);
    }

    void sweepingLeavesNothing()
    {
        TestSchool test;
        interrupt(test, {test.write("studentVle.csv", clicks(manyRows))}, 550'000);
        QVERIFY(sweepStaged(*test.school().writer().value()).has_value());
        QCOMPARE(test.rows(stored), QStringList("0"));
        QCOMPARE(test.rows("SELECT count(*) FROM load"), QStringList("0"));
        QCOMPARE(test.rows("SELECT count(*) FROM feed"), QStringList("0"));
    }

    void twoFilesOfOneTableSeeEachOther()
    {
        TestSchool test;
        const QString one = test.write("1/studentVle.csv", clicks(100));
        const QString two = test.write("2/studentVle.csv", clicks(100, 50));
        const ImportReport report = test.import({one, two});
        QCOMPARE(report.loads.at(1).inserted, 50);
        QCOMPARE(report.loads.at(1).unchanged, 50);
    }
};

QTEST_GUILESS_MAIN(StagingTest)
#include "StagingTest.moc"
