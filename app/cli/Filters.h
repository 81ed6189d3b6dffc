/// --where, --from and --to: the one filter, as commands take it. Thread: main.
#pragma once

#include "app/cli/Command.h"
#include "core/metric/Filter.h"

namespace lectern::cli {

/// The options a command with a filter has.
[[nodiscard]] QList<QCommandLineOption> filterOptions();

/// What they say. Error "usage".
[[nodiscard]] Result<Filter> filterOf(const Context& context);

} // namespace lectern::cli
