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

QString rawTableSql(const EntitySchema& entity)
{
    QString sql = "CREATE TABLE " + quoted(entity.rawTable()) +
                  " (row_no INTEGER PRIMARY KEY, school_id INTEGER NOT NULL, feed_id INTEGER NOT NULL,"
                  " row_key TEXT NOT NULL, row_hash BLOB NOT NULL, scope TEXT NOT NULL, closed_by INTEGER,"
                  " source_row INTEGER NOT NULL";
    for (const RawColumn& column : rawColumns(entity))
        sql += ", " + quoted(column.name) + " " + column.sqlType;
    return sql + ") STRICT";
}

QString nowViewSelect(const EntitySchema& entity)
{
    QString sql = "SELECT row_no, school_id, feed_id, source_row";
    for (const RawColumn& column : rawColumns(entity))
        sql += ", " + quoted(column.name);
    return sql + " FROM " + quoted(entity.rawTable()) + " WHERE closed_by IS NULL";
}

namespace {

Result<QSet<QString>> columnsOf(const Database& writer, const QString& table)
{
    QSet<QString> names;
    LECTERN_ASSIGN(Statement statement, writer.prepare("SELECT name FROM pragma_table_info(?)"));
    statement.bind(1, table);
    for (;;) {
        LECTERN_ASSIGN(const bool row, statement.step());
        if (!row)
            return names;
        names.insert(statement.text(0).toLower());
    }
}

} // namespace

Result<void> ensureRawTable(const Database& writer, const EntitySchema& entity)
{
    const QString table = entity.rawTable();
    LECTERN_ASSIGN(const QSet<QString> present, columnsOf(writer, table));
    bool changed = present.isEmpty();
    if (present.isEmpty()) {
        LECTERN_TRY(writer.execute(rawTableSql(entity)));
        LECTERN_TRY(writer.execute("CREATE INDEX " + quoted(table + "__open") + " ON " + quoted(table) +
                                   " (feed_id, row_key) WHERE closed_by IS NULL"));
        LECTERN_TRY(writer.execute("CREATE INDEX " + quoted(table + "__closed") + " ON " + quoted(table) +
                                   " (closed_by) WHERE closed_by IS NOT NULL"));
        if (!entity.key.isEmpty() && entity.mode != Mode::Append && !entity.wide) {
            // Models join reference tables by the source's own key.
            QStringList keys;
            for (const QString& key : entity.key)
                keys << quoted(key);
            LECTERN_TRY(writer.execute("CREATE INDEX " + quoted(table + "__key") + " ON " + quoted(table) + " (" +
                                       keys.join(", ") + ") WHERE closed_by IS NULL"));
        }
    } else {
        for (const RawColumn& column : rawColumns(entity)) {
            if (present.contains(column.name.toLower()))
                continue;
            LECTERN_TRY(writer.execute("ALTER TABLE " + quoted(table) + " ADD COLUMN " + quoted(column.name) + " " +
                                       column.sqlType));
            changed = true;
        }
    }
    if (!changed)
        return {};
    LECTERN_TRY(writer.execute("DROP VIEW IF EXISTS " + quoted(entity.nowView())));
    LECTERN_TRY(writer.execute("CREATE VIEW " + quoted(entity.nowView()) + " AS " + nowViewSelect(entity)));
    return bumpRawState(writer, table);
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
