/// How good a draft of a layout is: what is still open in it, and its confidence against the drafts for other targets.
/// Pure; any thread.
#pragma once

#include "core/ingest/ColumnWords.h"
#include "core/ingest/LayoutSuggestion.h"
#include "core/ingest/LookedAt.h"

namespace lectern {

/// Fills `open` and `confidence` of a draft whose columns are settled. 0 = it would say nothing of anybody.
void weigh(LayoutSuggestion& made, const LookedAt& table, const EntitySchema& target, const ColumnWords& words);

} // namespace lectern
