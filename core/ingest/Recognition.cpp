/// See Recognition.h.
#include "core/ingest/Recognition.h"

#include "core/ingest/Mapping.h"

#include <algorithm>

namespace lectern {

Result<std::vector<Recognised>> recognise(const Package& package, const ConnectorCatalog& catalog,
                                          const ImportOptions& options, const Database& school, const Cancel& cancel)
{
    std::vector<Recognised> recognised;
    for (const Source& source : package.sources)
        recognised.push_back({source, {}, {}});
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
    // Who names both connector and entity is believed; opening says what is wrong with the file then.
    if (catalog.entity(options.connector, options.entity)) {
        for (Recognised& entry : recognised)
            if (entry.found.empty()) {
                entry.connector = options.connector;
                entry.found.push_back({entry.source, options.entity, std::nullopt, 1, {}});
            }
    }
    for (Recognised& entry : recognised) {
        if (!entry.found.empty() || entry.source.trouble || !options.connector.isEmpty())
            continue;
        LECTERN_ASSIGN(const std::optional<NearlyKnown> known, nearlyKnown(school, entry.source));
        if (!known || (!options.entity.isEmpty() && options.entity != known->entity))
            continue;
        entry.connector = known->connector;
        entry.found.push_back({entry.source, known->entity, std::nullopt, 0.4, {}});
    }
    return recognised;
}

} // namespace lectern
