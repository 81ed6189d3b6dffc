/// The filter a person left a school with, kept in the person's own settings, not in the school. GUI thread.
#pragma once

#include "core/metric/Filter.h"

namespace lectern {

/// The filter last used on the school at that path; empty if none is known.
[[nodiscard]] Filter rememberedFilter(const QString& school);
void rememberFilter(const QString& school, const Filter& filter);

} // namespace lectern
