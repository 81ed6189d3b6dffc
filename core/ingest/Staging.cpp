#include "core/ingest/Staging.h"

#include "core/store/RawTables.h"

#include <QDateTime>
#include <algorithm>
#include <limits>

namespace lectern {

namespace {

/// What is worth a commit, which waits for the disk.
constexpr qint64 rowsPerCommit = 250'000;
constexpr qint64 bytesPerCommit = qint64(24) << 20; // less than the page cache: readers are not kept out before
constexpr qint64 rowsPerSweep = 50'000;
constexpr std::uint64_t closedPerLook = 4096; ///< rows closed between two looks at the cancel flag

Result<qint64> nextNumber(const Database& writer, const QString& name)
{
    LECTERN_ASSIGN(Statement next, writer.prepare("SELECT next FROM sequence WHERE name = ?"));
    next.bind(1, name);
    LECTERN_ASSIGN(const bool row, next.step());
    return row ? next.integer(0) : 1;
}

Result<void> setNumber(const Database& writer, const QString& name, qint64 next)
{
    LECTERN_ASSIGN(Statement set, writer.prepare("UPDATE sequence SET next = ? WHERE name = ?"));
    set.bind(1, next).bind(2, name);
    return set.run();
}

QString rawTableOf(const Load& load)
{
    return "raw_" + load.connector + "__" + load.entity;
}

Result<void> deleteRows(const Database& writer, const QString& table, qint64 first, qint64 last)
{
    LECTERN_ASSIGN(Statement remove, writer.prepare("DELETE FROM " + quoted(table) + " WHERE row_no BETWEEN ? AND ?"));
    remove.bind(1, first).bind(2, last);
    return remove.run();
}

Result<void> runWithNumber(const Database& writer, const QString& sql, qint64 number)
{
    LECTERN_ASSIGN(Statement statement, writer.prepare(sql));
    statement.bind(1, number);
    return statement.run();
}

/// Takes a staged load out of the log; its rows are gone already.
Result<void> forget(const Database& writer, const Load& load)
{
    LECTERN_TRY(runWithNumber(writer, "DELETE FROM quarantine WHERE load_id = ?", load.load));
    LECTERN_TRY(runWithNumber(writer, "DELETE FROM load_shape WHERE load_id = ?", load.load));
    return runWithNumber(writer, "DELETE FROM load WHERE load_id = ?", load.load);
}

/// Feeds made for loads that came to nothing, once no load can come any more.
Result<void> forgetUnusedFeeds(const Database& writer)
{
    return writer.execute("DELETE FROM feed WHERE feed_id NOT IN (SELECT feed_id FROM load)"
                          " AND feed_id NOT IN (SELECT feed_id FROM decision_mapping)");
}

/// Newest first, so that an interrupted sweep leaves whole loads and at most one that can no longer be taken up.
Result<void> sweep(const Database& writer, std::vector<Load> staged, const Cancel& cancel)
{
    std::ranges::reverse(staged);
    for (const Load& load : staged) {
        LECTERN_TRY(runWithNumber(writer, "UPDATE load SET base = 'swept' WHERE load_id = ?", load.load));
        for (qint64 last = load.lastRow; last >= load.firstRow; last -= rowsPerSweep) {
            if (cancel.raised())
                return failure("cancelled");
            LECTERN_TRY(deleteRows(writer, rawTableOf(load), std::max(load.firstRow, last - rowsPerSweep + 1), last));
        }
        LECTERN_ASSIGN(Transaction transaction, Transaction::begin(writer));
        LECTERN_TRY(forget(writer, load));
        LECTERN_TRY(transaction.commit());
    }
    return {};
}

/// What the outcome of a load depends on besides the file: the state of its table and the program.
Result<QString> baseOf(const Database& writer, const QString& table)
{
    LECTERN_ASSIGN(Statement state, writer.prepare("SELECT version FROM raw_state WHERE name = ?"));
    state.bind(1, table);
    LECTERN_ASSIGN(const bool row, state.step());
    return QString(LECTERN_VERSION " ") + (row ? state.text(0) : "0");
}

/// Writes a load into the log; the number it got.
Result<qint64> insertLoad(const Database& writer, const Load& load)
{
    LECTERN_ASSIGN(Statement insert,
                   writer.prepare("INSERT INTO load (school_id, feed_id, entity, source, bytes, sha256, package_id,"
                                  " scope, mode, mapping, state, repeat_of, person, started_ms, finished_ms,"
                                  " first_row, last_row, rows_read, inserted, updated, unchanged, closed,"
                                  " quarantined, remarks, base, error_code, error_row, error_column, error_arguments)"
                                  " VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, nullif(?, 0), ?, ?, ?, ?, ?,"
                                  " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
    insert.bind(1, load.feedId).bind(2, load.entity).bind(3, load.source).bind(4, load.bytes).bind(5, load.sha256);
    insert.bind(6, load.package).bind(7, listText(load.scope)).bind(8, load.mode).bind(9, load.mapping).bind(10, load.state);
    insert.bind(11, load.repeatOf).bind(12, load.person).bind(13, load.startedMs).bind(14, load.finishedMs);
    insert.bind(15, load.firstRow).bind(16, load.lastRow).bind(17, load.rowsRead).bind(18, load.inserted);
    insert.bind(19, load.updated).bind(20, load.unchanged).bind(21, load.closed).bind(22, load.quarantined);
    insert.bind(23, listText(load.remarks)).bind(24, load.base).bind(25, load.errorCode).bind(26, load.errorRow);
    insert.bind(27, load.errorColumn).bind(28, listText(load.errorArguments));
    LECTERN_TRY(insert.run());
    return writer.integer("SELECT last_insert_rowid()");
}

} // namespace

Result<void> sweepStaged(const Database& writer, const Cancel& cancel)
{
    LECTERN_ASSIGN(std::vector<Load> staged, stagedLoads(writer));
    LECTERN_TRY(sweep(writer, std::move(staged), cancel));
    return forgetUnusedFeeds(writer);
}

Result<std::unique_ptr<Staging>> Staging::begin(School& school, const Plan& plan)
{
    LECTERN_ASSIGN(const Database* writer, school.writer());
    std::unique_ptr<Staging> staging(new Staging(*writer, plan.dry));
    LECTERN_ASSIGN(staging->m_nextRow, nextNumber(*writer, "row"));
    LECTERN_ASSIGN(staging->m_nextPackage, nextNumber(*writer, "package"));
    LECTERN_TRY(staging->readInterrupted());
    if (plan.large && !plan.dry)
        staging->m_logAside.emplace(*writer);
    LECTERN_TRY(staging->startTransaction());
    return staging;
}

Staging::~Staging() = default;

Result<void> Staging::startTransaction()
{
    m_rowsPending = 0;
    m_bytesPending = 0;
    LECTERN_ASSIGN(Transaction transaction, Transaction::begin(m_writer));
    m_transaction.emplace(std::move(transaction));
    return {};
}

Result<void> Staging::expect(const std::vector<const EntitySchema*>& entities)
{
    std::vector<const EntitySchema*> all = m_entities;
    for (const EntitySchema* entity : entities)
        if (std::ranges::find(all, entity) == all.end())
            all.push_back(entity);
    if (m_dry || all.size() == m_entities.size())
        return {};
    LECTERN_TRY(m_transaction->commit()); // nothing is attached while one is open
    m_transaction.reset();
    m_entities.clear();
    m_batch.reset();
    LECTERN_ASSIGN(m_batch, BatchDatabase::attach(m_writer, all));
    m_entities = std::move(all);
    return startTransaction();
}

Result<void> Staging::readInterrupted()
{
    LECTERN_ASSIGN(const std::vector<Load> staged, stagedLoads(m_writer));
    m_interrupted.assign(staged.begin(), staged.end());
    return {};
}

Result<bool> Staging::digestDecides(const Load& load) const
{
    if (!m_interrupted.empty())
        return true;
    LECTERN_ASSIGN(Statement find, m_writer.prepare("SELECT 1 FROM load WHERE feed_id = ? AND entity = ? AND bytes IN (?, 0) LIMIT 1"));
    find.bind(1, load.feedId).bind(2, load.entity).bind(3, load.bytes);
    return find.step();
}

Result<std::optional<Load>> Staging::repeated(const Load& load) const
{
    const qint64 bound = m_interrupted.empty() ? std::numeric_limits<qint64>::max() : m_interrupted.front().load;
    LECTERN_ASSIGN(Statement find,
                   m_writer.prepare("SELECT load_id FROM load WHERE feed_id = ? AND entity = ? AND load_id < ?"
                                    " AND state IN ('in force', 'staged') AND repeat_of IS NULL"
                                    " ORDER BY load_id DESC LIMIT 1"));
    find.bind(1, load.feedId).bind(2, load.entity).bind(3, bound);
    LECTERN_ASSIGN(const bool row, find.step());
    if (!row)
        return std::nullopt;
    LECTERN_ASSIGN(Load newest, loadByNumber(m_writer, find.integer(0)));
    const bool same = newest.sha256 == load.sha256 && newest.mode == load.mode && newest.mapping == load.mapping;
    return same ? std::optional(newest) : std::nullopt;
}

Result<Feed> ownFeed(const Database& school, const QString& connector, const QString& title)
{
    LECTERN_ASSIGN(Statement find, school.prepare("SELECT feed_id, name FROM feed WHERE connector = ?1 AND (name = ?2 OR"
                                                  " name NOT IN (SELECT name FROM decision_layout)) ORDER BY feed_id LIMIT 1"));
    find.bind(1, connector).bind(2, title);
    LECTERN_ASSIGN(const bool row, find.step());
    return row ? Feed{find.integer(0), find.text(1)} : Feed{0, title};
}

Result<qint64> Staging::feed(const QString& connector, const QString& title, QString& name)
{
    if (name.isEmpty()) {
        LECTERN_ASSIGN(const Feed own, ownFeed(m_writer, connector, title));
        name = own.name;
        if (own.id > 0)
            return own.id;
    }
    LECTERN_ASSIGN(Statement find, m_writer.prepare("SELECT feed_id FROM feed WHERE connector = ? AND name = ?"));
    find.bind(1, connector).bind(2, name);
    LECTERN_ASSIGN(const bool row, find.step());
    if (row)
        return find.integer(0);
    LECTERN_ASSIGN(Statement insert, m_writer.prepare("INSERT INTO feed (school_id, connector, name) VALUES (1, ?, ?)"));
    insert.bind(1, connector).bind(2, name);
    LECTERN_TRY(insert.run());
    return m_writer.integer("SELECT last_insert_rowid()");
}

Ledger& Staging::ledger(qint64 feedId, const QString& table)
{
    const std::pair key(feedId, table);
    for (auto& [other, ledger] : m_ledgers)
        if (other != key)
            ledger.open.reset(); // one table's rows in memory at a time
    return m_ledgers[key];
}

Result<StagedLoad*> Staging::add(Load load, const EntitySchema& schema, Digest* digest)
{
    StagedLoad staged;
    staged.digest = digest;
    load.state = "staged";
    load.firstRow = m_nextRow;
    load.lastRow = m_nextRow - 1;
    LECTERN_ASSIGN(load.base, baseOf(m_writer, schema.rawTable()));
    staged.load = std::move(load);
    staged.schema = &schema;
    staged.storedTo = staged.load.lastRow;
    LECTERN_TRY(takeUp(staged));
    if (staged.load.load == 0) {
        staged.load.finishedMs = staged.load.startedMs;
        LECTERN_ASSIGN(staged.load.load, insertLoad(m_writer, staged.load));
    }
    staged.ledger = &ledger(staged.load.feedId, schema.rawTable());
    return &m_loads.emplace_back(std::move(staged));
}

/// If an interrupted import had come to this very load, its number and what it stored are taken over; if it had gone
/// another way, the rest of it is swept.
Result<void> Staging::takeUp(StagedLoad& staged)
{
    if (m_interrupted.empty() || m_dry)
        return {};
    const Load& before = m_interrupted.front();
    Load& now = staged.load;
    const auto what = [](const Load& load) {
        return std::tie(load.feedId, load.entity, load.sha256, load.mode, load.mapping, load.base, load.repeatOf, load.firstRow);
    };
    if (what(before) != what(now))
        return sweepInterrupted();
    now.load = before.load;
    staged.storedTo = before.lastRow;
    staged.quarantineStored = before.quarantined;
    m_interrupted.pop_front();
    return {};
}

Result<void> Staging::sweepInterrupted()
{
    LECTERN_TRY(m_transaction->commit());
    m_transaction.reset();
    LECTERN_TRY(sweep(m_writer, {m_interrupted.begin(), m_interrupted.end()}, {}));
    m_interrupted.clear();
    return startTransaction();
}

Result<void> Staging::end(StagedLoad& staged)
{
    if (Digest* const digest = std::exchange(staged.digest, nullptr)) {
        const Result<QString> value = digest->value();
        if (!value) {
            LECTERN_TRY(discard(staged.load.load));
            return failure(value.error());
        }
        staged.load.sha256 = *value;
    }
    staged.deletionsBefore.clear(); // a load with deletes is not taken back once it ended: only snapshots are
    m_nextRow = std::max(m_nextRow, staged.load.lastRow + 1);
    staged.load.finishedMs = QDateTime::currentMSecsSinceEpoch();
    staged.load.seconds = double(staged.load.finishedMs - staged.load.startedMs) / 1000.0;
    return writeCounts(staged);
}

Result<void> Staging::discard(qint64 load)
{
    const auto staged = std::ranges::find(m_loads, load, [](const StagedLoad& one) { return one.load.load; });
    qint64 last = staged->load.lastRow;
    if (std::next(staged) == m_loads.end()) // how many rows it stored is not known yet
        last = m_interrupted.empty() ? std::numeric_limits<qint64>::max() : m_interrupted.front().firstRow - 1;
    LECTERN_TRY(deleteRows(m_writer, staged->schema->rawTable(), staged->load.firstRow, last));
    LECTERN_TRY(forget(m_writer, staged->load));
    Ledger& ledger = *staged->ledger;
    ledger.open.reset();
    ledger.closed -= staged->closing;
    for (const auto& [key, before] : staged->deletionsBefore) {
        if (before)
            ledger.deletions[key] = *before;
        else
            ledger.deletions.erase(key);
    }
    m_loads.erase(staged);
    return {};
}

Result<void> Staging::writeCounts(const StagedLoad& staged)
{
    const Load& load = staged.load;
    LECTERN_ASSIGN(Statement update,
                   m_writer.prepare("UPDATE load SET scope = ?, finished_ms = ?, last_row = ?, rows_read = ?, inserted = ?,"
                                    " updated = ?, unchanged = ?, closed = ?, quarantined = ?, remarks = ?, sha256 = ?"
                                    " WHERE load_id = ?"));
    update.bind(1, listText(load.scope)).bind(2, load.finishedMs).bind(3, std::max(load.lastRow, staged.storedTo));
    update.bind(4, load.rowsRead).bind(5, load.inserted).bind(6, load.updated).bind(7, load.unchanged).bind(8, load.closed);
    update.bind(9, std::max(load.quarantined, staged.quarantineStored)).bind(10, listText(load.remarks)).bind(11, load.sha256).bind(12, load.load);
    return update.run();
}

Result<void> Staging::stored(StagedLoad& staged, qint64 rows, qint64 bytes)
{
    m_rowsPending += rows;
    m_bytesPending += bytes;
    if (m_dry || (m_rowsPending < rowsPerCommit && m_bytesPending < bytesPerCommit))
        return {};
    if (staged.digest && staged.digest->isReady()) { // without it the rows are committed, but swept if this import ends here
        LECTERN_ASSIGN(staged.load.sha256, std::exchange(staged.digest, nullptr)->value());
    }
    LECTERN_TRY(writeCounts(staged));
    LECTERN_TRY(m_transaction->commit());
    m_transaction.reset();
    return startTransaction();
}

Result<void> Staging::makeVisible(StagedLoad& staged, const Cancel& cancel)
{
    const QString table = staged.schema->rawTable();
    LECTERN_ASSIGN(Statement close, m_writer.prepare("UPDATE " + quoted(table) + " SET closed_by = ? WHERE row_no = ?"));
    std::uint64_t count = 0;
    for (const std::uint64_t rowNo : staged.closing) {
        if (++count % closedPerLook == 0 && cancel.raised())
            return failure("cancelled");
        close.bind(1, staged.load.load).bind(2, qint64(rowNo));
        LECTERN_TRY(close.run());
    }
    Load& load = staged.load;
    load.state = load.repeatOf ? "repeat" : "in force";
    LECTERN_ASSIGN(Statement mark, m_writer.prepare("UPDATE load SET state = ?, base = '' WHERE load_id = ?"));
    mark.bind(1, load.state).bind(2, load.load);
    LECTERN_TRY(mark.run());
    if (load.repeatOf || load.inserted + load.updated + load.closed == 0)
        return {};
    LECTERN_TRY(ensureKeyIndex(m_writer, *staged.schema));
    return bumpRawState(m_writer, table);
}

Result<void> Staging::logFailed(Load load)
{
    LECTERN_ASSIGN(load.feedId, feed(load.connector, load.feed, load.feed));
    LECTERN_TRY(insertLoad(m_writer, load));
    return {};
}

Result<void> Staging::finish(const Cancel& cancel)
{
    if (m_dry)
        return {};
    for (auto& [table, ledger] : m_ledgers)
        ledger.open.reset(); // nothing is compared any more, and closing wants memory for pages that stand far apart
    if (!m_interrupted.empty())
        LECTERN_TRY(sweepInterrupted());
    for (StagedLoad& staged : m_loads)
        LECTERN_TRY(makeVisible(staged, cancel));
    for (const Load& load : m_failed)
        LECTERN_TRY(logFailed(load));
    LECTERN_TRY(forgetUnusedFeeds(m_writer));
    LECTERN_TRY(setNumber(m_writer, "row", m_nextRow));
    LECTERN_TRY(setNumber(m_writer, "package", m_nextPackage));
    LECTERN_TRY(m_transaction->commit());
    m_transaction.reset();
    return {};
}

} // namespace lectern
