/// See Recognition.h.
#include "core/ingest/Recognition.h"

#include "core/ingest/LayoutBook.h"
#include "core/ingest/Mapping.h"
#include "core/table/SourceTables.h"
#include "core/table/TableHead.h"
#include "core/table/TableSource.h"

#include <algorithm>
#include <set>
#include <span>

namespace lectern {

namespace {

/// A source and the tables in it, where there are several.
struct Tables
{
    bool wholeAsked = true; ///< the source itself stands in front of its tables
    std::size_t count = 0;
    QStringList hidden = {}; ///< sheets
};

/// The sources the connectors are asked about. A source that cannot be looked at stays one: opening it says why.
Result<Package> expanded(const Package& package, std::vector<Tables>& tables, const Cancel& cancel)
{
    Package all{package.name, {}};
    for (const Source& source : package.sources) {
        if (cancel.raised())
            return failure("cancelled");
        const Result<SourceTables> found = tablesOf(source);
        const Tables& of = tables.emplace_back(Tables{!found || found->tables.empty() || !found->certain,
                                                      found ? found->tables.size() : 0, found ? found->hidden : QStringList()});
        if (of.wholeAsked)
            all.sources.push_back(source);
        if (found)
            all.sources.insert(all.sources.end(), found->tables.begin(), found->tables.end());
    }
    return all;
}

/// What the tables of one source are known as.
struct KnownTables
{
    std::set<std::pair<QString, QString>> kinds; ///< connector and entity, or the layout
    bool anySheet = false; ///< one is known by more than a layout that is for its sheet alone
};

Result<KnownTables> knownAs(std::span<const Recognised> tables, const std::vector<Layout>& given,
                            const std::vector<Layout>& accepted, const Cancel& cancel)
{
    KnownTables known;
    for (const Recognised& entry : tables) {
        if (cancel.raised())
            return failure("cancelled");
        if (!entry.found.empty()) {
            known.kinds.emplace(entry.connector, entry.found.front().entity);
            known.anySheet = true;
        } else if (const auto fitting = fittingLayout(given, accepted, entry.source)) {
            known.kinds.emplace(QString(), fitting->layout.name);
            known.anySheet = known.anySheet || fitting->layout.sheet.isEmpty();
        }
    }
    return known;
}

/// Tables below one another with a header each: one header alone is that of one table in pieces.
bool haveOwnHeaders(std::span<const Recognised> tables)
{
    std::set<QStringList> headers;
    for (const Recognised& entry : tables) {
        if (const auto head = tableHead(entry.source, 1); head && !head->records.empty())
            headers.insert(head->records.front().cells);
    }
    return tables.size() > 1 && headers.size() == tables.size();
}

/// Per source: its tables where they are known or the source is not, else the source as a whole.
Result<std::vector<Recognised>> settled(std::vector<Recognised> asked, const std::vector<Tables>& tables, const Package& package,
                                        const ImportOptions& options, const std::vector<Layout>& accepted, const Cancel& cancel)
{
    const bool named = !options.connector.isEmpty() || !options.entity.isEmpty();
    std::vector<Recognised> entries;
    auto next = asked.begin();
    for (std::size_t i = 0; i < tables.size(); ++i) {
        const std::size_t first = entries.size();
        Recognised whole = tables[i].wholeAsked ? std::move(*next++) : Recognised{package.sources[i], {}, {}};
        const auto end = next + std::ptrdiff_t(tables[i].count);
        LECTERN_ASSIGN(const KnownTables known, knownAs({next, end}, options.layouts, accepted, cancel));
        // A header that comes again in a text begins no other table; a layout for one sheet says that the others are none.
        bool several = known.kinds.size() > 1 || (!tables[i].wholeAsked && known.anySheet);
        if (!several && !named && tables[i].count > 1 && tables[i].wholeAsked && whole.found.empty() &&
            !fittingLayout(options.layouts, accepted, whole.source))
            several = haveOwnHeaders({next, end});
        if (several)
            std::move(next, end, std::back_inserter(entries));
        else
            entries.push_back(std::move(whole));
        if (entries.size() > first)
            entries[first].hidden = tables[i].hidden;
        next = end;
    }
    return entries;
}

Result<void> askConnectors(const Package& package, const ConnectorCatalog& catalog, const ImportOptions& options,
                           std::vector<Recognised>& recognised, const Cancel& cancel)
{
    for (const ConnectorInfo& connector : catalog.connectors()) {
        if (!options.connector.isEmpty() && options.connector != connector.id)
            continue;
        LECTERN_ASSIGN(const Connector* plugin, catalog.plugin(connector.id));
        LECTERN_ASSIGN(const std::vector<Found> all, plugin->discover(package, cancel));
        for (Recognised& entry : recognised) {
            std::vector<Found> mine;
            double best = 0;
            for (const Found& found : all) {
                if (found.source.fullName() != entry.source.fullName())
                    continue;
                if (!options.entity.isEmpty() && !found.entity.isEmpty() && found.entity != options.entity)
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
    return {};
}

/// Sources no connector knows but a load before nearly had the header of.
Result<void> askSchool(const ImportOptions& options, const Database& school, std::vector<Recognised>& recognised)
{
    for (Recognised& entry : recognised) {
        if (!entry.found.empty() || entry.source.trouble)
            continue;
        LECTERN_ASSIGN(const std::optional<NearlyKnown> known, nearlyKnown(school, entry.source));
        if (!known || (!options.connector.isEmpty() && options.connector != known->connector) ||
            (!options.entity.isEmpty() && options.entity != known->entity))
            continue;
        entry.connector = known->connector;
        entry.found.push_back({entry.source, known->entity, std::nullopt, 0.4, {}});
    }
    return {};
}

} // namespace

Result<std::vector<Recognised>> recognise(const Package& package, const ConnectorCatalog& catalog,
                                          const ImportOptions& options, const std::vector<Layout>& accepted,
                                          const Database& school, const Cancel& cancel)
{
    std::vector<Tables> tables;
    LECTERN_ASSIGN(const Package all, expanded(package, tables, cancel));
    std::vector<Recognised> recognised;
    for (const Source& source : all.sources)
        recognised.push_back({source, {}, {}});
    LECTERN_TRY(askConnectors(all, catalog, options, recognised, cancel));
    LECTERN_TRY(askSchool(options, school, recognised));
    LECTERN_ASSIGN(recognised, settled(std::move(recognised), tables, package, options, accepted, cancel));
    // Who names both connector and entity is believed; opening says what is wrong with the file then.
    if (catalog.entity(options.connector, options.entity)) {
        const auto isKnownFile = [&](const Source& source) { // by another of its tables
            return std::ranges::any_of(recognised, [&](const Recognised& entry) {
                return !entry.found.empty() && ofOneFile(entry.source, source);
            });
        };
        std::vector<Recognised*> unknown;
        for (Recognised& entry : recognised)
            if (entry.found.empty() && !isKnownFile(entry.source))
                unknown.push_back(&entry);
        for (Recognised* entry : unknown) {
            entry->connector = options.connector;
            entry->found.push_back({entry->source, options.entity, std::nullopt, 1, {}});
        }
    }
    return recognised;
}

QString hiddenWords(const Recognised& entry)
{
    return entry.hidden.isEmpty() ? QString()
                                  : QObject::tr("%1: hidden sheets are left out: %2").arg(entry.source.baseName(), entry.hidden.join(", "));
}

bool ofOneFile(const Source& a, const Source& b)
{
    return a.path == b.path && a.member == b.member;
}

std::vector<const EntitySchema*> entitiesOf(const std::vector<Recognised>& recognised, const ConnectorCatalog& catalog)
{
    std::vector<const EntitySchema*> entities;
    for (const Recognised& entry : recognised)
        for (const Found& found : entry.found)
            if (!found.entity.isEmpty())
                entities.push_back(catalog.entity(entry.connector, found.entity));
    return entities;
}

Error whyUnknown(const Source& source)
{
    const auto fail = [&](const char* code, const QString& argument) {
        return Error{code, {.file = source.name()}, {argument}, {}, nullptr};
    };
    const auto head = source.head(4096);
    if (!head)
        return head.error();
    if (head->isEmpty())
        return fail("source.empty", {});
    if (const auto table = openTable(source); !table && table.error().code != "source.binary")
        return table.error();
    const auto table = tableHead(source, 1);
    if (table && table->format != "csv") {
        const QString first = table->records.empty() ? QString() : table->records.front().cells.join(" | ").simplified().left(120);
        return fail("source.not_recognised", QObject::tr("no connector knows a table that begins with \"%1\"").arg(first));
    }
    if (head->startsWith("\xef\xbb\xbf") == false && head->count('\0') > head->size() / 50 + 1 &&
        !head->startsWith("\xff\xfe") && !head->startsWith("\xfe\xff"))
        return fail("source.binary", {});
    const QString first = table && !table->records.empty() ? table->records.front().cells.join(QChar(table->dialect.delimiter))
                                                           : QString::fromUtf8(*head).section('\n', 0, 0);
    return fail("source.not_recognised", QObject::tr("no connector knows a file that begins with \"%1\"").arg(first.trimmed().left(120)));
}

} // namespace lectern
