/// See RefusedRow.h.
#include "core/ingest/RefusedRow.h"

#include "core/ingest/Shape.h"
#include "core/store/Settings.h"

#include <QJsonDocument>
#include <QSet>
#include <algorithm>

namespace lectern {

namespace {

/// The column without anything a cell could offend against.
ColumnSchema lenient(ColumnSchema column)
{
    column.type = CellType::Text;
    column.required = false;
    column.values.clear();
    column.low.reset();
    column.high.reset();
    return column;
}

/// How the source of a row's load looked.
Result<Shape> shapeFor(const Database& database, const QuarantinedRow& row)
{
    LECTERN_ASSIGN(Shape shape, shapeOfLoad(database, row.load));
    if (!shape.empty())
        return shape;
    return lastShape(database, row.feedId, row.entity);
}

/// A row nobody could cut into cells: a line that is no JSON, an element that is no object.
bool isWhole(const QuarantinedRow& row)
{
    return row.column.isEmpty();
}

const QString waiting = "SELECT q.load_id, l.source, l.entity, q.source_row, q.column_name, q.reason, q.arguments,"
                        " q.row_json, q.quarantine_id, l.feed_id, f.connector FROM quarantine_open AS q"
                        " JOIN load AS l USING (load_id) JOIN feed AS f USING (feed_id)";

Result<std::vector<QuarantinedRow>> read(Statement statement)
{
    std::vector<QuarantinedRow> rows;
    for (;;) {
        LECTERN_ASSIGN(const bool row, statement.step());
        if (!row)
            return rows;
        rows.push_back({statement.integer(0), statement.text(1), statement.text(2), statement.integer(3),
                        statement.text(4), statement.text(5),
                        QJsonDocument::fromJson(statement.text(6).toUtf8()).toVariant().toStringList(),
                        statement.text(7), statement.integer(8), statement.integer(9), statement.text(10)});
    }
}

} // namespace

QString RowsAsWritten::dateOrder(int column) const
{
    const QString& written = m_written[std::size_t(column)];
    return written.size() > 1 ? written : QString();
}

char RowsAsWritten::decimalMark(int column) const
{
    const QString& written = m_written[std::size_t(column)];
    return written.size() == 1 ? written.front().toLatin1() : '\0';
}

RowJudge::RowJudge(const EntitySchema& schema, std::vector<QString> written, QTimeZone zone)
    : m_schema(&schema), m_written(std::move(written)), m_zone(std::move(zone))
{
    m_written.resize(schema.columns.size());
}

std::vector<RowFault> RowJudge::faultsOf(const KeptRow& row) const
{
    static const QByteArray key(32, '\0'); // of hashes that are thrown away
    const RowsAsWritten source(m_written);
    std::vector<RowFault> faults;
    EntitySchema schema = *m_schema;
    CheckedBatch batch;
    batch.records.reset(int(schema.columns.size()));
    addTo(batch.records, 1, row);
    for (std::size_t round = 0; round <= schema.columns.size(); ++round) {
        RowCheck check(schema, source, m_zone, key);
        check.check(batch);
        if (batch.rows.front().fault < 0)
            break;
        const RowFault fault = batch.faults[std::size_t(batch.rows.front().fault)];
        faults.push_back(fault);
        const int column = schema.indexOf(fault.column);
        if (column < 0)
            break;
        ColumnSchema& known = schema.columns[std::size_t(column)];
        known = lenient(known);
    }
    return faults;
}

Result<RowJudge> judgeOf(const Database& database, const ConnectorCatalog& catalog, const QuarantinedRow& row)
{
    const EntitySchema* schema = catalog.entity(row.connector, row.entity);
    if (!schema)
        return failure("connector.unusable", {.file = row.connector}, {row.entity});
    LECTERN_ASSIGN(const QString zone, setting(database, "time_zone"));
    std::vector<QString> written(schema->columns.size());
    LECTERN_ASSIGN(const Shape shape, shapeFor(database, row));
    for (const ShapeColumn& cell : shape)
        if (const int column = schema->indexOf(cell.column); column >= 0)
            written[std::size_t(column)] = cell.written;
    return RowJudge(*schema, std::move(written), QTimeZone(zone.toUtf8()));
}

Result<std::vector<ShapeCell>> headerOf(const Database& database, const QuarantinedRow& row)
{
    LECTERN_ASSIGN(const Shape shape, shapeFor(database, row));
    std::vector<ShapeCell> cells;
    for (const ShapeColumn& cell : shape)
        cells.push_back({cell.header, cell.column});
    return cells;
}

RefusedRow refusedRow(const RowJudge& judge, const std::vector<ShapeCell>& header, const QuarantinedRow& row)
{
    const EntitySchema& schema = judge.schema();
    const KeptRow kept = keptRow(schema, row.rowJson);
    RefusedRow refused;
    refused.row = row;
    refused.extra = kept.extra;
    if (isWhole(row)) {
        refused.correctable = false;
        refused.reason = row.reason;
    }
    std::vector<RowFault> faults;
    if (refused.correctable)
        faults = judge.faultsOf(kept);
    // A fault the checks of one row cannot see: a key that stands twice, what a connector refuses by itself.
    for (const QString& column : row.column.split(", "))
        if (faults.empty() && schema.indexOf(column) >= 0)
            faults.push_back({column, row.reason, row.arguments});
    QSet<QString> done;
    const auto add = [&](int column, const QString& name) {
        const ColumnSchema& known = schema.columns[std::size_t(column)];
        if (known.privacy == Privacy::Never || done.contains(known.name))
            return;
        done.insert(known.name);
        const std::optional<QString>& value = kept.cells[std::size_t(column)];
        RefusedCell cell{known.name, name, value.value_or(QString()), !value, {}, {}};
        const auto fault = std::ranges::find(faults, known.name, &RowFault::column);
        if (fault != faults.end()) {
            cell.reason = fault->reason;
            cell.arguments = fault->arguments;
        }
        refused.cells.push_back(std::move(cell));
    };
    for (const ShapeCell& cell : header)
        if (const int column = schema.indexOf(cell.column); column >= 0)
            add(column, cell.header.trimmed());
    for (int i = 0; i < int(schema.columns.size()); ++i)
        add(i, schema.columns[std::size_t(i)].name);
    return refused;
}

Result<RefusedRow> refusedRow(const Database& database, const ConnectorCatalog& catalog, qint64 id)
{
    LECTERN_ASSIGN(const std::vector<QuarantinedRow> found, waitingRow(database, id, false));
    LECTERN_ASSIGN(const RowJudge judge, judgeOf(database, catalog, found.front()));
    LECTERN_ASSIGN(const std::vector<ShapeCell> header, headerOf(database, found.front()));
    RefusedRow refused = refusedRow(judge, header, found.front());
    LECTERN_ASSIGN(const std::vector<QuarantinedRow> alike, waitingRow(database, id, true));
    refused.alike = qint64(alike.size()) - 1;
    return refused;
}

Result<std::vector<QuarantinedRow>> waitingRows(const Database& database, qint64 load, qint64 row)
{
    LECTERN_ASSIGN(Statement statement,
                   database.prepare(waiting + " WHERE q.load_id = ? AND (? = 0 OR q.source_row = ?) ORDER BY q.source_row"));
    statement.bind(1, load).bind(2, row).bind(3, row);
    return read(std::move(statement));
}

Result<std::vector<QuarantinedRow>> waitingRow(const Database& database, qint64 id, bool alike)
{
    const QString same = " WHERE q.quarantine_id = ?1";
    const QString like = " JOIN quarantine AS o ON o.quarantine_id = ?1 JOIN load AS ol ON ol.load_id = o.load_id"
                         " WHERE l.feed_id = ol.feed_id AND l.entity = ol.entity AND q.column_name = o.column_name"
                         " AND q.reason = o.reason AND q.arguments = o.arguments ORDER BY q.quarantine_id <> ?1, q.quarantine_id";
    LECTERN_ASSIGN(Statement statement, database.prepare(waiting + (alike ? like : same)));
    statement.bind(1, id);
    LECTERN_ASSIGN(std::vector<QuarantinedRow> rows, read(std::move(statement)));
    if (rows.empty() || rows.front().id != id)
        return failure("correction.unknown", {}, {QString::number(id)});
    return rows;
}

} // namespace lectern
