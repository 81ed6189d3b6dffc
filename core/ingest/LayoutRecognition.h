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

/// Why a source nobody knows fits none of these: "layout.does_not_fit" if it lacks little (see nearlyFitting()),
/// "layout.not_cut" of a given layout of fixed columns. Nothing if no layout comes near.
[[nodiscard]] std::optional<Error> nearLayout(const Source& source, const ImportOptions& options,
                                              const std::vector<Layout>& accepted);

} // namespace lectern
