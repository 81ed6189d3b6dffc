/// A virtual table over a span of rows, alive for one statement at a time.
#include "core/store/RawInsert.h"

#include "core/store/RawTables.h"

#include <atomic>
#include <sqlite3.h>

namespace lectern {

struct RawInsert::Rows
{
    std::span<const RawRow> rows;
    int columns = 0; ///< cells a row has
    QString table;   ///< name of the temporary virtual table
};

namespace {

/// Columns of the virtual table before the cells.
enum Fixed { RowNo, KeyHash, RowHash, Scope, SourceRow, FirstCell };

template <class Rows>
struct Table : sqlite3_vtab
{
    const Rows* rows = nullptr;
};

struct Cursor : sqlite3_vtab_cursor
{
    std::size_t at = 0;
};

template <class Rows>
struct Module
{
    static const Rows& rowsOf(const sqlite3_vtab_cursor* cursor)
    {
        return *static_cast<const Table<Rows>*>(cursor->pVtab)->rows;
    }

    static int connect(sqlite3* handle, void* rows, int, const char* const*, sqlite3_vtab** table, char**)
    {
        const auto* source = static_cast<const Rows*>(rows);
        std::string sql = "CREATE TABLE x(c0";
        for (int i = 1; i < FirstCell + source->columns; ++i)
            sql += ",c" + std::to_string(i);
        const int code = sqlite3_declare_vtab(handle, (sql + ")").c_str());
        if (code != SQLITE_OK)
            return code;
        auto* made = new (std::nothrow) Table<Rows>();
        if (!made)
            return SQLITE_NOMEM;
        made->rows = source;
        *table = made;
        return SQLITE_OK;
    }

    static int disconnect(sqlite3_vtab* table)
    {
        delete static_cast<Table<Rows>*>(table);
        return SQLITE_OK;
    }

    static int plan(sqlite3_vtab*, sqlite3_index_info* info)
    {
        info->estimatedCost = 2000;
        return SQLITE_OK;
    }

    static int open(sqlite3_vtab*, sqlite3_vtab_cursor** cursor)
    {
        *cursor = new (std::nothrow) Cursor();
        return *cursor ? SQLITE_OK : SQLITE_NOMEM;
    }

    static int close(sqlite3_vtab_cursor* cursor)
    {
        delete static_cast<Cursor*>(cursor);
        return SQLITE_OK;
    }

    static int rewind(sqlite3_vtab_cursor* cursor, int, const char*, int, sqlite3_value**)
    {
        static_cast<Cursor*>(cursor)->at = 0;
        return SQLITE_OK;
    }

    static int next(sqlite3_vtab_cursor* cursor)
    {
        ++static_cast<Cursor*>(cursor)->at;
        return SQLITE_OK;
    }

    static int atEnd(sqlite3_vtab_cursor* cursor)
    {
        return static_cast<Cursor*>(cursor)->at >= rowsOf(cursor).rows.size();
    }

    static int column(sqlite3_vtab_cursor* cursor, sqlite3_context* answer, int column)
    {
        const RawRow& row = rowsOf(cursor).rows[static_cast<Cursor*>(cursor)->at];
        if (column >= FirstCell) {
            const StoredCell& cell = row.cells[column - FirstCell];
            if (cell.kind == StoredCell::Kind::Text)
                sqlite3_result_text(answer, cell.text.data() ? cell.text.data() : "", int(cell.text.size()), SQLITE_STATIC);
            else if (cell.kind == StoredCell::Kind::Integer)
                sqlite3_result_int64(answer, cell.integer);
            return SQLITE_OK;
        }
        const qint64 fixed[] = {row.rowNo, row.keyHash, row.rowHash, row.scope, row.sourceRow};
        sqlite3_result_int64(answer, fixed[column]);
        return SQLITE_OK;
    }

    static int rowid(sqlite3_vtab_cursor* cursor, sqlite3_int64* id)
    {
        *id = sqlite3_int64(static_cast<Cursor*>(cursor)->at);
        return SQLITE_OK;
    }

    static sqlite3_module make()
    {
        sqlite3_module module{};
        module.xCreate = connect;
        module.xConnect = connect;
        module.xBestIndex = plan;
        module.xDisconnect = disconnect;
        module.xDestroy = disconnect;
        module.xOpen = open;
        module.xClose = close;
        module.xFilter = rewind;
        module.xNext = next;
        module.xEof = atEnd;
        module.xColumn = column;
        module.xRowid = rowid;
        return module;
    }
};

QString insertSql(const EntitySchema& entity, const QString& source)
{
    // All columns in the table's own order: then SQLite hands the values on without copying them.
    QString names = "row_no, school_id, feed_id, key_hash, row_hash, scope_id, closed_by, source_row";
    QString values = "c0, 1, ?1, c1, c2, c3, NULL, c4";
    int at = FirstCell;
    for (const RawColumn& column : rawColumns(entity)) {
        names += ", " + quoted(column.name);
        values += ", c" + QString::number(at++);
    }
    return "INSERT INTO main." + quoted(entity.rawTable()) + " (" + names + ") SELECT " + values + " FROM temp." + source;
}

} // namespace

RawInsert::RawInsert(const Database& writer, std::unique_ptr<Rows> rows) : m_writer(&writer), m_rows(std::move(rows)) {}

RawInsert::RawInsert(RawInsert&&) noexcept = default;

RawInsert& RawInsert::operator=(RawInsert&& other) noexcept
{
    dropTable();
    m_writer = other.m_writer;
    m_rows = std::move(other.m_rows);
    m_insert = std::move(other.m_insert);
    return *this;
}

RawInsert::~RawInsert()
{
    dropTable();
}

void RawInsert::dropTable()
{
    if (!m_rows)
        return;
    m_insert = Statement();
    std::ignore = m_writer->execute("DROP TABLE IF EXISTS temp." + m_rows->table);
    sqlite3_create_module(m_writer->handle(), m_rows->table.toUtf8().constData(), nullptr, nullptr);
}

Result<RawInsert> RawInsert::prepare(const Database& writer, const EntitySchema& entity, qint64 feedId)
{
    static const sqlite3_module module = Module<Rows>::make();
    static std::atomic<int> number = 0;
    auto rows = std::make_unique<Rows>();
    rows->columns = int(rawColumns(entity).size());
    rows->table = "batch_" + QString::number(++number);
    // A module of its own per table: its client data are the rows.
    const int code = sqlite3_create_module(writer.handle(), rows->table.toUtf8().constData(), &module, rows.get());
    if (code != SQLITE_OK)
        return failure(storeError(writer.handle(), writer.path(), code));
    RawInsert made(writer, std::move(rows));
    const QString table = made.m_rows->table;
    LECTERN_TRY(writer.execute("CREATE VIRTUAL TABLE temp." + table + " USING " + table));
    LECTERN_ASSIGN(made.m_insert, writer.prepare(insertSql(entity, table)));
    made.m_insert.bind(1, feedId);
    return made;
}

Result<void> RawInsert::insert(std::span<const RawRow> rows)
{
    if (rows.empty())
        return {};
    m_rows->rows = rows;
    const auto done = m_insert.run();
    m_rows->rows = {};
    LECTERN_TRY(done);
    if (m_writer->changes() != qint64(rows.size()))
        return failure("database.failed", {.file = m_writer->path()}, {"not every row of a batch was stored"});
    return {};
}

} // namespace lectern
