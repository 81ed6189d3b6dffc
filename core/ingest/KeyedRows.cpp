/// Rows with a natural key: what is open under it, whose version is newer, what is replaced and what is gone.
#include "core/ingest/Loader.h"

#include <limits>

namespace lectern {

namespace {

constexpr qint64 noVersion = std::numeric_limits<qint64>::min();

} // namespace

/// Fills m_open with the open rows of the row's key.
void Loader::findOpen(const CheckedRow& row)
{
    m_open.clear();
    m_ledger.open->find(row.identity.key, [&](quint64 content, qint64 rowNo) {
        if (!m_ledger.closed.contains(std::uint64_t(rowNo)))
            m_open.push_back({rowNo, content == row.identity.content});
        return true;
    });
}

/// True if a version is known to have been followed by another; what has no version counts as the newest.
bool Loader::isOlder(qint64 version, qint64 than)
{
    return version != noVersion && version < than;
}

Result<void> Loader::applyByKey(const CheckedBatch& batch, std::size_t index)
{
    const CheckedRow& row = batch.rows[index];
    bool conflict = false;
    bool twin = false;    // the file holds this very row already
    bool older = false;   // what is stored, or was deleted, is newer
    qint64 present = 0;   // an earlier load's row of the same content
    if (const auto gone = m_listing.deleted.find(row.identity.key); gone != m_listing.deleted.end()) {
        conflict = !m_versioned || row.version == gone->second;
        older = m_versioned && isOlder(row.version, gone->second);
    }
    if (const auto gone = m_ledger.deletions.find(row.identity.key); m_versioned && gone != m_ledger.deletions.end())
        older = older || isOlder(row.version, gone->second + 1);
    std::vector<qint64> replaced;
    findOpen(row);
    for (const Older& open : m_open) {
        const bool own = ofThisFile(open.rowNo);
        if (open.same) {
            twin = twin || own;
            if (!own && !present)
                present = open.rowNo;
            else
                replaced.push_back(open.rowNo);
            continue;
        }
        LECTERN_ASSIGN(const bool same, sameKey(open.rowNo, batch, index));
        if (!same)
            continue;
        replaced.push_back(open.rowNo);
        if (!m_versioned) {
            conflict = conflict || own;
            continue;
        }
        LECTERN_ASSIGN(const qint64 version, storedVersion(open.rowNo));
        older = older || isOlder(row.version, version);
        conflict = conflict || (own && row.version == version);
    }
    if (conflict)
        return refuseConflict(batch, index);
    if (twin || older) {
        m_older += older && !twin;
        ++m_load.unchanged;
        return {};
    }
    if (present)
        m_listing.seen.add(std::uint64_t(present));
    for (const qint64 rowNo : replaced)
        close(rowNo);
    ++(!replaced.empty() ? m_load.updated : present ? m_load.unchanged : m_load.inserted);
    return present ? Result<void>() : store(batch, index);
}

Result<void> Loader::remove(const CheckedBatch& batch, std::size_t index)
{
    const CheckedRow& row = batch.rows[index];
    if (!m_keyed) { // nothing says which row is meant
        ++m_load.unchanged;
        return {};
    }
    bool conflict = false;
    bool older = false;
    std::vector<qint64> gone;
    findOpen(row);
    for (const Older& open : m_open) {
        LECTERN_ASSIGN(const bool same, sameKey(open.rowNo, batch, index));
        if (!same)
            continue;
        gone.push_back(open.rowNo);
        const bool own = ofThisFile(open.rowNo);
        if (!m_versioned) {
            conflict = conflict || own;
            continue;
        }
        LECTERN_ASSIGN(const qint64 version, storedVersion(open.rowNo));
        older = older || isOlder(row.version, version);
        conflict = conflict || (own && row.version == version);
    }
    if (conflict)
        return refuseConflict(batch, index);
    if (older) {
        ++m_older;
        ++m_load.unchanged;
        return {};
    }
    for (const qint64 rowNo : gone)
        close(rowNo);
    ++(gone.empty() ? m_load.unchanged : m_load.updated);
    auto& newest = m_listing.deleted.try_emplace(row.identity.key, row.version).first->second;
    newest = std::max(newest, row.version);
    if (!m_versioned || row.version == noVersion)
        return {};
    const auto [known, isNew] = m_ledger.deletions.try_emplace(row.identity.key, row.version);
    if (!isNew && known->second >= row.version)
        return {};
    m_staged.deletionsBefore.try_emplace(row.identity.key, isNew ? std::nullopt : std::optional(known->second));
    known->second = row.version;
    return store(batch, index, true); // kept, closed: whoever brings an older version later must know of it
}

/// Two keys may have one hash; the stored key tells.
Result<bool> Loader::sameKey(qint64 rowNo, const CheckedBatch& batch, std::size_t index)
{
    if (m_keyColumns.empty() || m_staging.dry())
        return true;
    if (!m_rows.empty() && rowNo >= m_rows.front().rowNo)
        LECTERN_TRY(flush());
    m_keyCells.bind(1, rowNo);
    LECTERN_ASSIGN(const bool row, m_keyCells.step());
    bool same = true;
    for (std::size_t i = 0; row && i < m_keyColumns.size(); ++i) {
        std::string_view cell = batch.records.cell(int(index), m_keyColumns[i]);
        while (!cell.empty() && cell.front() == ' ')
            cell.remove_prefix(1);
        while (!cell.empty() && cell.back() == ' ')
            cell.remove_suffix(1);
        const QString stored = m_keyCells.text(int(i));
        same = same && stored.trimmed() == QString::fromUtf8(cell.data(), qsizetype(cell.size())).trimmed();
    }
    m_keyCells.reset();
    return same;
}

Result<qint64> Loader::storedVersion(qint64 rowNo)
{
    if (!m_rows.empty() && rowNo >= m_rows.front().rowNo)
        LECTERN_TRY(flush());
    m_version.bind(1, rowNo);
    LECTERN_ASSIGN(const bool row, m_version.step());
    const qint64 version = row ? m_check->versionOf(m_version.textView(0), m_instants) : noVersion;
    m_version.reset();
    return version;
}

} // namespace lectern
