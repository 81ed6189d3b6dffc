#include "core/ingest/Loader.h"

#include "core/base/ErrorText.h"
#include "core/store/RawTables.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace lectern {

namespace {

/// Share of a scope's open rows a snapshot may close without asking.
constexpr double closureLimit = 0.20;

QByteArray bytesOf(const Hash128& hash)
{
    QByteArray bytes(16, Qt::Uninitialized);
    memcpy(bytes.data(), &hash.high, 8);
    memcpy(bytes.data() + 8, &hash.low, 8);
    return bytes;
}

QString display(const std::string& scope)
{
    return QString::fromStdString(scope).replace(QChar(0x1f), " / ");
}

QString jsonList(const QStringList& list)
{
    return QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(list)).toJson(QJsonDocument::Compact));
}

} // namespace

Loader::Loader(const Database& writer, const EntitySchema& schema, const LoaderOptions& options, Load& load)
    : m_writer(writer), m_schema(schema), m_options(options), m_load(load)
{
}

Result<void> Loader::prepare()
{
    const QString table = quoted(m_schema.rawTable());
    LECTERN_ASSIGN(m_find, m_writer.prepare("SELECT row_no, row_hash FROM " + table +
                                            " WHERE feed_id = ? AND row_key = ? AND closed_by IS NULL"));
    const std::vector<RawColumn> columns = rawColumns(m_schema);
    QString names = "row_no, school_id, feed_id, row_key, row_hash, scope, source_row";
    QString marks = "?, 1, ?, ?, ?, ?, ?";
    for (const RawColumn& column : columns) {
        names += ", " + quoted(column.name);
        marks += ", ?";
    }
    LECTERN_ASSIGN(m_insert, m_writer.prepare("INSERT INTO " + table + " (" + names + ") VALUES (" + marks + ")"));
    LECTERN_ASSIGN(m_close, m_writer.prepare("UPDATE " + table + " SET closed_by = ? WHERE row_no = ?"));
    LECTERN_ASSIGN(m_quarantine, m_writer.prepare("INSERT INTO quarantine (load_id, source_row, column_name, reason,"
                                                  " arguments, row_json) VALUES (?, ?, ?, ?, ?, ?)"));
    return {};
}

Result<void> Loader::run(Reader& reader, RowCheck& check, const std::function<void(double, qint64)>& progress,
                         const Cancel& cancel)
{
    LECTERN_TRY(prepare());
    m_load.lastRow = m_load.firstRow - 1;
    RecordBatch batch;
    for (;;) {
        LECTERN_ASSIGN(const bool more, reader.next(batch, cancel));
        if (!more)
            break;
        for (int i = 0; i < batch.rows(); ++i) {
            ++m_load.rowsRead;
            auto fault = check.check(batch, i, m_row);
            const bool mended = fault && correct(batch, i, check);
            const RecordBatch& rows = mended ? m_corrected : batch;
            const int at = mended ? 0 : i;
            if (mended)
                fault.reset();
            if (m_row.keyReadable || !fault)
                m_scopes.try_emplace(m_row.scope, 0);
            if (fault)
                LECTERN_TRY(refuse(rows, at, check, *fault));
            else if (m_row.deletion)
                LECTERN_TRY(remove(rows, at, check));
            else
                LECTERN_TRY(apply(rows, at, check));
        }
        if (cancel.raised())
            return failure("cancelled");
        progress(reader.progress(), m_load.rowsRead);
    }
    if (m_load.rowsRead == 0 && m_options.mode == Mode::Snapshot)
        return failure("source.no_rows", {.file = m_load.source});
    if (m_options.mode == Mode::Snapshot)
        LECTERN_TRY(closeAbsent());
    for (const auto& [scope, before] : m_scopes)
        if (!m_schema.scope.isEmpty() && m_load.scope.size() < 1000)
            m_load.scope << display(scope);
    m_load.remarks = reader.remarks();
    if (m_corrections > 0)
        m_load.remarks << QCoreApplication::translate("Loader", "%n correction(s) of earlier applied", nullptr, int(m_corrections));
    return {};
}

/// Tries what a person once made of such a row; true = `m_row` and `m_corrected` hold the row mended. Else `m_row` is
/// again the row as it came.
bool Loader::correct(const RecordBatch& batch, int index, RowCheck& check)
{
    if (!m_options.corrections || !m_options.corrections->apply(batch, index, m_corrected))
        return false;
    if (!check.check(m_corrected, 0, m_row)) {
        ++m_corrections;
        return true;
    }
    (void)check.check(batch, index, m_row);
    return false;
}

std::string Loader::identity(bool keyed)
{
    if (keyed)
        return m_row.key;
    std::string content = QByteArray(m_hash.toHex()).toStdString();
    const qint64 occurrence = ++m_occurrences[content];
    return content + '#' + std::to_string(occurrence);
}

Result<void> Loader::findOpen(const std::string& key)
{
    m_open.clear();
    m_find.bind(1, m_load.feedId).bindText(2, key);
    for (;;) {
        LECTERN_ASSIGN(const bool row, m_find.step());
        if (!row)
            break;
        m_open.push_back({m_find.integer(0), m_find.blob(1) == m_hash});
    }
    m_find.reset();
    return {};
}

Result<void> Loader::apply(const RecordBatch& batch, int index, RowCheck& check)
{
    m_hash = bytesOf(m_row.hash);
    const bool keyed = !m_schema.key.isEmpty();
    m_key = identity(keyed);
    LECTERN_TRY(findOpen(m_key));
    const bool append = m_options.mode == Mode::Append;
    if (keyed && !append) {
        bool conflict = m_deleted.contains(QByteArray::fromStdString(m_key));
        bool twin = false;
        for (const Open& open : m_open) {
            if (ofThisLoad(open.rowNo))
                (open.same ? twin : conflict) = true;
        }
        if (conflict || twin) {
            if (!conflict) {
                ++m_load.unchanged;
                return {};
            }
            const QString shown = QString::fromStdString(m_key).replace(QChar(0x1f), " / ");
            return refuse(batch, index, check, {m_schema.key.join(", "), "key_conflict", {shown}});
        }
    }
    bool present = false;
    bool replaced = false;
    for (const Open& open : m_open) {
        if (open.same && !present) {
            present = true;
            m_seen.add(std::uint64_t(open.rowNo));
        } else if (!append) {
            LECTERN_TRY(close(open.rowNo));
            replaced = true;
        }
    }
    if (!present)
        LECTERN_TRY(store(batch.sourceRow(index)));
    ++(replaced ? m_load.updated : present ? m_load.unchanged : m_load.inserted);
    return {};
}

Result<void> Loader::remove(const RecordBatch& batch, int index, RowCheck& check)
{
    m_hash = bytesOf(m_row.hash);
    m_key = identity(!m_schema.key.isEmpty());
    LECTERN_TRY(findOpen(m_key));
    for (const Open& open : m_open)
        if (ofThisLoad(open.rowNo))
            return refuse(batch, index, check,
                          {m_schema.key.join(", "), "key_conflict", {QString::fromStdString(m_key)}});
    for (const Open& open : m_open)
        LECTERN_TRY(close(open.rowNo));
    m_deleted.insert(QByteArray::fromStdString(m_key));
    ++(m_open.empty() ? m_load.unchanged : m_load.updated);
    return {};
}

Result<void> Loader::store(qint64 sourceRow)
{
    const qint64 rowNo = ++m_load.lastRow;
    m_insert.bind(1, rowNo).bind(2, m_load.feedId).bindText(3, m_key).bindBlob(4, m_hash);
    m_insert.bindText(5, m_row.scope).bind(6, sourceRow);
    int at = 7;
    for (const StoredCell& cell : m_row.cells) {
        switch (cell.kind) {
        case StoredCell::Kind::Null:
            m_insert.bindNull(at++);
            break;
        case StoredCell::Kind::Text:
            m_insert.bindText(at++, cell.text);
            break;
        case StoredCell::Kind::Integer:
            m_insert.bind(at++, cell.integer);
            break;
        }
    }
    if (m_row.extra.empty())
        m_insert.bindNull(at);
    else
        m_insert.bindText(at, m_row.extra);
    return m_insert.run();
}

Result<void> Loader::close(qint64 rowNo)
{
    m_close.bind(1, m_load.load).bind(2, rowNo);
    return m_close.run();
}

Result<void> Loader::refuse(const RecordBatch& batch, int index, RowCheck& check, const RowFault& fault)
{
    if (fault.reason == QLatin1String("key_conflict") && &batch != &m_corrected && correct(batch, index, check))
        return m_row.deletion ? remove(m_corrected, 0, check) : apply(m_corrected, 0, check);
    ++m_load.quarantined;
    m_quarantine.bind(1, m_load.load).bind(2, batch.sourceRow(index)).bind(3, fault.column).bind(4, fault.reason);
    m_quarantine.bind(5, jsonList(fault.arguments)).bind(6, check.original(batch, index));
    LECTERN_TRY(m_quarantine.run());
    if (m_schema.key.isEmpty() || !m_row.keyReadable)
        return {};
    m_hash.clear();
    LECTERN_TRY(findOpen(m_row.key));
    for (const Open& open : m_open)
        if (open.rowNo < m_load.firstRow)
            m_kept.add(std::uint64_t(open.rowNo));
    return {};
}

Result<void> Loader::closeAbsent()
{
    struct Counts
    {
        qint64 open = 0;
        std::vector<qint64> absent;
    };
    std::map<std::string, Counts> scopes;
    const QString table = quoted(m_schema.rawTable());
    LECTERN_ASSIGN(Statement rows, m_writer.prepare("SELECT row_no, scope, closed_by FROM " + table +
                                                    " WHERE feed_id = ? AND row_no < ?"
                                                    " AND (closed_by IS NULL OR closed_by = ?)"));
    rows.bind(1, m_load.feedId).bind(2, m_load.firstRow).bind(3, m_load.load);
    for (;;) {
        LECTERN_ASSIGN(const bool row, rows.step());
        if (!row)
            break;
        const std::string scope(rows.textView(1));
        if (!m_scopes.contains(scope))
            continue;
        Counts& counts = scopes[scope];
        ++counts.open;
        const auto rowNo = std::uint64_t(rows.integer(0));
        if (rows.isNull(2) && !m_seen.contains(rowNo) && !m_kept.contains(rowNo))
            counts.absent.push_back(qint64(rowNo));
    }
    for (const auto& [scope, counts] : scopes) {
        const auto absent = qint64(counts.absent.size());
        if (!m_options.acceptClosures && double(absent) > closureLimit * double(counts.open)) {
            const QString name = m_schema.title + (scope.empty() ? QString() : " (" + display(scope) + ")");
            return failure("import.closures", {.file = m_load.source},
                           {QString::number(absent), QString::number(counts.open), name,
                            QString::number(100.0 * double(absent) / double(counts.open), 'f', 0)});
        }
        for (const qint64 rowNo : counts.absent)
            LECTERN_TRY(close(rowNo));
        m_load.closed += absent;
    }
    return {};
}

} // namespace lectern
