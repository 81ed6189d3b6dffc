/// Trying again: how long, how often, after what, and how soon a cancel is heard. The clock is the test's own.
#include "core/net/Retry.h"

#include <QtTest>
#include <algorithm>

using namespace lectern;
using std::chrono::milliseconds;

namespace {

Error error(const char* code, const QStringList& arguments = {})
{
    return {code, {}, arguments, {}, nullptr};
}

/// Time that passes only by sleeping; the longest sleep is remembered.
struct MadeTime
{
    milliseconds now{0};
    milliseconds longest{0};

    RetryTools tools(double chance = 1)
    {
        return {[this] { return now; },
                [this](milliseconds time) {
                    now += time;
                    longest = std::max(longest, time);
                },
                [chance] { return chance; }};
    }
};

} // namespace

class RetryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theBoundDoublesUntilItIsCapped()
    {
        const RetryPolicy policy{milliseconds(500), 2, milliseconds(3000), 10};
        QList<qint64> waits;
        for (int failed = 1; failed <= 5; ++failed)
            waits << qint64(nextWait(policy, error("net.timeout"), failed, 1)->count());
        QCOMPARE(waits, QList<qint64>({500, 1000, 2000, 3000, 3000}));
    }

    void chancePicksAnythingFromNothingToTheBound()
    {
        const RetryPolicy policy{milliseconds(1000), 2, milliseconds(30'000), 10};
        QCOMPARE(nextWait(policy, error("net.timeout"), 2, 0)->count(), 0);
        QCOMPARE(nextWait(policy, error("net.timeout"), 2, 0.25)->count(), 500);
        QCOMPARE(nextWait(policy, error("net.timeout"), 2, 1)->count(), 2000);
    }

    void theLastAttemptIsTheLast()
    {
        RetryPolicy policy;
        policy.attempts = 3;
        QVERIFY(nextWait(policy, error("net.unreachable"), 2, 0.5));
        QVERIFY(!nextWait(policy, error("net.unreachable"), 3, 0.5));
    }

    void whatTheServerAsksForIsWaited()
    {
        QCOMPARE(nextWait({}, error("net.busy", {"429", "7"}), 1, 0.1)->count(), 7000);
        QCOMPARE(nextWait({}, error("net.busy", {"503", ""}), 1, 1)->count(), 500);
        QCOMPARE(nextWait({}, error("net.busy", {"429", "0"}), 1, 1)->count(), 500);
    }

    void whoAsksForTooMuchIsNotWaitedFor()
    {
        QVERIFY(!nextWait({}, error("net.busy", {"503", "86400"}), 1, 0.5));
    }

    void onlyWhatMayPassIsTriedAgain_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("status");
        QTest::addColumn<bool>("again");
        QTest::newRow("timeout") << "net.timeout" << "" << true;
        QTest::newRow("refused connection") << "net.unreachable" << "" << true;
        QTest::newRow("broken off") << "net.broken_off" << "" << true;
        QTest::newRow("429") << "net.busy" << "429" << true;
        QTest::newRow("503") << "net.busy" << "503" << true;
        QTest::newRow("500") << "net.server_failed" << "500" << true;
        QTest::newRow("501") << "net.server_failed" << "501" << false;
        QTest::newRow("401") << "net.not_allowed" << "401" << false;
        QTest::newRow("404") << "net.missing" << "404" << false;
        QTest::newRow("400") << "net.refused" << "400" << false;
        QTest::newRow("wrong certificate") << "net.insecure" << "" << false;
        QTest::newRow("changed file") << "file.changed" << "" << false;
        QTest::newRow("cancelled") << "cancelled" << "" << false;
    }

    void onlyWhatMayPassIsTriedAgain()
    {
        QFETCH(QString, code);
        QFETCH(QString, status);
        QFETCH(bool, again);
        QCOMPARE(worthTrying(error(qPrintable(code), {status})), again);
    }

    void aCancelIsHeardWithinFiftyMilliseconds()
    {
        MadeTime time;
        const Cancel cancel;
        RetryTools tools = time.tools();
        milliseconds raisedAt{0};
        tools.sleep = [&](milliseconds slice) {
            time.now += slice;
            if (time.now >= milliseconds(1000) && !cancel.raised()) {
                cancel.raise();
                raisedAt = time.now;
            }
        };
        const auto waited = waitFor(milliseconds(60'000), cancel, tools);
        QVERIFY(!waited);
        QCOMPARE(waited.error().code, QString("cancelled"));
        QVERIFY(time.now - raisedAt <= milliseconds(50));
    }

    void noSleepIsLongerThanFiftyMilliseconds()
    {
        MadeTime time;
        QVERIFY(waitFor(milliseconds(12'345), {}, time.tools()));
        QCOMPARE(time.now.count(), 12'345);
        QVERIFY(time.longest <= milliseconds(50));
    }

    void workIsRepeatedUntilItSucceeds()
    {
        MadeTime time;
        Retry retry({}, time.tools());
        int calls = 0;
        const Result<int> result = withRetry(retry, {}, [&]() -> Result<int> {
            if (++calls < 3)
                return failure(error("net.timeout"));
            return 42;
        });
        QCOMPARE(result.value_or(0), 42);
        QCOMPARE(calls, 3);
        QCOMPARE(time.now.count(), 500 + 1000);
    }

    void aRefusalComesBackAtOnce()
    {
        MadeTime time;
        Retry retry({}, time.tools());
        int calls = 0;
        const Result<int> result = withRetry(retry, {}, [&]() -> Result<int> {
            ++calls;
            return failure(error("net.missing", {"404"}));
        });
        QCOMPARE(result.error().code, QString("net.missing"));
        QCOMPARE(calls, 1);
        QCOMPARE(time.now.count(), 0);
    }

    void aSuccessBetweenStartsTheCountAgain()
    {
        MadeTime time;
        RetryPolicy policy;
        policy.attempts = 2;
        Retry retry(policy, time.tools());
        for (int i = 0; i < 5; ++i) {
            QVERIFY(retry.after(error("net.timeout"), {}));
            retry.succeeded();
        }
        QVERIFY(retry.after(error("net.timeout"), {}));
        QVERIFY(!retry.after(error("net.timeout"), {}));
    }
};

QTEST_GUILESS_MAIN(RetryTest)
#include "RetryTest.moc"
