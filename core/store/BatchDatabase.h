/// Rows on their way into raw tables, as a database in memory attached to the writer as "batch". SQLite moves a whole
/// record from one table to another of the same shape without taking it apart, which costs a fraction of any statement
/// that is handed a row's values one by one. Its pages are written here, by SQLite's documented file format
/// (sqlite.org/fileformat2.html); SQLite itself makes the tables and reads the pages. Writer thread.
#pragma once

#include "core/store/Database.h"
#include "core/table/EntitySchema.h"

#include <vector>

namespace lectern {

class BatchDatabase
{
public:
    static constexpr std::size_t pageSize = 32768;
    static constexpr std::size_t longestRecord = pageSize - 35; ///< bytes; a longer one would need pages of its own

    /// Attaches a database with an empty raw table for each of `entities`. No transaction may be open.
    /// Errors "database.…", "memory.exhausted".
    [[nodiscard]] static Result<std::unique_ptr<BatchDatabase>> attach(const Database& writer,
                                                                       const std::vector<const EntitySchema*>& entities);
    /// Detaches; no transaction may be open.
    ~BatchDatabase();
    BatchDatabase(const BatchDatabase&) = delete;
    BatchDatabase& operator=(const BatchDatabase&) = delete;

    /// The page a table is found by. Error "database.failed" if there is no such table.
    [[nodiscard]] Result<int> rootOf(const QString& table) const;

    /// Empties the table with this root page; what was added before is forgotten.
    void begin(int root);
    /// Room for the record of the next row, at most `longestRecord` bytes, to be filled by the caller; null = full, and
    /// the row is not added. Row numbers rise from call to call.
    [[nodiscard]] char* add(qint64 rowNo, std::size_t bytes);
    /// The rows are there for the next statement that reads the table.
    void end();
    [[nodiscard]] qint64 rows() const { return m_rows; }
    [[nodiscard]] qint64 lastRow() const { return m_lastRow; }

private:
    struct Leaf
    {
        int page;
        qint64 lastRow;
    };
    explicit BatchDatabase(const Database& writer) : m_writer(writer) {}
    [[nodiscard]] Result<void> takeOver();
    [[nodiscard]] char* page(int number) const { return m_pages + std::size_t(number - 1) * pageSize; }
    [[nodiscard]] bool nextLeaf();
    void endLeaf();

    const Database& m_writer;
    bool m_copiesPages = true; ///< this SQLite cannot read pages where they lie
    char* m_pages = nullptr; ///< owned by SQLite
    int m_firstLeaf = 0;              ///< number of the first page behind those of the tables
    int m_root = 0;
    int m_leaf = 0; ///< page being filled; the root as long as one page is enough
    std::size_t m_cells = 0;
    std::size_t m_top = pageSize; ///< where the lowest record of the page begins
    std::vector<Leaf> m_leaves;   ///< that are full
    qint64 m_rows = 0;
    qint64 m_lastRow = 0;
};

} // namespace lectern
