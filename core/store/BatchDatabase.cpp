#include "core/store/BatchDatabase.h"

#include "core/store/RawRecord.h"
#include "core/store/RawTables.h"

#include <cstring>
#include <sqlite3.h>

namespace lectern {

namespace {

constexpr std::size_t capacity = 256; ///< pages behind those of the tables; memory nobody wrote to takes no room
constexpr qint64 mapped = qint64(1) << 30; ///< bytes, more than there are
constexpr char leafPage = 13, interiorPage = 5;
constexpr std::size_t leafHeader = 8, interiorHeader = 12;
constexpr std::size_t pageCountAt = 28; ///< in the file's header

void writePageHeader(char* page, char kind, std::size_t cells, std::size_t top)
{
    page[0] = kind;
    putBigEndian(page + 1, 0, 2); // no free blocks
    putBigEndian(page + 3, cells, 2);
    putBigEndian(page + 5, top, 2);
    page[7] = 0; // no fragments
}

} // namespace

Result<std::unique_ptr<BatchDatabase>> BatchDatabase::attach(const Database& writer, const std::vector<const EntitySchema*>& entities)
{
    LECTERN_ASSIGN(const qint64 left, writer.integer("SELECT count(*) FROM pragma_database_list WHERE name = 'batch'"));
    if (left > 0) // there was no memory to detach it
        LECTERN_TRY(writer.execute("DETACH batch"));
    LECTERN_TRY(writer.execute("ATTACH ':memory:' AS batch"));
    std::unique_ptr<BatchDatabase> made(new BatchDatabase(writer));
    LECTERN_TRY(writer.execute(QString("PRAGMA batch.page_size = %1").arg(pageSize)));
    for (const EntitySchema* entity : entities)
        LECTERN_TRY(makeRawTableIn(writer, "batch", *entity));
    LECTERN_TRY(made->takeOver());
    // Pages are read where they lie, not copied into a cache that would have to be emptied for every batch.
    // A SQLite that cannot do that answers 0; for a database in memory any other answers nothing.
    LECTERN_ASSIGN(const qint64 answer, writer.integer(QString("PRAGMA batch.mmap_size = %1").arg(mapped), -1));
    made->m_copiesPages = answer == 0;
    return made;
}

BatchDatabase::~BatchDatabase()
{
    std::ignore = m_writer.execute("DETACH batch");
}

/// Puts the tables into memory of which we know the address, with pages behind them for rows.
Result<void> BatchDatabase::takeOver()
{
    const auto failed = [this](int code) { return failure(storeError(m_writer.handle(), m_writer.path(), code)); };
    sqlite3_int64 used = 0;
    unsigned char* const tables = sqlite3_serialize(m_writer.handle(), "batch", &used, 0);
    if (!tables)
        return failed(SQLITE_NOMEM);
    const std::size_t size = std::size_t(used) + capacity * pageSize;
    auto* const pages = static_cast<char*>(sqlite3_malloc64(size));
    if (!pages) {
        sqlite3_free(tables);
        return failed(SQLITE_NOMEM);
    }
    std::memcpy(pages, tables, std::size_t(used));
    sqlite3_free(tables);
    putBigEndian(pages + pageCountAt, size / pageSize, 4);
    const int code = sqlite3_deserialize(m_writer.handle(), "batch", reinterpret_cast<unsigned char*>(pages), sqlite3_int64(size),
                                         sqlite3_int64(size), SQLITE_DESERIALIZE_FREEONCLOSE);
    if (code != SQLITE_OK) {
        // The ATTACH inside it tells the connection why it failed, and may leave a place for a database without one, over
        // which SQLite 3.40 falls when it reads a schema; forgetting all schemas takes that place away.
        auto error = failed(code == SQLITE_ERROR ? sqlite3_extended_errcode(m_writer.handle()) : code);
        std::ignore = m_writer.execute("PRAGMA writable_schema = RESET");
        return error;
    }
    m_pages = pages;
    m_firstLeaf = int(std::size_t(used) / pageSize) + 1;
    return {};
}

Result<int> BatchDatabase::rootOf(const QString& table) const
{
    LECTERN_ASSIGN(Statement find, m_writer.prepare("SELECT rootpage FROM batch.sqlite_schema WHERE type = 'table' AND name = ?"));
    find.bind(1, table);
    LECTERN_ASSIGN(const bool row, find.step());
    if (!row)
        return failure("database.failed", {.file = m_writer.path()}, {"no table " + table});
    return int(find.integer(0));
}

void BatchDatabase::begin(int root)
{
    m_root = m_leaf = root;
    m_leaves.clear();
    m_cells = 0;
    m_top = pageSize;
    m_rows = 0;
}

char* BatchDatabase::add(qint64 rowNo, std::size_t bytes)
{
    const std::size_t needed = varintSize(bytes) + varintSize(quint64(rowNo)) + bytes;
    if (m_top < needed + leafHeader + 2 * (m_cells + 1) && !nextLeaf())
        return nullptr;
    m_top -= needed;
    char* const leaf = page(m_leaf);
    putBigEndian(leaf + leafHeader + 2 * m_cells, m_top, 2);
    ++m_cells;
    ++m_rows;
    m_lastRow = rowNo;
    return putVarint(putVarint(leaf + m_top, bytes), quint64(rowNo));
}

/// The first page of rows stands in the root, and moves when a second is wanted.
bool BatchDatabase::nextLeaf()
{
    const int next = m_firstLeaf + int(m_leaves.size()) + 1;
    if (m_leaves.size() + 2 > capacity)
        return false;
    endLeaf();
    if (m_leaves.empty()) {
        std::memcpy(page(m_firstLeaf), page(m_root), pageSize);
        m_leaf = m_firstLeaf;
    }
    m_leaves.push_back({m_leaf, m_lastRow});
    m_leaf = next;
    m_cells = 0;
    m_top = pageSize;
    return true;
}

void BatchDatabase::endLeaf()
{
    writePageHeader(page(m_leaf), leafPage, m_cells, m_top);
}

void BatchDatabase::end()
{
    endLeaf();
    if (!m_leaves.empty()) {
        char* const root = page(m_root);
        std::size_t top = pageSize;
        for (std::size_t i = 0; i < m_leaves.size(); ++i) {
            top -= 4 + varintSize(quint64(m_leaves[i].lastRow));
            putVarint(putBigEndian(root + top, quint64(m_leaves[i].page), 4), quint64(m_leaves[i].lastRow));
            putBigEndian(root + interiorHeader + 2 * i, top, 2);
        }
        writePageHeader(root, interiorPage, m_leaves.size(), top);
        putBigEndian(root + leafHeader, quint64(m_leaf), 4); // the last one has no upper bound
    }
    if (m_copiesPages) // what SQLite remembers of these pages is no longer what they hold
        m_writer.forgetPages();
}

} // namespace lectern
