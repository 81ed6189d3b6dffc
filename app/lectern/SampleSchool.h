/// The sample school of the program: simulated exports, imported and built, kept where the program keeps its data.
/// Thread: pool.
#pragma once

#include "core/base/Cancel.h"
#include "core/base/Error.h"
#include "core/connector/ConnectorCatalog.h"

namespace lectern {

/// Path of the sample school; made if it is not there. What was begun and not ended leaves nothing behind. Errors of
/// simulate, importPaths and build.
[[nodiscard]] Result<QString> makeSampleSchool(const ConnectorCatalog& catalog, const ProgressSink& progress,
                                               const Cancel& cancel);

} // namespace lectern
