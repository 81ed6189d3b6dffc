/// Which OneRoster file a table is: by its header first, by its name where two files look alike.
#pragma once

#include "core/connector/TableDiscovery.h"

namespace lectern::oneroster {

/// "line_item_score_scales" -> "lineitemscorescales": the name of the entity's file, lower case, without ".csv".
[[nodiscard]] QString fileNameOf(const EntitySchema& entity);

/// The entity `head` holds, or null entity. `named`: a manifest says that the package is OneRoster, so a file known by
/// name needs no more than its identifier; without one a table must show two of sourcedId, status, dateLastModified
/// (look-alikes of School Data Sync have the first alone).
[[nodiscard]] TableMatch recognise(const TableHead& head, const QString& fileName,
                                   const std::vector<EntitySchema>& entities, bool named);

} // namespace lectern::oneroster
