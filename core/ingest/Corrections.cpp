/// See Corrections.h.
#include "core/ingest/Corrections.h"

#include "core/base/ErrorText.h"
#include "core/govern/Codec.h"
#include "core/ingest/CellParser.h"
#include "core/table/CellShape.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QSet>
#include <QUuid>
#include <algorithm>
#include <map>

namespace lectern {

namespace {

QString tr(const char* text, int n = -1)
{
    return QCoreApplication::translate("Corrections", text, nullptr, n);
}

/// A refused row with the cells that change.
struct Retry
{
    QuarantinedRow row;
    KeptRow before;
    KeptRow after;
};

/// The corrected rows of one load as a source of rows.
class CorrectedRows final : public RowsAsWritten
{
public:
    CorrectedRows(const RowJudge& judge, const std::vector<Retry>& rows) : RowsAsWritten(judge.written()), m_judge(judge), m_rows(rows) {}

    Result<bool> next(RecordBatch& batch, const Cancel& cancel) override
    {
        batch.reset(int(m_judge.schema().columns.size()));
        if (cancel.raised())
            return failure("cancelled");
        for (; m_at < m_rows.size() && !batch.full(); ++m_at)
            addTo(batch, m_rows[m_at].row.row, m_rows[m_at].after);
        return batch.rows() > 0;
    }
    double progress() const override { return m_rows.empty() ? 1 : double(m_at) / double(m_rows.size()); }
    QStringList remarks() const override { return {tr("%Ln corrected row(s) tried again", int(m_rows.size()))}; }

private:
    const RowJudge& m_judge;
    const std::vector<Retry>& m_rows;
    std::size_t m_at = 0;
};

/// What is to be corrected in one load.
struct Group
{
    std::optional<RowJudge> judge;
    std::vector<ShapeCell> header;
    std::map<qint64, Retry> rows; // by id, so that a row named twice is one row
};

/// The column a person means by its name or by the header the source gave it; -1 = none.
int columnNamed(const Group& group, const QString& name)
{
    const EntitySchema& schema = group.judge->schema();
    const auto same = [&](const QString& other) { return other.trimmed().compare(name.trimmed(), Qt::CaseInsensitive) == 0; };
    for (int i = 0; i < int(schema.columns.size()); ++i)
        if (same(schema.columns[std::size_t(i)].name))
            return i;
    for (const ShapeCell& cell : group.header)
        if (same(cell.header))
            return schema.indexOf(cell.column);
    return -1;
}

Result<int> columnFor(const Group& group, const QString& name)
{
    const EntitySchema& schema = group.judge->schema();
    const int column = columnNamed(group, name);
    if (column >= 0 && schema.columns[std::size_t(column)].privacy != Privacy::Never)
        return column;
    QStringList names;
    for (const ColumnSchema& known : schema.columns)
        if (known.privacy != Privacy::Never)
            names << known.name;
    return failure("correction.column", {}, {name, schema.title, names.join(", ")});
}

/// What a person typed: 12,5 is plain where the source says nothing about decimal marks; 1,234 stays what it is.
QString typed(const QString& cell, const ColumnSchema& column, const QString& written)
{
    if (column.type != CellType::Decimal || !written.isEmpty())
        return cell;
    const std::string text = cell.trimmed().toStdString();
    if (numberShape(text).open)
        return cell;
    std::string scratch;
    const std::string_view plain = plainNumber(text, '.', scratch);
    return QString::fromUtf8(plain.data(), qsizetype(plain.size()));
}

Result<void> addOrder(const Database& database, const ConnectorCatalog& catalog, const CorrectionOrder& order,
                      std::map<qint64, Group>& groups)
{
    LECTERN_ASSIGN(const std::vector<QuarantinedRow> rows, waitingRow(database, order.id, order.alike));
    for (const QuarantinedRow& row : rows) {
        if (row.column.isEmpty())
            return failure("correction.whole_row", {.file = row.source, .row = row.row}, {reasonWords(row.reason, row.arguments)});
        Group& group = groups[row.load];
        if (!group.judge) {
            LECTERN_ASSIGN(group.judge, judgeOf(database, catalog, row));
            LECTERN_ASSIGN(group.header, headerOf(database, row));
        }
        const auto [entry, added] = group.rows.try_emplace(row.id);
        Retry& retry = entry->second;
        if (added) {
            retry.row = row;
            retry.before = retry.after = keptRow(group.judge->schema(), row.rowJson);
        }
        for (auto cell = order.cells.cbegin(); cell != order.cells.cend(); ++cell) {
            LECTERN_ASSIGN(const int column, columnFor(group, cell.key()));
            if (row.id != order.id && group.judge->schema().columns[std::size_t(column)].name != row.column)
                continue;
            std::optional<QString>& value = retry.after.cells[std::size_t(column)];
            if (cell->isEmpty())
                value.reset();
            else
                value = typed(*cell, group.judge->schema().columns[std::size_t(column)], group.judge->written()[std::size_t(column)]);
        }
    }
    return {};
}

Result<void> decide(const Database& writer, const EntitySchema& schema, const Retry& retry, const Load& load,
                    const QString& person)
{
    LECTERN_ASSIGN(Statement insert,
                   writer.prepare("INSERT INTO decision_correction (uuid, author, made_ms, feed_id, entity, row_content,"
                                  " row_key, column_name, value_before, value_after, quarantine_id, load_id)"
                                  " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
    const int subjectAt = schema.subject.isEmpty() ? -1 : schema.indexOf(schema.subject);
    const std::string subject =
        subjectAt < 0 ? std::string() : retry.after.cells[std::size_t(subjectAt)].value_or(QString()).trimmed().toStdString();
    for (std::size_t i = 0; i < schema.columns.size(); ++i) {
        if (retry.before.cells[i] == retry.after.cells[i])
            continue;
        const ColumnSchema& column = schema.columns[i];
        const auto bindCell = [&](int at, const std::optional<QString>& cell) {
            if (!cell) {
                insert.bindNull(at);
                return;
            }
            const std::string plain = cell->toStdString();
            const std::string_view stored = isOpaque(column.privacy) ? encodeCell(subject, column.privacy, plain) : plain;
            insert.bind(at, QString::fromUtf8(stored.data(), qsizetype(stored.size())));
        };
        insert.bind(1, QUuid::createUuid().toString(QUuid::WithoutBraces)).bind(2, person);
        insert.bind(3, QDateTime::currentMSecsSinceEpoch()).bind(4, load.feedId).bind(5, schema.id);
        insert.bind(6, contentOf(schema, retry.before)).bind(7, keyOf(schema, retry.after)).bind(8, column.name);
        bindCell(9, retry.before.cells[i]);
        bindCell(10, retry.after.cells[i]);
        insert.bind(11, retry.row.id).bind(12, load.load);
        LECTERN_TRY(insert.run());
    }
    return {};
}

/// Of the keys of `rows`, those a later load of the feed brought a row for that is in force: what it says is newer than the
/// rows refused in `load`. Corrections of rows that are older themselves do not count. What a later load
/// found unchanged or closed is not known here.
Result<QSet<qint64>> keysSince(const Database& database, const EntitySchema& schema, qint64 load, const std::vector<Retry>& rows,
                               const Cancel& cancel)
{
    QSet<qint64> wanted, newer;
    if (rows.empty() || schema.key.isEmpty() || schema.mode == Mode::Append)
        return newer;
    for (const Retry& retry : rows)
        wanted.insert(keyHashOf(schema, retry.after));
    LECTERN_ASSIGN(Statement later, database.prepare("SELECT row_no, key_hash FROM " + quoted(schema.rawTable()) +
                                                     " WHERE row_no > (SELECT last_row FROM load WHERE load_id = ?)"
                                                     " AND row_no < (SELECT next FROM sequence WHERE name = 'row')"
                                                     " AND feed_id = ? AND closed_by IS NULL"));
    LECTERN_ASSIGN(Statement older, database.prepare("SELECT 1 FROM decision_correction AS d JOIN load AS c ON c.load_id = d.load_id"
                                                     " JOIN quarantine AS q ON q.quarantine_id = d.quarantine_id"
                                                     " WHERE ? BETWEEN c.first_row AND c.last_row AND q.load_id <= ? LIMIT 1"));
    later.bind(1, load).bind(2, rows.front().row.feedId);
    for (qint64 looked = 0;; ++looked) {
        if (looked % 4096 == 0 && cancel.raised())
            return failure("cancelled");
        LECTERN_ASSIGN(const bool row, later.step());
        if (!row)
            return newer;
        if (!wanted.contains(later.integer(1)))
            continue;
        older.reset();
        older.bind(1, later.integer(0)).bind(2, load);
        LECTERN_ASSIGN(const bool corrected, older.step());
        if (!corrected)
            newer.insert(later.integer(1));
    }
}

/// Tries the rows of one load again; those still at fault go into the outcome.
Result<void> retryGroup(School& school, const ConnectorCatalog& catalog, qint64 number, const Group& group,
                        const QString& person, bool dryRun, const Cancel& cancel, CorrectionOutcome& outcome)
{
    const EntitySchema& schema = group.judge->schema();
    std::vector<Retry> ready;
    for (const auto& [id, retry] : group.rows) {
        if (cancel.raised())
            return failure("cancelled");
        std::vector<RowFault> faults;
        if (retry.before.cells == retry.after.cells)
            faults.push_back({retry.row.column, retry.row.reason, retry.row.arguments});
        else
            faults = group.judge->faultsOf(retry.after);
        if (faults.empty())
            ready.push_back(retry);
        else
            outcome.still.push_back({retry.row.load, retry.row.row, std::move(faults)});
    }
    QSet<qint64> newer;
    {
        LECTERN_ASSIGN(const Database database, school.reader());
        LECTERN_ASSIGN(newer, keysSince(database, schema, number, ready, cancel));
    }
    std::erase_if(ready, [&](const Retry& retry) {
        const bool late = !newer.isEmpty() && newer.contains(keyHashOf(schema, retry.after));
        if (late)
            outcome.still.push_back({retry.row.load, retry.row.row, {{{}, "newer_row", {keyOf(schema, retry.after)}}}});
        return late;
    });
    outcome.corrected += qint64(ready.size());
    if (ready.empty() || dryRun)
        return {};
    const QuarantinedRow& first = ready.front().row;
    const RowsOrder order{.feedId = first.feedId,
                          .connector = schema.connector,
                          .entity = schema.id,
                          .mode = schema.key.isEmpty() || schema.mode == Mode::Append ? Mode::Append : Mode::Delta,
                          .source = tr("correction of load %1").arg(number),
                          .person = person,
                          .also = [&](const Database& writer, const Load& load) -> Result<void> {
                              for (const Retry& retry : ready)
                                  LECTERN_TRY(decide(writer, schema, retry, load, person));
                              return {};
                          }};
    CorrectedRows rows(*group.judge, ready);
    LECTERN_ASSIGN(Load load, importRows(school, catalog, order, rows, cancel));
    outcome.loads.push_back(std::move(load));
    return {};
}

} // namespace

Result<CorrectionOutcome> correctRows(School& school, const ConnectorCatalog& catalog,
                                      const std::vector<CorrectionOrder>& orders, const QString& person, bool dryRun,
                                      const Cancel& cancel)
{
    std::map<qint64, Group> groups; // by load
    {
        LECTERN_ASSIGN(const Database database, school.reader());
        for (const CorrectionOrder& order : orders)
            LECTERN_TRY(addOrder(database, catalog, order, groups));
    }
    CorrectionOutcome outcome;
    for (const auto& [load, group] : groups)
        LECTERN_TRY(retryGroup(school, catalog, load, group, person, dryRun, cancel, outcome));
    return outcome;
}

Result<void> withdrawCorrections(const Database& writer, const std::vector<qint64>& undone)
{
    // Taking a load back removes its refused rows: where the row is gone its file is, and the correction outlives both.
    LECTERN_ASSIGN(Statement find,
                   writer.prepare("SELECT uuid FROM decision_correction WHERE load_id = ? AND withdraws IS NULL"
                                  " AND quarantine_id IN (SELECT quarantine_id FROM quarantine)"));
    LECTERN_ASSIGN(Statement withdraw,
                   writer.prepare("INSERT INTO decision_correction (uuid, author, made_ms, feed_id, entity, row_content,"
                                  " row_key, column_name, value_before, value_after, quarantine_id, load_id, withdraws)"
                                  " SELECT ?, 'Lectern', ?, feed_id, entity, row_content, row_key, column_name,"
                                  " value_after, value_before, quarantine_id, load_id, uuid FROM decision_correction"
                                  " WHERE uuid = ?"));
    for (const qint64 load : undone) {
        QStringList decisions;
        find.bind(1, load);
        for (;;) {
            LECTERN_ASSIGN(const bool row, find.step());
            if (!row)
                break;
            decisions << find.text(0);
        }
        find.reset();
        for (const QString& uuid : decisions) {
            withdraw.bind(1, QUuid::createUuid().toString(QUuid::WithoutBraces));
            withdraw.bind(2, QDateTime::currentMSecsSinceEpoch()).bind(3, uuid);
            LECTERN_TRY(withdraw.run());
        }
    }
    return {};
}

QString words(const StillRefused& still)
{
    QStringList faults;
    for (const RowFault& fault : still.faults)
        faults << (fault.column.isEmpty() ? reasonWords(fault.reason, fault.arguments)
                                          : QString("%1: %2").arg(fault.column, reasonWords(fault.reason, fault.arguments)));
    return tr("row %1 of load %2 is still refused: %3").arg(still.row).arg(still.load).arg(faults.join("; "));
}

} // namespace lectern
