/// Stores a whole batch of raw rows with one INSERT … SELECT: the rows stay in memory and SQLite reads them as a table.
/// One statement a batch keeps the cursor at the end of the raw table, which a statement a row does not. Writer thread.
#pragma once

#include "core/store/Database.h"
#include "core/table/EntitySchema.h"

#include <span>

namespace lectern {

/// One stored value of a raw table: text, integer or NULL.
struct StoredCell
{
    enum class Kind : std::uint8_t { Null, Text, Integer };
    Kind kind = Kind::Null;
    std::string_view text; ///< UTF-8; not owned
    qint64 integer = 0;
};

/// One row on its way into a raw table. Nothing in it is owned.
struct RawRow
{
    qint64 rowNo = 0;
    qint64 keyHash = 0; ///< of the natural key; where the entity has none, the other half of the content's hash
    qint64 rowHash = 0; ///< of the content
    qint64 scope = 0;   ///< number in the table `scope`
    qint64 sourceRow = 0;
    const StoredCell* cells = nullptr; ///< in the order of rawColumns()
};

class RawInsert
{
public:
    /// For rows of `entity` in one feed. The writer must outlive it. Error "database.…".
    [[nodiscard]] static Result<RawInsert> prepare(const Database& writer, const EntitySchema& entity, qint64 feedId);

    RawInsert(RawInsert&&) noexcept;
    RawInsert& operator=(RawInsert&&) noexcept;
    ~RawInsert();

    /// Stores the rows; texts must stay alive until it returns. All of them or, after an error, none.
    /// Errors "database.…", "disk.…".
    [[nodiscard]] Result<void> insert(std::span<const RawRow> rows);

private:
    struct Rows; ///< what the statement reads
    RawInsert(const Database& writer, std::unique_ptr<Rows> rows);
    void dropTable();

    const Database* m_writer = nullptr;
    std::unique_ptr<Rows> m_rows;
    Statement m_insert;
};

} // namespace lectern
