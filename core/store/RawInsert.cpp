#include "core/store/RawInsert.h"

#include "core/store/RawTables.h"

namespace lectern {

Result<RawInsert> RawInsert::prepare(const Database& writer, BatchDatabase& batch, const EntitySchema& entity, qint64 feedId)
{
    RawInsert made(writer, batch);
    made.m_feed = feedId;
    const QString table = entity.rawTable();
    LECTERN_ASSIGN(made.m_root, batch.rootOf(table));
    LECTERN_ASSIGN(const QStringList columns, columnsOf(writer, "batch", table));
    LECTERN_ASSIGN(const QStringList stored, columnsOf(writer, "main", table));
    made.m_columns = int(columns.size());
    made.m_into = "INSERT INTO main." + quoted(table);
    if (columns != stored) { // a column that came later stands at the end of the school's table
        QStringList names;
        for (const QString& column : columns)
            names << quoted(column);
        made.m_into += " (" + names.join(", ") + ')';
    }
    LECTERN_ASSIGN(made.m_move, writer.prepare(made.m_into + " SELECT * FROM batch." + quoted(table)));
    return made;
}

Result<void> RawInsert::insert(std::span<const RawRow> rows)
{
    m_batch->begin(m_root);
    for (const RawRow& row : rows) {
        const auto number = [](qint64 value) { return StoredCell{StoredCell::Kind::Integer, {}, value}; };
        // The row number stands before the record, not in it; nothing has closed the row.
        const StoredCell first[] = {{}, number(1), number(m_feed), number(row.keyHash), number(row.rowHash),
                                    number(row.scope), {}, number(row.sourceRow)};
        m_fixed.clear();
        const RecordPart fixed = appendRecord(m_fixed, first).in(m_fixed);
        const std::size_t types = fixed.types.size() + row.cells.types.size();
        std::size_t header = types + varintSize(types + 1); // it counts itself
        header = types + varintSize(header);
        if (header + fixed.values.size() + row.cells.values.size() > BatchDatabase::longestRecord) {
            LECTERN_TRY(move());
            LECTERN_TRY(insertLong(row, fixed));
        } else if (!add(row, fixed, header)) {
            LECTERN_TRY(move());
            if (!add(row, fixed, header))
                return failure("database.failed", {.file = m_writer->path()}, {"a batch has no room for a row"});
        }
    }
    return move();
}

/// Puts a row into the batch; false if there is no room left.
bool RawInsert::add(const RawRow& row, const RecordPart& fixed, std::size_t header)
{
    char* at = m_batch->add(row.rowNo, header + fixed.values.size() + row.cells.values.size());
    if (!at)
        return false;
    at = putVarint(at, header);
    for (const std::string_view part : {fixed.types, row.cells.types, fixed.values, row.cells.values})
        at += part.copy(at, part.size());
    return true;
}

/// Moves what the batch holds into the raw table, and begins anew.
Result<void> RawInsert::move()
{
    if (m_batch->rows() == 0)
        return {};
    m_batch->end();
    LECTERN_TRY(m_move.run());
    LECTERN_ASSIGN(const qint64 last, m_writer->integer("SELECT last_insert_rowid()"));
    if (m_writer->changes() != m_batch->rows() || last != m_batch->lastRow())
        return failure("database.failed", {.file = m_writer->path()}, {"not every row of a batch was stored"});
    m_batch->begin(m_root);
    return {};
}

Result<void> RawInsert::insertLong(const RawRow& row, RecordPart fixed)
{
    if (!m_insertLong.handle()) {
        LECTERN_ASSIGN(m_insertLong, m_writer->prepare(m_into + " VALUES (" + QStringList(m_columns, "?").join(", ") + ')'));
    }
    RecordPart cells = row.cells;
    for (int column = 1; column <= m_columns; ++column) {
        const StoredCell value = takeValue(fixed.types.empty() ? cells : fixed);
        if (value.kind == StoredCell::Kind::Text)
            m_insertLong.bindText(column, value.text);
        else if (value.kind == StoredCell::Kind::Integer)
            m_insertLong.bind(column, value.integer);
        else
            m_insertLong.bindNull(column);
    }
    m_insertLong.bind(1, row.rowNo);
    return m_insertLong.run();
}

} // namespace lectern
