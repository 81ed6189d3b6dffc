/// Metrics on a school that can be counted on fingers (tests/data/metric/gold_rows.sql).
#include "core/metric/MetricModel.h"
#include "core/metric/Statistics.h"
#include "tests/support/GoldScratch.h"
#include "tests/support/MetricText.h"

#include <QtTest>
#include <memory>

using namespace lectern;
using namespace lectern::test;

class MetricsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_gold = std::make_unique<GoldScratch>(); }

    void everyDefinitionIsWhole()
    {
        QVERIFY(metricDefinitions().size() >= 30);
        QVERIFY(metricModel());
        for (const MetricDefinition& definition : metricDefinitions()) {
            for (const QString& text : {definition.title, definition.kind, definition.unit, definition.words,
                                        definition.numerator, definition.clock, definition.privacy, definition.needs})
                QVERIFY2(!text.isEmpty(), qPrintable(definition.id));
            if (definition.unit == "fraction")
                QVERIFY2(!definition.denominator.isEmpty(), qPrintable(definition.id));
            QVERIFY2(!definition.dimensions.isEmpty(), qPrintable(definition.id));
        }
    }

    void everyMetricAnswersByEachOfItsDimensions()
    {
        for (const MetricDefinition& definition : metricDefinitions()) {
            for (const QString& dimension : QStringList{{}} + definition.dimensions) {
                const QStringList by = dimension.isEmpty() ? QStringList() : QStringList{dimension};
                const QStringList answer = ask(m_gold->reader(), definition.id, by);
                QVERIFY2(!answer.value(0).startsWith("error"),
                         qPrintable(definition.id + " by " + dimension + ": " + answer.value(0)));
            }
        }
    }

    void learnersAreThoseEnrolledOnTheDayOfTheClock()
    {
        QCOMPARE(ask(m_gold->reader(), "learners"), QStringList{"5 | 5/- | n 5"});
        QCOMPARE(ask(m_gold->reader(), "learners", {"grade"}), (QStringList{"7 | 3 | 3/- | n 3", "8 | 2 | 2/- | n 2"}));
        QCOMPARE(ask(m_gold->reader(), "learners", {}, {}, Audience::Staff, 20390), QStringList{"6 | 6/- | n 6"});
    }

    void activeLearnersCountSevenDaysAndKnowTheWhole()
    {
        QCOMPARE(ask(m_gold->reader(), "active_learners_7d"), QStringList{"2 | 2/5 | n 2"});
        QCOMPARE(ask(m_gold->reader(), "active_learners_1d"), QStringList{"1 | 1/5 | n 1"});
        QCOMPARE(ask(m_gold->reader(), "daily_active_learners"),
                 (QStringList{"2026-02-16 | 1 | 1/- | n 1", "2026-02-26 | 1 | 1/- | n 1", "2026-03-03 | 1 | 1/- | n 1",
                              "2026-03-07 | 1 | 1/- | n 1", "2026-03-08 | 1 | 1/- | n 1"}));
    }

    void aRateIsTheSumOfNumeratorsOverTheSumOfDenominators()
    {
        QCOMPARE(ask(m_gold->reader(), "completion_rate"), QStringList{"0.5 | 3/6 | n 3"});
        QCOMPARE(ask(m_gold->reader(), "completion_rate", {"content_type"}),
                 (QStringList{"video | 0.666667 | 2/3 | n 3", "quiz | 0.333333 | 1/3 | n 3"}));
        QCOMPARE(ask(m_gold->reader(), "correct_rate", {"content"}),
                 (QStringList{"Q1 | 0.5 | 4/8 | n 2", "A1 | 1 | 1/1 | n 1"}));
        QCOMPARE(ask(m_gold->reader(), "attendance_rate", {"grade"}),
                 (QStringList{"7 | 0.833333 | 5/6 | n 2", "8 | 0 | 0/2 | n 1"}));
    }

    void filtersTakeIdsAndLabelsWhateverTheirCase()
    {
        const QStringList seven{"7 | 0.833333 | 5/6 | n 2"};
        QCOMPARE(ask(m_gold->reader(), "attendance_rate", {"grade"}, {{"grade", {"7"}}}), seven);
        QCOMPARE(ask(m_gold->reader(), "attendance_rate", {"grade"}, {{"grade", {"gRADE 7"}}}), seven);
        QCOMPARE(ask(m_gold->reader(), "attendance_rate", {"grade"}, {{"class", {"7b"}}}), seven);
        QCOMPARE(ask(m_gold->reader(), "attendance_rate", {"grade"}, {{"grade", {"12"}}}), QStringList{});
        QCOMPARE(ask(m_gold->reader(), "attendance_rate", {}, {{"grade", {"12"}}}), QStringList{"- | -/- | n 0 | no_data"});
        QVERIFY(ask(m_gold->reader(), "attendance_rate", {}, {{"subject", {"Computing"}}}).front().startsWith("error: metric.dimension"));
    }

    void workCountsForTheClassWhoseCourseItBelongsTo()
    {
        // Learner 1 also has one event in Maths, which is not the course of 7B.
        QCOMPARE(ask(m_gold->reader(), "daily_active_learners", {"day"}, {{"class", {"7B"}}}).size(), 3);
        QCOMPARE(ask(m_gold->reader(), "user_segment", {"course"}).size(), 10);
    }

    void segmentsFollowTheirRulesInOrder()
    {
        QCOMPARE(ask(m_gold->reader(), "user_segment"),
                 (QStringList{"Active_Engaged | 1 | 1/5 | n 1", "Passive_Watcher | 1 | 1/5 | n 1",
                              "Low_Performance | 1 | 1/5 | n 1", "Inactive | 1 | 1/5 | n 1", "Uncategorized | 1 | 1/5 | n 1"}));
        QCOMPARE(ask(m_gold->reader(), "user_segment", {"student", "course"}),
                 (QStringList{"S2 | PY | Passive_Watcher | 1 | 1/1 | n 1", "S3 | PY | Low_Performance | 1 | 1/1 | n 1",
                              "S4 | MA | Inactive | 1 | 1/1 | n 1", "S1 | PY | Active_Engaged | 1 | 1/1 | n 1",
                              "S1 | MA | Uncategorized | 1 | 1/1 | n 1"}));
        QCOMPARE(ask(m_gold->reader(), "recency_segment"),
                 (QStringList{"Active | 1 | 1/5 | n 1", "Passive | 1 | 1/5 | n 1", "Inactive | 2 | 2/5 | n 2", "Lost | 1 | 1/5 | n 1"}));
        QCOMPARE(ask(m_gold->reader(), "learners", {}, {{"segment", {"Inactive"}}}), QStringList{"1 | 1/- | n 1"});
    }

    void learnersWithoutAnAnswerAreABandOfTheirOwn()
    {
        QCOMPARE(ask(m_gold->reader(), "correct_rate_distribution"),
                 (QStringList{"none | 2 | 2/5 | n 2", "0-40 | 1 | 1/5 | n 1", "40-60 | 0 | 0/5 | n 0", "60-80 | 1 | 1/5 | n 1",
                              "80-100 | 1 | 1/5 | n 1"}));
    }

    void theMatrixSaysCompletedStartedOrNot()
    {
        QCOMPARE(ask(m_gold->reader(), "lesson_completion"),
                 (QStringList{"S2 | V1 | completed | 1 | 1/1 | n 1", "S2 | Q1 | not_started | 1 | 1/1 | n 1",
                              "S3 | V1 | not_started | 1 | 1/1 | n 1", "S3 | Q1 | started | 1 | 1/1 | n 1",
                              "S1 | V1 | completed | 1 | 1/1 | n 1", "S1 | Q1 | completed | 1 | 1/1 | n 1"}));
    }

    void timesAreDividedOnceAtTheEnd()
    {
        QCOMPARE(ask(m_gold->reader(), "avg_session_minutes"), QStringList{"7.5 | 900000/2 | n 2"});
        QCOMPARE(ask(m_gold->reader(), "avg_learning_minutes"), QStringList{"7.5 | 900000/2 | n 2"});
        QCOMPARE(ask(m_gold->reader(), "repeat_views"), (QStringList{"V1 | 2 | 2/4 | n 2", "Q1 | 0 | 0/2 | n 2", "A1 | 0 | 0/2 | n 2"}));
    }

    void chronicAbsenceIncludesTheBoundaryAndLeavesOutTheBarelyEnrolled()
    {
        QCOMPARE(ask(m_gold->reader(), "chronic_absence_rate"), QStringList{"- | -/0 | n 0 | no_data"});
        m_gold->execute("DELETE FROM fct_attendance;"
                        "WITH RECURSIVE d(day) AS (SELECT 20409 UNION ALL SELECT day + 1 FROM d WHERE day < 20418)"
                        " INSERT INTO fct_attendance SELECT 1, 2026, s.student_key, d.day, 1, 2,"
                        "  CASE WHEN d.day = 20409 AND s.student_key > 1 THEN 0 WHEN d.day = 20410 AND s.student_key = 3 THEN 1 ELSE 2 END, 0, 0, 0"
                        " FROM d, dim_student AS s WHERE s.student_key <= 3;"
                        "INSERT INTO fct_attendance VALUES (1, 2026, 4, 20409, 1, 2, 0, 2, 0, 0)");
        // 1: 100 %, 2: exactly 90.0 %, 3: 85 %, 4: one day only.
        QCOMPARE(ask(m_gold->reader(), "chronic_absence_rate"), QStringList{"0.666667 | 2/3 | n 3"});
    }

    void scoresOnOneScaleHaveMeanMedianAndSpread()
    {
        QCOMPARE(ask(m_gold->reader(), "average_score"),
                 (QStringList{"MAP | mean | 205 | 615000/3 | n 3", "MAP | median | 205 | 615000/3 | n 3", "MAP | spread | 5 | 615000/3 | n 3"}));
        QCOMPARE(ask(m_gold->reader(), "proficiency_rate"), QStringList{"0.5 | 1/2 | n 2"});
        QCOMPARE(ask(m_gold->reader(), "proficiency_distribution"), (QStringList{"High | 0.5 | 1/2 | n 1", "Low | 0.5 | 1/2 | n 1"}));
        m_gold->execute("UPDATE fct_score SET scale = 'other' WHERE score_key = 3");
        QCOMPARE(ask(m_gold->reader(), "average_score").front(), "MAP | mean | - | 615000/3 | n 3 | mixed_scales");
    }

    void whatNoExportBroughtIsUnavailableAndSaysWhichWould()
    {
        QVERIFY(ask(m_gold->reader(), "favourable_rate").front().startsWith("unavailable: needs:"));
        m_gold->execute("DELETE FROM agg_hour");
        QCOMPARE(ask(m_gold->reader(), "activity_heatmap"), QStringList{"unavailable: no_data_in_source"});
        QVERIFY(missingWords(*metricDefinition("favourable_rate")).contains("survey"));
    }

    void aTermEndsThePeriod()
    {
        QCOMPARE(ask(m_gold->reader(), "learners", {}, {{"term", {"autumn"}}}), QStringList{"5 | 5/- | n 5"});
        QCOMPARE(ask(m_gold->reader(), "correct_rate", {}, {{"term", {"Autumn"}}}), QStringList{"- | -/- | n 0 | no_data"});
        QCOMPARE(ask(m_gold->reader(), "correct_rate", {}, {{"term", {"Spring"}}}), QStringList{"0.555556 | 5/9 | n 3"});
    }

    void studentsBehindAMarkHaveNamesAndAreNotForOutside()
    {
        const MetricQuestion question{.metric = "user_segment", .by = {}, .filter = {}, .asOf = {}, .viewer = {}, .audience = Audience::Screen};
        const auto table = evaluate(m_gold->reader(), question, Cancel());
        QVERIFY(table);
        const auto engaged = studentsBehind(m_gold->reader(), question, table->rows.front(), Cancel());
        QVERIFY(engaged);
        QCOMPARE(engaged->size(), 1);
        QCOMPARE(engaged->front().name, "Zeta, Ann");
        QCOMPARE(engaged->front().grade, "7");
        QCOMPARE(engaged->front().classes, "7B");
        MetricQuestion outside = question;
        outside.audience = Audience::Outside;
        QVERIFY(studentsBehind(m_gold->reader(), outside, table->rows.front(), Cancel())->isEmpty());
    }

    void outsideSmallGroupsAreWithheldAndStudentsNotListed()
    {
        QCOMPARE(ask(m_gold->reader(), "learners", {"grade"}, {}, Audience::Outside),
                 (QStringList{"7 | - | -/- | n 0 | small_group", "8 | - | -/- | n 0 | small_group"}));
        QCOMPARE(ask(m_gold->reader(), "lesson_completion", {}, {}, Audience::Outside), QStringList{"unavailable: audience"});
    }

    void anExplanationNamesRuleAndSql()
    {
        const auto explanation = explain(m_gold->reader(), {.metric = "chronic_absence_rate", .by = {}, .filter = {}, .asOf = {}, .viewer = {}, .audience = Audience::Screen});
        QVERIFY(explanation);
        QVERIFY(explanation->words.contains("90 %"));
        QVERIFY(explanation->sql.contains("fct_attendance"));
        QVERIFY(!explanation->sql.contains("{") && !explanation->sql.contains(":as_of"));
    }

    void intervalsAndSpreadsAreRight()
    {
        const auto [low, high] = wilson(8, 10); // 0.4902, 0.9433 by Wilson's formula
        QVERIFY(qAbs(low - 0.4902) < 0.0001 && qAbs(high - 0.9433) < 0.0001);
        QCOMPARE(wilson(0, 5).first, 0.0);
        QCOMPARE(median({{1, 1}, {2, 1}, {10, 2}}), std::optional(6.0));
        QCOMPARE(spread({{2, 1}, {4, 1}}).value(), std::sqrt(2.0));
        QVERIFY(!spread({{2, 1}}));
    }

    void unknownNamesAreErrorsThatSayWhatThereIs()
    {
        QVERIFY(ask(m_gold->reader(), "happiness").front().startsWith("error: metric.unknown"));
        QVERIFY(ask(m_gold->reader(), "attendance_rate", {"content"}).front().startsWith("error: metric.dimension"));
        QVERIFY(!dimensionValues(m_gold->reader(), "colour"));
        QCOMPARE(dimensionValues(m_gold->reader(), "grade")->size(), 2);
        Cancel cancel;
        cancel.raise();
        QCOMPARE(evaluate(m_gold->reader(), {.metric = "learners", .by = {}, .filter = {}, .asOf = {}, .viewer = {}, .audience = Audience::Screen}, cancel).error().code, "cancelled");
    }

private:
    std::unique_ptr<GoldScratch> m_gold;
};

QTEST_GUILESS_MAIN(MetricsTest)
#include "MetricsTest.moc"
