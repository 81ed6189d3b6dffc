#include "core/store/Monitor.h"

#include "core/store/School.h"

#include <QDateTime>
#include <QFileInfo>
#include <algorithm>
#include <cmath>

namespace lectern {

namespace {

Day monthOf(Day day)
{
    const QDate date = dateOf(day);
    return dayOf(QDate(date.year(), date.month(), 1));
}

/// The days before `limit` that a table still knows, in order.
Result<std::vector<Day>> daysBefore(const Database& writer, const QString& table, Day limit)
{
    std::vector<Day> days;
    LECTERN_ASSIGN(Statement rows, writer.prepare("SELECT DISTINCT day FROM " + table + " WHERE day < ? ORDER BY day"));
    rows.bind(1, limit);
    for (;;) {
        LECTERN_ASSIGN(const bool more, rows.step());
        if (!more)
            return days;
        days.push_back(Day(rows.integer(0)));
    }
}

Result<void> runWith(const Database& writer, const QString& sql, std::initializer_list<qint64> values)
{
    LECTERN_ASSIGN(Statement statement, writer.prepare(sql));
    int index = 0;
    for (const qint64 value : values)
        statement.bind(++index, value);
    return statement.run();
}

/// Adds up old days by month and forgets old months.
Result<void> foldCounts(const Database& writer, const QString& table, const QString& copyDay, Day today)
{
    const Day oldest = dayOf(dateOf(monthOf(today)).addMonths(-Monitor::monthsKept));
    LECTERN_TRY(runWith(writer, "DELETE FROM " + table + " WHERE day < ?", {oldest}));
    LECTERN_ASSIGN(const std::vector<Day> days, daysBefore(writer, table, today - Monitor::daysKept));
    for (const Day day : days) {
        if (day == monthOf(day))
            continue;
        LECTERN_TRY(runWith(writer, copyDay, {monthOf(day), day}));
        LECTERN_TRY(runWith(writer, "DELETE FROM " + table + " WHERE day = ?", {day}));
    }
    return {};
}

/// Of months that are over, the last day measured stays.
Result<void> thinOut(const Database& writer, const QString& table, Day today)
{
    LECTERN_ASSIGN(const std::vector<Day> days, daysBefore(writer, table, today - Monitor::daysKept));
    for (std::size_t i = 0; i + 1 < days.size(); ++i)
        if (monthOf(days[i]) == monthOf(days[i + 1]))
            LECTERN_TRY(runWith(writer, "DELETE FROM " + table + " WHERE day = ?", {days[i]}));
    return {};
}

} // namespace

qint64 timeBucket(qint64 microseconds)
{
    const double steps = std::round(12 * std::log10(double(std::max<qint64>(1, microseconds))));
    return std::llround(std::pow(10.0, steps / 12));
}

Day todayUtc()
{
    return Day(QDateTime::currentMSecsSinceEpoch() / 86'400'000);
}

void Monitor::Answers::add(const Answers& other)
{
    times += other.times;
    totalUs += other.totalUs;
    longestUs = std::max(longestUs, other.longestUs);
}

Monitor& Monitor::shared()
{
    // Never destroyed: a school held by a static may close later than any other static.
    static Monitor* const monitor = new Monitor;
    return *monitor;
}

void Monitor::answered(const QString& school, const QString& metric, qint64 nanoseconds)
{
    const qint64 us = std::max<qint64>(1, nanoseconds / 1000);
    const std::scoped_lock lock(m_mutex);
    m_counts[school].answers[{metric, timeBucket(us)}].add({1, us, us});
}

void Monitor::opened(const QString& school, const QString& page)
{
    const std::scoped_lock lock(m_mutex);
    ++m_counts[school].pages[page];
}

bool Monitor::holds(const QString& school) const
{
    const std::scoped_lock lock(m_mutex);
    return m_counts.contains(school);
}

void Monitor::putBack(const QString& school, const Counts& counts)
{
    const std::scoped_lock lock(m_mutex);
    Counts& mine = m_counts[school];
    for (auto it = counts.answers.begin(); it != counts.answers.end(); ++it)
        mine.answers[it.key()].add(it.value());
    for (auto it = counts.pages.begin(); it != counts.pages.end(); ++it)
        mine.pages[it.key()] += it.value();
}

Result<void> Monitor::write(const QString& school, const Database& writer, Day today)
{
    Counts counts;
    {
        const std::scoped_lock lock(m_mutex);
        if (!m_counts.contains(school))
            return {};
        counts = m_counts.take(school);
    }
    auto written = add(writer, counts, today);
    if (!written)
        putBack(school, counts);
    return written;
}

Result<void> Monitor::add(const Database& writer, const Counts& counts, Day today)
{
    LECTERN_ASSIGN(Transaction transaction, Transaction::begin(writer));
    const QString onConflict = " ON CONFLICT (day, metric, bucket_us) DO UPDATE SET times = times + excluded.times,"
                               " total_us = total_us + excluded.total_us,"
                               " longest_us = max(longest_us, excluded.longest_us)";
    LECTERN_ASSIGN(Statement answer,
                   writer.prepare("INSERT INTO health_query (day, metric, bucket_us, times, total_us, longest_us)"
                                  " VALUES (?, ?, ?, ?, ?, ?)" + onConflict));
    for (auto it = counts.answers.begin(); it != counts.answers.end(); ++it) {
        answer.bind(1, today).bind(2, it.key().first).bind(3, it.key().second);
        answer.bind(4, it->times).bind(5, it->totalUs).bind(6, it->longestUs);
        LECTERN_TRY(answer.run());
    }
    const QString pageConflict = " ON CONFLICT (day, page) DO UPDATE SET opened = opened + excluded.opened";
    LECTERN_ASSIGN(Statement page, writer.prepare("INSERT INTO health_page (day, page, opened) VALUES (?, ?, ?)"
                                                  + pageConflict));
    for (auto it = counts.pages.begin(); it != counts.pages.end(); ++it) {
        page.bind(1, today).bind(2, it.key()).bind(3, it.value());
        LECTERN_TRY(page.run());
    }
    LECTERN_TRY(foldCounts(writer, "health_query",
                           "INSERT INTO health_query (day, metric, bucket_us, times, total_us, longest_us)"
                           " SELECT ?, metric, bucket_us, times, total_us, longest_us FROM health_query WHERE day = ?"
                               + onConflict,
                           today));
    LECTERN_TRY(foldCounts(writer, "health_page",
                           "INSERT INTO health_page (day, page, opened)"
                           " SELECT ?, page, opened FROM health_page WHERE day = ?" + pageConflict,
                           today));
    return transaction.commit();
}

Result<void> recordSize(const QString& school, const Database& writer, Day today)
{
    const qint64 bytes = QFileInfo(school).size() + QFileInfo(school + "-wal").size();
    LECTERN_ASSIGN(Transaction transaction, Transaction::begin(writer));
    LECTERN_TRY(runWith(writer,
                        "INSERT INTO health_size (day, bytes) VALUES (?, ?)"
                        " ON CONFLICT (day) DO UPDATE SET bytes = excluded.bytes",
                        {today, bytes}));
    // What a load in force stored is known from the log: counting millions of rows would take seconds.
    LECTERN_TRY(runWith(writer,
                        "INSERT INTO health_rows (day, raw_table, row_count)"
                        " SELECT ?, 'raw_' || f.connector || '__' || l.entity, sum(l.last_row - l.first_row + 1)"
                        " FROM load AS l JOIN feed AS f USING (feed_id) WHERE l.state = 'in force' GROUP BY 2"
                        " ON CONFLICT (day, raw_table) DO UPDATE SET row_count = excluded.row_count",
                        {today}));
    LECTERN_TRY(thinOut(writer, "health_size", today));
    LECTERN_TRY(thinOut(writer, "health_rows", today));
    return transaction.commit();
}

Result<bool> writeCounts(School& school)
{
    if (school.readOnly())
        return false;
    const std::unique_lock lock(school.writerLock(), std::try_to_lock);
    if (!lock)
        return false;
    LECTERN_ASSIGN(const Database* writer, school.writer());
    LECTERN_TRY(Monitor::shared().write(school.path(), *writer, todayUtc()));
    LECTERN_TRY(recordSize(school.path(), *writer, todayUtc()));
    return true;
}

} // namespace lectern
