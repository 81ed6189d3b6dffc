// label: tsan
/// One thread imports and builds, two read raw rows and a metric, one cancels at random moments: every reader sees the
/// school before a load or after it, never a part. Meant for ThreadSanitizer as much as for its own assertions.
#include "core/base/ErrorText.h"
#include "core/metric/Metrics.h"
#include "core/transform/Runner.h"
#include "tests/support/TestSchool.h"

#include <QtTest>
#include <atomic>
#include <chrono>
#include <random>
#include <thread>

using namespace lectern;
using namespace lectern::test;

namespace {

constexpr qint64 learnersEach = 40; // of each file
constexpr qint64 eventsEach = 5;    // of each learner
constexpr int files = 8;

void ignore(const Progress&) {}

/// Events of learners nobody has seen before, all on one day.
QByteArray eventFile(int number)
{
    QByteArray lines;
    for (qint64 learner = 0; learner < learnersEach; ++learner)
        for (qint64 event = 0; event < eventsEach; ++event)
            lines += QString(R"({"event_id":"f%1_l%2_e%3","user_id":"f%1l%2","course_id":"MA1","unit_id":"U1","lesson_id":"U1_L1",)"
                             R"("content_id":"V%3","content_type":"video","event_type":"video_started","timestamp":"2026-03-02T09:0%3:00","metadata":{}})"
                             "\n").arg(number).arg(learner).arg(event).toUtf8();
    return lines;
}

/// How many whole files the school is known to hold, and how many it may hold at most. Written by the importing thread.
struct Bounds
{
    std::atomic<qint64> known = 0;
    std::atomic<qint64> possible = 0;
};

/// What a reader found wrong; empty = nothing. Read after its thread has ended.
struct Observation
{
    QString wrong;
    qint64 readings = 0;
};

/// Reads until told to stop; `read` gives a number that must be `each` times a count of files between the bounds.
template <class Read>
void watch(const Bounds& bounds, const std::atomic<bool>& stop, qint64 each, Observation& finding, Read read)
{
    while (!stop && finding.wrong.isEmpty()) {
        const qint64 least = bounds.known;
        const Result<qint64> seen = read();
        const qint64 most = bounds.possible;
        if (!seen)
            finding.wrong = text(seen.error());
        else if (*seen % each != 0 || *seen < least * each || *seen > most * each)
            finding.wrong = QString("%1 seen, between %2 and %3 files of %4").arg(*seen).arg(least).arg(most).arg(each);
        ++finding.readings;
    }
}

/// Raises whatever cancel is set, at random moments.
class RandomCanceller
{
public:
    RandomCanceller() : m_thread([this] { run(); }) {}
    ~RandomCanceller()
    {
        m_stop = true;
        m_thread.join();
    }
    RandomCanceller(const RandomCanceller&) = delete;
    RandomCanceller& operator=(const RandomCanceller&) = delete;

    void aim(const Cancel& cancel)
    {
        const std::scoped_lock lock(m_mutex);
        m_target = cancel;
    }

private:
    void run()
    {
        std::mt19937 random(7);
        while (!m_stop) {
            std::this_thread::sleep_for(std::chrono::microseconds(200 + random() % 30'000));
            const std::scoped_lock lock(m_mutex);
            m_target.raise();
        }
    }

    std::mutex m_mutex;
    Cancel m_target;
    std::atomic<bool> m_stop = false;
    std::thread m_thread; // last: it uses the others
};

} // namespace

class ImportThreadsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readersSeeALoadWholeOrNotAtAll()
    {
        TestSchool test;
        QStringList paths;
        for (int i = 0; i < files; ++i)
            paths << test.write(QString("events%1.jsonl").arg(i), eventFile(i));
        test.import({paths.first()});
        QVERIFY(build(test.school(), {}, ignore, {}));
        Bounds rows{1, 1}, gold{1, 1};

        std::atomic<bool> stop = false;
        Observation raw, metric;
        std::thread rowReader([&] {
            const auto reader = test.school().reader();
            watch(rows, stop, learnersEach * eventsEach, raw, [&] {
                return reader->integer("SELECT count(*) FROM now_learning_events__events");
            });
        });
        std::thread metricReader([&] {
            const auto reader = test.school().reader();
            watch(gold, stop, learnersEach, metric, [&]() -> Result<qint64> {
                MetricQuestion question;
                question.metric = "active_learners_7d";
                LECTERN_ASSIGN(const MetricTable table, evaluate(*reader, question, {}));
                return table.rows.isEmpty() ? -1 : table.rows.first().numerator.value_or(-1);
            });
        });

        QString wrong;
        int cancelled = 0;
        std::thread importer([&] {
            RandomCanceller canceller;
            for (int i = 1; i < files && wrong.isEmpty(); ++i) {
                wrong = untilDone(canceller, cancelled, rows, [&](const Cancel& cancel) -> Result<void> {
                    LECTERN_TRY(importPaths(test.school(), catalog(), {paths.at(i)}, {}, ignore, cancel));
                    return {};
                });
                if (wrong.isEmpty())
                    wrong = untilDone(canceller, cancelled, gold, [&](const Cancel& cancel) -> Result<void> {
                        LECTERN_TRY(build(test.school(), {}, ignore, cancel));
                        return {};
                    });
            }
        });
        importer.join();
        stop = true;
        rowReader.join();
        metricReader.join();
        QCOMPARE(wrong, QString());
        QCOMPARE(raw.wrong, QString());
        QCOMPARE(metric.wrong, QString());
        QVERIFY(raw.readings > 0 && metric.readings > 0);
        QCOMPARE(rows.known.load(), qint64(files));
        QCOMPARE(test.rows("SELECT count(*) FROM now_learning_events__events"),
                 QStringList(QString::number(files * learnersEach * eventsEach)));
        qInfo("cancelled %d times, read rows %lld and the metric %lld times", cancelled, raw.readings, metric.readings);
    }

private:
    /// Tries until it was not cancelled, at last without a canceller; counts one file more. What went wrong, in words.
    template <class Work>
    static QString untilDone(RandomCanceller& canceller, int& cancelled, Bounds& bounds, Work work)
    {
        ++bounds.possible;
        for (int attempt = 0;; ++attempt) {
            const Cancel cancel;
            if (attempt < 20)
                canceller.aim(cancel);
            const Result<void> done = work(cancel);
            if (done) {
                ++bounds.known;
                return {};
            }
            if (done.error().code != "cancelled")
                return text(done.error());
            ++cancelled;
        }
    }
};

QTEST_GUILESS_MAIN(ImportThreadsTest)
#include "ImportThreadsTest.moc"
