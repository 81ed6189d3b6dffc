#include "core/store/RawTables.h"

#include <QSet>

namespace lectern {

std::vector<RawColumn> rawColumns(const EntitySchema& entity)
{
    std::vector<RawColumn> columns;
    for (const ColumnSchema& column : entity.columns) {
        if (column.privacy == Privacy::Never)
            continue;
        columns.push_back({column.name, "TEXT"});
        for (const Companion& companion : companionsOf(column))
            columns.push_back({companion.name, companion.sqlType});
    }
    columns.push_back({"extra", "TEXT"});
    return columns;
}

namespace {

/// Name and columns of the raw table.
QString definition(const EntitySchema& entity)
{
    QString sql = quoted(entity.rawTable()) +
                  " (row_no INTEGER PRIMARY KEY, school_id INTEGER NOT NULL, feed_id INTEGER NOT NULL,"
                  " key_hash INTEGER NOT NULL, row_hash INTEGER NOT NULL, scope_id INTEGER NOT NULL, closed_by INTEGER,"
                  " source_row INTEGER NOT NULL";
    for (const RawColumn& column : rawColumns(entity))
        sql += ", " + quoted(column.name) + " " + column.sqlType;
    return sql + ") STRICT";
}

/// Makes the indexes a table has whatever it holds.
Result<void> makeIndexes(const Database& writer, const QString& database, const QString& table)
{
    return writer.execute("CREATE INDEX IF NOT EXISTS " + database + '.' + quoted(table + "__closed") + " ON " +
                          quoted(table) + " (closed_by) WHERE closed_by IS NOT NULL");
}

} // namespace

QString rawTableSql(const EntitySchema& entity)
{
    return "CREATE TABLE " + definition(entity);
}

Result<QStringList> columnsOf(const Database& writer, const QString& database, const QString& table)
{
    LECTERN_ASSIGN(Statement statement, writer.prepare("SELECT name FROM pragma_table_info(?, ?)"));
    statement.bind(1, table).bind(2, database);
    QStringList names;
    for (;;) {
        LECTERN_ASSIGN(const bool row, statement.step());
        if (!row)
            return names;
        names << statement.text(0);
    }
}

Result<void> makeRawTableIn(const Database& writer, const QString& database, const EntitySchema& entity)
{
    LECTERN_TRY(writer.execute("CREATE TABLE " + database + '.' + definition(entity)));
    return makeIndexes(writer, database, entity.rawTable());
}

QString nowViewSelect(const EntitySchema& entity)
{
    QString sql = "SELECT row_no, school_id, feed_id, source_row";
    for (const RawColumn& column : rawColumns(entity))
        sql += ", " + quoted(column.name);
    // Rows from the number on that is next to be given out belong to a load that is not finished. The plus sign keeps
    // the planner from taking this for a range worth searching.
    return sql + " FROM " + quoted(entity.rawTable()) +
           " WHERE closed_by IS NULL AND +row_no < (SELECT next FROM sequence WHERE name = 'row')";
}

namespace {

Result<QSet<QString>> presentColumns(const Database& writer, const QString& table)
{
    LECTERN_ASSIGN(const QStringList names, columnsOf(writer, "main", table));
    QSet<QString> present;
    for (const QString& name : names)
        present.insert(name.toLower());
    return present;
}

/// Version 1 kept key and scope as text in every row and a 16-byte hash; the hash was the same, so a row that comes
/// again is still known.
Result<void> rewriteVersion1(const Database& writer, const EntitySchema& entity, const QSet<QString>& present)
{
    const QString table = entity.rawTable();
    const QString old = table + "__version_1";
    LECTERN_TRY(writer.execute("DROP VIEW IF EXISTS " + quoted(entity.nowView())));
    for (const char* index : {"__open", "__closed", "__key"})
        LECTERN_TRY(writer.execute("DROP INDEX IF EXISTS " + quoted(table + QLatin1String(index))));
    LECTERN_TRY(writer.execute("ALTER TABLE " + quoted(table) + " RENAME TO " + quoted(old)));
    LECTERN_TRY(writer.execute(rawTableSql(entity)));
    LECTERN_TRY(writer.execute("INSERT OR IGNORE INTO scope (name) SELECT DISTINCT scope FROM " + quoted(old) +
                               " WHERE scope <> ''"));
    QString names = "row_no, school_id, feed_id, key_hash, row_hash, scope_id, closed_by, source_row";
    QString values = "row_no, school_id, feed_id, ";
    values += entity.key.isEmpty() ? "lec_half(row_hash, 1)" : "lec_hash(row_key)";
    values += ", lec_half(row_hash, 2), coalesce((SELECT scope_id FROM scope WHERE name = o.scope), 0), closed_by, source_row";
    for (const RawColumn& column : rawColumns(entity)) {
        names += ", " + quoted(column.name);
        values += ", " + (present.contains(column.name.toLower()) ? quoted(column.name) : QString("NULL"));
    }
    LECTERN_TRY(writer.execute("INSERT INTO " + quoted(table) + " (" + names + ") SELECT " + values + " FROM " +
                               quoted(old) + " AS o"));
    LECTERN_TRY(writer.execute("DROP TABLE " + quoted(old)));
    return ensureKeyIndex(writer, entity);
}

Result<bool> addNewColumns(const Database& writer, const EntitySchema& entity, const QSet<QString>& present)
{
    bool changed = false;
    for (const RawColumn& column : rawColumns(entity)) {
        if (present.contains(column.name.toLower()))
            continue;
        LECTERN_TRY(writer.execute("ALTER TABLE " + quoted(entity.rawTable()) + " ADD COLUMN " + quoted(column.name) +
                                   " " + column.sqlType));
        changed = true;
    }
    return changed;
}

} // namespace

Result<void> ensureRawTable(const Database& writer, const EntitySchema& entity)
{
    const QString table = entity.rawTable();
    LECTERN_ASSIGN(const QSet<QString> present, presentColumns(writer, table));
    bool changed = true;
    if (present.isEmpty()) {
        LECTERN_TRY(writer.execute(rawTableSql(entity)));
    } else if (present.contains("row_key")) {
        LECTERN_TRY(rewriteVersion1(writer, entity, present));
    } else {
        LECTERN_ASSIGN(changed, addNewColumns(writer, entity, present));
    }
    if (!changed)
        return {};
    LECTERN_TRY(makeIndexes(writer, "main", table));
    LECTERN_TRY(writer.execute("DROP VIEW IF EXISTS " + quoted(entity.nowView())));
    LECTERN_TRY(writer.execute("CREATE VIEW " + quoted(entity.nowView()) + " AS " + nowViewSelect(entity)));
    return bumpRawState(writer, table);
}

Result<void> ensureKeyIndex(const Database& writer, const EntitySchema& entity)
{
    if (entity.key.isEmpty() || entity.mode == Mode::Append || entity.wide)
        return {};
    QStringList keys;
    for (const QString& key : entity.key)
        keys << quoted(key);
    const QString table = entity.rawTable();
    return writer.execute("CREATE INDEX IF NOT EXISTS " + quoted(table + "__key") + " ON " + quoted(table) + " (" +
                          keys.join(", ") + ") WHERE closed_by IS NULL");
}

Result<qint64> scopeNumber(const Database& writer, const QString& scope)
{
    if (scope.isEmpty())
        return 0;
    LECTERN_ASSIGN(Statement insert, writer.prepare("INSERT OR IGNORE INTO scope (name) VALUES (?)"));
    insert.bind(1, scope);
    LECTERN_TRY(insert.run());
    LECTERN_ASSIGN(Statement find, writer.prepare("SELECT scope_id FROM scope WHERE name = ?"));
    find.bind(1, scope);
    LECTERN_ASSIGN(const bool row, find.step());
    return row ? find.integer(0) : 0;
}

Result<void> bumpRawState(const Database& writer, const QString& name)
{
    LECTERN_ASSIGN(Statement statement,
                   writer.prepare("INSERT INTO raw_state (name, version) VALUES (?, 1)"
                                  " ON CONFLICT (name) DO UPDATE SET version = version + 1"));
    statement.bind(1, name);
    return statement.run();
}

} // namespace lectern
