/// Loads in the making. Rows are committed in batches under numbers nobody sees yet; one last transaction makes every load
/// of an import visible at once. What an interrupted import left is taken up again by the same import, or swept by any
/// other. Writer thread, under the school's writer lock.
#pragma once

#include "core/ingest/Digest.h"
#include "core/ingest/OpenRows.h"
#include "core/store/BatchDatabase.h"
#include "core/store/LoadLog.h"
#include "core/store/LogAside.h"
#include "core/store/School.h"

#include <deque>
#include <map>

namespace lectern {

/// What one import knows of the rows of one feed and entity.
struct Ledger
{
    std::optional<OpenRows> open;                  ///< nothing = not read yet, or no longer up to date
    Roaring64Map closed;                  ///< rows this import closes; the table says so at its end
    std::unordered_map<quint64, qint64> deletions; ///< key -> newest version of an explicit delete
    bool deletionsRead = false;
};

struct Feed
{
    qint64 id = 0; ///< 0 = not made yet
    QString name;
};

/// Where a connector's files go unless told otherwise: its first feed, but none that a layout has made.
[[nodiscard]] Result<Feed> ownFeed(const Database& school, const QString& connector, const QString& title);

struct StagedLoad
{
    Load load;
    const EntitySchema* schema = nullptr;
    Ledger* ledger = nullptr;
    Roaring64Map closing;  ///< rows of earlier loads, or its own, that this load closes
    qint64 storedTo = 0;            ///< rows up to this number are in the table already (a load taken up again)
    qint64 quarantineStored = 0;    ///< as many refused rows are in quarantine already
    Digest* digest = nullptr;       ///< of the source, while the load does not have it yet
    std::unordered_map<quint64, std::optional<qint64>> deletionsBefore; ///< what it changed in Ledger::deletions
};

class Staging
{
public:
    /// How an import begins.
    struct Plan
    {
        bool dry = false;   ///< nothing is kept and nothing of an interrupted import is touched
        bool large = false; ///< worth putting the write-ahead log aside, see LogAside
    };
    /// Errors "database.…".
    [[nodiscard]] static Result<std::unique_ptr<Staging>> begin(School& school, const Plan& plan);
    /// Rolls back what is not committed; committed batches stay, unseen.
    ~Staging();
    Staging(const Staging&) = delete;
    Staging& operator=(const Staging&) = delete;

    /// Whether the digest of the load's source must be known before it is read: an earlier load of the feed read as many
    /// bytes, or an import was interrupted.
    [[nodiscard]] Result<bool> digestDecides(const Load& load) const;
    /// The newest load of the same feed and entity, of this import or in force, if it read the same bytes in the same way.
    [[nodiscard]] Result<std::optional<Load>> repeated(const Load& load) const;
    /// The feed of this name, made if there is none; an empty name means the connector's own (ownFeed()), and is filled.
    [[nodiscard]] Result<qint64> feed(const QString& connector, const QString& title, QString& name);
    /// Number for the next package of this import.
    [[nodiscard]] qint64 packageNumber() { return m_nextPackage++; }
    /// Says which entities rows will come for, and makes room for those that have none yet: the best time is before the
    /// first load, later it is a commit. No load is open. Errors "database.…", "memory.exhausted".
    [[nodiscard]] Result<void> expect(const std::vector<const EntitySchema*>& entities);
    /// Logs a load and gives it its numbers: a new one, or the interrupted one that read the same bytes. A `digest` that is
    /// still being read is waited for by end(), which the digest must outlive.
    [[nodiscard]] Result<StagedLoad*> add(Load load, const EntitySchema& schema, Digest* digest = nullptr);
    /// The load's counts are final; the next load's rows come behind its own. Errors "database.…"; those of the digest, and
    /// then the load is discarded.
    [[nodiscard]] Result<void> end(StagedLoad& staged);
    /// Takes a load of this import out again, with all its rows; those behind it in its table were taken out before.
    [[nodiscard]] Result<void> discard(qint64 load);
    /// Remembers a load that failed, for the log.
    void failed(const Load& load) { m_failed.push_back(load); }

    /// Commits what was stored so far if that is worth it by now. `bytes`: about what the rows take.
    [[nodiscard]] Result<void> stored(StagedLoad& staged, qint64 rows, qint64 bytes);
    /// Makes all loads visible in one transaction. Errors "database.…", "cancelled".
    [[nodiscard]] Result<void> finish(const Cancel& cancel);

    [[nodiscard]] bool dry() const { return m_dry; }
    [[nodiscard]] const Database& writer() const { return m_writer; }
    /// Where rows of the entities expected are gathered; not there if nothing is kept.
    [[nodiscard]] BatchDatabase& batch() const { return *m_batch; }

private:
    Staging(const Database& writer, bool dry) : m_writer(writer), m_dry(dry) {}
    [[nodiscard]] Result<void> readInterrupted();
    [[nodiscard]] Result<void> takeUp(StagedLoad& staged);
    [[nodiscard]] Result<void> sweepInterrupted();
    [[nodiscard]] Result<void> startTransaction();
    [[nodiscard]] Result<void> writeCounts(const StagedLoad& staged);
    [[nodiscard]] Result<void> makeVisible(StagedLoad& staged, const Cancel& cancel);
    [[nodiscard]] Result<void> logFailed(Load load);
    [[nodiscard]] Ledger& ledger(qint64 feedId, const QString& table);

    const Database& m_writer;
    bool m_dry;
    std::optional<LogAside> m_logAside; ///< outlives the transaction
    std::vector<const EntitySchema*> m_entities; ///< m_batch has tables for
    std::unique_ptr<BatchDatabase> m_batch; ///< outlives the transaction, too
    std::optional<Transaction> m_transaction;
    std::deque<StagedLoad> m_loads; ///< addresses stay
    std::map<std::pair<qint64, QString>, Ledger> m_ledgers;
    std::deque<Load> m_interrupted; ///< staged loads of an earlier import not yet taken up, oldest first
    std::vector<Load> m_failed;
    qint64 m_nextRow = 0;
    qint64 m_nextPackage = 0;
    qint64 m_rowsPending = 0;
    qint64 m_bytesPending = 0;
};

/// Deletes what interrupted imports left, in pieces, each a transaction. Errors "database.…", "cancelled".
[[nodiscard]] Result<void> sweepStaged(const Database& writer, const Cancel& cancel = {});

} // namespace lectern
