#include "core/ingest/OpenRows.h"

#include <bit>
#include <sqlite3.h>
#include <tuple>

namespace lectern {

namespace {

constexpr std::size_t rowsPerBucket = 8;
constexpr std::size_t firstSlots = 1024;
constexpr std::size_t mostLater = 1'000'000; ///< a larger load is read from the table again, should that be needed

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
    run.rows.reserve(std::size_t(expected) / std::size_t(order.share.passes));
    LECTERN_ASSIGN(Statement rows, writer.prepare("SELECT row_no, key_hash, row_hash, scope_id FROM " +
                                                  quoted(order.entity.rawTable()) +
                                                  " WHERE feed_id = ? AND closed_by IS NULL AND row_no < ?"));
    rows.bind(1, order.feedId).bind(2, order.firstRow);
    const bool anyClosed = !order.closed.isEmpty();
    for (qint64 i = 0;; ++i) {
        if (i % 16384 == 0 && cancel.raised())
            return failure("cancelled");
        LECTERN_ASSIGN(const bool more, rows.step());
        if (!more)
            break;
        const qint64 number = rows.integer(0);
        const RowIdentity row{quint64(rows.integer(1)), quint64(rows.integer(2))};
        if (!order.share.holds(row.key) || (anyClosed && order.closed.contains(std::uint64_t(number))))
            continue;
        run.rows.push_back(packed(row, number));
        ++open.m_scopes[rows.integer(3)];
    }
    rows.reset();
    sqlite3_db_release_memory(writer.handle()); // nobody will ask for those pages again
    if (!run.rows.empty()) {
        run.sort();
        open.m_runs.push_back(std::move(run));
    }
    return open;
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

void OpenRows::Run::sort()
{
    std::ranges::sort(rows, [](const Row& a, const Row& b) {
        return std::tuple(a.identity(), a.number()) < std::tuple(b.identity(), b.number());
    });
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
        m_later.push_back(packed(row, rowNo));
}

void OpenRows::grow()
{
    const std::vector<Slot> old = std::exchange(m_slots, {});
    m_slots.resize(std::max(firstSlots, old.size() * 2));
    m_added = 0;
    for (const Slot& slot : old)
        if (slot.rowNo)
            add(slot.row, slot.rowNo);
}

void OpenRows::settle()
{
    for (const Slot& slot : std::exchange(m_slots, {}))
        if (slot.rowNo)
            m_later.push_back(packed(slot.row, slot.rowNo));
    m_added = 0;
    if (m_later.empty())
        return;
    Run run;
    run.rows = std::exchange(m_later, {});
    while (!m_runs.empty() && m_runs.back().rows.size() < 2 * run.rows.size()) {
        run.rows.insert(run.rows.end(), m_runs.back().rows.begin(), m_runs.back().rows.end());
        m_runs.pop_back();
    }
    run.sort();
    m_runs.push_back(std::move(run));
}

} // namespace lectern
