/// Which rows of one feed and entity are open, by key and content, in memory: what a row of a file is compared with.
/// Read once per import and kept up to date by it. 20 bytes a row. Writer thread.
#pragma once

#include "core/base/Cancel.h"
#include "core/store/Database.h"
#include "core/table/EntitySchema.h"

#include <algorithm>
#include <optional>
#include <roaring/roaring64map.hh>
#include <unordered_map>
#include <vector>

namespace lectern {

/// The identity of a row as the raw table stores it.
struct RowIdentity
{
    quint64 key = 0;     ///< hash of the natural key; without one, half of the content's hash
    quint64 content = 0; ///< hash of the content
    friend auto operator<=>(const RowIdentity&, const RowIdentity&) = default;
};

/// A share of all keys: those whose hash leaves `pass` when cut into `passes`. One pass = all.
struct KeyShare
{
    int pass = 0;
    int passes = 1;
    [[nodiscard]] bool holds(quint64 key) const { return passes == 1 || int((key >> 20) % quint64(passes)) == pass; }
};

/// What of the raw table is read.
struct OpenRowsOrder
{
    const EntitySchema& entity;
    qint64 feedId = 0;
    qint64 load = 0;     ///< the load that asks; later ones do not count
    qint64 firstRow = 0; ///< rows from this number on are not looked at
    const Roaring64Map& closed; ///< rows that are closed though the table does not say so yet
    KeyShare share;
};

/// About how many rows are open: what loads before this one stored and are in force or staged. Error "database.…".
[[nodiscard]] Result<qint64> expectedRows(const Database& writer, const OpenRowsOrder& order);

class OpenRows
{
public:
    /// Reads the open rows and counts them by scope. Errors "database.…", "cancelled".
    [[nodiscard]] static Result<OpenRows> read(const Database& writer, const OpenRowsOrder& order, const Cancel& cancel);

    /// How rows added by the load at hand are looked up.
    enum class Added { ByKey, ByContent };
    /// Said before the first add() of a load.
    void findAddedBy(Added by) { m_addedBy = by; }

    /// Calls `see(content, rowNo)` for the rows with `key` until it returns false; rows added ByContent are seen only
    /// after settle().
    template <class See>
    void find(quint64 key, See see) const;
    /// The first row of exactly this identity for which `taken(rowNo)` is false; 0 if there is none. Rows of one
    /// identity must be taken in the order in which they are handed out.
    template <class Taken>
    [[nodiscard]] qint64 firstFree(const RowIdentity& row, Taken taken) const;

    /// Says that firstFree() or find() will soon be asked for these rows: `next` at once, `after` a little later.
    void expect(const RowIdentity& next, const RowIdentity& after) const;

    /// Adds a row that firstFree() and, ByKey, find() see from now on.
    void add(const RowIdentity& row, qint64 rowNo);
    /// Adds a row that nothing shall see before settle(). Too many of them are not kept: see complete().
    void addLater(const RowIdentity& row, qint64 rowNo);
    /// Another load begins: what the one before added joins the rest.
    void settle();
    /// False: rows were added that are not here; whoever needs them reads the table again.
    [[nodiscard]] bool complete() const { return m_complete; }

    [[nodiscard]] bool empty() const { return m_runs.empty() && m_added == 0; }
    /// Rows read from the table, by number of the scope.
    [[nodiscard]] const std::unordered_map<qint64, qint64>& scopes() const { return m_scopes; }
    /// The scope of a row read from the table; nothing if that is not remembered, as where scopes change with every row
    /// or only a share of the rows was read.
    [[nodiscard]] std::optional<qint64> scopeOf(qint64 rowNo) const;
    /// The numbers of all rows but those added and not yet settled.
    [[nodiscard]] const Roaring64Map& numbers() const { return m_numbers; }

private:
#pragma pack(push, 4)
    struct Row
    {
        quint64 key;
        quint64 content;
        quint32 offset; ///< of the row's number from Run::base
        [[nodiscard]] RowIdentity identity() const { return {key, content}; }
    };
#pragma pack(pop)
    /// Rows sorted by identity and number, with a directory of where the first bits of a key begin.
    struct Run
    {
        qint64 base = 0; ///< no row's number is smaller, nor larger by more than an offset can say
        std::vector<Row> rows;
        std::vector<quint32> starts;
        int shift = 63;
        [[nodiscard]] qint64 number(const Row& row) const { return base + qint64(row.offset); }
        void sort();
        [[nodiscard]] std::pair<std::size_t, std::size_t> bucket(quint64 key) const
        {
            const auto at = std::size_t(key >> shift);
            return {starts[at], starts[at + 1]};
        }
        template <class Taken>
        [[nodiscard]] qint64 firstFree(const RowIdentity& row, Taken taken) const;
    };
    struct Slot
    {
        RowIdentity row;
        qint64 rowNo = 0; ///< 0 = empty
    };
    [[nodiscard]] std::size_t home(const RowIdentity& row) const
    {
        const quint64 hash = m_addedBy == Added::ByKey ? row.key : row.key ^ (row.content * 0x9e3779b97f4a7c15u);
        return std::size_t(hash) & (m_slots.size() - 1);
    }
    void grow();
    void append(Run run);

    std::vector<Run> m_runs;  ///< the longest first, as far as their numbers let them be merged
    std::vector<Slot> m_slots; ///< rows added by the load at hand: open addressing, at most 5/8 full
    std::size_t m_added = 0;
    Added m_addedBy = Added::ByKey;
    std::vector<Slot> m_later;
    bool m_complete = true;
    Roaring64Map m_numbers;
    std::unordered_map<qint64, qint64> m_scopes;
    /// Rows read one after the other that have the same scope.
    struct ScopeRun
    {
        qint64 first; ///< row's number
        qint64 scope;
    };
    std::vector<ScopeRun> m_scopeRuns; ///< by `first`; none when there were too many
};

template <class See>
void OpenRows::find(quint64 key, See see) const
{
    for (const Run& run : m_runs)
        for (auto [at, end] = run.bucket(key); at < end && run.rows[at].key <= key; ++at)
            if (run.rows[at].key == key && !see(quint64(run.rows[at].content), run.number(run.rows[at])))
                return;
    if (m_added == 0 || m_addedBy != Added::ByKey)
        return;
    for (std::size_t at = home({key, 0}); m_slots[at].rowNo; at = (at + 1) & (m_slots.size() - 1))
        if (m_slots[at].row.key == key && !see(m_slots[at].row.content, m_slots[at].rowNo))
            return;
}

template <class Taken>
qint64 OpenRows::firstFree(const RowIdentity& row, Taken taken) const
{
    for (const Run& run : m_runs)
        if (const qint64 number = run.firstFree(row, taken))
            return number;
    if (m_added > 0)
        for (std::size_t at = home(row); m_slots[at].rowNo; at = (at + 1) & (m_slots.size() - 1))
            if (m_slots[at].row == row && !taken(m_slots[at].rowNo))
                return m_slots[at].rowNo;
    return 0;
}

template <class Taken>
qint64 OpenRows::Run::firstFree(const RowIdentity& row, Taken taken) const
{
    const auto [begin, end] = bucket(row.key);
    const auto first = std::lower_bound(rows.begin() + qsizetype(begin), rows.begin() + qsizetype(end), row,
                                        [](const Row& a, const RowIdentity& b) { return a.identity() < b; });
    const auto takenAt = [&, last = end](std::size_t i) {
        return i < last && rows[i].identity() == row && taken(number(rows[i]));
    };
    // Equal rows are taken in order, so the free ones stand behind the taken ones: double the step, then halve it.
    auto low = std::size_t(first - rows.begin());
    if (takenAt(low)) {
        std::size_t step = 1;
        while (takenAt(low + step)) {
            low += step;
            step *= 2;
        }
        for (; step > 0; step /= 2)
            if (takenAt(low + step))
                low += step;
        ++low;
    }
    return low < end && rows[low].identity() == row ? number(rows[low]) : 0;
}

} // namespace lectern
