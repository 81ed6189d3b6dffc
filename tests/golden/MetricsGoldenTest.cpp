/// Metrics of a seeded school against SQL written independently on the now_ views: the same numbers, to the digit.
#include "tests/support/MetricText.h"
#include "tests/support/SampleSchool.h"

#include <QtTest>

using namespace lectern;
using namespace lectern::test;

namespace {

/// Rows of tests/golden/sql/<name>.sql, cells joined by " | ".
QStringList independent(const QString& name, Day asOf)
{
    QFile file(QString(LECTERN_SOURCE_DIR) + "/tests/golden/sql/" + name + ".sql");
    if (!file.open(QIODevice::ReadOnly))
        return {"missing " + name};
    auto statement = sampleReader().prepare(QString::fromUtf8(file.readAll()));
    if (!statement)
        return {statement.error().code + " " + statement.error().detail + statement.error().arguments.join(' ')};
    statement->bindName(":as_of", qint64(asOf));
    QStringList lines;
    for (;;) {
        const auto more = statement->step();
        if (!more || !*more)
            return lines;
        QStringList cells;
        for (int i = 0; i < statement->columnCount(); ++i)
            cells << statement->text(i);
        lines << cells.join(" | ");
    }
}

MetricTable answer(const QString& metric, const QStringList& by)
{
    auto table = evaluate(sampleReader(), {.metric = metric, .by = by, .filter = {}, .asOf = {}, .viewer = {}, .audience = Audience::Staff}, Cancel());
    if (!table)
        qFatal("%s: %s", qPrintable(metric), qPrintable(table.error().code));
    return std::move(*table);
}

/// Dimension ids and category, then numerator and denominator as `parts` asks.
QStringList cells(const MetricTable& table, bool denominator, bool skipZero = false)
{
    QStringList lines;
    for (const MetricRow& row : table.rows) {
        if (skipZero && row.numerator.value_or(0) == 0)
            continue;
        QStringList line;
        for (const DimensionValue& value : row.dimensions)
            line << value.id;
        if (!row.category.isEmpty())
            line << row.category;
        line << QString::number(row.numerator.value_or(-1));
        if (denominator)
            line << QString::number(row.denominator.value_or(-1));
        lines << line.join(" | ");
    }
    return lines;
}

QStringList sorted(QStringList lines)
{
    lines.sort();
    return lines;
}

} // namespace

class MetricsGoldenTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void learners()
    {
        const MetricTable table = answer("learners", {});
        QCOMPARE(cells(table, false), independent("learners", *table.asOf));
    }
    void dailyActiveLearners()
    {
        const MetricTable table = answer("daily_active_learners", {});
        QVERIFY(table.rows.size() > 20);
        QCOMPARE(cells(table, false), independent("daily_active_learners", *table.asOf));
    }
    void completionRateByContentType()
    {
        const MetricTable table = answer("completion_rate", {"content_type"});
        QCOMPARE(table.rows.size(), 5);
        QCOMPARE(cells(table, true), independent("completion_rate", *table.asOf));
    }
    void correctRateByContent()
    {
        const MetricTable table = answer("correct_rate", {"content"});
        QVERIFY(!table.rows.isEmpty());
        QCOMPARE(sorted(cells(table, true)), sorted(independent("correct_rate", *table.asOf)));
    }
    void attendanceRateByGrade()
    {
        const MetricTable table = answer("attendance_rate", {"grade"});
        QVERIFY(!table.rows.isEmpty());
        QCOMPARE(cells(table, true), independent("attendance_rate", *table.asOf));
    }
    void userSegmentCountsByCourse()
    {
        const MetricTable table = answer("user_segment", {"course"});
        QVERIFY(!table.rows.isEmpty());
        QCOMPARE(sorted(cells(table, false, true)), sorted(independent("user_segment", *table.asOf)));
    }
    void rowsLoadedByOutcome()
    {
        const MetricTable table = answer("load_rows", {});
        QCOMPARE(table.rows.size(), 4);
        QCOMPARE(cells(table, false), independent("load_rows", *table.asOf));
    }
    void refusedRowsByKindOfRecord()
    {
        const MetricTable table = answer("quarantine_open", {"entity"});
        QCOMPARE(sorted(cells(table, false)), sorted(independent("quarantine_open", *table.asOf)));
    }
    void theLastDayOfAttendanceAndEvents()
    {
        const MetricTable table = answer("load_freshness", {});
        const QStringList found = cells(table, false);
        const QStringList wanted = independent("load_freshness", *table.asOf);
        QVERIFY(!wanted.isEmpty());
        for (const QString& line : wanted)
            QVERIFY2(found.contains(line), qPrintable(line + " is not among " + found.join(", ")));
    }
    void everyCheckThatRanIsRemembered()
    {
        const MetricTable table = answer("check_failures", {});
        QCOMPARE(table.rows.size(), 1);
        QVERIFY(*table.rows.front().denominator > 10);
        const auto bad = sampleReader().integer("SELECT count(*) FROM health_check WHERE bad_rows > 0");
        QCOMPARE(*table.rows.front().numerator, *bad);
    }
    void anExplanationLeadsBackToTheFile()
    {
        const auto explanation = explain(sampleReader(), {.metric = "attendance_rate", .by = {}, .filter = {}, .asOf = {}, .viewer = {}, .audience = Audience::Staff});
        QVERIFY(explanation);
        QVERIFY(explanation->models.contains("fct_attendance"));
        QVERIFY(std::ranges::any_of(explanation->sources, [](const auto& line) { return line.file.endsWith("attendance.csv") && !line.rows.isEmpty(); }));
        QVERIFY(std::ranges::none_of(explanation->sources, [](const auto& line) { return line.file.contains("survey"); }));
    }
    void theWholeIsNotTheMeanOfItsParts()
    {
        const MetricTable whole = answer("attendance_rate", {});
        qint64 numerator = 0, denominator = 0;
        for (const MetricRow& row : answer("attendance_rate", {"grade"}).rows) {
            numerator += *row.numerator;
            denominator += *row.denominator;
        }
        QCOMPARE(*whole.rows.front().numerator, numerator);
        QCOMPARE(*whole.rows.front().denominator, denominator);
    }
};

QTEST_GUILESS_MAIN(MetricsGoldenTest)
#include "MetricsGoldenTest.moc"
