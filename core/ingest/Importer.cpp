#include "core/ingest/Importer.h"

#include "core/base/ErrorText.h"
#include "core/base/Hash.h"
#include "core/ingest/CorrectionFile.h"
#include "core/ingest/FileLoads.h"
#include "core/ingest/LayoutBook.h"
#include "core/store/Settings.h"

#include <QDateTime>
#include <QFileInfo>
#include <algorithm>

namespace lectern {

namespace {

Result<void> importPackage(ImportJob& job, const Package& package)
{
    const auto recognised = recognise(package, job.catalog, job.options, job.layouts, job.staging->writer(), job.cancel);
    if (!recognised) {
        if (kindOf(recognised.error()) == ErrorKind::Cancelled)
            return failure(recognised.error());
        job.report.unrecognised.push_back({package.name, recognised.error()});
        return {};
    }
    for (const Recognised& entry : *recognised) {
        job.total += double(entry.source.size); // tables of one file are read one by one
        if (const QString hidden = hiddenWords(entry); !hidden.isEmpty())
            job.report.warnings.push_back(hidden);
    }
    for (const Source& source : package.sources)
        job.total -= double(source.size);
    LECTERN_TRY(job.staging->expect(entitiesOf(*recognised, job.catalog)));
    const qint64 number = job.staging->packageNumber();
    for (std::span<const Recognised> rest = *recognised; !rest.empty();) {
        const Source& file = rest.front().source;
        const auto next = std::ranges::find_if(rest, [&](const Recognised& entry) { return !ofOneFile(entry.source, file); });
        const auto tables = std::size_t(next - rest.begin());
        LECTERN_TRY(loadFile(job, rest.first(tables), number));
        rest = rest.subspan(tables);
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
    ImportJob job{school, catalog, options, progress, cancel, QTimeZone(zone.toUtf8()), nullptr, std::move(report), {}, {}, 0, 1};
    LECTERN_ASSIGN(job.layouts, acceptedLayouts(*writer, options.withoutLayouts));
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
    ++report.corrections;
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
    ImportJob job{school, catalog, options, silent, cancel, QTimeZone(zone.toUtf8()), nullptr, {}, {}, {}, 0, 1};
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
    const auto open = [&]() -> Result<std::unique_ptr<Reader>> { return std::make_unique<Borrowed>(reader); };
    LECTERN_ASSIGN(Load done, loadOne(job, {std::move(load), *schema, open, {}}));
    if (order.also)
        LECTERN_TRY(order.also(*writer, done));
    LECTERN_TRY(job.staging->finish(cancel));
    done.state = "in force";
    return done;
}

} // namespace lectern
