/// The rules of the alerts.
#include "core/page/Alerts.h"

#include "core/base/ErrorText.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>

namespace lectern {

namespace {

constexpr qint64 dayMs = 86'400'000;
constexpr QChar scopeMark(0x1f); ///< stands in no scope
constexpr qint64 togetherMs = 60'000; ///< loads closer than this are one import

QString words(const char* sentence, int count = -1)
{
    return QCoreApplication::translate("Alert", sentence, nullptr, count);
}

QString plain(QString entity)
{
    return entity.replace('_', ' ');
}

QString fileName(const QString& source)
{
    return source.section('/', -1);
}

QString count(qint64 number)
{
    return QLocale().toString(number);
}

/// A load that says the source was heard of: a repeat does, an undone one did.
bool arrived(const Load& load)
{
    return load.state == "in force" || load.state == "repeat" || load.state == "undone";
}

qint64 medianOf(std::vector<qint64> values)
{
    std::ranges::sort(values);
    const std::size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

/// Whole days of a gap, at least one, as words.
QString days(qint64 ms)
{
    return words(QT_TRANSLATE_N_NOOP("Alert", "%Ln day(s)"), int(std::max<qint64>(1, (ms + dayMs / 2) / dayMs)));
}

using Place = std::pair<qint64, QString>; ///< feed and entity

/// Newest load of every feed and entity that ended one way or the other.
void addFailed(const AlertFacts& facts, std::vector<Alert>& alerts)
{
    QMap<Place, const Load*> newest;
    for (const Load& load : facts.loads)
        if (load.state == "failed" || load.state == "in force" || load.state == "repeat")
            newest[{load.feedId, load.entity}] = &load;
    for (const Load* load : std::as_const(newest)) {
        if (load->state != "failed")
            continue;
        const Error error{load->errorCode, {fileName(load->source), load->errorRow, load->errorColumn}, load->errorArguments, {}, nullptr};
        alerts.push_back({.key = QString("failed_feed/%1").arg(load->load), .kind = "failed_feed", .severity = "concern",
                          .words = words(QT_TRANSLATE_NOOP("Alert", "%1: %2 could not be loaded. %3"))
                                       .arg(load->feed, plain(load->entity), lectern::words(error).message),
                          .feed = load->feed, .entity = load->entity, .load = load->load});
    }
}

void addLate(const AlertFacts& facts, std::vector<Alert>& alerts)
{
    for (const FeedFreshness& feed : freshnessOf(facts)) {
        if (!feed.late)
            continue;
        alerts.push_back(
            {.key = QString("late_feed/%1/%2").arg(feed.feedId).arg(feed.lastMs), .kind = "late_feed", .severity = "watch",
             .words = words(QT_TRANSLATE_NOOP("Alert", "%1 is late: its last load is %2 older than the newest import; the "
                                                       "usual gap is %3."))
                          .arg(feed.feed, days(feed.behindMs), days(*feed.usualMs)),
             .feed = feed.feed, .entity = {}, .load = 0});
    }
}

/// The newest snapshot of every feed, entity and scope against the one before.
void addFallen(const AlertFacts& facts, std::vector<Alert>& alerts)
{
    QMap<std::pair<Place, QString>, std::pair<const Load*, const Load*>> pairs; // before, newest
    for (const Load& load : facts.loads)
        if (load.state == "in force" && load.mode == "snapshot") {
            auto& [before, newest] = pairs[{{load.feedId, load.entity}, load.scope.join(scopeMark)}];
            before = newest;
            newest = &load;
        }
    for (const auto& [before, newest] : std::as_const(pairs)) {
        if (!before)
            continue;
        const qint64 lost = before->rowsRead - newest->rowsRead;
        if (lost * 100 <= before->rowsRead * facts.rules.fellPercent)
            continue;
        alerts.push_back({.key = QString("rows_fell/%1").arg(newest->load), .kind = "rows_fell", .severity = "concern",
                          .words = words(QT_TRANSLATE_NOOP("Alert", "%1: %2 fell from %3 to %4 rows (−%5 %)."))
                                       .arg(newest->feed, plain(newest->entity), count(before->rowsRead),
                                            count(newest->rowsRead), count(lost * 100 / before->rowsRead)),
                          .feed = newest->feed, .entity = newest->entity, .load = newest->load});
    }
}

/// A failed check always counts; one that only warns when it was well before.
void addChecks(const AlertFacts& facts, std::vector<Alert>& alerts)
{
    for (const CheckState& check : facts.checks) {
        const bool failed = check.outcome == "failed";
        if (!failed && !(check.outcome == "warned" && check.was == "passed"))
            continue;
        const QString said = check.words.isEmpty() ? check.check : check.words;
        alerts.push_back(
            {.key = "check_red/" + check.check + '/' + QString::number(check.sinceMs), .kind = "check_red",
             .severity = failed ? "concern" : "watch",
             .words = words(QT_TRANSLATE_N_NOOP("Alert", "Check of %1, %Ln row(s): %2"), int(check.badRows))
                          .arg(check.model, said),
             .feed = {}, .entity = {}, .load = 0});
    }
}

void addRefused(const AlertFacts& facts, std::vector<Alert>& alerts)
{
    QMap<Place, const Load*> newest;
    for (const Load& load : facts.loads)
        if (load.state == "in force")
            newest[{load.feedId, load.entity}] = &load;
    for (const Load* load : std::as_const(newest)) {
        if (load->quarantined * 100 <= load->rowsRead * facts.rules.refusedPercent)
            continue;
        alerts.push_back({.key = QString("many_refused/%1").arg(load->load), .kind = "many_refused", .severity = "watch",
                          .words = words(QT_TRANSLATE_NOOP("Alert", "%1: %2 of %3 rows of %4 were refused."))
                                       .arg(load->feed, count(load->quarantined), count(load->rowsRead),
                                            plain(load->entity)),
                          .feed = load->feed, .entity = load->entity, .load = load->load});
    }
}

void addDisk(const AlertFacts& facts, std::vector<Alert>& alerts)
{
    if (!facts.freeBytes || *facts.freeBytes >= std::max(leastFreeBytes, facts.schoolBytes))
        return;
    // Seen once, it is told again when the next import has come.
    const qint64 newest = facts.loads.empty() ? 0 : facts.loads.back().load;
    alerts.push_back({.key = QString("disk_full/%1").arg(newest), .kind = "disk_full", .severity = "concern",
                      .words = words(QT_TRANSLATE_NOOP("Alert", "The disk is nearly full: %1 left, the school takes %2. "
                                                                "Make room before the next import."))
                                   .arg(QLocale().formattedDataSize(*facts.freeBytes),
                                        QLocale().formattedDataSize(facts.schoolBytes)),
                      .feed = {}, .entity = {}, .load = 0});
}

} // namespace

std::vector<FeedFreshness> freshnessOf(const AlertFacts& facts)
{
    qint64 newestMs = 0;
    QMap<qint64, FeedFreshness> feeds;
    QMap<qint64, std::vector<qint64>> gaps;
    for (const Load& load : facts.loads) {
        if (!arrived(load))
            continue;
        newestMs = std::max(newestMs, load.finishedMs);
        FeedFreshness& feed = feeds[load.feedId];
        feed.feedId = load.feedId;
        feed.feed = load.feed;
        feed.connector = load.connector;
        feed.inForce = feed.inForce || load.state == "in force";
        if (feed.imports == 0 || load.startedMs - feed.lastMs >= togetherMs) {
            if (feed.imports > 0)
                gaps[load.feedId].push_back(load.startedMs - feed.lastMs);
            ++feed.imports;
        }
        feed.lastMs = std::max(feed.lastMs, load.finishedMs);
    }
    std::vector<FeedFreshness> result;
    for (FeedFreshness feed : std::as_const(feeds)) {
        if (facts.rules.usualDays > 0)
            feed.usualMs = facts.rules.usualDays * dayMs;
        else if (feed.imports >= loadsForHabit) // a school works by the day: several loads in one day are no shorter habit
            feed.usualMs = std::max(dayMs, medianOf(gaps.value(feed.feedId)));
        feed.behindMs = newestMs - feed.lastMs;
        feed.late = feed.inForce && feed.usualMs && feed.behindMs > facts.rules.lateFactor * *feed.usualMs;
        if (const auto day = facts.dataTo.constFind(feed.feedId); day != facts.dataTo.constEnd())
            feed.dataTo = *day;
        result.push_back(std::move(feed));
    }
    std::ranges::stable_sort(result, [](const FeedFreshness& a, const FeedFreshness& b) {
        return a.late != b.late ? a.late : a.lastMs > b.lastMs;
    });
    return result;
}

std::vector<Alert> alertsOf(const AlertFacts& facts)
{
    std::vector<Alert> alerts;
    addFailed(facts, alerts);
    addFallen(facts, alerts);
    addChecks(facts, alerts);
    addDisk(facts, alerts);
    addLate(facts, alerts);
    addRefused(facts, alerts);
    std::erase_if(alerts, [&](const Alert& alert) { return facts.acknowledged.contains(alert.key); });
    std::ranges::stable_sort(alerts, {}, [](const Alert& alert) { return alert.severity != "concern"; });
    return alerts;
}

} // namespace lectern
