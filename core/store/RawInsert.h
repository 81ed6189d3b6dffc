/// Stores rows in a raw table, many at a time: as records in the batch database, from where SQLite moves them whole. A row
/// too long for a page there is stored by a statement of its own. Writer thread.
#pragma once

#include "core/store/BatchDatabase.h"
#include "core/store/RawRecord.h"

namespace lectern {

/// One row on its way into a raw table. Nothing in it is owned.
struct RawRow
{
    qint64 rowNo = 0;
    qint64 keyHash = 0; ///< of the natural key; where the entity has none, the other half of the content's hash
    qint64 rowHash = 0; ///< of the content
    qint64 scope = 0;   ///< number in the table `scope`
    qint64 sourceRow = 0;
    RecordPart cells;   ///< in the order of rawColumns()
};

class RawInsert
{
public:
    /// For rows of `entity` in one feed. The batch database must outlive it and serves one RawInsert at a time.
    /// Error "database.…".
    [[nodiscard]] static Result<RawInsert> prepare(const Database& writer, BatchDatabase& batch, const EntitySchema& entity,
                                                   qint64 feedId);

    /// Stores the rows, whose numbers rise; all of them or, after an error, those of whole statements before it.
    /// Errors "database.…", "disk.…".
    [[nodiscard]] Result<void> insert(std::span<const RawRow> rows);

private:
    RawInsert(const Database& writer, BatchDatabase& batch) : m_writer(&writer), m_batch(&batch) {}
    [[nodiscard]] bool add(const RawRow& row, const RecordPart& fixed, std::size_t header);
    [[nodiscard]] Result<void> move();
    [[nodiscard]] Result<void> insertLong(const RawRow& row, RecordPart fixed);

    const Database* m_writer;
    BatchDatabase* m_batch;
    qint64 m_feed = 0;
    int m_root = 0;
    QString m_into; ///< the table, and its columns where their order is another than the batch's
    int m_columns = 0;
    Statement m_move, m_insertLong;
    std::string m_fixed; ///< what every raw row has before the cells of its source
};

} // namespace lectern
