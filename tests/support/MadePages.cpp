#include "tests/support/MadePages.h"

namespace lectern {

namespace {

TileData tile(const QString& metric, const QString& title, const QString& chart, int span)
{
    TileData data;
    data.spec.id = metric + chart;
    data.spec.title = title;
    data.spec.metric = metric;
    data.spec.chart = chart;
    data.spec.span = span;
    data.table.metric = metric;
    data.table.title = title;
    data.table.unit = QStringLiteral("count");
    data.table.asOf = dayOf({2026, 3, 13});
    data.definition.id = metric;
    data.definition.title = title;
    return data;
}

DimensionValue value(const QString& id, const QString& label, qint64 order, qint64 key = 0)
{
    return {id, label, key ? key : order, order};
}

MetricRow row(const QList<DimensionValue>& dimensions, double number, qint64 n)
{
    MetricRow result;
    result.dimensions = dimensions;
    result.value = number;
    result.n = n;
    return result;
}

TileData figure(const QString& metric, const QString& title, const QString& unit, double number, qint64 numerator,
                qint64 denominator, const QString& rule)
{
    TileData data = tile(metric, title, QStringLiteral("headline"), 2);
    data.spec.subtitle = QStringLiteral("n %n");
    data.table.unit = unit;
    data.table.rule = rule;
    data.table.population = denominator;
    MetricRow only = row({}, number, denominator);
    only.numerator = numerator;
    only.denominator = denominator;
    data.table.rows << only;
    MetricTable spark;
    spark.unit = unit;
    spark.by = QStringList{QStringLiteral("week")};
    for (int i = 0; i < 10; ++i)
        spark.rows << row({value(QString::number(i), {}, i, dayOf({2026, 1, 5}) + 7 * i)}, number * (0.94 + 0.01 * ((i * 7) % 6)), 100);
    data.spark = spark;
    return data;
}

TileData dailyLine()
{
    TileData data = tile(QStringLiteral("daily_active_learners"), QStringLiteral("Daily active learners"),
                         QStringLiteral("line"), 8);
    data.spec.subtitle = QStringLiteral("learners with at least one event that day");
    data.table.by = QStringList{QStringLiteral("day")};
    data.table.rule = QStringLiteral("distinct learners with at least one event on the day");
    for (Day day = dayOf({2026, 1, 13}); day <= dayOf({2026, 3, 13}); ++day) {
        if (dateOf(day).dayOfWeek() > 5)
            continue;
        data.table.rows << row({value(dayText(day), dayText(day), day, day)}, 300 + (day * 37) % 60, 300);
    }
    return data;
}

TileData segments()
{
    TileData data = tile(QStringLiteral("user_segment"), QStringLiteral("Segments"), QStringLiteral("donut"), 4);
    data.spec.subtitle = QStringLiteral("by recent activity and results");
    data.table.rule = QStringLiteral("first rule that holds: active and engaged, passive, low results, inactive");
    data.table.population = 491;
    const QList<std::pair<QString, int>> parts{{QStringLiteral("Active, engaged"), 171},
                                               {QStringLiteral("Passive watcher"), 122},
                                               {QStringLiteral("Low performance"), 64},
                                               {QStringLiteral("Inactive"), 86},
                                               {QStringLiteral("Not yet clear"), 48}};
    for (const auto& [label, number] : parts) {
        MetricRow each = row({}, number, number);
        each.category = each.categoryLabel = label;
        data.table.rows << each;
    }
    return data;
}

TileData columns()
{
    TileData data = tile(QStringLiteral("lesson_dropoff"), QStringLiteral("Lesson drop-off"), QStringLiteral("column"), 8);
    data.spec.subtitle = QStringLiteral("learners who reached each lesson, last 7 days, in course order");
    data.spec.options.insert(QStringLiteral("loss"), true);
    data.table.by = QStringList{QStringLiteral("lesson")};
    data.table.rule = QStringLiteral("learners with any event in the lesson or a later one of the course");
    const QList<int> numbers{318, 296, 271, 233, 164, 151, 139};
    for (int i = 0; i < numbers.size(); ++i)
        data.table.rows << row({value(QString::number(i), QStringLiteral("U%1 L%2").arg(i / 4 + 1).arg(i % 4 + 1), i + 1)},
                               numbers.at(i), numbers.at(i));
    return data;
}

TileData lastImport()
{
    TileData data = tile({}, QStringLiteral("Since the last import"), QStringLiteral("list"), 4);
    data.spec.query = QStringLiteral("last_import");
    data.definition = {};
    data.table.by = QStringList{QStringLiteral("change")};
    const QStringList sentences{QStringLiteral("4 students crossed 10 % absence"),
                                QStringLiteral("6 came back above 90 % attendance"),
                                QStringLiteral("9 stopped opening lessons for 14 days"),
                                QStringLiteral("2 rows of users.csv vanished since 6 March")};
    const QStringList tones{QStringLiteral("concern"), QStringLiteral("good"), QStringLiteral("watch"),
                            QStringLiteral("neutral")};
    for (int i = 0; i < sentences.size(); ++i) {
        MetricRow each = row({value(QString::number(i), sentences.at(i), i)}, i + 2, i + 2);
        each.category = tones.at(i);
        data.table.rows << each;
    }
    return data;
}

TileData matrix(int students, int contents)
{
    TileData data = tile(QStringLiteral("lesson_completion"), QStringLiteral("Who has done what"),
                         QStringLiteral("matrix"), 12);
    data.spec.subtitle = QStringLiteral("7B, Python, Unit 1");
    data.table.by = QStringList{QStringLiteral("student"), QStringLiteral("content")};
    data.table.rule = QStringLiteral("completed, started or not started, per learner and content");
    static const char* const kinds[] = {"VID", "SLD", "ART", "QZ"};
    for (int s = 0; s < students; ++s) {
        for (int c = 0; c < contents; ++c) {
            const QString id = QStringLiteral("S%1").arg(s + 1, 3, 10, QLatin1Char('0'));
            const QString label = QStringLiteral("%1 %2").arg(QLatin1String(kinds[c % 4])).arg(c / 4 + 1);
            MetricRow each = row({value(id, QStringLiteral("Student %1").arg(s + 1, 3, 10, QLatin1Char('0')), s + 1),
                                  value(QStringLiteral("C%1").arg(c), label, c + 1)},
                                 0, 1);
            const int state = (s * 7 + c * 5) % 4;
            each.category = state < 2 ? QStringLiteral("completed")
                            : state == 2 ? QStringLiteral("started") : QStringLiteral("not_started");
            each.categoryLabel = each.category;
            data.table.rows << each;
        }
    }
    return data;
}

TileData bars()
{
    TileData data = tile(QStringLiteral("completion_rate"), QStringLiteral("Completion by content type"),
                         QStringLiteral("bar"), 6);
    data.spec.subtitle = QStringLiteral("completed of assigned");
    data.table.by = QStringList{QStringLiteral("content_type")};
    data.table.unit = QStringLiteral("fraction");
    data.table.rule = QStringLiteral("completed pairs of learner and content out of assigned pairs");
    const QList<std::pair<QString, double>> parts{{QStringLiteral("Exercise"), 0.86}, {QStringLiteral("Slide"), 0.72},
                                                  {QStringLiteral("Article"), 0.64}, {QStringLiteral("Video"), 0.58},
                                                  {QStringLiteral("Quiz"), 0.52}};
    for (int i = 0; i < parts.size(); ++i)
        data.table.rows << row({value(parts.at(i).first.toLower(), parts.at(i).first, i + 1)}, parts.at(i).second, 72);
    return data;
}

} // namespace

PageData madeOverview()
{
    PageData page;
    page.spec.id = QStringLiteral("overview");
    page.spec.title = QStringLiteral("Overview");
    page.spec.question = QStringLiteral("Who is learning, and is anyone slipping?");
    page.dataTo = dayOf({2026, 3, 13});
    page.filter.where.insert(QStringLiteral("term"), {QStringLiteral("Spring")});
    TileData attendance = figure(QStringLiteral("attendance_rate"), QStringLiteral("Attendance"),
                                 QStringLiteral("fraction"), 0.941, 41226, 43811,
                                 QStringLiteral("half days count as halves; late is present"));
    attendance.definition.numerator = QStringLiteral("days attended");
    attendance.definition.denominator = QStringLiteral("instructional days enrolled");
    page.rows << QList<TileData>{
        attendance,
        figure(QStringLiteral("active_learners_7d"), QStringLiteral("Active learners, 7 days"), QStringLiteral("count"),
               402, 402, 491, QStringLiteral("at least one event in the last 7 days")),
        figure(QStringLiteral("avg_session_minutes"), QStringLiteral("Average session"), QStringLiteral("minutes"), 12.4,
               51000, 4112, QStringLiteral("events less than 30 minutes apart are one session")),
        figure(QStringLiteral("completion_rate"), QStringLiteral("Completion"), QStringLiteral("fraction"), 0.586, 6870,
               11720, QStringLiteral("completed pairs of learner and content out of assigned pairs")),
        figure(QStringLiteral("proficiency_rate"), QStringLiteral("Proficient"), QStringLiteral("fraction"), 0.672, 315,
               468, QStringLiteral("at or above the cut, of valid scores"))};
    page.rows << QList<TileData>{dailyLine(), segments()};
    page.rows << QList<TileData>{columns(), lastImport()};
    return page;
}

PageData madeEngagement(int students, int contents)
{
    PageData page;
    page.spec.id = QStringLiteral("engagement");
    page.spec.title = QStringLiteral("Engagement");
    page.spec.question = QStringLiteral("How do students work through what we give them?");
    page.dataTo = dayOf({2026, 3, 13});
    page.filter.where.insert(QStringLiteral("class"), {QStringLiteral("7B")});
    page.rows << QList<TileData>{matrix(students, contents)};
    TileData second = columns();
    second.spec.span = 6;
    page.rows << QList<TileData>{bars(), second};
    return page;
}

PageData madeFunnel(int steps)
{
    PageData page;
    page.spec.id = QStringLiteral("content");
    page.spec.title = QStringLiteral("Content");
    page.dataTo = dayOf({2026, 3, 13});
    TileData data = tile(QStringLiteral("content_funnel"), QStringLiteral("Progress funnel"), QStringLiteral("funnel"), 12);
    data.table.by = QStringList{QStringLiteral("content")};
    for (int i = 0; i < steps; ++i)
        data.table.rows << row({value(QString::number(i), QStringLiteral("Step %1").arg(i + 1, 3, 10, QLatin1Char('0')), i + 1)},
                               500 - 3 * i, 500);
    page.rows << QList<TileData>{data};
    return page;
}

PageData madeAbsences()
{
    PageData page;
    page.spec.id = QStringLiteral("segments");
    page.spec.title = QStringLiteral("Segments");
    page.spec.question = QStringLiteral("Who are our learners?");
    page.dataTo = dayOf({2026, 3, 13});
    TileData missing = tile(QStringLiteral("favourable_rate"), QStringLiteral("Favourable answers"), QStringLiteral("bar"), 6);
    missing.table.available = false;
    missing.table.unavailableReason = QStringLiteral("no_data_in_source");
    missing.definition.needs = QStringLiteral("the answers of a survey");
    TileData kept = matrix(4, 4);
    TileData small = bars();
    small.spec.title = QStringLiteral("Completion by place");
    for (MetricRow& each : small.table.rows) {
        each.withheld = true;
        each.value.reset();
        each.reason = QStringLiteral("small_group");
    }
    page.rows << QList<TileData>{missing, small} << QList<TileData>{kept} << QList<TileData>{bars(), segments()};
    return page;
}

} // namespace lectern
