/// Recognising delimited tables by their headers: what most file connectors do in discover(). Stateless; any thread.
#pragma once

#include "core/connector/Connector.h"
#include "core/table/TableHead.h"

namespace lectern {

/// The entities of the connector whose metadata travels in its plugin as ":/lectern/connectors/<id>.json"; read once
/// by the plugin. Empty if the metadata is unusable (the catalog reports why).
[[nodiscard]] std::vector<EntitySchema> ownEntities(const QString& connector);

/// How well a table fits an entity.
struct TableMatch
{
    const EntitySchema* entity = nullptr;
    int headerIndex = -1;   ///< into TableHead::records
    HeaderMap map;
    double knownShare = 0;  ///< header cells that are columns of the entity, 0 to 1
    double filledShare = 0; ///< columns of the entity that stand in the header, 0 to 1
};

/// One entry per entity whose header has at least one known column, best first: all mandatory columns there, then the
/// share of known header cells, then the number of known cells.
[[nodiscard]] std::vector<TableMatch> matchTable(const TableHead& head, const std::vector<EntitySchema>& entities);

/// True if the table is the entity's: all mandatory columns are there; or it is so plainly meant to be (one mandatory
/// column missing, three quarters of header and entity known) that open() should say which column is missing.
[[nodiscard]] bool fits(const TableMatch& match);

/// 0.5 to 0.95 for a table that fits whole, by its known share; 0.4 for one that lacks a column.
[[nodiscard]] double confidenceOf(const TableMatch& match);

/// discover() of a connector whose sources are tables, each recognised by its header alone.
[[nodiscard]] Result<std::vector<Found>> discoverTables(const Package& package, const std::vector<EntitySchema>& entities,
                                                        const Cancel& cancel);

} // namespace lectern
