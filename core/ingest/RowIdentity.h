/// What a row of a table without numbers of its own is told apart by. Pure; any thread.
#pragma once

#include "core/connector/Layout.h"
#include "core/ingest/LookedAt.h"
#include "core/table/EntitySchema.h"

namespace lectern {

/// The header whose cells may stand for the id of `target`'s rows: that of the student, where the key holds more than the id
/// (the day), `layout` fills all of that, and no two rows of the sample share both. "" if there is none, or an id is there.
[[nodiscard]] QString headerOfRowId(const LookedAt& table, const EntitySchema& target, const Layout& layout);

} // namespace lectern
