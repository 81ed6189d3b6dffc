/// What somebody should look at: a feed that failed or is late, an export that shrank, a check that turned red, many
/// refused rows, a disk nearly full. Rules over plain values; the reading is apart. Thread: alertsOf() any, the rest that
/// of the connection.
#pragma once

#include "core/store/LoadLog.h"
#include "core/store/School.h"
#include "core/transform/CheckHistory.h"

#include <QSet>
#include <optional>

namespace lectern {

/// How fresh a feed is, told as of the newest import of any feed, never of the clock on the wall.
struct FeedFreshness
{
    qint64 feedId = 0;
    QString feed, connector;
    qint64 lastMs = 0;            ///< end of its newest load, UTC
    int imports = 0;              ///< times it was loaded; files loaded together are one
    std::optional<qint64> usualMs; ///< usual gap between two of them; nothing = not known yet
    qint64 behindMs = 0;          ///< newest import of any feed minus lastMs
    bool late = false;
    bool inForce = false;         ///< false: everything it brought was taken back
    std::optional<Day> dataTo;    ///< last day with facts of this feed
};

struct AlertRules
{
    qint64 usualDays = 0;     ///< days between two loads; 0 = learnt
    qint64 lateFactor = 2;    ///< late after more than this many usual gaps
    qint64 fellPercent = 20;  ///< a row count that fell by more than this
    qint64 refusedPercent = 5; ///< more than this share refused
};

/// Everything the rules look at.
struct AlertFacts
{
    std::vector<Load> loads = {};          ///< oldest first
    std::vector<CheckState> checks = {};
    std::optional<qint64> freeBytes = {};  ///< on the disk of the school; nothing = not known
    qint64 schoolBytes = 0;           ///< size of the school file
    QMap<qint64, Day> dataTo = {};         ///< last day with facts, by feed
    QSet<QString> acknowledged = {};       ///< keys of alerts that were seen
    AlertRules rules = {};
};

struct Alert
{
    QString key;      ///< names this occurrence; the next one has another key
    QString kind;     ///< "failed_feed", "late_feed", "rows_fell", "check_red", "many_refused", "disk_full"
    QString severity; ///< "concern" or "watch"
    QString words;    ///< one sentence
    QString feed, entity;
    qint64 load = 0;  ///< the load it is about, 0 = none
};

/// The gap learnt from fewer loads than this is no habit.
inline constexpr int loadsForHabit = 3;
/// Free bytes under which a disk counts as nearly full: this, or the size of the school (a backup must fit).
inline constexpr qint64 leastFreeBytes = qint64(512) << 20;

/// Freshness of every feed that has a load, latest first.
[[nodiscard]] std::vector<FeedFreshness> freshnessOf(const AlertFacts& facts);
/// All alerts that were not acknowledged, concerns first.
[[nodiscard]] std::vector<Alert> alertsOf(const AlertFacts& facts);

/// Reads what the rules look at. Error "database.failed".
[[nodiscard]] Result<AlertFacts> alertFacts(const Database& reader);
/// Remembers as a decision that `author` has seen an alert. Errors "alert.unknown", "school.read_only", "database.…".
[[nodiscard]] Result<void> acknowledgeAlert(School& school, const QString& key, const QString& author);

} // namespace lectern
