/// The gate: who sees which cell, and that nothing withheld can be worked out from what is shown.
#include "core/govern/Gate.h"

#include <QtTest>

using namespace lectern;

namespace {

constexpr qint64 threshold = 10;

QList<GateCell> line(const QList<qint64>& sizes)
{
    QList<GateCell> cells;
    for (qsizetype i = 0; i < sizes.size(); ++i)
        cells << GateCell{.position = {QString::number(i)}, .n = sizes.at(i)};
    return cells;
}

/// "S" shown, "W" withheld, "<" at most, ">" at least.
QString ruled(const QList<GateCell>& cells, Audience audience = Audience::Outside)
{
    QString text;
    for (const GateRuling& ruling : judge(cells, {}, audience, threshold))
        text += ruling.verdict == GateVerdict::Shown      ? 'S'
                : ruling.verdict == GateVerdict::Withheld ? 'W'
                : ruling.verdict == GateVerdict::AtMost   ? '<'
                                                          : '>';
    return text;
}

} // namespace

class GateTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void staffAndScreenSeeEverything()
    {
        QCOMPARE(ruled(line({1, 2, 300}), Audience::Staff), "SSS");
        QCOMPARE(ruled(line({1, 2, 300}), Audience::Screen), "SSS");
        QVERIFY(mayNameStudents({}, Audience::Staff));
        QVERIFY(!mayNameStudents({}, Audience::Outside));
    }

    void groupsBelowTheThresholdAreWithheldAndTheThresholdItselfIsShown()
    {
        QCOMPARE(ruled(line({9, 9, 10, 40})), "WWSS");
        QCOMPARE(ruled(line({10, 40})), "SS");
    }

    void aLoneWithheldCellTakesTheSmallestOtherWithIt()
    {
        QCOMPARE(ruled(line({4, 25, 60})), "WWS");
        QCOMPARE(ruled(line({60, 25, 4, 12})), "SSWW");
    }

    void withheldCellsTogetherHideAtLeastTheThreshold()
    {
        // 3 + 4 people: "7 of them are in one of two groups" still says too much.
        QCOMPARE(ruled(line({3, 4, 50, 30})), "WWSW");
        QCOMPARE(ruled(line({6, 5, 50, 30})), "WWSS");
    }

    void emptyCellsHideNobodyAndProtectNobody()
    {
        QCOMPARE(ruled(line({0, 40, 50})), "SSS");
        QCOMPARE(ruled(line({0, 5, 50})), "SWW");
    }

    void inATableEveryRowAndColumnIsProtected()
    {
        // Grades down, genders across; only one cell is small.
        QList<GateCell> cells;
        const QList<QList<qint64>> sizes{{4, 20, 30}, {25, 26, 27}, {40, 41, 42}};
        for (int r = 0; r < 3; ++r)
            for (int c = 0; c < 3; ++c)
                cells << GateCell{.position = {QString::number(r), QString::number(c)}, .n = sizes[r][c]};
        const QString found = ruled(cells);
        QCOMPARE(found.mid(0, 3), "WWS"); // row: 4 with 20
        for (int k = 0; k < 3; ++k) {
            const QString row = found.mid(k * 3, 3);
            const QString column = QString(found[k]) + found[3 + k] + found[6 + k];
            QVERIFY2(row.count('W') != 1, qPrintable(found));
            QVERIFY2(column.count('W') != 1, qPrintable(found));
        }
    }

    void ratesNearTheEndsOfSmallGroupsAreCoded()
    {
        const auto rate = [](qint64 n, double value) {
            return QList<GateCell>{{.position = {"7"}, .n = n, .rate = true, .value = value}};
        };
        QCOMPARE(ruled(rate(15, 0.0)), "<");
        QCOMPARE(ruled(rate(15, 1.0)), ">");
        QCOMPARE(ruled(rate(15, 0.15)), "<"); // coded like 0, or the code would mean 0
        QCOMPARE(ruled(rate(15, 0.5)), "S");
        QCOMPARE(ruled(rate(25, 0.15)), "S");
        QCOMPARE(judge(rate(25, 0.05), {}, Audience::Outside, threshold).front().bound, 0.10);
        QCOMPARE(judge(rate(60, 0.99), {}, Audience::Outside, threshold).front().bound, 0.95);
        QCOMPARE(ruled(rate(100, 1.0)), "S");
        QCOMPARE(ruled(rate(15, 0.0).mid(0), Audience::Staff), "S");
    }
};

QTEST_GUILESS_MAIN(GateTest)
#include "GateTest.moc"
