#include "core/ingest/Importer.h"

#include "core/base/ErrorText.h"
#include "core/base/Hash.h"
#include "core/ingest/CorrectionFile.h"
#include "core/ingest/Digest.h"
#include "core/ingest/HostedReader.h"
#include "core/ingest/LayoutBook.h"
#include "core/ingest/LayoutRecognition.h"
#include "core/ingest/Loader.h"
#include "core/ingest/Mapping.h"
#include "core/ingest/Recognition.h"
#include "core/store/Settings.h"

#include <QDateTime>
#include <QFileInfo>
#include <algorithm>

namespace lectern {

namespace {

/// Whether an error ends the whole import, not only the load of one source.
bool endsImport(const Error& error)
{
    return kindOf(error) == ErrorKind::Cancelled || isStoreFailure(error);
}

/// What one import works with from file to file.
struct Job
{
    const School& school;
    const ConnectorCatalog& catalog;
    const ImportOptions& options;
    const ProgressSink& progress;
    const Cancel& cancel;
    QTimeZone zone;
    std::unique_ptr<Staging> staging;
    ImportReport report;
    std::vector<Layout> layouts;  ///< the school's, newest first
    std::vector<Layout> accepted; ///< by this import
    double done = 0;  ///< bytes of the sources before this one
    double total = 1; ///< bytes of all sources
};

/// A repeat is logged, changes nothing, and reports the rows of the load it repeats as unchanged.
void becomeRepeat(Load& load, const Load& original)
{
    load.repeatOf = original.load;
    load.scope = original.scope;
    load.rowsRead = original.rowsRead;
    load.quarantined = original.quarantined;
    load.unchanged = original.rowsRead - original.quarantined;
}

/// What was decided about headers, as part of how a source is read; "" if nothing was.
QString mappingText(const HeaderMapping& mapping)
{
    QStringList parts;
    for (auto header = mapping.cbegin(); header != mapping.cend(); ++header)
        parts << header.key() + '=' + *header;
    parts.sort();
    return parts.join(';');
}

/// Whether the digest of a load's source may come while its rows are read already.
Result<bool> mayReadAtOnce(const Job& job, const Load& load, const Source& source)
{
    if (!source.member.isEmpty() || source.remote || source.size < job.options.largeFrom)
        return false;
    LECTERN_ASSIGN(const bool decides, job.staging->digestDecides(load));
    return !decides;
}

/// A load as it stands before anything is read, and how its source is to be opened.
Result<Load> begun(Job& job, const ConnectorInfo& connector, const EntitySchema& schema, const Found& found, Mode mode,
                   qint64 package, const Layout* layout, DriftOutcome& drift)
{
    Load load;
    load.startedMs = QDateTime::currentMSecsSinceEpoch();
    load.connector = connector.id;
    load.entity = found.entity;
    load.source = found.source.fullName();
    load.bytes = found.source.size;
    load.package = package;
    load.person = job.options.person;
    load.mode = modeName(mode);
    load.feed = job.options.feed;
    if (load.feed.isEmpty() && layout)
        load.feed = layout->name; // what one vendor calls its students says nothing about another's
    LECTERN_ASSIGN(load.feedId, job.staging->feed(connector.id, connector.name, load.feed));
    const bool accept = job.options.acceptDrift || job.options.acceptDriftOf.contains(load.source);
    LECTERN_ASSIGN(drift, settleDrift(job.staging->writer(), load.feedId, schema, found.source,
                                      {accept, job.options.mapping, job.options.person}));
    load.mapping = QStringList{connector.version, job.options.dateOrder, QString::fromUtf8(job.zone.id())}.join(' ');
    if (found.source.part.isPart())
        load.mapping += QString(" table %1").arg(found.source.part.table + 1);
    if (!drift.mapping.isEmpty())
        load.mapping += ' ' + mappingText(drift.mapping);
    if (layout) {
        drift.mapping.insert(furtherColumnsOf(found.source, *layout));
        drift.remarks << QObject::tr("read with the layout \"%1\"").arg(layout->name);
        load.mapping += " layout " + layoutId(*layout);
    }
    LECTERN_ASSIGN(const bool atOnce, mayReadAtOnce(job, load, found.source));
    if (!atOnce) {
        LECTERN_ASSIGN(load.sha256, digestOf(found.source, job.cancel));
    }
    return load;
}

/// Loads one source as one entity. `shape` is filled when the source is opened; `digest` is there if the load has none yet.
/// After an error nothing of it is staged.
Result<Load> loadOne(Job& job, Load load, const EntitySchema& schema, const Loader::Open& open, const Shape& shape,
                     Digest* digest = nullptr)
{
    std::optional<Load> original;
    if (!digest) {
        LECTERN_ASSIGN(original, job.staging->repeated(load));
    }
    if (original)
        becomeRepeat(load, *original);
    else
        LECTERN_TRY(job.staging->expect({&schema}));
    LECTERN_ASSIGN(StagedLoad* const staged, job.staging->add(std::move(load), schema, digest));
    if (!original) {
        const double size = double(staged->load.bytes);
        const QString name = staged->load.source;
        const auto tell = [&](double fraction, qint64 rows) {
            job.progress({"read", name, (job.done + fraction * size) / job.total, rows});
        };
        Loader loader(*job.staging, *staged, {*modeFromName(staged->load.mode), job.options.acceptClosures, job.zone,
                                             job.school.matchKey()});
        const Result<void> done = loader.run(open, tell, job.cancel);
        if (!done) {
            if (!endsImport(done.error()))
                LECTERN_TRY(job.staging->discard(*staged));
            return failure(done.error());
        }
        if (!job.staging->dry())
            LECTERN_TRY(keepShape(job.staging->writer(), staged->load.load, shape));
    }
    LECTERN_TRY(job.staging->end(*staged));
    return staged->load;
}

/// Notes that a source could not be loaded: for the report, and for the log where its feed is known.
void noteFailure(Job& job, const Load& load, Error error)
{
    if (error.where.file.isEmpty())
        error.where.file = load.source;
    Load failed = load;
    failed.state = "failed";
    failed.finishedMs = QDateTime::currentMSecsSinceEpoch();
    failed.errorCode = error.code;
    failed.errorRow = error.where.row;
    failed.errorColumn = error.where.column;
    failed.errorArguments = error.arguments;
    job.staging->failed(failed);
    job.report.unrecognised.push_back({load.source, std::move(error)});
}

/// Loads what was recognised in one source; a failure takes only this source back.
Result<void> loadSource(Job& job, const QString& connectorId, const std::vector<Found>& all, qint64 package,
                        const Layout* layout)
{
    const ConnectorInfo& connector = *job.catalog.info(connectorId);
    LECTERN_ASSIGN(const Connector* plugin, job.catalog.plugin(connectorId));
    for (const Found& found : all) {
        if (found.entity.isEmpty())
            continue; // known and read along, e.g. a manifest
        const EntitySchema& schema = *job.catalog.entity(connectorId, found.entity);
        const Mode mode = job.options.mode.value_or(found.mode.value_or(schema.mode));
        DriftOutcome drift;
        auto load = begun(job, connector, schema, found, mode, package, layout, drift);
        if (!load) {
            if (endsImport(load.error()))
                return failure(load.error());
            job.report.unrecognised.push_back({found.source.fullName(), load.error()});
            return {};
        }
        LECTERN_ASSIGN(const CorrectionBook corrections, CorrectionBook::load(job.staging->writer(), load->feedId, schema));
        std::optional<Digest> digest;
        if (load->sha256.isEmpty())
            digest.emplace(found.source, job.cancel);
        Digest* const reading = digest ? &*digest : nullptr;
        Shape shape;
        Learnt learnt;
        const Loader::Open open = [&]() -> Result<std::unique_ptr<Reader>> {
            LECTERN_ASSIGN(std::unique_ptr<Reader> reader,
                           plugin->open({found, &schema, job.options.dateOrder, drift.mapping, learnt}, job.cancel));
            shape = shapeOf(schema, *reader);
            return std::make_unique<HostedReader>(std::move(reader), corrections, drift.remarks);
        };
        auto loaded = loadOne(job, *load, schema, open, shape, reading);
        while (!loaded && loaded.error().code == "reader.learnt" && !learnt.contains(loaded.error().arguments.value(0))) {
            learnt.insert(loaded.error().arguments.value(0), loaded.error().arguments.value(1));
            loaded = loadOne(job, *load, schema, open, shape, reading);
        }
        if (!loaded) {
            if (endsImport(loaded.error()))
                return failure(loaded.error());
            if (reading)
                load->sha256 = reading->value().value_or(QString());
            noteFailure(job, *load, loaded.error());
            return {};
        }
        job.report.loads.push_back(*loaded);
        if (layout)
            job.accepted.push_back(*layout);
    }
    return {};
}

/// Loads a source by the layout that fits it, else as connectors recognised it; or says why not.
Result<void> loadEntry(Job& job, const Recognised& entry, qint64 package)
{
    const double recognised = entry.found.empty() ? 0 : entry.found.front().confidence;
    const auto use = layoutFor(entry.source, recognised, job.options, job.layouts, job.catalog, job.cancel);
    if (!use) {
        if (endsImport(use.error()))
            return failure(use.error());
        job.report.unrecognised.push_back({entry.source.fullName(), use.error()});
        return {};
    }
    if (*use)
        return loadSource(job, (*use)->layout.connector, (*use)->found, package, &(*use)->layout);
    if (!entry.found.empty())
        return loadSource(job, entry.connector, entry.found, package, nullptr);
    const std::optional<Error> near = nearLayout(entry.source, job.options, job.layouts);
    job.report.unrecognised.push_back({entry.source.fullName(), near ? *near : whyUnknown(entry.source)});
    return {};
}

Result<void> importPackage(Job& job, const Package& package)
{
    const auto recognised = recognise(package, job.catalog, job.options, job.staging->writer(), job.cancel);
    if (!recognised) {
        if (kindOf(recognised.error()) == ErrorKind::Cancelled)
            return failure(recognised.error());
        job.report.unrecognised.push_back({package.name, recognised.error()});
        return {};
    }
    for (const Recognised& entry : *recognised) // tables of one file are read one by one
        job.total += double(entry.source.size);
    for (const Source& source : package.sources)
        job.total -= double(source.size);
    LECTERN_TRY(job.staging->expect(entitiesOf(*recognised, job.catalog)));
    const qint64 number = job.staging->packageNumber();
    for (const Recognised& entry : *recognised) {
        if (job.cancel.raised())
            return failure("cancelled");
        LECTERN_TRY(loadEntry(job, entry, number));
        job.done += double(entry.source.size);
    }
    return {};
}

/// Loads packages and makes them visible at once.
Result<void> importPackages(School& school, const ConnectorCatalog& catalog, const std::vector<Package>& packages,
                            const ImportOptions& options, const ProgressSink& progress, const Cancel& cancel,
                            ImportReport& report)
{
    LECTERN_ASSIGN(const Database* writer, school.writer());
    const std::scoped_lock lock(school.writerLock());
    LECTERN_ASSIGN(const QString zone, setting(*writer, "time_zone"));
    Job job{school, catalog, options, progress, cancel, QTimeZone(zone.toUtf8()), nullptr, std::move(report), {}, {}, 0, 1};
    LECTERN_ASSIGN(job.layouts, acceptedLayouts(*writer));
    for (const Package& package : packages)
        for (const Source& source : package.sources)
            job.total += double(source.size);
    LECTERN_ASSIGN(job.staging, Staging::begin(school, {options.dryRun, job.total >= double(options.largeFrom)}));
    for (const Package& package : packages)
        LECTERN_TRY(importPackage(job, package));
    if (cancel.raised())
        return failure("cancelled");
    for (const Layout& layout : job.accepted)
        LECTERN_TRY(acceptLayout(*writer, layout, options.person));
    for (const Layout& layout : options.layouts)
        if (std::ranges::find(job.accepted, layout) == job.accepted.end())
            job.report.warnings.push_back(QObject::tr("the layout \"%1\" was used for no file").arg(layout.name));
    LECTERN_TRY(job.staging->finish(cancel));
    for (Load& load : job.report.loads)
        load.state = load.repeatOf ? "repeat" : "in force";
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
    if (!mended.empty())
        std::erase_if(packages, [](const Package& package) { return package.sources.empty(); });
    return mended;
}

Result<void> importMended(School& school, const ConnectorCatalog& catalog, const Source& source,
                          const ImportOptions& options, const Cancel& cancel, ImportReport& report)
{
    const auto done = importCorrectionFile(school, catalog, source, options.person, options.dryRun, cancel);
    if (!done) {
        if (endsImport(done.error()))
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
        auto found = packagesOf(path, cancel);
        if (!found)
            report.unrecognised.push_back({path, found.error()});
        else
            std::ranges::move(*found, std::back_inserter(packages));
    }
    const std::vector<Source> mended = takeCorrectionFiles(packages);
    if (mended.empty() || !packages.empty())
        LECTERN_TRY(importPackages(school, catalog, packages, options, progress, cancel, report));
    for (const Source& source : mended)
        LECTERN_TRY(importMended(school, catalog, source, options, cancel, report));
    return report;
}

namespace {

/// A reader somebody else owns.
class Borrowed final : public Reader
{
public:
    explicit Borrowed(Reader& reader) : m_reader(reader) {}
    Result<bool> next(RecordBatch& batch, const Cancel& cancel) override { return m_reader.next(batch, cancel); }
    double progress() const override { return m_reader.progress(); }
    QByteArray cursor() const override { return m_reader.cursor(); }
    QString dateOrder(int column) const override { return m_reader.dateOrder(column); }
    char decimalMark(int column) const override { return m_reader.decimalMark(column); }
    QStringList remarks() const override { return m_reader.remarks(); }

private:
    Reader& m_reader;
};

} // namespace

Result<Load> importRows(School& school, const ConnectorCatalog& catalog, const RowsOrder& order, Reader& reader,
                        const Cancel& cancel)
{
    LECTERN_ASSIGN(const Database* writer, school.writer());
    const std::scoped_lock lock(school.writerLock());
    const EntitySchema* schema = catalog.entity(order.connector, order.entity);
    LECTERN_ASSIGN(Statement feed, writer->prepare("SELECT name FROM feed WHERE feed_id = ? AND connector = ?"));
    feed.bind(1, order.feedId).bind(2, order.connector);
    LECTERN_ASSIGN(const bool known, feed.step());
    if (!schema || !known)
        return failure("feed.unknown", {}, {order.connector + '.' + order.entity});
    LECTERN_ASSIGN(const QString zone, setting(*writer, "time_zone"));
    const ImportOptions options;
    const ProgressSink silent = [](const Progress&) {};
    Job job{school, catalog, options, silent, cancel, QTimeZone(zone.toUtf8()), nullptr, {}, {}, {}, 0, 1};
    LECTERN_ASSIGN(job.staging, Staging::begin(school, {}));
    Load load;
    load.startedMs = QDateTime::currentMSecsSinceEpoch();
    load.connector = order.connector;
    load.entity = order.entity;
    load.feedId = order.feedId;
    load.feed = feed.text(0);
    feed.reset();
    load.source = order.source;
    load.package = job.staging->packageNumber();
    load.person = order.person;
    load.mode = modeName(order.mode);
    load.sha256 = QString::fromLatin1(randomBytes(32).toHex()); // no two such loads are repeats of each other
    LECTERN_ASSIGN(Load done, loadOne(job, std::move(load), *schema, [&]() -> Result<std::unique_ptr<Reader>> {
        return std::make_unique<Borrowed>(reader);
    }, {}));
    if (order.also)
        LECTERN_TRY(order.also(*writer, done));
    LECTERN_TRY(job.staging->finish(cancel));
    done.state = "in force";
    return done;
}

} // namespace lectern
