#include "ui/data/LoadHistory.h"

#include "core/base/ErrorText.h"
#include "ui/data/Wording.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QMap>
#include <QSet>
#include <algorithm>

namespace lectern {

namespace {

QString translate(const char* text, int n = -1)
{
    return QCoreApplication::translate("LoadHistory", text, nullptr, n);
}

QString titleOf(const std::vector<Load>& loads)
{
    QSet<QString> sources; // one file may hold rows of several kinds
    for (const Load& load : loads)
        sources << load.source;
    if (sources.size() == 1)
        return sourceName(loads.front().source);
    const QString folder = sourceFolder(loads.front().source);
    const bool together = std::ranges::all_of(
        loads, [&](const Load& load) { return sourceFolder(load.source) == folder; });
    const QString name = QFileInfo(folder).fileName();
    if (together && name.endsWith(QStringLiteral(".zip"), Qt::CaseInsensitive))
        return name;
    const QString files = translate("%Ln file(s)", int(sources.size()));
    return together && !name.isEmpty() ? translate("%1 from %2").arg(files, name) : files;
}

void addRows(Load& total, const Load& load)
{
    total.rowsRead += load.rowsRead;
    total.inserted += load.inserted;
    total.updated += load.updated;
    total.unchanged += load.unchanged;
    total.closed += load.closed;
    total.quarantined += load.quarantined;
}

std::vector<Load> laterThan(const std::vector<Load>& loads, const std::vector<Load>& chosen)
{
    QSet<qint64> numbers;
    for (const Load& load : chosen)
        numbers.insert(load.load);
    std::vector<Load> later;
    for (const Load& load : loads) {
        const bool follows = std::ranges::any_of(chosen, [&](const Load& each) {
            return each.feedId == load.feedId && each.entity == load.entity && each.load < load.load;
        });
        if (follows && inForce(load) && !numbers.contains(load.load))
            later.push_back(load);
    }
    std::ranges::sort(later, std::ranges::greater(), &Load::load);
    return later;
}

} // namespace

bool inForce(const Load& load)
{
    return load.state == QLatin1String("in force");
}

QList<LoadPackage> packagesOf(const std::vector<Load>& loads)
{
    QMap<qint64, LoadPackage> packages; // by package; a load without one stands alone under its negative number
    for (const Load& load : loads)
        packages[load.package > 0 ? load.package : -load.load].loads.push_back(load);
    QList<LoadPackage> result;
    for (auto it = packages.begin(); it != packages.end(); ++it) {
        LoadPackage& package = it.value();
        package.package = std::max<qint64>(it.key(), 0);
        std::ranges::sort(package.loads, {}, &Load::load);
        package.startedMs = package.loads.front().startedMs;
        package.title = titleOf(package.loads);
        for (const Load& load : package.loads) {
            addRows(package.total, load);
            package.inForce = package.inForce || inForce(load);
        }
        result << std::move(package);
    }
    std::ranges::sort(result, std::ranges::greater(),
                      [](const LoadPackage& package) { return package.loads.back().load; });
    return result;
}

QList<FeedLine> feedsOf(const std::vector<Load>& loads)
{
    QMap<qint64, FeedLine> feeds;
    QHash<qint64, QSet<std::pair<qint64, QString>>> files; // of packages: one file may hold rows of several kinds
    for (const Load& load : loads) {
        FeedLine& feed = feeds[load.feedId];
        feed.feedId = load.feedId;
        feed.name = load.feed;
        feed.connector = plainName(load.connector);
        const bool repeat = load.state == QLatin1String("repeat");
        if (inForce(load) || repeat)
            feed.lastMs = std::max(feed.lastMs, load.startedMs); // a repeat says that the data was still the newest
        if (inForce(load)) {
            files[load.feedId] << std::pair(load.package > 0 ? load.package : -load.load, load.source);
            feed.files = int(files[load.feedId].size());
            feed.refused += load.quarantined;
        }
    }
    QList<FeedLine> result;
    for (FeedLine feed : std::as_const(feeds)) {
        if (feed.files == 0)
            feed.lastMs = 0;
        result << feed;
    }
    std::ranges::stable_sort(result, std::ranges::greater(), &FeedLine::lastMs);
    return result;
}

UndoPlan planOfLoad(const std::vector<Load>& loads, qint64 number)
{
    UndoPlan plan;
    for (const Load& load : loads)
        if (load.load == number && inForce(load))
            plan.chosen.push_back(load);
    plan.later = laterThan(loads, plan.chosen);
    return plan;
}

UndoPlan planOfPackage(const std::vector<Load>& loads, qint64 package)
{
    UndoPlan plan;
    for (const Load& load : loads)
        if (load.package == package && inForce(load))
            plan.chosen.push_back(load);
    std::ranges::sort(plan.chosen, {}, &Load::load);
    plan.later = laterThan(loads, plan.chosen);
    return plan;
}

QList<RefusedGroup> groupsOf(const std::vector<QuarantinedRow>& rows)
{
    QMap<QString, RefusedGroup> groups;
    for (const QuarantinedRow& row : rows) {
        RefusedGroup& group = groups[row.reason + QLatin1Char('\n') + row.entity + QLatin1Char('\n') + row.column];
        if (group.rows.empty()) {
            QStringList arguments = row.arguments;
            if (!arguments.isEmpty())
                arguments[0] = QStringLiteral("…"); // the value differs from row to row
            group.words = reasonWords(row.reason, arguments);
            group.entity = plainName(row.entity);
            group.column = row.column;
        }
        group.rows.push_back(row);
    }
    QList<RefusedGroup> result = groups.values();
    std::ranges::stable_sort(result, std::ranges::greater(), [](const RefusedGroup& group) { return group.rows.size(); });
    return result;
}

} // namespace lectern
