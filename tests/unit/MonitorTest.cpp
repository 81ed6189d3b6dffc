/// What a school counts about itself: from many threads, written once, never without bound; outcomes of checks over builds.
#include "core/store/Monitor.h"
#include "core/transform/CheckHistory.h"
#include "tests/support/TestSchool.h"

#include <QtTest>
#include <thread>

using namespace lectern;
using namespace lectern::test;

namespace {

constexpr Day someDay = 20'500; // 2026-02-16

CheckOutcome outcome(const QString& check, qint64 badRows, const QString& severity = "error")
{
    return {.check = check, .model = "dim_student", .severity = severity, .badRows = badRows, .words = "Look at it"};
}

} // namespace

class MonitorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void timesFallIntoBucketsATwelfthOfADecadeWide()
    {
        QCOMPARE(timeBucket(0), 1);
        QCOMPARE(timeBucket(1000), 1000);
        for (const qint64 us : {1000, 1234, 5000, 99'999, 7'654'321}) {
            const double ratio = double(timeBucket(us)) / double(us);
            QVERIFY2(ratio > 0.9 && ratio < 1.11, qPrintable(QString::number(us)));
        }
    }

    void countsOfManyThreadsAreAllThere()
    {
        TestSchool school;
        Monitor monitor;
        {
            std::vector<std::jthread> threads;
            for (int i = 0; i < 4; ++i)
                threads.emplace_back([&] {
                    for (int n = 0; n < 1000; ++n) {
                        monitor.answered(school.path(), "attendance_rate", 2'000'000);
                        monitor.opened(school.path(), "overview");
                    }
                });
        }
        QVERIFY(monitor.write(school.path(), **school.school().writer(), someDay));
        QCOMPARE(school.rows("SELECT day, metric, sum(times), sum(total_us), max(longest_us) FROM health_query"),
                 QStringList{"20500\tattendance_rate\t4000\t8000000\t2000"});
        QCOMPARE(school.rows("SELECT day, page, opened FROM health_page"), QStringList{"20500\toverview\t4000"});
        QVERIFY(!monitor.holds(school.path()));
    }

    void countsOfTheSameDayAddUp()
    {
        TestSchool school;
        Monitor monitor;
        for (int i = 0; i < 3; ++i) {
            monitor.answered(school.path(), "learners", 1'000'000 * (i + 1));
            QVERIFY(monitor.write(school.path(), **school.school().writer(), someDay));
        }
        QCOMPARE(school.rows("SELECT sum(times), sum(total_us), max(longest_us) FROM health_query"), QStringList{"3\t6000\t3000"});
    }

    void schoolsAreCountedApart()
    {
        TestSchool one, other;
        Monitor monitor;
        monitor.opened(one.path(), "overview");
        QVERIFY(monitor.write(other.path(), **other.school().writer(), someDay));
        QCOMPARE(other.rows("SELECT count(*) FROM health_page"), QStringList{"0"});
        QVERIFY(monitor.holds(one.path()));
    }

    void countsThatCannotBeWrittenStay()
    {
        TestSchool school;
        Monitor monitor;
        monitor.opened(school.path(), "overview");
        const Database& writer = **school.school().writer();
        QVERIFY(writer.execute("ALTER TABLE health_page RENAME TO away"));
        QVERIFY(!monitor.write(school.path(), writer, someDay));
        QVERIFY(monitor.holds(school.path()));
        QVERIFY(writer.execute("ALTER TABLE away RENAME TO health_page"));
        QVERIFY(monitor.write(school.path(), writer, someDay));
        QCOMPARE(school.rows("SELECT opened FROM health_page"), QStringList{"1"});
    }

    void aThousandDaysDoNotGrowWithoutBound()
    {
        TestSchool school;
        Monitor monitor;
        const Database& writer = **school.school().writer();
        qint64 rowsBefore = 0;
        const auto rows = [&] {
            return *writer.integer("SELECT (SELECT count(*) FROM health_query) + (SELECT count(*) FROM health_page)");
        };
        for (Day day = someDay; day < someDay + 1000; ++day) {
            for (const char* metric : {"attendance_rate", "learners", "completion_rate"})
                for (const qint64 us : {900, 2000, 9000})
                    monitor.answered(school.path(), metric, us * 1000);
            monitor.opened(school.path(), "overview");
            QVERIFY(monitor.write(school.path(), writer, day));
            QVERIFY(recordSize(school.path(), writer, day));
            if (day == someDay + 800)
                rowsBefore = rows();
        }
        // 62 or 63 days and at most 25 months, ten rows each
        QVERIFY2(rows() <= 10 * (Monitor::daysKept + 1 + Monitor::monthsKept + 1), qPrintable(QString::number(rows())));
        QVERIFY(rows() <= rowsBefore + 30);
        QCOMPARE(school.rows("SELECT sum(times) = 9 * (SELECT sum(opened) FROM health_page) FROM health_query"), QStringList{"1"});
        // the size keeps the last day of every month that is over
        QVERIFY(*writer.integer("SELECT count(*) FROM health_size") <= Monitor::daysKept + 1 + 33);
    }

    void foldingKeepsTheSums()
    {
        TestSchool school;
        Monitor monitor;
        const Database& writer = **school.school().writer();
        for (Day day = someDay; day < someDay + 200; ++day) {
            monitor.opened(school.path(), "overview");
            QVERIFY(monitor.write(school.path(), writer, day));
        }
        QCOMPARE(school.rows("SELECT sum(opened) FROM health_page"), QStringList{"200"});
        QVERIFY(*writer.integer("SELECT count(*) FROM health_page") < 75);
    }

    void sizeAndRowsAreMeasuredAfterAnImport()
    {
        TestSchool school;
        const QString file = school.write("attendance.csv", "id,student_id,attendance_date,PresenceFlag\n1,s1,2026-03-02,1\n2,s2,2026-03-02,0\n");
        ImportOptions options;
        options.connector = "sis";
        options.entity = "attendance";
        QCOMPARE(school.import({file}, options).loads.size(), std::size_t(1));
        QVERIFY(*writeCounts(school.school()));
        QCOMPARE(school.rows("SELECT sum(row_count) FROM health_rows"), school.rows("SELECT sum(inserted) FROM load"));
        QVERIFY(school.rows("SELECT bytes FROM health_size").value(0).toLongLong() > 4096);
    }

    void nobodyWaitsForAWriter()
    {
        TestSchool school;
        Monitor::shared().opened(school.path(), "overview");
        bool written = true;
        {
            const std::scoped_lock lock(school.school().writerLock());
            std::jthread([&] { written = writeCounts(school.school()).value_or(true); }).join();
        }
        QVERIFY(!written);
        QVERIFY(*writeCounts(school.school()));
        QCOMPARE(school.rows("SELECT opened FROM health_page"), QStringList{"1"});
    }

    void closingASchoolWritesWhatIsLeft()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath("closing.lectern");
        auto school = School::create(path, {});
        QVERIFY(school);
        Monitor::shared().opened(path, "segments");
        school->reset();
        const auto again = Database::open(path, Database::Access::ReadOnly);
        QVERIFY(again);
        QCOMPARE(*again->integer("SELECT opened FROM health_page WHERE page = 'segments'"), 1);
    }

    void aCheckRemembersSinceWhenItIsRed()
    {
        TestSchool school;
        const Database& writer = **school.school().writer();
        QVERIFY(recordChecks(writer, {outcome("dim_student: unique student_key", 0)}, 1000));
        QVERIFY(recordChecks(writer, {outcome("dim_student: unique student_key", 2)}, 2000));
        QVERIFY(recordChecks(writer, {outcome("dim_student: unique student_key", 5)}, 3000));
        const auto states = checkStates(writer);
        QVERIFY(states);
        QCOMPARE(states->size(), std::size_t(1));
        QCOMPARE(states->front().outcome, "failed");
        QCOMPARE(states->front().was, "passed");
        QCOMPARE(states->front().sinceMs, 2000);
        QCOMPARE(states->front().badRows, 5);
        QCOMPARE(school.rows("SELECT builds, passed, warned, failed FROM health_build"), QStringList{"3\t1\t0\t2"});
    }

    void aCheckThatTheModelNoLongerHasIsForgotten()
    {
        TestSchool school;
        const Database& writer = **school.school().writer();
        QVERIFY(recordChecks(writer, {outcome("dim_student: old", 1, "warn"), outcome("dim_student: stays", 0)}, 1000));
        QVERIFY(recordChecks(writer, {outcome("dim_student: stays", 0)}, 2000));
        QCOMPARE(school.rows("SELECT check_id FROM health_check"), QStringList{"dim_student: stays"});
    }
};

QTEST_GUILESS_MAIN(MonitorTest)
#include "MonitorTest.moc"
