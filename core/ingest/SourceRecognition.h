/// What the sources of one package are: by connectors, by layouts, by what was loaded before. Writer thread.
#pragma once

#include "core/connector/Layout.h"
#include "core/ingest/Importer.h"

namespace lectern {

/// A source and what was found in it, best connector first; empty = not recognised.
struct Recognised
{
    Source source;
    QString connector;
    std::vector<Found> found;
    std::optional<Layout> layout; ///< by which `found` was found
    std::optional<Error> trouble; ///< why the layout that fits could not be used
};

/// What recognising is done with.
struct RecognitionOf
{
    const ConnectorCatalog& catalog;
    const ImportOptions& options;
    const std::vector<Layout>& layouts; ///< the school's, newest first
    const Database& writer;
    const Cancel& cancel;
};

/// One entry per source of the package. Errors "cancelled", "database.…" and those of Connector::discover().
[[nodiscard]] Result<std::vector<Recognised>> recognise(const RecognitionOf& how, const Package& package);

/// Why nobody knows a source, in words a person can use.
[[nodiscard]] Error whyUnknown(const RecognitionOf& how, const Recognised& entry);

} // namespace lectern
