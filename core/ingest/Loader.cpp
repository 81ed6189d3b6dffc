#include "core/ingest/Loader.h"

#include "core/govern/Codec.h"
#include "core/store/RawTables.h"

#include <QCoreApplication>
#include <limits>

namespace lectern {

namespace {

/// Rows that may be compared in memory at once, about 250 MB.
constexpr qint64 rowsInMemory = 12'000'000;
constexpr qint64 bytesPerRow = 60; ///< a guess at a source's rows from its size
constexpr std::size_t expectedAhead = 8; ///< rows between asking for memory and reading it

} // namespace

Loader::Loader(Staging& staging, StagedLoad& staged, LoaderOptions options)
    : m_staging(staging), m_writer(staging.writer()), m_staged(staged), m_load(staged.load), m_schema(*staged.schema),
      m_ledger(*staged.ledger), m_options(std::move(options)), m_keyed(!m_schema.key.isEmpty()),
      m_versioned(m_keyed && m_options.mode == Mode::Delta && !m_schema.version.isEmpty()), m_instants(m_options.zone),
      m_listing(std::move(m_options.listing))
{
    if (m_listing.firstRow == 0)
        m_listing.firstRow = m_load.firstRow;
}

Result<void> Loader::prepare()
{
    if (!m_staging.dry()) {
        LECTERN_ASSIGN(m_insert, RawInsert::prepare(m_writer, m_staging.batch(), m_schema, m_load.feedId));
    }
    LECTERN_ASSIGN(m_quarantine, m_writer.prepare("INSERT INTO quarantine (load_id, source_row, column_name, reason,"
                                                  " arguments, row_json) VALUES (?, ?, ?, ?, ?, ?)"));
    const QString from = " FROM " + quoted(m_schema.rawTable()) + " WHERE row_no = ?";
    QStringList names;
    for (const QString& name : m_schema.key) {
        const int column = m_schema.indexOf(name);
        if (isOpaque(m_schema.columns[std::size_t(column)].privacy))
            continue;
        m_keyColumns.push_back(column);
        names << quoted(name);
    }
    if (!names.isEmpty()) {
        LECTERN_ASSIGN(m_keyCells, m_writer.prepare("SELECT " + names.join(", ") + from));
    }
    if (m_versioned) {
        LECTERN_ASSIGN(m_version, m_writer.prepare("SELECT " + quoted(m_schema.version) + from));
    }
    return {};
}

Result<int> Loader::passesNeeded()
{
    LECTERN_ASSIGN(const qint64 open, expectedRows(m_writer, {m_schema, m_load.feedId, m_load.load, m_load.firstRow, m_ledger.closed, {}}));
    const qint64 own = m_keyed ? m_load.bytes / bytesPerRow : 0;
    return int(1 + (open + own) / rowsInMemory);
}

Result<void> Loader::readOpen(KeyShare share, const Cancel& cancel)
{
    const bool continues = m_listing.firstRow < m_load.firstRow; // a list that other tables of the file began
    if (m_ledger.open && !continues)
        m_ledger.open->settle(); // an earlier file of this import left it
    if (share.passes > 1 || !m_ledger.open || !m_ledger.open->complete()) {
        m_ledger.open.reset(); // the memory goes first
        // Without a key, a row is not compared with those of its own file.
        const qint64 firstRow = m_keyed ? m_load.firstRow : m_listing.firstRow;
        LECTERN_ASSIGN(m_ledger.open, OpenRows::read(m_writer, {m_schema, m_load.feedId, m_load.load, firstRow,
                                                               m_ledger.closed, share}, cancel));
        m_openIsPartial = share.passes > 1 || (continues && !m_keyed);
        m_countedByScope = !continues; // else they are not what was there before the file
        for (const auto& [scope, count] : m_ledger.open->scopes())
            m_openByScope[scope] += count;
    } else {
        m_countedByScope = false; // counted for an earlier load of this import
    }
    m_ledger.open->findAddedBy(m_options.mode == Mode::Append && m_schema.deletion.column.isEmpty()
                                   ? OpenRows::Added::ByContent : OpenRows::Added::ByKey);
    return {};
}

/// Newest versions of explicit deletes of earlier loads: each stands in the table as a row its own load closed.
Result<void> Loader::readDeletions()
{
    if (!m_versioned || m_ledger.deletionsRead)
        return {};
    m_ledger.deletionsRead = true;
    LECTERN_ASSIGN(Statement rows, m_writer.prepare("SELECT r.key_hash, r." + quoted(m_schema.version) + " FROM " +
                                                    quoted(m_schema.rawTable()) + " AS r JOIN load AS l ON l.load_id = r.closed_by"
                                                    " WHERE r.closed_by IS NOT NULL AND r.feed_id = ?"
                                                    " AND r.row_no BETWEEN l.first_row AND l.last_row"));
    rows.bind(1, m_load.feedId);
    for (;;) {
        LECTERN_ASSIGN(const bool row, rows.step());
        if (!row)
            return {};
        const qint64 version = m_check->versionOf(rows.textView(1), m_instants);
        auto& newest = m_ledger.deletions.try_emplace(quint64(rows.integer(0)), version).first->second;
        newest = std::max(newest, version);
    }
}

Result<void> Loader::run(const Open& open, const std::function<void(double, qint64)>& progress, const Cancel& cancel)
{
    LECTERN_TRY(prepare());
    LECTERN_ASSIGN(const int passes, passesNeeded());
    for (int number = 0; number < passes; ++number) {
        LECTERN_ASSIGN(const std::unique_ptr<Reader> reader, open());
        const auto tell = [&](double fraction, qint64 rows) { progress((number + fraction) / passes, rows); };
        LECTERN_TRY(pass(*reader, {number, passes}, tell, cancel));
        m_load.remarks = reader->remarks();
    }
    m_listing.rows += m_load.rowsRead;
    if (m_listing.rows == 0 && m_options.mode == Mode::Snapshot && m_options.closes)
        return failure("source.no_rows", {.file = m_load.source});
    m_listing.scopes.insert(m_scopes.begin(), m_scopes.end());
    if (m_options.mode == Mode::Snapshot && m_options.closes)
        LECTERN_TRY(closeAbsent(cancel));
    if (m_openIsPartial)
        m_ledger.open.reset(); // the next load needs more
    for (const auto& [scope, number] : m_scopes)
        if (!m_schema.scope.isEmpty() && m_load.scope.size() < 1000)
            m_load.scope << readableKey(scope);
    if (m_older > 0)
        m_load.remarks << QCoreApplication::translate("Reader", "%Ln row(s) (is|are) older than what is stored and (changes|change) nothing",
                                                      nullptr, int(std::min<qint64>(m_older, 2'000'000'000)));
    return {};
}

Result<void> Loader::pass(Reader& reader, KeyShare share, const std::function<void(double, qint64)>& progress,
                          const Cancel& cancel)
{
    m_check = std::make_unique<RowCheck>(m_schema, reader, m_options.zone, m_options.matchKey);
    m_scopeNumbers.clear();
    RowPipe pipe(reader, *m_check, cancel); // reads ahead while the open rows are read
    LECTERN_TRY(readOpen(share, cancel));
    LECTERN_TRY(readDeletions());
    for (;;) {
        LECTERN_ASSIGN(const CheckedBatch* const batch, pipe.next());
        if (!batch)
            break;
        const auto rowAt = [&](std::size_t i) { return batch->rows[std::min(i, batch->rows.size() - 1)].identity; };
        for (std::size_t i = 0; i < batch->rows.size(); ++i) {
            m_ledger.open->expect(rowAt(i + expectedAhead), rowAt(i + 2 * expectedAhead));
            if (share.holds(batch->rows[i].identity.key))
                LECTERN_TRY(apply(*batch, i));
        }
        LECTERN_TRY(flush());
        if (cancel.raised())
            return failure("cancelled");
        progress(std::max(0.0, batch->progress), m_load.rowsRead);
    }
    if (m_options.mode == Mode::Snapshot && m_options.closes)
        noteAbsent();
    return {};
}

Result<void> Loader::apply(const CheckedBatch& batch, std::size_t index)
{
    const CheckedRow& row = batch.rows[index];
    ++m_load.rowsRead;
    if (row.keyReadable || row.fault < 0)
        LECTERN_TRY(scopeOf(row));
    if (row.fault >= 0)
        return refuse(batch, index, batch.faults[std::size_t(row.fault)]);
    if (row.deletion)
        return remove(batch, index);
    return m_keyed && m_options.mode != Mode::Append ? applyByKey(batch, index) : applyByContent(batch, index);
}

/// Rows of one key and content are one row; without a key, as many as the file and the table have in common are.
Result<void> Loader::applyByContent(const CheckedBatch& batch, std::size_t index)
{
    const CheckedRow& row = batch.rows[index];
    const qint64 found = m_ledger.open->empty() ? 0 : m_ledger.open->firstFree(row.identity, [this](qint64 rowNo) {
        return (!m_keyed && m_listing.seen.contains(std::uint64_t(rowNo))) || m_ledger.closed.contains(std::uint64_t(rowNo));
    });
    if (found) {
        if (found < m_listing.firstRow)
            m_listing.seen.add(std::uint64_t(found));
        ++m_load.unchanged;
        return {};
    }
    ++m_load.inserted;
    return store(batch, index);
}

Result<qint64> Loader::scopeOf(const CheckedRow& row)
{
    if (m_scopeNumbers.size() <= row.scope)
        m_scopeNumbers.resize(row.scope + 1, -1);
    qint64& number = m_scopeNumbers[row.scope];
    if (number < 0) {
        const std::string scope = m_check->scope(row.scope);
        LECTERN_ASSIGN(number, scopeNumber(m_writer, QString::fromStdString(scope)));
        m_scopes.try_emplace(scope, number);
    }
    return number;
}

Result<void> Loader::store(const CheckedBatch& batch, std::size_t index, bool closed)
{
    const CheckedRow& row = batch.rows[index];
    const qint64 rowNo = ++m_load.lastRow;
    if (closed)
        close(rowNo);
    else if (!m_keyed)
        m_ledger.open->addLater(row.identity, rowNo);
    else
        m_ledger.open->add(row.identity, rowNo);
    if (rowNo <= m_staged.storedTo || m_staging.dry())
        return {};
    LECTERN_ASSIGN(const qint64 scope, scopeOf(row));
    m_rows.push_back({rowNo, qint64(row.identity.key), qint64(row.identity.content), scope, row.sourceRow, row.cells.in(batch.cells)});
    m_bytes += qint64(row.cells.values + row.cells.types);
    return {};
}

Result<void> Loader::flush()
{
    if (!m_rows.empty())
        LECTERN_TRY(m_insert->insert(m_rows));
    const auto rows = qint64(m_rows.size());
    m_rows.clear();
    return m_staging.stored(m_staged, rows, std::exchange(m_bytes, 0));
}

void Loader::close(qint64 rowNo)
{
    m_staged.closing.add(std::uint64_t(rowNo));
    m_ledger.closed.add(std::uint64_t(rowNo));
}

Result<void> Loader::refuseConflict(const CheckedBatch& batch, std::size_t index)
{
    return refuse(batch, index, {m_schema.key.join(", "), "key_conflict", {readableKey(m_check->keyOf(batch.records, int(index)))}});
}

Result<void> Loader::refuse(const CheckedBatch& batch, std::size_t index, const RowFault& fault)
{
    const CheckedRow& row = batch.rows[index];
    ++m_load.quarantined;
    if (m_load.quarantined > m_staged.quarantineStored && !m_staging.dry()) {
        m_quarantine.bind(1, m_load.load).bind(2, row.sourceRow).bind(3, fault.column).bind(4, fault.reason);
        m_quarantine.bind(5, listText(fault.arguments)).bind(6, m_check->original(batch.records, int(index)));
        LECTERN_TRY(m_quarantine.run());
        m_bytes += 500;
    }
    if (!m_keyed || !row.keyReadable)
        return {};
    findOpen(row);
    for (const Older& open : m_open)
        if (open.rowNo < m_listing.firstRow)
            m_listing.kept.add(std::uint64_t(open.rowNo));
    return {};
}

Listing Loader::listing() &&
{
    m_listing.closing |= m_staged.closing;
    return std::move(m_listing);
}

void Loader::noteAbsent()
{
    m_absent |= m_ledger.open->numbers() - m_listing.seen - m_listing.kept - m_ledger.closed;
}

} // namespace lectern
