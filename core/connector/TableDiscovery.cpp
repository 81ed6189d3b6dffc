/// See TableDiscovery.h.
#include "core/connector/TableDiscovery.h"

#include "core/base/Resources.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <algorithm>

namespace lectern {

std::vector<EntitySchema> ownEntities(const QString& connector)
{
    std::vector<EntitySchema> entities;
    const Result<QJsonObject> metadata = resourceJson("connectors/" + connector + ".json");
    if (!metadata)
        return entities;
    for (const QJsonValue& value : (*metadata)["entities"].toArray())
        if (auto entity = entityFromJson(connector, value.toObject()))
            entities.push_back(std::move(*entity));
    return entities;
}

std::vector<TableMatch> matchTable(const TableHead& head, const std::vector<EntitySchema>& entities)
{
    std::vector<TableMatch> matches;
    for (const EntitySchema& entity : entities) {
        FoundHeader header = findHeader(head, HeaderMatcher(entity));
        if (header.index < 0 || header.map.known == 0)
            continue;
        TableMatch match{&entity, header.index, std::move(header.map), 0, 0};
        match.knownShare = double(match.map.known) / double(std::max(match.map.cells, 1));
        match.filledShare = double(match.map.known) / double(entity.columns.size());
        matches.push_back(std::move(match));
    }
    std::ranges::stable_sort(matches, [](const TableMatch& a, const TableMatch& b) {
        const auto rank = [](const TableMatch& m) { return std::tuple(m.map.missing.isEmpty(), m.knownShare, m.map.known); };
        return rank(a) > rank(b);
    });
    return matches;
}

bool fits(const TableMatch& match)
{
    if (match.map.missing.isEmpty())
        return true;
    return match.map.missing.size() == 1 && match.knownShare >= 0.75 && match.filledShare >= 0.75;
}

double confidenceOf(const TableMatch& match)
{
    return match.map.missing.isEmpty() ? 0.5 + 0.45 * match.knownShare : 0.4;
}

Result<std::vector<Found>> discoverTables(const Package& package, const std::vector<EntitySchema>& entities,
                                          const Cancel& cancel)
{
    std::vector<Found> found;
    for (const Source& source : package.sources) {
        if (cancel.raised())
            return failure("cancelled");
        const Result<TableHead> head = tableHead(source);
        if (!head)
            continue;
        const std::vector<TableMatch> matches = matchTable(*head, entities);
        if (matches.empty() || !fits(matches.front()))
            continue;
        const TableMatch& best = matches.front();
        found.push_back({source, best.entity->id, std::nullopt, confidenceOf(best),
                         QCoreApplication::translate("Reader", "header of %1").arg(best.entity->title)});
    }
    return found;
}

} // namespace lectern
