/// See Recognise.h. Any thread.
#include "connectors/oneroster/Recognise.h"

#include <algorithm>

namespace lectern::oneroster {

namespace {

/// How many of the three columns that begin every OneRoster file are there.
int signs(const TableMatch& match)
{
    const auto there = [&](const char* name) {
        const int column = match.entity->indexOf(name);
        return column >= 0 && match.map.cellOf[std::size_t(column)] >= 0 ? 1 : 0;
    };
    return there("sourcedId") + there("status") + there("dateLastModified");
}

} // namespace

QString fileNameOf(const EntitySchema& entity)
{
    return QString(entity.id).remove('_');
}

TableMatch recognise(const TableHead& head, const QString& fileName, const std::vector<EntitySchema>& entities, bool named)
{
    QString base = fileName.toCaseFolded();
    base.remove(".csv");
    if (const qsizetype dot = base.lastIndexOf('.'); dot > 0)
        base.truncate(dot);
    base.replace("resourses", "resources"); // spelt so in one published configuration
    const std::vector<TableMatch> matches = matchTable(head, entities);
    const auto byName =
        std::ranges::find_if(matches, [&](const TableMatch& match) { return fileNameOf(*match.entity) == base; });
    const auto isOneRoster = [&](const TableMatch& match) { return signs(match) >= 2; };
    if (byName != matches.end()) {
        const bool whole = byName->map.missing.isEmpty();
        if ((named || isOneRoster(*byName)) && (whole || byName->knownShare >= 0.6))
            return *byName;
    }
    for (const TableMatch& match : matches) {
        if (!isOneRoster(match))
            continue;
        if (match.map.missing.isEmpty() || (match.map.missing.size() == 1 && match.knownShare >= 0.75))
            return match;
    }
    return {};
}

} // namespace lectern::oneroster
