#include "core/ingest/OpenRows.h"

#include "core/base/platform/Memory.h"

#include <bit>
#include <limits>
#include <thread>
#include <tuple>

namespace lectern {

namespace {

constexpr std::size_t rowsPerBucket = 8;
constexpr std::size_t firstSlots = 1024;
constexpr std::size_t mostLater = 1'000'000; ///< a larger load is read from the table again, should that be needed
constexpr std::size_t mostScopeRuns = 100'000;
constexpr qint64 largestOffset = std::numeric_limits<quint32>::max();
constexpr std::size_t worthAThread = 100'000; ///< rows to sort

/// Room in a vector that is empty and will be read here and there.
template <class Value>
void reserve(std::vector<Value>& values, std::size_t count)
{
    values.reserve(count);
    preferLargePages(values.data(), values.capacity() * sizeof(Value));
}

} // namespace

Result<qint64> expectedRows(const Database& writer, const OpenRowsOrder& order)
{
    LECTERN_ASSIGN(Statement sum, writer.prepare("SELECT sum(last_row - first_row + 1) FROM load"
                                                 " WHERE feed_id = ? AND entity = ? AND load_id < ?"
                                                 " AND last_row >= first_row AND state IN ('in force', 'staged')"));
    sum.bind(1, order.feedId).bind(2, order.entity.id).bind(3, order.load);
    LECTERN_ASSIGN(const bool row, sum.step());
    return row ? sum.integer(0) : 0;
}

Result<OpenRows> OpenRows::read(const Database& writer, const OpenRowsOrder& order, const Cancel& cancel)
{
    OpenRows open;
    LECTERN_ASSIGN(const qint64 expected, expectedRows(writer, order));
    if (expected == 0)
        return open;
    Run run;
    reserve(run.rows, std::size_t(expected) / std::size_t(order.share.passes));
    LECTERN_ASSIGN(Statement rows, writer.prepare("SELECT row_no, key_hash, row_hash, scope_id FROM " +
                                                  quoted(order.entity.rawTable()) +
                                                  " WHERE feed_id = ? AND closed_by IS NULL AND row_no < ?"
                                                  " ORDER BY row_no"));
    rows.bind(1, order.feedId).bind(2, order.firstRow);
    const bool anyClosed = !order.closed.isEmpty();
    qint64 scope = 0;
    qint64* ofScope = nullptr;
    for (qint64 i = 0;; ++i) {
        if (i % 16384 == 0) {
            if (cancel.raised())
                return failure("cancelled");
            writer.forgetPages(); // nobody will ask for the pages behind again
        }
        LECTERN_ASSIGN(const bool more, rows.step());
        if (!more)
            break;
        const qint64 number = rows.integer(0);
        const RowIdentity row{quint64(rows.integer(1)), quint64(rows.integer(2))};
        if (!order.share.holds(row.key) || (anyClosed && order.closed.contains(std::uint64_t(number))))
            continue;
        if (run.rows.empty())
            run.base = number;
        if (number - run.base > largestOffset) {
            open.append(std::exchange(run, {}));
            run.base = number;
        }
        run.rows.push_back({row.key, row.content, quint32(number - run.base)});
        open.m_numbers.add(std::uint64_t(number));
        if (const qint64 its = rows.integer(3); !ofScope || its != scope) {
            scope = its;
            ofScope = &open.m_scopes[scope];
            if (order.share.passes == 1 && open.m_scopeRuns.size() <= mostScopeRuns)
                open.m_scopeRuns.push_back({number, scope});
        }
        ++*ofScope;
    }
    rows.reset();
    writer.forgetPages();
    if (open.m_scopeRuns.size() > mostScopeRuns)
        open.m_scopeRuns = {};
    open.append(std::move(run));
    return open;
}

std::optional<qint64> OpenRows::scopeOf(qint64 rowNo) const
{
    const auto behind = std::ranges::upper_bound(m_scopeRuns, rowNo, {}, &ScopeRun::first);
    if (behind == m_scopeRuns.begin())
        return std::nullopt;
    return std::prev(behind)->scope;
}

namespace {

/// Asks the processor to have these bytes near by the time they are read.
void prefetch([[maybe_unused]] const void* bytes)
{
#if defined(__GNUC__)
    __builtin_prefetch(bytes);
#endif
}

} // namespace

void OpenRows::expect(const RowIdentity& next, const RowIdentity& after) const
{
    if (m_added > 0)
        prefetch(&m_slots[home(next)]);
    if (m_runs.empty())
        return;
    const Run& run = m_runs.front(); // the largest
    prefetch(&run.starts[std::size_t(after.key >> run.shift)]);
    const Row* rows = run.rows.data() + run.starts[std::size_t(next.key >> run.shift)];
    prefetch(rows);
    prefetch(rows + rowsPerBucket / 2);
}

/// Sorts a large run on two threads: the reader has stopped by then, its pipe is full.
void OpenRows::Run::sort()
{
    const auto sorted = [](auto begin, auto end) {
        std::sort(begin, end, [](const Row& a, const Row& b) {
            return std::tuple(a.identity(), quint32(a.offset)) < std::tuple(b.identity(), quint32(b.offset));
        });
    };
    if (rows.size() < worthAThread) {
        sorted(rows.begin(), rows.end());
    } else {
        const auto middle = std::partition(rows.begin(), rows.end(), [](const Row& row) { return row.key >> 63 == 0; });
        const std::jthread lower([&] { sorted(rows.begin(), middle); });
        sorted(middle, rows.end());
    }
    const int bits = std::max(1, int(std::bit_width(rows.size() / rowsPerBucket)));
    shift = 64 - bits;
    starts.assign((std::size_t(1) << bits) + 1, 0);
    std::size_t at = 0;
    for (std::size_t i = 0; i + 1 < starts.size(); ++i) {
        starts[i] = quint32(at);
        while (at < rows.size() && std::size_t(rows[at].key >> shift) == i)
            ++at;
    }
    starts.back() = quint32(rows.size());
}

void OpenRows::add(const RowIdentity& row, qint64 rowNo)
{
    if ((m_added + 1) * 8 > m_slots.size() * 5)
        grow();
    std::size_t at = home(row);
    while (m_slots[at].rowNo)
        at = (at + 1) & (m_slots.size() - 1);
    m_slots[at] = {row, rowNo};
    ++m_added;
}

void OpenRows::addLater(const RowIdentity& row, qint64 rowNo)
{
    if (m_later.size() == mostLater) {
        m_complete = false;
        m_later = {};
    }
    if (m_complete)
        m_later.push_back({row, rowNo});
}

void OpenRows::grow()
{
    const std::vector<Slot> old = std::exchange(m_slots, {});
    const std::size_t slots = std::max(firstSlots, old.size() * 2);
    reserve(m_slots, slots);
    m_slots.resize(slots);
    m_added = 0;
    for (const Slot& slot : old)
        if (slot.rowNo)
            add(slot.row, slot.rowNo);
}

void OpenRows::append(Run run)
{
    if (run.rows.empty())
        return;
    run.sort();
    m_runs.push_back(std::move(run));
}

void OpenRows::settle()
{
    std::vector<Slot> added = std::exchange(m_later, {});
    for (const Slot& slot : std::exchange(m_slots, {}))
        if (slot.rowNo)
            added.push_back(slot);
    m_added = 0;
    if (added.empty())
        return;
    const auto [least, most] = std::ranges::minmax(added, {}, &Slot::rowNo);
    if (most.rowNo - least.rowNo > largestOffset) {
        m_complete = false;
        return;
    }
    Run run;
    run.base = least.rowNo;
    // Numbers only grow, so the runs before hold smaller ones.
    while (!m_runs.empty() && m_runs.back().rows.size() < 2 * (run.rows.size() + added.size()) &&
           most.rowNo - m_runs.back().base <= largestOffset) {
        Run before = std::move(m_runs.back());
        m_runs.pop_back();
        for (Row& row : run.rows)
            row.offset += quint32(run.base - before.base);
        run.base = before.base;
        run.rows.insert(run.rows.end(), before.rows.begin(), before.rows.end());
    }
    for (const Slot& slot : added) {
        run.rows.push_back({slot.row.key, slot.row.content, quint32(slot.rowNo - run.base)});
        m_numbers.add(std::uint64_t(slot.rowNo));
    }
    append(std::move(run));
}

} // namespace lectern
