/// Decides, row by row, what a load does to the raw table of its entity: new, changed, unchanged, gone, refused; and stores
/// the new versions. What it closes is remembered, not yet written: see Staging. Writer thread.
#pragma once

#include "core/ingest/RowPipe.h"
#include "core/ingest/Staging.h"
#include "core/store/RawInsert.h"

#include <map>

namespace lectern {

/// What the tables of one file list so far of one entity and feed. Each is a load of its own, yet they are one list: what
/// stands in one of them no other closes, or says differently.
struct Listing
{
    qint64 rows = 0;       ///< read
    qint64 firstRow = 0;   ///< of the first of these loads; 0 = there was none
    Roaring64Map seen;     ///< rows of earlier loads that are confirmed
    Roaring64Map kept;     ///< rows of earlier loads whose new version went to quarantine
    Roaring64Map closing;  ///< rows replaced or taken out
    std::unordered_map<quint64, qint64> deleted; ///< keys deleted -> version
    std::map<std::string, qint64> scopes;        ///< named -> number
};

struct LoaderOptions
{
    Mode mode = Mode::Snapshot;
    bool acceptClosures = false;
    QTimeZone zone;
    QByteArray matchKey;
    bool closes = true;   ///< a snapshot ends with this load: what its scopes hold and the listing lacks is closed
    Listing listing = {}; ///< of the file's tables before this one
};

class Loader
{
public:
    /// Opens the source; called once per pass over it.
    using Open = std::function<Result<std::unique_ptr<Reader>>()>;

    /// `staged` has its number, feed, first row and source; its counts are filled by run().
    Loader(Staging& staging, StagedLoad& staged, LoaderOptions options);

    /// Reads the source to its end: in one pass, or, where what must be compared would not fit into memory, in several,
    /// each for a share of the keys. Errors of the reader, "import.closures", "source.no_rows", "cancelled",
    /// "database.…", "disk.…". After an error the caller discards the load.
    [[nodiscard]] Result<void> run(const Open& open, const std::function<void(double, qint64)>& progress,
                                   const Cancel& cancel);

    /// The listing with what this load added. After run().
    [[nodiscard]] Listing listing() &&;

private:
    struct Older
    {
        qint64 rowNo;
        bool same; ///< its content is that of the row at hand
    };
    Result<void> prepare();
    Result<int> passesNeeded();
    Result<void> readOpen(KeyShare share, const Cancel& cancel);
    Result<void> readDeletions();
    Result<void> pass(Reader& reader, KeyShare share, const std::function<void(double, qint64)>& progress,
                      const Cancel& cancel);
    Result<void> apply(const CheckedBatch& batch, std::size_t index);
    Result<void> applyByContent(const CheckedBatch& batch, std::size_t index);
    Result<void> applyByKey(const CheckedBatch& batch, std::size_t index);
    Result<void> remove(const CheckedBatch& batch, std::size_t index);
    Result<void> refuse(const CheckedBatch& batch, std::size_t index, const RowFault& fault);
    Result<void> refuseConflict(const CheckedBatch& batch, std::size_t index);
    Result<void> store(const CheckedBatch& batch, std::size_t index, bool closed = false);
    Result<void> flush();
    void close(qint64 rowNo);
    void findOpen(const CheckedRow& row);
    Result<bool> sameKey(qint64 rowNo, const CheckedBatch& batch, std::size_t index);
    Result<qint64> storedVersion(qint64 rowNo);
    Result<qint64> scopeOf(const CheckedRow& row);
    [[nodiscard]] static bool isOlder(qint64 version, qint64 than);
    void noteAbsent();
    Result<void> closeAbsent(const Cancel& cancel);
    [[nodiscard]] bool ofThisFile(qint64 rowNo) const
    {
        return rowNo >= m_listing.firstRow || m_listing.seen.contains(std::uint64_t(rowNo));
    }

    Staging& m_staging;
    const Database& m_writer;
    StagedLoad& m_staged;
    Load& m_load;
    const EntitySchema& m_schema;
    Ledger& m_ledger;
    LoaderOptions m_options;
    bool m_keyed;
    bool m_versioned; ///< the newest version wins, whichever comes last
    std::optional<RawInsert> m_insert;
    Statement m_quarantine, m_keyCells, m_version;
    std::vector<int> m_keyColumns;     ///< whose stored text is the source's own
    std::unique_ptr<RowCheck> m_check; ///< of the pass at hand
    InstantParser m_instants;
    std::vector<RawRow> m_rows;        ///< of the batch at hand, not yet inserted
    std::vector<Older> m_open;
    Listing m_listing;        ///< of the file's tables up to this one
    Roaring64Map m_absent;    ///< rows of earlier loads the listing lacks
    std::unordered_map<qint64, qint64> m_openByScope; ///< before this load
    bool m_countedByScope = true;
    bool m_openIsPartial = false; ///< m_ledger.open lacks rows
    std::map<std::string, qint64> m_scopes;           ///< scopes the file names -> number
    std::vector<qint64> m_scopeNumbers;               ///< by index of the pass's check, -1 = not met yet
    qint64 m_older = 0;                               ///< rows older than what is stored
    qint64 m_bytes = 0;                               ///< of the rows of the batch at hand
};

} // namespace lectern
