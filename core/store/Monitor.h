/// What a school counts about itself: how long numbers take, which pages are opened, how the file grows. Readers count in
/// memory; whoever writes anyway puts the counts into the file. Counts and ids only, never a child's data.
/// Thread: counting and asking, any; writing, the one that holds the school's writerLock().
#pragma once

#include "core/base/Day.h"
#include "core/store/Database.h"

#include <QHash>
#include <QMap>
#include <mutex>

namespace lectern {

class School;

class Monitor
{
public:
    /// The counts of this process, of all schools it has open.
    [[nodiscard]] static Monitor& shared();

    /// One answer of a metric. `school` is the path of its file (Database::path()).
    void answered(const QString& school, const QString& metric, qint64 nanoseconds);
    /// One page shown or printed.
    void opened(const QString& school, const QString& page);
    /// Whether there is something to write for this school.
    [[nodiscard]] bool holds(const QString& school) const;

    /// Adds the counts of `school` (its path) to its file, through `writer`, as of `today` (UTC), and folds what is older than
    /// `daysKept` days into its month; months older than `monthsKept` go. Counts that cannot be written stay in memory.
    [[nodiscard]] Result<void> write(const QString& school, const Database& writer, Day today);

    static constexpr int daysKept = 62;
    static constexpr int monthsKept = 24;

private:
    struct Answers
    {
        qint64 times = 0, totalUs = 0, longestUs = 0;
        void add(const Answers& other);
    };
    struct Counts
    {
        QMap<std::pair<QString, qint64>, Answers> answers; ///< by metric and bucket in microseconds
        QMap<QString, qint64> pages;
    };

    [[nodiscard]] static Result<void> add(const Database& writer, const Counts& counts, Day today);
    void putBack(const QString& school, const Counts& counts);

    mutable std::mutex m_mutex;
    QHash<QString, Counts> m_counts; ///< by path of the school
};

/// The bucket a time falls into: a twelfth of a decade, named by its middle, in microseconds; at least 1.
[[nodiscard]] qint64 timeBucket(qint64 microseconds);

/// Writes down how large the file `school` and its raw tables are today; of past months the last day stays. Caller holds the
/// school's writerLock().
[[nodiscard]] Result<void> recordSize(const QString& school, const Database& writer, Day today);

/// Writes counts and size if nobody else writes just now and the school may be written; never waits. False = not now.
[[nodiscard]] Result<bool> writeCounts(School& school);

/// Today as a UTC day, by the wall clock: the day on which something was counted.
[[nodiscard]] Day todayUtc();

} // namespace lectern
