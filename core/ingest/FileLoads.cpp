/// See FileLoads.h.
#include "core/ingest/FileLoads.h"

#include "core/base/ErrorText.h"
#include "core/ingest/Digest.h"
#include "core/ingest/HostedReader.h"
#include "core/ingest/LayoutBook.h"
#include "core/ingest/LayoutRecognition.h"
#include "core/ingest/Mapping.h"

#include <QDateTime>
#include <algorithm>
#include <ranges>
#include <tuple>

namespace lectern {

bool endsImport(const Error& error)
{
    return kindOf(error) == ErrorKind::Cancelled || isStoreFailure(error);
}

namespace {

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
Result<bool> mayReadAtOnce(const ImportJob& job, const Load& load, const Source& source)
{
    if (!source.member.isEmpty() || source.remote || source.size < job.options.largeFrom)
        return false;
    LECTERN_ASSIGN(const bool decides, job.staging->digestDecides(load));
    return !decides;
}

/// A load as it stands before anything is read, and how its source is to be opened.
Result<Load> begun(ImportJob& job, const ConnectorInfo& connector, const EntitySchema& schema, const Found& found, Mode mode,
                   qint64 package, const QString& feed, const Layout* layout, DriftOutcome& drift)
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
    load.feed = feed;
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

/// Notes that a source could not be loaded: for the report, and for the log where its feed is known.
void noteFailure(ImportJob& job, const Load& load, Error error)
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

/// What one source is loaded as.
struct Choice
{
    Source source;
    QString connector;
    std::vector<Found> found;     ///< some without an entity: known and read along, e.g. a manifest
    std::optional<Layout> layout; ///< it is read with
    QString feed;                 ///< its name
    std::size_t list = 0;         ///< number of the List its first entity belongs to
};

Result<Choice> withFeed(const ImportJob& job, Choice choice)
{
    choice.feed = job.options.feed;
    if (choice.feed.isEmpty() && choice.layout)
        choice.feed = choice.layout->name; // what one vendor calls its students says nothing about another's
    const ConnectorInfo& connector = *job.catalog.info(choice.connector);
    LECTERN_TRY(job.staging->feed(connector.id, connector.name, choice.feed));
    return choice;
}

Mode modeOf(const ImportJob& job, const Found& found, const EntitySchema& schema)
{
    return job.options.mode.value_or(found.mode.value_or(schema.mode));
}

/// The layout that fits the source, else as connectors recognised it; nothing if that cannot be, which is reported.
/// `doubtful`: it was nearly known.
Result<std::optional<Choice>> chosen(ImportJob& job, const Recognised& entry, bool& doubtful)
{
    const double recognised = entry.found.empty() ? 0 : entry.found.front().confidence;
    auto use = layoutFor(entry.source, recognised, job.options, job.layouts, job.catalog, job.cancel);
    if (!use) {
        if (endsImport(use.error()))
            return failure(use.error());
        job.report.unrecognised.push_back({entry.source.fullName(), use.error()});
        doubtful = true;
        return std::nullopt;
    }
    if (*use)
        return withFeed(job, {entry.source, (*use)->layout.connector, std::move((*use)->found), std::move((*use)->layout), {}, 0});
    if (!entry.found.empty())
        return withFeed(job, {entry.source, entry.connector, entry.found, std::nullopt, {}, 0});
    const std::optional<Error> near = nearLayout(entry.source, job.options, job.layouts);
    std::vector<Layout> all = job.options.layouts;
    all.insert(all.end(), job.layouts.begin(), job.layouts.end());
    doubtful = doubtful || nearlyFitting({}, all, entry.source);
    job.report.unrecognised.push_back({entry.source.fullName(), near ? *near : whyUnknown(entry.source)});
    return std::nullopt;
}

/// The tables of one file that make one list: of one entity, feed and mode.
struct List
{
    std::size_t number = 0; ///< in the file, from 0
    Listing listing = {};
    int tables = 0;     ///< in the file
    bool whole = true;  ///< as far as is known, none is missing
    std::vector<qint64> loads = {}; ///< of the tables so far
};
using Lists = std::map<std::tuple<QString, QString, QString, Mode>, List>;

Lists::key_type listKey(const ImportJob& job, const Choice& choice, const Found& found)
{
    const EntitySchema& schema = *job.catalog.entity(choice.connector, found.entity);
    return {choice.connector, choice.feed, found.entity, modeOf(job, found, schema)};
}

/// Nothing of the list is loaded.
Result<void> takeBack(ImportJob& job, List& list)
{
    for (; !list.loads.empty(); list.loads.pop_back()) {
        LECTERN_TRY(job.staging->discard(list.loads.back()));
        std::erase_if(job.report.loads, [&](const Load& load) { return load.load == list.loads.back(); });
    }
    return {};
}

/// Loads a source as one entity; false if that failed, which is reported.
Result<bool> loadFound(ImportJob& job, const Choice& choice, const Found& found, qint64 package, List& list)
{
    const ConnectorInfo& connector = *job.catalog.info(choice.connector);
    LECTERN_ASSIGN(const Connector* plugin, job.catalog.plugin(choice.connector));
    const EntitySchema& schema = *job.catalog.entity(choice.connector, found.entity);
    const Layout* const layout = choice.layout ? &*choice.layout : nullptr;
    DriftOutcome drift;
    auto load = begun(job, connector, schema, found, modeOf(job, found, schema), package, choice.feed, layout, drift);
    if (!load) {
        if (endsImport(load.error()))
            return failure(load.error());
        job.report.unrecognised.push_back({found.source.fullName(), load.error()});
        return false;
    }
    if (list.tables > 1 || !list.whole)
        load->mapping += " part"; // had it been a list by itself, it might have closed rows
    LECTERN_ASSIGN(const CorrectionBook corrections, CorrectionBook::load(job.staging->writer(), load->feedId, schema));
    std::optional<Digest> digest;
    if (load->sha256.isEmpty())
        digest.emplace(found.source, job.cancel);
    Digest* const reading = digest ? &*digest : nullptr;
    LoadOrder order{std::move(*load), schema, {}, {}, reading, list.tables > 1 ? &list.listing : nullptr,
                    list.whole && int(list.loads.size()) + 1 == list.tables};
    Learnt learnt;
    LECTERN_ASSIGN(const Learnt usual, usualOrders(job.staging->writer(), order.load.feedId, found.entity));
    order.open = [&]() -> Result<std::unique_ptr<Reader>> {
        LECTERN_ASSIGN(std::unique_ptr<Reader> reader,
                       plugin->open({found, &schema, job.options.dateOrder, drift.mapping, learnt, usual}, job.cancel));
        order.shape = shapeOf(schema, *reader);
        return std::make_unique<HostedReader>(std::move(reader), schema, corrections, drift.remarks);
    };
    auto loaded = loadOne(job, order);
    while (!loaded && loaded.error().code == "reader.learnt" && !learnt.contains(loaded.error().arguments.value(0))) {
        learnt.insert(loaded.error().arguments.value(0), loaded.error().arguments.value(1));
        loaded = loadOne(job, order);
    }
    if (!loaded) {
        if (endsImport(loaded.error()))
            return failure(loaded.error());
        if (reading)
            order.load.sha256 = reading->value().value_or(QString());
        noteFailure(job, order.load, loaded.error());
        if (loaded.error().code == "import.closures" || loaded.error().code == "source.no_rows") // about the whole list
            LECTERN_TRY(takeBack(job, list));
        return false;
    }
    list.loads.push_back(loaded->load);
    job.report.loads.push_back(std::move(*loaded));
    return true;
}

/// Loads what one source was chosen for; a failure takes this source back as a whole: what one kind of its rows says may
/// hang on another.
Result<void> loadSource(ImportJob& job, const Choice& choice, qint64 package, Lists& lists)
{
    bool goesOn = true;
    std::vector<std::pair<List*, qint64>> loaded; // of this source
    for (const Found& found : choice.found) {
        if (found.entity.isEmpty())
            continue;
        List& list = lists.at(listKey(job, choice, found));
        if (goesOn) {
            LECTERN_ASSIGN(goesOn, loadFound(job, choice, found, package, list));
            if (goesOn)
                loaded.emplace_back(&list, list.loads.back());
        }
        list.whole = list.whole && goesOn;
    }
    for (; !goesOn && !loaded.empty(); loaded.pop_back()) {
        const auto [list, load] = loaded.back();
        LECTERN_TRY(job.staging->discard(load));
        std::erase(list->loads, load);
        list->whole = false;
        std::erase_if(job.report.loads, [&](const Load& each) { return each.load == load; });
    }
    return {};
}

} // namespace

Result<Load> loadOne(ImportJob& job, const LoadOrder& order)
{
    Load load = order.load;
    std::optional<Load> original;
    if (!order.digest && !order.listing) { // one table of several says nothing without the others
        LECTERN_ASSIGN(original, job.staging->repeated(load));
    }
    if (original)
        becomeRepeat(load, *original);
    else
        LECTERN_TRY(job.staging->expect({&order.schema}));
    LECTERN_ASSIGN(StagedLoad* const staged, job.staging->add(std::move(load), order.schema, order.digest));
    std::optional<Listing> listing;
    if (!original) {
        const double size = double(staged->load.bytes);
        const QString name = staged->load.source;
        const auto tell = [&](double fraction, qint64 rows) {
            job.progress({"read", name, (job.done + fraction * size) / job.total, rows});
        };
        Loader loader(*job.staging, *staged, {*modeFromName(staged->load.mode), job.options.acceptClosures, job.zone,
                                             job.school.matchKey(), order.closes, order.listing ? *order.listing : Listing{}});
        const Result<void> done = loader.run(order.open, tell, job.cancel);
        if (!done) {
            if (!endsImport(done.error()))
                LECTERN_TRY(job.staging->discard(staged->load.load));
            return failure(done.error());
        }
        if (order.listing)
            listing = std::move(loader).listing();
        if (!job.staging->dry())
            LECTERN_TRY(keepShape(job.staging->writer(), staged->load.load, order.shape));
    }
    LECTERN_TRY(job.staging->end(*staged));
    if (listing)
        *order.listing = std::move(*listing);
    return staged->load;
}

Result<void> loadFile(ImportJob& job, std::span<const Recognised> tables, qint64 package)
{
    std::vector<Choice> choices;
    Lists lists;
    bool doubtful = false; // a table may belong to one of the lists
    for (const Recognised& entry : tables) {
        if (job.cancel.raised())
            return failure("cancelled");
        LECTERN_ASSIGN(auto choice, chosen(job, entry, doubtful));
        if (!choice) {
            job.done += double(entry.source.size);
            continue;
        }
        for (const Found& found : choice->found | std::views::reverse)
            if (!found.entity.isEmpty()) {
                List& list = lists.try_emplace(listKey(job, *choice, found), List{.number = lists.size()}).first->second;
                ++list.tables;
                choice->list = list.number; // that of the first in the end
            }
        choices.push_back(std::move(*choice));
    }
    for (auto& [key, list] : lists)
        list.whole = !doubtful;
    std::ranges::stable_sort(choices, {}, &Choice::list); // the tables of a list follow each other
    for (const Choice& choice : choices) {
        LECTERN_TRY(loadSource(job, choice, package, lists));
        job.done += double(choice.source.size);
    }
    for (const Choice& choice : choices)
        if (choice.layout && std::ranges::find(job.report.loads, choice.source.fullName(), &Load::source) != job.report.loads.end())
            job.accepted.push_back(*choice.layout);
    for (const auto& [key, list] : lists)
        if (std::get<Mode>(key) == Mode::Snapshot && !list.loads.empty() && !list.whole)
            job.report.warnings.push_back(tables.front().source.baseName() + ": " +
                                          QObject::tr("not every table of the list could be loaded, so rows it lacks stay in force"));
    return {};
}

} // namespace lectern
