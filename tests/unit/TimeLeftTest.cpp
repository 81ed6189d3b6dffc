// The time that is left: silent while it knows nothing, right for steady work, calm when the speed wavers.
#include "ui/importing/TimeLeft.h"

#include <QtTest>

using namespace lectern;

class TimeLeftTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysNothingInTheFirstSecond()
    {
        TimeLeft left;
        left.observe(0, 0);
        left.observe(900, 0.5);
        QVERIFY(!left.secondsLeft(900));
    }

    void saysNothingWithoutAFraction()
    {
        TimeLeft left;
        for (int ms = 0; ms <= 5000; ms += 100)
            left.observe(ms, -1);
        QVERIFY(!left.secondsLeft(5000));
    }

    void isRightForSteadyWork()
    {
        TimeLeft left;
        for (int ms = 0; ms <= 4000; ms += 100)
            left.observe(ms, ms / 20000.0); // twenty seconds in all
        const std::optional<int> seconds = left.secondsLeft(4000);
        QVERIFY(seconds);
        QVERIFY2(*seconds >= 15 && *seconds <= 17, qPrintable(QString::number(*seconds)));
    }

    void countsDownBetweenObservations()
    {
        TimeLeft left;
        for (int ms = 0; ms <= 4000; ms += 100)
            left.observe(ms, ms / 40000.0);
        const int first = *left.secondsLeft(4000);
        const int later = *left.secondsLeft(6000);
        QVERIFY2(later <= first - 1 && later >= first - 3, qPrintable(QStringLiteral("%1 %2").arg(first).arg(later)));
    }

    void growsWhenTheWorkStandsStill()
    {
        TimeLeft left;
        for (int ms = 0; ms <= 4000; ms += 100)
            left.observe(ms, ms / 8000.0);
        const int before = *left.secondsLeft(4000);
        const int after = *left.secondsLeft(64000);
        QVERIFY2(after > before * 2, qPrintable(QStringLiteral("%1 %2").arg(before).arg(after)));
    }

    void doesNotJumpWhenTheSpeedWavers()
    {
        TimeLeft left;
        double fraction = 0;
        int shown = -1, rises = 0;
        for (int ms = 0; ms <= 20000; ms += 100) {
            fraction += (ms / 1000) % 2 ? 0.0030 : 0.0020; // every second faster, then slower
            left.observe(ms, fraction);
            if (const std::optional<int> now = left.secondsLeft(ms)) {
                rises += shown >= 0 && *now > shown;
                shown = *now;
            }
        }
        QVERIFY2(rises <= 2, qPrintable(QString::number(rises)));
    }

    void beginsAnewWhenTheWorkBeginsAnew()
    {
        TimeLeft left;
        for (int ms = 0; ms <= 4000; ms += 100)
            left.observe(ms, ms / 4500.0);
        left.observe(4100, 0.0);
        QVERIFY(!left.secondsLeft(4200));
    }

    void neverBelowZero()
    {
        TimeLeft left;
        for (int ms = 0; ms <= 4000; ms += 100)
            left.observe(ms, ms / 4000.0);
        QCOMPARE(*left.secondsLeft(9000), 0);
    }

    void wordsPromiseNoMoreThanIsKnown()
    {
        QVERIFY(timeLeftWords(0).contains("few"));
        QVERIFY(timeLeftWords(17).contains("15"));
        QVERIFY(timeLeftWords(44).contains("40"));
        QVERIFY(timeLeftWords(58).contains("1 minute"));
        QVERIFY(timeLeftWords(200).contains("3 minute"));
        QVERIFY(timeLeftWords(4100).contains("1 hour"));
        QVERIFY(timeLeftWords(4100).contains("10 minute"));
    }
};

QTEST_GUILESS_MAIN(TimeLeftTest)
#include "TimeLeftTest.moc"
