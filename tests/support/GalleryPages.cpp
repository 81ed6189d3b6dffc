/// Numbers by hand.
#include "tests/support/GalleryPages.h"

#include <cmath>

namespace lectern::test {

namespace {

const Day lastDay = dayOf(QDate(2026, 3, 13));

TileData tile(const QString& id, const QString& title, const QString& subtitle, const QString& chart, int span,
              const QString& unit, int height = 1)
{
    TileData data;
    data.spec.id = id;
    data.spec.title = title;
    data.spec.subtitle = subtitle;
    data.spec.chart = chart;
    data.spec.span = span;
    data.spec.height = height;
    data.spec.metric = id;
    data.definition.id = id;
    data.definition.title = title;
    data.definition.needs = QStringLiteral("learning events (JSON lines of the learning platform)");
    data.table.metric = id;
    data.table.title = title;
    data.table.unit = unit;
    data.table.asOf = lastDay;
    data.table.population = 491;
    return data;
}

MetricRow row(const QList<DimensionValue>& dimensions, std::optional<double> value, qint64 n = 491)
{
    MetricRow r;
    r.dimensions = dimensions;
    r.value = value;
    r.n = n;
    return r;
}

MetricRow part(const QString& id, const QString& label, double value, qint64 whole)
{
    MetricRow r = row({}, value, qint64(value));
    r.category = id;
    r.categoryLabel = label;
    r.denominator = whole;
    return r;
}

TileData headline(const QString& id, const QString& title, const QString& unit, double value, double before, qint64 n,
                  double drift)
{
    TileData data = tile(id, title, QStringLiteral("to %asof"), QStringLiteral("headline"), 2, unit);
    data.table.rows = {row({}, value, n)};
    data.table.population = unit == QLatin1String("count") ? 491 : n;
    MetricTable old = data.table;
    old.rows = {row({}, before, n)};
    data.comparison = old;
    MetricTable spark;
    for (int i = 0; i < 14; ++i)
        spark.rows.append(
            row({{QString::number(i), {}, i, i}}, value * (1 + drift * (i - 13) / 14.0 + 0.02 * std::sin(i * 1.7))));
    data.spark = spark;
    data.spec.options = {{QStringLiteral("compareWords"), QStringLiteral("in 4 weeks")},
                         {QStringLiteral("noun"), QStringLiteral("students")}};
    return data;
}

TileData daily()
{
    TileData data =
        tile(QStringLiteral("daily"), QStringLiteral("Daily active learners"),
             QStringLiteral("learners with at least one event that day, last 12 weeks · weekends and holidays shaded"),
             QStringLiteral("line"), 8, QStringLiteral("count"), 2);
    data.table.by = {QStringLiteral("day")};
    MetricTable before = data.table;
    for (Day day = lastDay - 83; day <= lastDay; ++day) {
        const int weekday = dateOf(day).dayOfWeek();
        const bool holiday = day >= lastDay - 39 && day <= lastDay - 35;
        const double value = 330 + 34 * std::sin(day * 0.9) - 0.06 * (lastDay - day) * (lastDay - day) / 30.0;
        MetricRow r = row({{dayText(day), dayText(day), day, day}}, std::round(value));
        if (holiday) {
            r.category = QStringLiteral("holiday");
            r.value = std::nullopt;
        }
        if (weekday < 6) {
            data.table.rows.append(r);
            if (!holiday)
                before.rows.append(row({{dayText(day - 364), {}, day - 364, day - 364}},
                                       std::round(value - 30 + 16 * std::sin(day * 2.1))));
        }
    }
    data.comparison = before;
    data.spec.options = {{QStringLiteral("ghostName"), QStringLiteral("last year")}};
    return data;
}

TileData segments(int span)
{
    TileData data = tile(QStringLiteral("segments"), QStringLiteral("Segments"),
                         QStringLiteral("by recent activity and results, to %asof"),
                         QStringLiteral("donut"), span, QStringLiteral("count"), 2);
    data.spec.hint = QStringLiteral("click to filter");
    data.spec.options = {{QStringLiteral("noun"), QStringLiteral("learners")},
                         {QStringLiteral("filter"), QStringLiteral("segment")}};
    data.table.rows = {part(QStringLiteral("Active_Engaged"), QStringLiteral("Active, engaged"), 171, 491),
                       part(QStringLiteral("Passive_Watcher"), QStringLiteral("Passive watcher"), 122, 491),
                       part(QStringLiteral("Low_Performance"), QStringLiteral("Low performance"), 64, 491),
                       part(QStringLiteral("Inactive"), QStringLiteral("Inactive"), 86, 491),
                       part(QStringLiteral("Uncategorized"), QStringLiteral("Not yet clear"), 48, 491)};
    return data;
}

TileData dropoff()
{
    TileData data =
        tile(QStringLiteral("dropoff"), QStringLiteral("Lesson drop-off"),
             QStringLiteral("learners who reached each lesson in the last 7 days, in course order · Python"),
             QStringLiteral("column"), 8, QStringLiteral("count"), 2);
    data.table.by = {QStringLiteral("lesson")};
    data.spec.options = {{QStringLiteral("loss"), true}, {QStringLiteral("sort"), QStringLiteral("order")}};
    const double values[] = {318, 296, 271, 233, 164, 151, 139, 120, 118, 97};
    int i = 0;
    for (const double value : values) {
        const QString label = QStringLiteral("U%1 L%2").arg(i / 4 + 1).arg(i % 4 + 1);
        data.table.rows.append(row({{label, label, i, i}}, value, qint64(value)));
        ++i;
    }
    return data;
}

TileData changes()
{
    TileData data = tile(QStringLiteral("changes"), QStringLiteral("Since the last import"),
                         QStringLiteral("6 March → 13 March"), QStringLiteral("list"), 4, QStringLiteral("count"), 2);
    data.spec.query = QStringLiteral("last_import");
    const auto line = [&](const QString& tone, const QString& words, std::optional<double> value) {
        MetricRow r = row({{words, words, 0, 0}}, value);
        r.category = tone;
        data.table.rows.append(r);
    };
    line(QStringLiteral("concern"), QStringLiteral("students crossed 10 % absence"), 4);
    line(QStringLiteral("good"), QStringLiteral("came back above 90 % attendance"), 6);
    line(QStringLiteral("watch"), QStringLiteral("stopped opening lessons for 14 days"), 9);
    line(QStringLiteral("neutral"), QStringLiteral("rows of users.csv vanished since 6 Mar"), 2);
    return data;
}

TileData matrix()
{
    TileData data = tile(QStringLiteral("matrix"), QStringLiteral("Who has done what"),
                         QStringLiteral("7B · Python, Unit 1 · completed, started or not started"),
                         QStringLiteral("matrix"), 12, QStringLiteral("count"), 3);
    data.table.by = {QStringLiteral("student"), QStringLiteral("content")};
    const QStringList learners{
        QStringLiteral("Student 01"), QStringLiteral("Student 02"), QStringLiteral("Student 03"),
        QStringLiteral("Student 04"), QStringLiteral("Student 05"), QStringLiteral("Student 06"),
        QStringLiteral("Student 07"), QStringLiteral("Student 08"), QStringLiteral("Student 09"),
        QStringLiteral("Student 10"), QStringLiteral("Student 11"), QStringLiteral("Student 12"),
        QStringLiteral("Student 13"), QStringLiteral("Student 14"), QStringLiteral("Student 15"),
        QStringLiteral("Student 16"), QStringLiteral("Student 17"), QStringLiteral("Student 18")};
    const QStringList contents{QStringLiteral("VID 1"), QStringLiteral("SLD 1"), QStringLiteral("ART 1"),
                               QStringLiteral("QZ 1"),  QStringLiteral("VID 2"), QStringLiteral("EXE 1"),
                               QStringLiteral("SLD 2"), QStringLiteral("QZ 2"),  QStringLiteral("VID 3"),
                               QStringLiteral("ART 2"), QStringLiteral("QZ 3")};
    for (int s = 0; s < learners.size(); ++s)
        for (int c = 0; c < contents.size(); ++c) {
            MetricRow r = row({{learners.at(s), learners.at(s), s, s}, {contents.at(c), contents.at(c), c, c}}, 1, 1);
            const int dice = (s * 7 + c * 5 + s * c) % 11;
            r.category = dice < 7 - c / 4 ? QStringLiteral("completed")
                         : dice == 8      ? QStringLiteral("started")
                                          : QStringLiteral("not_started");
            data.table.rows.append(r);
        }
    return data;
}

TileData bars(const QString& id, const QString& title, const QString& subtitle, const QString& by, int span,
              const QList<std::pair<QString, double>>& values, const QString& unit,
              const QString& chart = QStringLiteral("bar"))
{
    TileData data = tile(id, title, subtitle, chart, span, unit, 2);
    data.table.by = {by};
    int i = 0;
    for (const auto& [label, value] : values) {
        MetricRow r = row({{label.toLower(), label, i, i}}, value,
                          unit == QLatin1String("fraction") ? 48 + 8 * i : qint64(value));
        if (unit == QLatin1String("count"))
            r.denominator = 491;
        data.table.rows.append(r);
        ++i;
    }
    return data;
}

TileData bands()
{
    TileData data = tile(QStringLiteral("bands"), QStringLiteral("Learners by share of correct answers"),
                         QStringLiteral("learners in each band, all questions submitted"), QStringLiteral("column"), 4,
                         QStringLiteral("count"), 2);
    data.table.rows = {part(QStringLiteral("none"), QStringLiteral("no answers"), 9, 108),
                       part(QStringLiteral("0-40"), QStringLiteral("0–40 %"), 23, 108),
                       part(QStringLiteral("40-60"), QStringLiteral("41–60 %"), 27, 108),
                       part(QStringLiteral("60-80"), QStringLiteral("61–80 %"), 31, 108),
                       part(QStringLiteral("80-100"), QStringLiteral("81–100 %"), 18, 108)};
    return data;
}

TileData hours()
{
    TileData data = tile(QStringLiteral("hours"), QStringLiteral("Activity by weekday and hour"),
                         QStringLiteral("events, in the school's time zone"), QStringLiteral("heatmap"), 4,
                         QStringLiteral("count"), 2);
    data.table.by = {QStringLiteral("weekday"), QStringLiteral("hour")};
    for (int day = 1; day <= 7; ++day)
        for (int hour = 7; hour <= 21; ++hour) {
            const double lesson = day < 6 ? 420 * std::exp(-(hour - 10.5) * (hour - 10.5) / 6) : 20;
            const double evening = 160 * std::exp(-(hour - 19.0) * (hour - 19.0) / 3);
            data.table.rows.append(row({{QString::number(day), {}, day, day}, {QString::number(hour), {}, hour, hour}},
                                       std::floor(lesson + evening * (day == 5 ? 0.2 : 1)), 200));
        }
    return data;
}

TileData funnel()
{
    TileData data = tile(QStringLiteral("funnel"), QStringLiteral("Progress funnel"),
                         QStringLiteral("learners who completed each content, in course order · Python"),
                         QStringLiteral("funnel"), 5, QStringLiteral("count"), 3);
    data.table.by = {QStringLiteral("content")};
    const char* const kinds[] = {"Video", "Slides", "Article", "Quiz"};
    double value = 402;
    for (int i = 0; i < 22; ++i) {
        const QString label =
            QStringLiteral("%1: lesson %2, step %3").arg(QLatin1String(kinds[i % 4])).arg(i / 4 + 1).arg(i % 4 + 1);
        data.table.rows.append(row({{QStringLiteral("c%1").arg(i), label, i, i}}, std::round(value), qint64(value)));
        value *= i == 9 ? 0.7 : 0.965;
    }
    return data;
}

TileData outcomes(const QString& id, const QString& title, const QString& subtitle, int span, const QStringList& groups,
                  const QList<std::pair<QString, QString>>& members)
{
    TileData data = tile(id, title, subtitle, QStringLiteral("grouped"), span, QStringLiteral("fraction"), 3);
    data.table.by = {QStringLiteral("lesson")};
    for (int g = 0; g < groups.size(); ++g)
        for (int m = 0; m < members.size(); ++m) {
            MetricRow r = row({{groups.at(g), groups.at(g), g, g}},
                              std::clamp(0.9 - 0.06 * g - 0.11 * m + 0.05 * std::sin(g * 2.0 + m), 0.0, 1.0), 80);
            r.category = members.at(m).first;
            r.categoryLabel = members.at(m).second;
            data.table.rows.append(r);
        }
    return data;
}

PageData page(const QString& id, const QString& title, const QString& question, const QList<QList<TileData>>& rows)
{
    PageData data;
    data.spec.id = id;
    data.spec.title = title;
    data.spec.question = question;
    data.spec.icon = id;
    data.spec.filters = {QStringLiteral("grade"), QStringLiteral("class"), QStringLiteral("subject"),
                         QStringLiteral("gender"), QStringLiteral("term")};
    for (const auto& tiles : rows) {
        QList<TileSpec> specs;
        for (const TileData& one : tiles)
            specs.append(one.spec);
        data.spec.rows.append(specs);
    }
    data.rows = rows;
    data.dataTo = lastDay;
    data.filter.where.insert(QStringLiteral("term"), {QStringLiteral("Spring")});
    return data;
}

} // namespace

QList<PageData> galleryPages()
{
    const QString fraction = QStringLiteral("fraction");
    const QString count = QStringLiteral("count");
    TileData completion =
        headline(QStringLiteral("completion"), QStringLiteral("completion"), fraction, 0.586, 0.52, 491, 0.1);
    completion.spec.options.insert(QStringLiteral("parts"), true);
    completion.table.rows[0].numerator = 6870;
    completion.table.rows[0].denominator = 11720;
    TileData places = bars(QStringLiteral("places"), QStringLiteral("Learners by place"),
                           QStringLiteral("enrolled on %asof"), QStringLiteral("place"), 4,
                           {{QStringLiteral("Northfield"), 143},
                            {QStringLiteral("Easton"), 98},
                            {QStringLiteral("Millbrook"), 71},
                            {QStringLiteral("Harbour"), 55},
                            {QStringLiteral("Old Town"), 41},
                            {QStringLiteral("Riverside"), 33},
                            {QStringLiteral("Hill End"), 20},
                            {QStringLiteral("not placed"), 12}},
                           count);
    TileData gender =
        bars(QStringLiteral("genders"), QStringLiteral("Learners by gender"), QStringLiteral("enrolled on %asof"),
             QStringLiteral("gender"), 4,
             {{QStringLiteral("Female"), 247}, {QStringLiteral("Male"), 236}, {QStringLiteral("Not binary"), 8}}, count,
             QStringLiteral("donut"));
    const QList<std::pair<QString, QString>> outcomesOf{
        {QStringLiteral("video_completion"), QStringLiteral("Video completed")},
        {QStringLiteral("article_read"), QStringLiteral("Article read")},
        {QStringLiteral("quiz_correct"), QStringLiteral("Quiz correct")}};
    const QList<std::pair<QString, QString>> types{{QStringLiteral("video"), QStringLiteral("Video")},
                                                   {QStringLiteral("article"), QStringLiteral("Article")},
                                                   {QStringLiteral("quiz"), QStringLiteral("Quiz")},
                                                   {QStringLiteral("exercise"), QStringLiteral("Exercise")}};
    TileData grades = bars(QStringLiteral("grades"), QStringLiteral("Learners by grade"),
                           QStringLiteral("enrolled on %asof"), QStringLiteral("grade"), 4,
                           {{QStringLiteral("Grade 6"), 81},
                            {QStringLiteral("Grade 7"), 96},
                            {QStringLiteral("Grade 8"), 78},
                            {QStringLiteral("Grade 9"), 88},
                            {QStringLiteral("Grade 10"), 79},
                            {QStringLiteral("Grade 11"), 69}},
                           count, QStringLiteral("column"));
    TileData recency = bars(QStringLiteral("recency"), QStringLiteral("Recency"),
                            QStringLiteral("by the last day with an event, to %asof"), QStringLiteral("recency"), 4,
                            {{QStringLiteral("Active"), 260},
                             {QStringLiteral("Passive"), 108},
                             {QStringLiteral("Inactive"), 82},
                             {QStringLiteral("Lost"), 41}},
                            count);
    return {
        page(QStringLiteral("overview"), QStringLiteral("Overview"),
             QStringLiteral("Who is learning, and is anyone slipping?"),
             {{headline(QStringLiteral("learners"), QStringLiteral("learners"), count, 491, 489, 491, 0.01),
               headline(QStringLiteral("active"), QStringLiteral("active in 7 days"), count, 402, 470, 402,
                        -0.12),
               headline(QStringLiteral("session"), QStringLiteral("average session"), QStringLiteral("minutes"), 12.4,
                        12.1, 4112, 0.03),
               completion,
               headline(QStringLiteral("attendance"), QStringLiteral("attendance"), fraction, 0.941, 0.935, 491, 0.02),
               headline(QStringLiteral("proficiency"), QStringLiteral("proficient"), fraction, 0.672, 0.60, 468, 0.05)},
              {daily(), segments(4)},
              {dropoff(), changes()}}),
        page(QStringLiteral("engagement"), QStringLiteral("Engagement"),
             QStringLiteral("How do students work through what we give them?"),
             {{matrix()},
              {bars(QStringLiteral("types"), QStringLiteral("Completion by content type"),
                    QStringLiteral("completed of what is assigned, to %asof"), QStringLiteral("content_type"), 4,
                    {{QStringLiteral("Exercise"), 0.86},
                     {QStringLiteral("Slide"), 0.72},
                     {QStringLiteral("Article"), 0.64},
                     {QStringLiteral("Video"), 0.58},
                     {QStringLiteral("Quiz"), 0.52}},
                    fraction),
               bands(), hours()}}),
        page(QStringLiteral("content"), QStringLiteral("Content"),
             QStringLiteral("Which content works, and where do students stop?"),
             {{funnel(), outcomes(QStringLiteral("outcomes"), QStringLiteral("Outcomes by lesson"),
                                  QStringLiteral("videos completed, articles read, quiz answers correct"), 7,
                                  {QStringLiteral("Variables"), QStringLiteral("Conditions"), QStringLiteral("Loops"),
                                   QStringLiteral("Lists and tuples"), QStringLiteral("Functions"),
                                   QStringLiteral("Files"), QStringLiteral("Errors")},
                                  outcomesOf)},
              {bars(QStringLiteral("performance"), QStringLiteral("Quizzes and exercises"),
                    QStringLiteral("answers right of submitted, lowest first"), QStringLiteral("content"), 6,
                    {{QStringLiteral("Quiz: loops over lists"), 0.41},
                     {QStringLiteral("Exercise: first function"), 0.47},
                     {QStringLiteral("Quiz: conditions"), 0.58},
                     {QStringLiteral("Quiz: types"), 0.66},
                     {QStringLiteral("Exercise: hello"), 0.81},
                     {QStringLiteral("Quiz: variables"), 0.88}},
                    fraction),
               bars(QStringLiteral("repeats"), QStringLiteral("Watched again"),
                    QStringLiteral("views beyond the first of each learner"), QStringLiteral("content"), 6,
                    {{QStringLiteral("Video: loops over lists"), 210},
                     {QStringLiteral("Video: functions"), 187},
                     {QStringLiteral("Video: scope"), 96},
                     {QStringLiteral("Video: files"), 58},
                     {QStringLiteral("Video: errors"), 31}},
                    count)}}),
        page(QStringLiteral("segments"), QStringLiteral("Segments"),
             QStringLiteral("Who are our learners, and who needs what?"),
             {{grades, gender, segments(4)},
              {outcomes(QStringLiteral("completion"), QStringLiteral("Completion by grade and content type"),
                        QStringLiteral("completed of what is assigned, to %asof"), 4,
                        {QStringLiteral("Grade 6"), QStringLiteral("Grade 7"), QStringLiteral("Grade 8"),
                         QStringLiteral("Grade 9"), QStringLiteral("Grade 10")},
                        types),
               recency, places}}),
    };
}

PageData brokenPage()
{
    PageData data = galleryPages().first();
    TileData& attendance = data.rows[0][4];
    attendance.table.available = false;
    attendance.table.unavailableReason = QStringLiteral("needs:attendance");
    attendance.table.rows.clear();
    data.rows[0][5].table.rows[0].value = std::nullopt;
    data.rows[0][5].table.rows[0].reason = QStringLiteral("no_data");
    TileData& drop = data.rows[2][0];
    drop.table.available = false;
    drop.table.unavailableReason = QStringLiteral("no_data_in_source");
    drop.table.rows.clear();
    data.rows[1][1].error = Error{QStringLiteral("database.failed"),
                                  {},
                                  {QStringLiteral("disk I/O error")},
                                  QStringLiteral("disk I/O error"),
                                  nullptr};
    data.rows[1][0].ignoredFilters = {QStringLiteral("Subject")};
    return data;
}

std::vector<PageSpec> gallerySpecs()
{
    std::vector<PageSpec> specs;
    for (const PageData& data : galleryPages())
        specs.push_back(data.spec);
    return specs;
}

} // namespace lectern::test
