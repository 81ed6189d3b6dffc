#include "core/page/HealthLists.h"

#include "core/page/Alerts.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <algorithm>

namespace lectern {

namespace {

constexpr qsizetype slowestShown = 8;

QString words(const char* sentence, int count = -1)
{
    return QCoreApplication::translate("Health", sentence, nullptr, count);
}

MetricTable listOf(const char* id, const char* by)
{
    MetricTable table;
    table.metric = QLatin1String(id);
    table.unit = "count";
    table.by = QStringList{QLatin1String(by)};
    return table;
}

MetricRow line(const MetricTable& table, const QString& id, const QString& sentence, const QString& tone)
{
    MetricRow row;
    row.dimensions << DimensionValue{.id = id, .label = sentence, .key = 0, .order = table.rows.size()};
    row.category = tone;
    return row;
}

void unavailable(MetricTable& table, const QString& needs)
{
    table.available = false;
    table.unavailableReason = "needs:" + needs;
}

QString dayOfMs(qint64 ms)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).date(), "d MMM");
}

QString feedSentence(const FeedFreshness& feed)
{
    if (!feed.inForce)
        return words("%1: loaded %2, all of it taken back").arg(feed.feed, dayOfMs(feed.lastMs));
    QStringList parts;
    parts << (feed.dataTo ? words("data to %1").arg(QLocale().toString(dateOf(*feed.dataTo), "d MMM yyyy"))
                          : words("no dated records"));
    parts << words("loaded %1").arg(dayOfMs(feed.lastMs));
    if (feed.usualMs) {
        const int gap = int((*feed.usualMs + 43'200'000) / 86'400'000);
        parts << words(QT_TRANSLATE_N_NOOP("Health", "usually every %Ln day(s)"), gap);
    }
    if (feed.late)
        parts << words("late");
    return feed.feed + ": " + parts.join(", ");
}

} // namespace

Result<MetricTable> healthAlerts(const Database& reader)
{
    MetricTable table = listOf("health_alerts", "alert");
    LECTERN_ASSIGN(const AlertFacts facts, alertFacts(reader));
    for (const Alert& alert : alertsOf(facts))
        table.rows << line(table, alert.key, alert.words, alert.severity);
    table.population = table.rows.size();
    if (table.rows.isEmpty())
        table.rows << line(table, {}, words("No alerts: every source arrived as usual and no check turned red."), "good");
    return table;
}

Result<MetricTable> healthFeeds(const Database& reader)
{
    MetricTable table = listOf("health_feeds", "feed");
    LECTERN_ASSIGN(const AlertFacts facts, alertFacts(reader));
    for (const FeedFreshness& feed : freshnessOf(facts))
        table.rows << line(table, feed.feed, feedSentence(feed), !feed.inForce ? "neutral" : feed.late ? "watch" : "good");
    table.population = table.rows.size();
    if (table.rows.isEmpty())
        unavailable(table, words("a first import"));
    return table;
}

Result<MetricTable> healthChecks(const Database& reader)
{
    MetricTable table = listOf("health_checks", "check");
    LECTERN_ASSIGN(const std::vector<CheckState> checks, checkStates(reader));
    for (const CheckState& check : checks) {
        if (check.badRows == 0)
            continue;
        MetricRow row = line(table, check.check,
                             words("%1, since %2").arg(check.words.isEmpty() ? check.check : check.words,
                                                       dayOfMs(check.sinceMs)),
                             check.outcome == "failed" ? "concern" : "watch");
        row.value = double(check.badRows);
        row.numerator = check.badRows;
        row.n = check.badRows;
        table.rows << row;
    }
    table.population = qint64(checks.size());
    if (checks.empty())
        unavailable(table, words("a first build"));
    else if (table.rows.isEmpty())
        table.rows << line(table, {}, words(QT_TRANSLATE_N_NOOP("Health", "All %Ln check(s) passed."), int(checks.size())), "good");
    return table;
}

Result<MetricTable> healthQueries(const Database& reader, const MetricQuestion& question, const Cancel& cancel)
{
    MetricTable table = listOf("health_queries", "metric");
    table.unit = "ms";
    MetricQuestion asked = question;
    asked.by = QStringList{"metric"};
    asked.metric = "query_ms_longest";
    LECTERN_ASSIGN(const MetricTable longest, evaluate(reader, asked, cancel));
    QMap<QString, MetricRow> most;
    for (const MetricRow& row : longest.rows)
        most.insert(row.dimensions.front().id, row);
    asked.metric = "query_ms";
    LECTERN_ASSIGN(const MetricTable times, evaluate(reader, asked, cancel));
    for (const MetricRow& time : times.rows) {
        if (time.category != "median" || !time.value)
            continue;
        const DimensionValue& metric = time.dimensions.front();
        const double longestMs = most.value(metric.id).value.value_or(0);
        const QString slowest = QLocale().toString(longestMs, 'f', 0);
        MetricRow row = line(table, metric.id, words("%1, longest %2 ms").arg(metric.label, slowest), "neutral");
        row.value = std::min(*time.value, longestMs); // buckets round, the longest is exact
        row.n = time.n;
        table.rows << row;
    }
    std::ranges::stable_sort(table.rows, std::ranges::greater(), [](const MetricRow& row) { return *row.value; });
    if (table.rows.size() > slowestShown)
        table.rows.resize(slowestShown);
    table.population = times.population;
    if (table.rows.isEmpty())
        unavailable(table, words("a page opened or a number asked for"));
    return table;
}

} // namespace lectern
