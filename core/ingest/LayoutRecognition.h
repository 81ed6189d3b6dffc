/// Which sources of an import are read with a layout. Writer thread.
#pragma once

#include "core/ingest/Importer.h"

namespace lectern {

/// A source read with a layout, and what that makes it.
struct LayoutUse
{
    Layout layout;
    std::vector<Found> found; ///< of the layout's connector; their sources carry the table the layout makes
};

/// The layout `source` is read with: one of `options.layouts` that fits, else one of `accepted` that fits better than
/// what connectors found (`recognised`, 0 = nothing). Nothing if there is none. Errors "layout.…" if the one that fits
/// cannot be used after all, "cancelled".
[[nodiscard]] Result<std::optional<LayoutUse>> layoutFor(const Source& source, double recognised, const ImportOptions& options,
                                                         const std::vector<Layout>& accepted,
                                                         const ConnectorCatalog& catalog, const Cancel& cancel);

/// The part of a load's mapping that says by which layout it was read: another one is another load.
[[nodiscard]] QString layoutId(const Layout& layout);

/// Error "layout.does_not_fit" for a source nobody knows, if it lacks little to fit one of these (see nearlyFitting()).
[[nodiscard]] std::optional<Error> nearLayout(const Source& source, const ImportOptions& options,
                                              const std::vector<Layout>& accepted);

} // namespace lectern
