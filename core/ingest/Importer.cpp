#include "core/ingest/Importer.h"

#include "core/base/ErrorText.h"
#include "core/base/Hash.h"
#include "core/ingest/CorrectionBook.h"
#include "core/ingest/CorrectionFile.h"
#include "core/ingest/Loader.h"
#include "core/ingest/Mapping.h"
#include "core/ingest/Shape.h"
#include "core/store/RawTables.h"
#include "core/store/Settings.h"

#include <QDateTime>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>

namespace lectern {

namespace {

/// What one import works with from file to file.
struct Job
{
    const Database& writer;
    const School& school;
    const ConnectorCatalog& catalog;
    const ImportOptions& options;
    const ProgressSink& progress;
    const Cancel& cancel;
    QTimeZone zone;
    ImportReport report;
    double done = 0;  ///< bytes of the sources before this one
    double total = 1; ///< bytes of all sources
};

/// A source and what was found in it, best connector first; empty = not recognised.
struct Recognised
{
    Source source;
    QString connector;
    std::vector<Found> found;
};

Result<qint64> takeNumber(const Database& writer, const QString& name, qint64 count)
{
    LECTERN_ASSIGN(Statement take, writer.prepare("UPDATE sequence SET next = next + ? WHERE name = ? RETURNING next"));
    take.bind(1, count).bind(2, name);
    LECTERN_ASSIGN(const bool row, take.step());
    const qint64 next = row ? take.integer(0) : 0;
    while (row) {
        LECTERN_ASSIGN(const bool more, take.step());
        if (!more)
            break;
    }
    return next - count;
}

Result<qint64> feedFor(Job& job, const ConnectorInfo& connector, QString& name)
{
    name = job.options.feed;
    if (name.isEmpty()) {
        LECTERN_ASSIGN(Statement first,
                       job.writer.prepare("SELECT feed_id, name FROM feed WHERE connector = ? ORDER BY feed_id LIMIT 1"));
        first.bind(1, connector.id);
        LECTERN_ASSIGN(const bool row, first.step());
        if (row) {
            name = first.text(1);
            return first.integer(0);
        }
        name = connector.name;
    }
    LECTERN_ASSIGN(Statement find, job.writer.prepare("SELECT feed_id FROM feed WHERE connector = ? AND name = ?"));
    find.bind(1, connector.id).bind(2, name);
    LECTERN_ASSIGN(const bool row, find.step());
    if (row)
        return find.integer(0);
    LECTERN_ASSIGN(Statement insert,
                   job.writer.prepare("INSERT INTO feed (school_id, connector, name) VALUES (1, ?, ?)"));
    insert.bind(1, connector.id).bind(2, name);
    LECTERN_TRY(insert.run());
    return job.writer.integer("SELECT last_insert_rowid()");
}

/// The newest load in force of the same feed and entity, if it read the same bytes in the same way.
Result<std::optional<Load>> repeated(const Database& writer, const Load& load, const QString& mapping)
{
    LECTERN_ASSIGN(Statement find,
                   writer.prepare("SELECT load_id FROM load WHERE feed_id = ? AND entity = ? AND state = 'in force'"
                                  " ORDER BY load_id DESC LIMIT 1"));
    find.bind(1, load.feedId).bind(2, load.entity);
    LECTERN_ASSIGN(const bool row, find.step());
    if (!row)
        return std::nullopt;
    LECTERN_ASSIGN(Load newest, loadByNumber(writer, find.integer(0)));
    LECTERN_ASSIGN(Statement same, writer.prepare("SELECT 1 FROM load WHERE load_id = ? AND sha256 = ? AND mode = ?"
                                                  " AND mapping = ?"));
    same.bind(1, newest.load).bind(2, load.sha256).bind(3, load.mode).bind(4, mapping);
    LECTERN_ASSIGN(const bool equal, same.step());
    return equal ? std::optional(newest) : std::nullopt;
}

Result<void> insertLoad(const Database& writer, Load& load, const QString& mapping, const QString& person)
{
    LECTERN_ASSIGN(Statement insert,
                   writer.prepare("INSERT INTO load (school_id, feed_id, entity, source, sha256, package_id, scope, mode,"
                                  " mapping, state, repeat_of, person, started_ms, finished_ms, first_row, last_row,"
                                  " rows_read, inserted, updated, unchanged, closed, quarantined, remarks)"
                                  " VALUES (1, ?, ?, ?, ?, ?, '[]', ?, ?, 'in force', NULL, ?, ?, ?, ?, ?,"
                                  " 0, 0, 0, 0, 0, 0, '[]')"));
    insert.bind(1, load.feedId).bind(2, load.entity).bind(3, load.source).bind(4, load.sha256).bind(5, load.package);
    insert.bind(6, load.mode).bind(7, mapping).bind(8, person).bind(9, load.startedMs).bind(10, load.startedMs);
    insert.bind(11, load.firstRow).bind(12, load.firstRow - 1);
    LECTERN_TRY(insert.run());
    LECTERN_ASSIGN(load.load, writer.integer("SELECT last_insert_rowid()"));
    return {};
}

QString jsonList(const QStringList& list)
{
    return QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(list)).toJson(QJsonDocument::Compact));
}

Result<void> finishLoad(const Database& writer, Load& load)
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    load.seconds = double(now - load.startedMs) / 1000.0;
    LECTERN_ASSIGN(Statement update,
                   writer.prepare("UPDATE load SET scope = ?, state = ?, repeat_of = ?, finished_ms = ?, last_row = ?,"
                                  " rows_read = ?, inserted = ?, updated = ?, unchanged = ?, closed = ?,"
                                  " quarantined = ?, remarks = ? WHERE load_id = ?"));
    update.bind(1, jsonList(load.scope)).bind(2, load.state);
    if (load.repeatOf)
        update.bind(3, load.repeatOf);
    else
        update.bindNull(3);
    update.bind(4, now).bind(5, load.lastRow).bind(6, load.rowsRead).bind(7, load.inserted).bind(8, load.updated);
    update.bind(9, load.unchanged).bind(10, load.closed).bind(11, load.quarantined);
    update.bind(12, jsonList(load.remarks)).bind(13, load.load);
    return update.run();
}

/// A repeat is logged, changes nothing, and reports the rows of the load it repeats as unchanged.
void becomeRepeat(Load& load, const Load& original)
{
    load.state = "repeat";
    load.repeatOf = original.load;
    load.scope = original.scope;
    load.rowsRead = original.rowsRead;
    load.quarantined = original.quarantined;
    load.unchanged = original.rowsRead - original.quarantined;
}

Result<QString> digestOf(const Source& source, const Cancel& cancel)
{
    LECTERN_ASSIGN(const auto bytes, source.open());
    Sha256 digest;
    QByteArray piece(1 << 20, Qt::Uninitialized);
    for (;;) {
        if (cancel.raised())
            return failure("cancelled");
        LECTERN_ASSIGN(const qint64 size, bytes->read(piece.data(), piece.size()));
        if (size == 0)
            return digest.hex();
        digest.add({piece.constData(), std::size_t(size)});
    }
}

/// What was decided about headers, as part of how a source is read; "" if nothing was.
QString mappingText(const HeaderMapping& mapping)
{
    QStringList parts;
    for (auto header = mapping.cbegin(); header != mapping.cend(); ++header)
        parts << header.key() + '=' + *header;
    parts.sort();
    return parts.isEmpty() ? QString() : ' ' + parts.join(';');
}

/// Loads one source as one entity, inside a savepoint of the caller.
Result<Load> loadOne(Job& job, const QString& connectorId, const Found& found, qint64 package)
{
    const ConnectorInfo& connector = *job.catalog.info(connectorId);
    const EntitySchema* schema = job.catalog.entity(connectorId, found.entity);
    LECTERN_ASSIGN(const Connector* plugin, job.catalog.plugin(connectorId));
    Load load;
    load.startedMs = QDateTime::currentMSecsSinceEpoch();
    load.connector = connectorId;
    load.entity = found.entity;
    load.source = found.source.fullName();
    load.package = package;
    load.state = "in force";
    const Mode mode = job.options.mode.value_or(found.mode.value_or(schema->mode));
    load.mode = modeName(mode);
    LECTERN_ASSIGN(load.feedId, feedFor(job, connector, load.feed));
    LECTERN_ASSIGN(load.sha256, digestOf(found.source, job.cancel));
    LECTERN_ASSIGN(load.firstRow, takeNumber(job.writer, "row", 0));
    LECTERN_ASSIGN(const DriftOutcome drift,
                   settleDrift(job.writer, load.feedId, *schema, found.source,
                               {job.options.acceptDrift || job.options.acceptDriftOf.contains(found.source.fullName()),
                                job.options.mapping, job.options.person}));
    const QString mapping = connector.version + job.options.dateOrder + mappingText(drift.mapping);
    LECTERN_ASSIGN(const auto original, repeated(job.writer, load, mapping));
    LECTERN_TRY(insertLoad(job.writer, load, mapping, job.options.person));
    if (original) {
        load.lastRow = load.firstRow - 1;
        becomeRepeat(load, *original);
        LECTERN_TRY(finishLoad(job.writer, load));
        return load;
    }
    LECTERN_ASSIGN(const auto reader, plugin->open({found, schema, job.options.dateOrder, drift.mapping}, job.cancel));
    RowCheck check(*schema, *reader, job.zone, job.school.matchKey());
    LECTERN_ASSIGN(const CorrectionBook book, CorrectionBook::load(job.writer, load.feedId, *schema));
    Loader loader(job.writer, *schema, {mode, job.options.acceptClosures, &book}, load);
    const auto tell = [&](double fraction, qint64 rows) {
        const double bytes = job.done + std::max(0.0, fraction) * double(found.source.size);
        job.progress({"read", found.source.name(), bytes / job.total, rows});
    };
    LECTERN_TRY(loader.run(*reader, check, tell, job.cancel));
    load.remarks += drift.remarks;
    LECTERN_TRY(takeNumber(job.writer, "row", load.lastRow - load.firstRow + 1));
    LECTERN_TRY(finishLoad(job.writer, load));
    LECTERN_TRY(keepShape(job.writer, load.load, *schema, *reader));
    if (load.inserted + load.updated + load.closed > 0)
        LECTERN_TRY(bumpRawState(job.writer, schema->rawTable()));
    return load;
}

/// Why nobody knows a source, in words a person can use.
Error unknown(const Source& source)
{
    const auto fail = [&](const char* code, const QString& argument) {
        return Error{code, {.file = source.name()}, {argument}, {}, nullptr};
    };
    const auto head = source.head(4096);
    if (!head)
        return head.error();
    if (head->isEmpty())
        return fail("source.empty", {});
    if (head->startsWith("\xef\xbb\xbf") == false && head->count('\0') > head->size() / 50 + 1 &&
        !head->startsWith("\xff\xfe") && !head->startsWith("\xfe\xff"))
        return fail("source.binary", {});
    const QString first = QString::fromUtf8(*head).section('\n', 0, 0).trimmed().left(120);
    return fail("source.not_recognised", QObject::tr("no connector knows a file that begins with \"%1\"").arg(first));
}

/// Asks every connector about one package and keeps, per source, the best.
Result<std::vector<Recognised>> recognise(Job& job, const Package& package)
{
    std::vector<Recognised> recognised;
    for (const Source& source : package.sources)
        recognised.push_back({source, {}, {}});
    for (const ConnectorInfo& connector : job.catalog.connectors()) {
        if (!job.options.connector.isEmpty() && job.options.connector != connector.id)
            continue;
        LECTERN_ASSIGN(const Connector* plugin, job.catalog.plugin(connector.id));
        LECTERN_ASSIGN(const std::vector<Found> all, plugin->discover(package, job.cancel));
        for (Recognised& entry : recognised) {
            std::vector<Found> mine;
            double best = 0;
            for (const Found& found : all) {
                if (found.source.fullName() != entry.source.fullName())
                    continue;
                if (!job.options.entity.isEmpty() && !found.entity.isEmpty() && found.entity != job.options.entity)
                    continue;
                mine.push_back(found);
                best = std::max(best, found.confidence);
            }
            if (!mine.empty() && (entry.found.empty() || best > entry.found.front().confidence)) {
                std::ranges::stable_sort(mine, std::greater{}, &Found::confidence);
                entry.connector = connector.id;
                entry.found = std::move(mine);
            }
        }
    }
    // Who names both connector and entity is believed; opening says what is wrong with the file then.
    if (job.catalog.entity(job.options.connector, job.options.entity)) {
        for (Recognised& entry : recognised)
            if (entry.found.empty()) {
                entry.connector = job.options.connector;
                entry.found.push_back({entry.source, job.options.entity, std::nullopt, 1, {}});
            }
    }
    for (Recognised& entry : recognised) {
        if (!entry.found.empty() || entry.source.trouble || !job.options.connector.isEmpty())
            continue;
        LECTERN_ASSIGN(const std::optional<NearlyKnown> known, nearlyKnown(job.writer, entry.source));
        if (!known || (!job.options.entity.isEmpty() && job.options.entity != known->entity))
            continue;
        entry.connector = known->connector;
        entry.found.push_back({entry.source, known->entity, std::nullopt, 0.4, {}});
    }
    return recognised;
}

/// Loads what was recognised in one source; a failure takes only this source back.
Result<void> loadSource(Job& job, const Recognised& entry, qint64 package)
{
    for (const Found& found : entry.found) {
        if (found.entity.isEmpty())
            continue; // known and read along, e.g. a manifest
        LECTERN_TRY(job.writer.execute("SAVEPOINT source"));
        auto load = loadOne(job, entry.connector, found, package);
        if (!load) {
            LECTERN_TRY(job.writer.execute("ROLLBACK TO source; RELEASE source"));
            const ErrorKind kind = kindOf(load.error());
            if (kind == ErrorKind::Cancelled || load.error().code.startsWith("database."))
                return failure(load.error());
            if (load.error().where.file.isEmpty())
                load.error().where.file = found.source.name();
            job.report.unrecognised.push_back({found.source.fullName(), load.error()});
            return {};
        }
        LECTERN_TRY(job.writer.execute("RELEASE source"));
        job.report.loads.push_back(std::move(*load));
    }
    return {};
}

Result<void> importPackage(Job& job, const Package& package)
{
    const auto recognised = recognise(job, package);
    if (!recognised) {
        if (kindOf(recognised.error()) == ErrorKind::Cancelled)
            return failure(recognised.error());
        job.report.unrecognised.push_back({package.name, recognised.error()});
        return {};
    }
    LECTERN_ASSIGN(const qint64 number, takeNumber(job.writer, "package", 1));
    for (const Recognised& entry : *recognised) {
        if (job.cancel.raised())
            return failure("cancelled");
        if (entry.found.empty())
            job.report.unrecognised.push_back({entry.source.fullName(), unknown(entry.source)});
        else
            LECTERN_TRY(loadSource(job, entry, number));
        job.done += double(entry.source.size);
    }
    return {};
}

} // namespace

Result<Load> importRows(School& school, const ConnectorCatalog& catalog, const RowsOrder& order, Reader& reader,
                        const Cancel& cancel)
{
    const EntitySchema* schema = catalog.entity(order.connector, order.entity);
    if (!schema)
        return failure("connector.unusable", {.file = order.connector}, {order.entity});
    LECTERN_ASSIGN(const Database* writer, school.writer());
    const std::scoped_lock lock(school.writerLock());
    LECTERN_ASSIGN(const QString zone, setting(*writer, "time_zone"));
    LECTERN_ASSIGN(Transaction transaction, Transaction::begin(*writer));
    Load load;
    load.startedMs = QDateTime::currentMSecsSinceEpoch();
    load.feedId = order.feedId;
    load.connector = order.connector;
    load.entity = order.entity;
    load.source = order.source;
    load.state = "in force";
    load.mode = modeName(order.mode);
    LECTERN_ASSIGN(load.package, takeNumber(*writer, "package", 1));
    LECTERN_ASSIGN(load.firstRow, takeNumber(*writer, "row", 0));
    LECTERN_TRY(insertLoad(*writer, load, catalog.info(order.connector)->version, order.person));
    RowCheck check(*schema, reader, QTimeZone(zone.toUtf8()), school.matchKey());
    LECTERN_ASSIGN(const CorrectionBook book, CorrectionBook::load(*writer, load.feedId, *schema));
    Loader loader(*writer, *schema, {order.mode, false, &book}, load);
    LECTERN_TRY(loader.run(reader, check, [](double, qint64) {}, cancel));
    LECTERN_TRY(takeNumber(*writer, "row", load.lastRow - load.firstRow + 1));
    LECTERN_TRY(finishLoad(*writer, load));
    if (load.inserted + load.updated + load.closed > 0)
        LECTERN_TRY(bumpRawState(*writer, schema->rawTable()));
    if (order.also)
        LECTERN_TRY(order.also(*writer, load));
    LECTERN_TRY(transaction.commit());
    return loadByNumber(*writer, load.load);
}

namespace {

/// Loads packages in one transaction.
Result<void> importPackages(School& school, const ConnectorCatalog& catalog, const std::vector<Package>& packages,
                            const ImportOptions& options, const ProgressSink& progress, const Cancel& cancel,
                            ImportReport& report)
{
    LECTERN_ASSIGN(const Database* writer, school.writer());
    const std::scoped_lock lock(school.writerLock());
    LECTERN_ASSIGN(const QString zone, setting(*writer, "time_zone"));
    Job job{*writer, school, catalog, options, progress, cancel, QTimeZone(zone.toUtf8()), std::move(report), 0, 1};
    for (const Package& package : packages)
        for (const Source& source : package.sources)
            job.total += double(source.size);
    LECTERN_ASSIGN(Transaction transaction, Transaction::begin(*writer));
    for (const Package& package : packages)
        LECTERN_TRY(importPackage(job, package));
    if (cancel.raised())
        return failure("cancelled");
    if (!options.dryRun)
        LECTERN_TRY(transaction.commit());
    report = std::move(job.report);
    return {};
}

/// Takes the files of mended rows out of the packages: they say themselves where they belong.
std::vector<Source> takeCorrectionFiles(std::vector<Package>& packages)
{
    std::vector<Source> mended;
    for (Package& package : packages)
        std::erase_if(package.sources, [&](const Source& source) {
            if (source.trouble || !isCorrectionFile(source))
                return false;
            mended.push_back(source);
            return true;
        });
    std::erase_if(packages, [](const Package& package) { return package.sources.empty(); });
    return mended;
}

Result<void> importMended(School& school, const ConnectorCatalog& catalog, const Source& source,
                          const ImportOptions& options, const Cancel& cancel, ImportReport& report)
{
    const auto done = importCorrectionFile(school, catalog, source, options.person, options.dryRun, cancel);
    if (!done) {
        if (kindOf(done.error()) == ErrorKind::Cancelled || done.error().code.startsWith("database."))
            return failure(done.error());
        report.unrecognised.push_back({source.fullName(), done.error()});
        return {};
    }
    report.loads.insert(report.loads.end(), done->outcome.loads.begin(), done->outcome.loads.end());
    for (const QString& remark : remarksOf(*done, options.dryRun))
        report.warnings.push_back(source.name() + ": " + remark);
    return {};
}

} // namespace

Result<ImportReport> importPaths(School& school, const ConnectorCatalog& catalog, const QStringList& paths,
                                 const ImportOptions& options, const ProgressSink& progress, const Cancel& cancel)
{
    ImportReport report;
    std::vector<Package> packages;
    for (const QString& path : paths) {
        auto found = packagesOf(path);
        if (!found)
            report.unrecognised.push_back({path, found.error()});
        else
            std::ranges::move(*found, std::back_inserter(packages));
    }
    const std::vector<Source> mended = takeCorrectionFiles(packages);
    LECTERN_TRY(importPackages(school, catalog, packages, options, progress, cancel, report));
    for (const Source& source : mended)
        LECTERN_TRY(importMended(school, catalog, source, options, cancel, report));
    return report;
}

} // namespace lectern
