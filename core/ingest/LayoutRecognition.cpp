/// See LayoutRecognition.h.
#include "core/ingest/LayoutRecognition.h"

#include "core/base/Hash.h"
#include "core/ingest/LayoutBook.h"

namespace lectern {

namespace {

Result<std::vector<Found>> foundBy(const FittingLayout& fitting, const Source& source, const ConnectorCatalog& catalog,
                                   const Cancel& cancel)
{
    const Layout& layout = fitting.layout;
    LECTERN_TRY(checkLayout(layout, catalog, layout.name));
    LECTERN_ASSIGN(const Source made, laidOut(source, layout));
    if (!layout.entity.isEmpty())
        return std::vector<Found>{{made, layout.entity, std::nullopt, fitting.confidence, {}}};
    LECTERN_ASSIGN(const Connector* plugin, catalog.plugin(layout.connector));
    LECTERN_ASSIGN(std::vector<Found> found, plugin->discover({source.path, {made}}, cancel));
    if (found.empty())
        return failure("layout.no_rows_of", {source.name()}, {layout.name, layout.connector});
    return found;
}

} // namespace

Result<std::optional<LayoutUse>> layoutFor(const Source& source, double recognised, const ImportOptions& options,
                                           const std::vector<Layout>& accepted, const ConnectorCatalog& catalog,
                                           const Cancel& cancel)
{
    if (source.trouble)
        return std::nullopt;
    const std::optional<FittingLayout> best = fittingLayout(options.layouts, accepted, source);
    if (!best || (!best->given && best->confidence <= recognised))
        return std::nullopt;
    const Layout& layout = best->layout;
    if ((!options.connector.isEmpty() && options.connector != layout.connector) ||
        (!options.entity.isEmpty() && !layout.entity.isEmpty() && options.entity != layout.entity))
        return std::nullopt;
    LECTERN_ASSIGN(std::vector<Found> found, foundBy(*best, source, catalog, cancel));
    return LayoutUse{layout, std::move(found)};
}

QString layoutId(const Layout& layout)
{
    Sha256 digest;
    const QByteArray json = layoutToJson(layout);
    digest.add({json.constData(), std::size_t(json.size())});
    return layout.name + '#' + digest.hex().left(16);
}

std::optional<Error> nearLayout(const Source& source, const ImportOptions& options, const std::vector<Layout>& accepted)
{
    for (const Layout& layout : options.layouts)
        if (layout.fixed && layout.fixed->length > 0)
            return Error{"layout.not_cut", {.file = source.name()}, {layout.name, QString::number(layout.fixed->length)}, {}, nullptr};
    const auto near = nearlyFitting(options.layouts, accepted, source);
    if (!near)
        return std::nullopt;
    return Error{"layout.does_not_fit", {.file = source.name()}, {near->layout, near->missing.join(", ")}, {}, nullptr};
}

} // namespace lectern
