#include "core/store/LoadLog.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace lectern {

namespace {

const QString loadColumns =
    "SELECT l.load_id, l.feed_id, f.name, f.connector, l.entity, l.source, l.sha256, l.package_id, l.scope, l.mode,"
    " l.state, coalesce(l.repeat_of, 0), l.first_row, l.last_row, l.rows_read, l.inserted, l.updated, l.unchanged,"
    " l.closed, l.quarantined, l.started_ms, l.finished_ms, l.remarks, l.bytes, l.mapping, l.person, l.base,"
    " l.error_code, l.error_row, l.error_column, l.error_arguments FROM load AS l JOIN feed AS f USING (feed_id)";

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
    load.finishedMs = row.integer(21);
    load.seconds = double(load.finishedMs - load.startedMs) / 1000.0;
    load.remarks = list(row.text(22));
    load.bytes = row.integer(23);
    load.mapping = row.text(24);
    load.person = row.text(25);
    load.base = row.text(26);
    load.errorCode = row.text(27);
    load.errorRow = row.integer(28);
    load.errorColumn = row.text(29);
    load.errorArguments = list(row.text(30));
    return load;
}

Result<std::vector<Load>> readAll(const Database& database, const QString& rest)
{
    std::vector<Load> all;
    LECTERN_ASSIGN(Statement statement, database.prepare(loadColumns + rest));
    for (;;) {
        LECTERN_ASSIGN(const bool row, statement.step());
        if (!row)
            return all;
        all.push_back(read(statement));
    }
}

} // namespace

Result<std::vector<Load>> loads(const Database& database)
{
    return readAll(database, " WHERE l.state <> 'staged' ORDER BY l.load_id DESC");
}

Result<std::vector<Load>> stagedLoads(const Database& database)
{
    return readAll(database, " WHERE l.state = 'staged' ORDER BY l.load_id");
}

QString listText(const QStringList& list)
{
    return QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(list)).toJson(QJsonDocument::Compact));
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
