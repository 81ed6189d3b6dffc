/// Which column of a table becomes which column of one entity: the reasoning behind suggestLayout(). Pure; any thread.
#pragma once

#include "core/ingest/LayoutSuggestion.h"
#include "core/ingest/LookedAt.h"

#include <functional>

namespace lectern {

/// What people decided before about this entity.
struct RememberedColumns
{
    std::vector<Layout> layouts; ///< accepted, for the same target, newest first
    QHash<QString, QString> headers; ///< normalised header -> column
    /// How many of these texts are ids of students the school knows; null = not known.
    std::function<qsizetype(const QStringList&)> knownStudents;
};

/// Never fails: what nobody can tell stays open.
[[nodiscard]] LayoutSuggestion suggestColumns(const LookedAt& table, const EntitySchema& target,
                                              const RememberedColumns& remembered);

} // namespace lectern
