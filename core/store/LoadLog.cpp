#include "core/store/LoadLog.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace lectern {

namespace {

const QString loadColumns =
    "SELECT l.load_id, l.feed_id, f.name, f.connector, l.entity, l.source, l.sha256, l.package_id, l.scope, l.mode,"
    " l.state, coalesce(l.repeat_of, 0), l.first_row, l.last_row, l.rows_read, l.inserted, l.updated, l.unchanged,"
    " l.closed, l.quarantined, l.started_ms, l.finished_ms, l.remarks FROM load AS l JOIN feed AS f USING (feed_id)";

QStringList list(const QString& json)
{
    return QJsonDocument::fromJson(json.toUtf8()).array().toVariantList().isEmpty()
               ? QStringList()
               : QJsonDocument::fromJson(json.toUtf8()).toVariant().toStringList();
}

Load read(const Statement& row)
{
    Load load;
    load.load = row.integer(0);
    load.feedId = row.integer(1);
    load.feed = row.text(2);
    load.connector = row.text(3);
    load.entity = row.text(4);
    load.source = row.text(5);
    load.sha256 = row.text(6);
    load.package = row.integer(7);
    load.scope = list(row.text(8));
    load.mode = row.text(9);
    load.state = row.text(10);
    load.repeatOf = row.integer(11);
    load.firstRow = row.integer(12);
    load.lastRow = row.integer(13);
    load.rowsRead = row.integer(14);
    load.inserted = row.integer(15);
    load.updated = row.integer(16);
    load.unchanged = row.integer(17);
    load.closed = row.integer(18);
    load.quarantined = row.integer(19);
    load.startedMs = row.integer(20);
    load.seconds = double(row.integer(21) - row.integer(20)) / 1000.0;
    load.remarks = list(row.text(22));
    return load;
}

} // namespace

Result<std::vector<Load>> loads(const Database& database)
{
    std::vector<Load> all;
    LECTERN_ASSIGN(Statement statement, database.prepare(loadColumns + " ORDER BY l.load_id DESC"));
    for (;;) {
        LECTERN_ASSIGN(const bool row, statement.step());
        if (!row)
            return all;
        all.push_back(read(statement));
    }
}

Result<Load> loadByNumber(const Database& database, qint64 number)
{
    LECTERN_ASSIGN(Statement statement, database.prepare(loadColumns + " WHERE l.load_id = ?"));
    statement.bind(1, number);
    LECTERN_ASSIGN(const bool row, statement.step());
    if (!row)
        return failure("load.unknown", {}, {QString::number(number)});
    return read(statement);
}

Result<std::vector<QuarantinedRow>> quarantine(const Database& database, qint64 limit)
{
    std::vector<QuarantinedRow> rows;
    LECTERN_ASSIGN(Statement statement,
                   database.prepare("SELECT q.load_id, l.source, l.entity, q.source_row, q.column_name, q.reason,"
                                    " q.arguments, q.row_json, q.quarantine_id, l.feed_id, f.connector"
                                    " FROM quarantine_open AS q JOIN load AS l USING (load_id)"
                                    " JOIN feed AS f USING (feed_id) ORDER BY q.load_id DESC, q.source_row LIMIT ?"));
    statement.bind(1, limit);
    for (;;) {
        LECTERN_ASSIGN(const bool row, statement.step());
        if (!row)
            return rows;
        rows.push_back({statement.integer(0), statement.text(1), statement.text(2), statement.integer(3),
                        statement.text(4), statement.text(5), list(statement.text(6)), statement.text(7),
                        statement.integer(8), statement.integer(9), statement.text(10)});
    }
}

} // namespace lectern
