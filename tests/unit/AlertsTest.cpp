/// The alert rules over plain values: each fires, and stays quiet at its border. And the way of an alert through a school:
/// raised, acknowledged, gone.
#include "core/page/Alerts.h"
#include "tests/support/TestSchool.h"

#include <QtTest>

using namespace lectern;
using namespace lectern::test;

namespace {

constexpr qint64 dayMs = 86'400'000;

/// A snapshot in force, loaded at noon of a day, of `rows` rows.
Load loaded(qint64 number, qint64 day, qint64 rows, qint64 feed = 1)
{
    Load load;
    load.load = number;
    load.feedId = feed;
    load.feed = feed == 1 ? "Northside SIS" : "Learning platform";
    load.connector = "sis";
    load.entity = "attendance_day";
    load.source = "exports/attendance.csv";
    load.mode = "snapshot";
    load.state = "in force";
    load.startedMs = day * dayMs + dayMs / 2;
    load.finishedMs = load.startedMs + 1000;
    load.rowsRead = rows;
    return load;
}

QStringList kinds(const AlertFacts& facts)
{
    QStringList kinds;
    for (const Alert& alert : alertsOf(facts))
        kinds << alert.kind;
    return kinds;
}

CheckState check(const QString& outcome, const QString& was, qint64 badRows)
{
    return {.check = "dim_student: unique student_key", .model = "dim_student", .outcome = outcome, .was = was,
            .badRows = badRows, .words = "A student stands there twice", .sinceMs = 5 * dayMs};
}

} // namespace

class AlertsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSchoolInOrderHasNone()
    {
        QCOMPARE(kinds({}), QStringList());
        QCOMPARE(kinds({.loads = {loaded(1, 1, 100), loaded(2, 2, 101)}, .checks = {check("passed", "", 0)}}), QStringList());
    }

    void aLoadThatFailedIsToldWithItsCause()
    {
        Load failed = loaded(2, 2, 0);
        failed.state = "failed";
        failed.errorCode = "file.changed";
        const std::vector<Alert> alerts = alertsOf({.loads = {loaded(1, 1, 100), failed}});
        QCOMPARE(alerts.size(), std::size_t(1));
        QCOMPARE(alerts.front().kind, "failed_feed");
        QCOMPARE(alerts.front().severity, "concern");
        QCOMPARE(alerts.front().load, 2);
        QCOMPARE(alerts.front().feed, "Northside SIS");
        QVERIFY2(alerts.front().words.contains("attendance.csv changed while it was read"), qPrintable(alerts.front().words));
    }

    void aFailureIsOverWhenALaterLoadSucceeded()
    {
        Load failed = loaded(1, 1, 0);
        failed.state = "failed";
        QCOMPARE(kinds({.loads = {failed, loaded(2, 2, 100)}}), QStringList());
    }

    void aFeedIsLateAfterTwiceItsUsualGapAndNotBefore()
    {
        // Every second day; the other feed says how late it is.
        std::vector<Load> loads{loaded(1, 1, 100), loaded(2, 3, 100), loaded(3, 5, 100), loaded(4, 8, 100, 2)};
        QCOMPARE(kinds({.loads = loads}), QStringList());
        loads.back() = loaded(4, 9, 100, 2); // four days and no more, to the gap learnt from end to start
        QCOMPARE(kinds({.loads = loads}), QStringList{"late_feed"});
        loads.back().finishedMs = loads[2].finishedMs + 2 * (2 * dayMs - 1000); // exactly twice the gap
        QCOMPARE(kinds({.loads = loads}), QStringList());
    }

    void aHabitNeedsThreeImports()
    {
        QCOMPARE(kinds({.loads = {loaded(1, 1, 100), loaded(2, 2, 100), loaded(3, 90, 100, 2)}}), QStringList());
    }

    void aHabitMayBeSetInstead()
    {
        AlertFacts facts{.loads = {loaded(1, 1, 100), loaded(2, 9, 100, 2)}};
        facts.rules.usualDays = 3;
        QCOMPARE(kinds(facts), QStringList{"late_feed"});
        facts.rules.lateFactor = 3;
        QCOMPARE(kinds(facts), QStringList());
    }

    void filesLoadedTogetherAreOneImportAndSeveralADayNoShorterHabit()
    {
        Load second = loaded(2, 1, 100);
        second.startedMs += 2000;
        second.finishedMs += 2000;
        Load evening = loaded(3, 1, 100);
        evening.startedMs += 6 * 3'600'000;
        evening.finishedMs += 6 * 3'600'000;
        const std::vector<FeedFreshness> feeds = freshnessOf({.loads = {loaded(1, 1, 100), second, evening, loaded(4, 2, 100)}});
        QCOMPARE(feeds.size(), std::size_t(1));
        QCOMPARE(feeds.front().imports, 3);
        QCOMPARE(*feeds.front().usualMs, dayMs);
    }

    void aRepeatSaysThatTheSourceWasHeardOf()
    {
        Load repeat = loaded(5, 9, 100);
        repeat.state = "repeat";
        QCOMPARE(kinds({.loads = {loaded(1, 1, 100), loaded(2, 3, 100), loaded(3, 5, 100), loaded(4, 9, 100, 2), repeat}}),
                 QStringList());
    }

    void aSourceOfWhichEverythingWasTakenBackIsNotInForce()
    {
        Load undone = loaded(1, 1, 100);
        undone.state = "undone";
        Load repeat = loaded(2, 2, 100); // found unchanged before the other was taken back
        repeat.state = "repeat";
        QVERIFY(!freshnessOf({.loads = {undone, repeat}}).front().inForce);
        QVERIFY(freshnessOf({.loads = {undone, repeat, loaded(3, 3, 100)}}).front().inForce);
    }

    void aRowCountThatFellByMoreThanAFifthIsToldAndAFifthIsNot()
    {
        QCOMPARE(kinds({.loads = {loaded(1, 1, 100), loaded(2, 2, 80)}}), QStringList());
        const std::vector<Alert> alerts = alertsOf({.loads = {loaded(1, 1, 1000), loaded(2, 2, 799)}});
        QCOMPARE(alerts.size(), std::size_t(1));
        QCOMPARE(alerts.front().kind, "rows_fell");
        QVERIFY2(alerts.front().words.contains("attendance day fell from 1,000 to 799 rows"), qPrintable(alerts.front().words));
    }

    void aRowCountIsComparedWithTheSameScopeAndOnlyOfSnapshots()
    {
        Load otherScope = loaded(2, 2, 10);
        otherScope.scope = QStringList{"Autumn"};
        Load delta = loaded(3, 3, 1);
        delta.mode = "delta";
        Load undone = loaded(4, 4, 5);
        undone.state = "undone";
        Load empty = loaded(5, 5, 0, 2);
        QCOMPARE(kinds({.loads = {loaded(1, 1, 100), otherScope, delta, undone, empty}}), QStringList());
    }

    void aFailedCheckIsAConcernAndAWarningOnlyIfItTurned()
    {
        const std::vector<Alert> failed = alertsOf({.checks = {check("failed", "", 3)}});
        QCOMPARE(failed.size(), std::size_t(1));
        QCOMPARE(failed.front().severity, "concern");
        QCOMPARE(failed.front().words, "Check of dim_student, 3 rows: A student stands there twice");
        QCOMPARE(kinds({.checks = {check("warned", "", 3)}}), QStringList());
        QCOMPARE(kinds({.checks = {check("warned", "passed", 3)}}), QStringList{"check_red"});
        QCOMPARE(kinds({.checks = {check("passed", "failed", 0)}}), QStringList());
    }

    void manyRefusedRowsAreToldAndFivePercentAreNot()
    {
        Load load = loaded(1, 1, 100);
        load.quarantined = 5;
        QCOMPARE(kinds({.loads = {load}}), QStringList());
        load.quarantined = 6;
        QCOMPARE(kinds({.loads = {load}}), QStringList{"many_refused"});
    }

    void aDiskWithoutRoomForABackupIsNearlyFull()
    {
        AlertFacts facts{.loads = {loaded(1, 1, 100)}};
        facts.freeBytes = leastFreeBytes;
        QCOMPARE(kinds(facts), QStringList());
        facts.schoolBytes = leastFreeBytes + 1;
        QCOMPARE(kinds(facts), QStringList{"disk_full"});
        facts.schoolBytes = 0;
        facts.freeBytes = leastFreeBytes - 1;
        QCOMPARE(kinds(facts), QStringList{"disk_full"});
        facts.freeBytes.reset();
        QCOMPARE(kinds(facts), QStringList());
    }

    void whatWasSeenIsGoneUntilItHappensAgain()
    {
        AlertFacts facts{.loads = {loaded(1, 1, 1000), loaded(2, 2, 700)}};
        facts.acknowledged.insert(alertsOf(facts).front().key);
        QCOMPARE(kinds(facts), QStringList());
        facts.loads.push_back(loaded(3, 3, 400));
        QCOMPARE(kinds(facts), QStringList{"rows_fell"});
    }

    void anImportThatFailedIsAnAlertUntilTheFileComesWhole()
    {
        TestSchool school;
        const auto calendar = [&school](const QString& name, int days) {
            QByteArray text = "school,date,day_type,school_year\n";
            for (int day = 1; day <= days; ++day)
                text += "S1,2026-03-" + QByteArray::number(day + 10) + ",instructional,2026\n";
            return school.write(name, text);
        };
        ImportOptions options;
        options.connector = "sis";
        options.entity = "calendar";
        QCOMPARE(school.import({calendar("whole.csv", 10)}, options).loads.size(), std::size_t(1));
        QCOMPARE(school.import({calendar("half.csv", 5)}, options).loads.size(), std::size_t(0));
        const auto reader = school.school().reader();
        const std::vector<Alert> alerts = alertsOf(*alertFacts(*reader));
        QCOMPARE(alerts.size(), std::size_t(1));
        QCOMPARE(alerts.front().kind, "failed_feed");
        QVERIFY2(alerts.front().words.contains("half.csv would close 5 of 10 rows"), qPrintable(alerts.front().words));
        QCOMPARE(school.import({calendar("whole.csv", 10)}, options).loads.size(), std::size_t(1));
        QCOMPARE(kinds(*alertFacts(*reader)), QStringList());
    }

    void anAlertOfASchoolIsAcknowledgedAsADecision()
    {
        TestSchool school;
        const QString insert =
            "INSERT INTO feed VALUES (1, 1, 'sis', 'Northside SIS');"
            "INSERT INTO load (school_id, feed_id, entity, source, sha256, package_id, scope, mode, mapping, state, person,"
            " started_ms, finished_ms, first_row, last_row, rows_read, inserted, updated, unchanged, closed, quarantined,"
            " remarks, bytes, base, error_code, error_row, error_column, error_arguments) VALUES"
            " (1, 1, 'marks', 'a.csv', '', 1, '[]', 'snapshot', '', 'in force', 'Kim', 0, 1000, 1, 100, 100, 100, 0, 0, 0, 0, '[]', 0, '', '', 0, '', '[]'),"
            " (1, 1, 'marks', 'a.csv', '', 2, '[]', 'snapshot', '', 'in force', 'Kim', 90000, 91000, 101, 100, 79, 0, 0, 79, 21, 0, '[]', 0, '', '', 0, '', '[]')";
        QVERIFY((*school.school().writer())->execute(insert));
        const auto reader = school.school().reader();
        QVERIFY(reader);
        const std::vector<Alert> alerts = alertsOf(*alertFacts(*reader));
        QCOMPARE(alerts.size(), std::size_t(1));
        QCOMPARE(alerts.front().kind, "rows_fell");
        QCOMPARE(acknowledgeAlert(school.school(), "rows_fell/77", "Kim").error().code, "alert.unknown");
        QVERIFY(acknowledgeAlert(school.school(), alerts.front().key, "Kim"));
        QCOMPARE(kinds(*alertFacts(*reader)), QStringList());
        QCOMPARE(school.rows("SELECT author, alert FROM decision_alert"), QStringList{"Kim\trows_fell/2"});
    }
};

QTEST_GUILESS_MAIN(AlertsTest)
#include "AlertsTest.moc"
