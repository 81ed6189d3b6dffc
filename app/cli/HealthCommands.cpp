/// health: whether the data of a school is fresh and complete, and what to look at.
#include "app/cli/Command.h"
#include "app/cli/JsonOutput.h"
#include "app/cli/TextOutput.h"
#include "core/page/Alerts.h"

#include <QCoreApplication>
#include <QDateTime>

namespace lectern::cli {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("CommandLine", text);
}

QJsonValue orNull(std::optional<double> value)
{
    return value ? QJsonValue(*value) : QJsonValue(QJsonValue::Null);
}

QJsonArray feedList(const std::vector<FeedFreshness>& feeds)
{
    constexpr double dayMs = 86'400'000;
    QJsonArray list;
    for (const FeedFreshness& feed : feeds)
        list << QJsonObject{{"feed", feed.feed},
                            {"connector", feed.connector},
                            {"data_to", feed.dataTo ? QJsonValue(dayText(*feed.dataTo)) : QJsonValue(QJsonValue::Null)},
                            {"last_load", isoInstant(feed.lastMs)},
                            {"imports", feed.imports},
                            {"usual_days", orNull(feed.usualMs ? std::optional(double(*feed.usualMs) / dayMs) : std::nullopt)},
                            {"behind_days", double(feed.behindMs) / dayMs},
                            {"late", feed.late}};
    return list;
}

QString feedText(const std::vector<FeedFreshness>& feeds)
{
    QList<QStringList> rows;
    for (const FeedFreshness& feed : feeds)
        rows << QStringList{feed.feed, feed.dataTo ? dayText(*feed.dataTo) : QString(), isoInstant(feed.lastMs),
                            feed.usualMs ? QString::number(double(*feed.usualMs) / 86'400'000, 'f', 1) : QString(),
                            !feed.inForce ? tr("taken back") : feed.late ? tr("late") : QString()};
    return alignedText({tr("source"), tr("data to"), tr("last load"), tr("usual gap, days"), tr("state")}, rows);
}

/// The newest import of any feed: the moment lateness is told as of.
QJsonValue asOf(const std::vector<FeedFreshness>& feeds)
{
    qint64 newest = 0;
    for (const FeedFreshness& feed : feeds)
        newest = std::max(newest, feed.lastMs);
    return newest > 0 ? QJsonValue(isoInstant(newest)) : QJsonValue(QJsonValue::Null);
}

Result<Answer> runHealth(const Context& context)
{
    LECTERN_ASSIGN(const auto school, context.school());
    for (const QString& key : context.options.value("acknowledge"))
        LECTERN_TRY(acknowledgeAlert(*school, key, context.viewer.person));
    LECTERN_ASSIGN(const Database reader, school->reader());
    LECTERN_ASSIGN(const AlertFacts facts, alertFacts(reader));
    const std::vector<Alert> alerts = alertsOf(facts);
    const std::vector<FeedFreshness> feeds = freshnessOf(facts);
    QJsonArray checks;
    for (const CheckState& check : facts.checks)
        if (check.badRows > 0)
            checks << QJsonObject{{"check", check.check},       {"model", check.model},
                                  {"outcome", check.outcome},   {"bad_rows", check.badRows},
                                  {"since", isoInstant(check.sinceMs)}, {"words", check.words}};
    Answer answer;
    answer.json = {{"as_of", asOf(feeds)},
                   {"alerts", toJson(alerts)},
                   {"feeds", feedList(feeds)},
                   {"checks", checks},
                   {"checks_run", qint64(facts.checks.size())},
                   {"bytes", facts.schoolBytes}};
    for (const Alert& alert : alerts)
        answer.text += (alert.severity == "concern" ? tr("Alert: %1") : tr("Watch: %1")).arg(alert.words) + "\n  "
                       + alert.key + '\n';
    if (alerts.empty())
        answer.text += tr("No alerts.") + '\n';
    answer.text += '\n' + feedText(feeds);
    return answer;
}

} // namespace

QList<Command> healthCommands()
{
    return {{.name = "health",
             .arguments = "SCHOOL",
             .summary = tr("Say what needs a look: failed or late sources, shrunken exports, checks that turned red; and how fresh each source is."),
             .example = "health northside.lectern --json",
             .least = 1,
             .most = 1,
             .options = {{"acknowledge", tr("Take this alert off the list; the decision is kept."), "ALERT"}},
             .run = runHealth}};
}

} // namespace lectern::cli
