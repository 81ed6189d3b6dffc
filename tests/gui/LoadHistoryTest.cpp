// The load log as the Data page shows it: packages, feeds, what goes along when a load is taken back, refused rows.
#include "tests/support/FakeSchool.h"
#include "ui/data/LoadHistory.h"
#include "ui/data/Wording.h"

#include <QtTest>

using namespace lectern;

class LoadHistoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void filesThatCameTogetherAreOnePackage()
    {
        const QList<LoadPackage> packages = packagesOf({madeLoad(3, 2, "/x/marks.csv", "scores", 5),
                                                        madeLoad(2, 1, "/x/a.zip/users.csv", "users", 7),
                                                        madeLoad(1, 1, "/x/a.zip/orgs.csv", "orgs", 2)});
        QCOMPARE(packages.size(), 2);
        QCOMPARE(packages.at(0).title, QStringLiteral("marks.csv"));
        QCOMPARE(packages.at(1).title, QStringLiteral("a.zip"));
        QCOMPARE(packages.at(1).total.inserted, 9);
    }

    void laterLoadsOfTheSameFeedAndEntityGoAlong()
    {
        std::vector<Load> log{madeLoad(4, 4, "d", "orgs", 1), madeLoad(3, 3, "c", "users", 1),
                              madeLoad(2, 2, "b", "users", 1), madeLoad(1, 1, "a", "users", 1)};
        log[1].state = "undone";
        const UndoPlan plan = planOfLoad(log, 1);
        QCOMPARE(int(plan.chosen.size()), 1);
        QCOMPARE(int(plan.later.size()), 1);
        QCOMPARE(plan.later.front().load, 2);
    }

    void otherFeedsStay()
    {
        Load other = madeLoad(2, 2, "b", "users", 1);
        other.feedId = 9;
        QVERIFY(planOfLoad({other, madeLoad(1, 1, "a", "users", 1)}, 1).later.empty());
    }

    void aPackageTakesItsOwnLoadsAndWhatCameLater()
    {
        const UndoPlan plan = planOfPackage({madeLoad(3, 2, "c", "users", 1), madeLoad(2, 1, "b", "users", 1),
                                             madeLoad(1, 1, "a", "users", 1)},
                                            1);
        QCOMPARE(int(plan.chosen.size()), 2);
        QCOMPARE(int(plan.later.size()), 1);
    }

    void aLoadTakenBackIsNotPlannedAgain()
    {
        Load load = madeLoad(1, 1, "a", "users", 1);
        load.state = "undone";
        QVERIFY(planOfLoad({load}, 1).chosen.empty());
    }

    void refusedRowsStandUnderTheirReason()
    {
        const QList<RefusedGroup> groups =
            groupsOf({{1, "a.csv", "scores", 3, "score", "not_a_number", {"abc"}, {}},
                      {1, "a.csv", "scores", 9, "score", "not_a_number", {"x"}, {}},
                      {1, "a.csv", "scores", 4, "date", "not_a_date", {"32.13."}, {}}});
        QCOMPARE(groups.size(), 2);
        QCOMPARE(int(groups.first().rows.size()), 2);
        QVERIFY(groups.first().words.contains("not a number"));
        QVERIFY(!groups.first().words.contains("abc"));
    }

    void sourcesAreNamedAsPeopleKnowThem()
    {
        QCOMPARE(sourceName("/exports/north.zip/data/users.csv"), QStringLiteral("north.zip / data/users.csv"));
        QCOMPARE(sourceName("C:\\exports\\users.csv"), QStringLiteral("users.csv"));
        QCOMPARE(sourceFolder("/exports/north.zip/users.csv"), QStringLiteral("/exports/north.zip"));
    }

    void anOutcomeLeavesOutWhatDidNotHappen()
    {
        Load load = madeLoad(1, 1, "a", "users", 12, 1);
        QVERIFY(outcome(load).contains("12 new"));
        QVERIFY(outcome(load).contains("1 refused"));
        QVERIFY(!outcome(load).contains("closed"));
    }

    void daysFollowTheLocale()
    {
        QCOMPARE(longDay(dayOf({2026, 3, 13}), QLocale(QLocale::English, QLocale::UnitedKingdom)),
                 QStringLiteral("Fri 13 Mar 2026"));
        QCOMPARE(longDay(dayOf({2026, 3, 13}), QLocale(QLocale::English, QLocale::UnitedStates)),
                 QStringLiteral("Fri Mar 13, 2026"));
    }
};

QTEST_GUILESS_MAIN(LoadHistoryTest)
#include "LoadHistoryTest.moc"
