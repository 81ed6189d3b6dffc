/// What one import works with from file to file. Writer thread.
#pragma once

#include "core/ingest/Importer.h"
#include "core/ingest/Staging.h"

#include <QTimeZone>

namespace lectern {

struct ImportJob
{
    const School& school;
    const ConnectorCatalog& catalog;
    const ImportOptions& options;
    const ProgressSink& progress;
    const Cancel& cancel;
    QTimeZone zone;
    std::unique_ptr<Staging> staging;
    ImportReport report;
    std::vector<Layout> layouts;  ///< the school's, newest first
    std::vector<Layout> accepted; ///< by this import
    double done = 0;  ///< bytes of the sources before this one
    double total = 1; ///< bytes of all sources
};

/// Whether an error ends the whole import, not only the load of one source.
[[nodiscard]] bool endsImport(const Error& error);

} // namespace lectern
