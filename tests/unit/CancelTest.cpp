// label: slow
/// Cancel at any moment of an import, also in its last transaction: it returns, nothing of it is seen, and what it stored
/// is swept by whoever comes next.
#include "core/ingest/Staging.h"
#include "tests/support/TestSchool.h"

#include <QElapsedTimer>
#include <QtTest>
#include <atomic>
#include <random>
#include <thread>

using namespace lectern;
using namespace lectern::test;

namespace {

QByteArray clicks(int rows, int sum)
{
    QByteArray csv = "code_module,code_presentation,id_student,id_site,date,sum_click\n";
    for (int i = 0; i < rows; ++i)
        csv += "AAA,2014J," + QByteArray::number(i % 1000) + ',' + QByteArray::number(i) + ",3," + QByteArray::number(i % 2 ? 1 : sum) + '\n';
    return csv;
}

} // namespace

class CancelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void atAnyMomentNothingIsSeen()
    {
        constexpr int rows = 300'000;
        TestSchool test;
        ImportOptions options;
        options.mode = Mode::Snapshot;
        options.acceptClosures = true;
        QElapsedTimer whole;
        whole.start();
        test.import({test.write("1/studentVle.csv", clicks(rows, 1))}, options);
        const qint64 usual = whole.elapsed();
        const QString changed = test.write("2/studentVle.csv", clicks(rows, 2)); // half the rows replaced
        const QString all = "SELECT count(*), sum(CAST(sum_click AS integer)), min(row_no), max(row_no) FROM now_oulad__student_vle";
        const QStringList before = test.rows(all);
        std::mt19937 random(7);
        qint64 longest = 0;
        int cancelled = 0;
        for (int round = 0; round < 60; ++round) {
            const Cancel cancel;
            const auto wait = std::chrono::milliseconds(random() % (2 * quint64(usual)));
            std::atomic<qint64> raisedAt = 0;
            QElapsedTimer clock;
            clock.start();
            std::thread impatient([&] {
                std::this_thread::sleep_for(wait);
                raisedAt = clock.elapsed();
                cancel.raise();
            });
            const auto report = importPaths(test.school(), catalog(), {changed}, options, [](const Progress&) {}, cancel);
            const qint64 ended = clock.elapsed();
            impatient.join();
            if (report) { // it was quicker: take it back
                QVERIFY(undoLoad(test.school(), report->loads.at(0).load, false).has_value());
            } else {
                QCOMPARE(report.error().code, QString("cancelled"));
                ++cancelled;
                longest = std::max(longest, ended - raisedAt);
            }
            QCOMPARE(test.rows(all), before);
            if (round % 3 == 0) {
                QVERIFY(sweepStaged(*test.school().writer().value()).has_value());
                QCOMPARE(test.rows("SELECT count(*) FROM raw_oulad__student_vle WHERE row_no >= (SELECT next FROM sequence"
                                   " WHERE name = 'row')"), QStringList("0"));
            }
        }
        qInfo("%d of 60 imports cancelled; the longest returned %lld ms after it was asked to", cancelled, longest);
        QVERIFY(cancelled >= 10);
        QCOMPARE(test.rows("PRAGMA quick_check"), QStringList("ok"));
    }
};

QTEST_GUILESS_MAIN(CancelTest)
#include "CancelTest.moc"
