/// See SourceRecognition.h.
#include "core/ingest/SourceRecognition.h"

#include "core/base/ErrorText.h"
#include "core/ingest/LayoutBook.h"
#include "core/ingest/Mapping.h"

#include <algorithm>

namespace lectern {

namespace {

/// What a source holds, read with a layout.
Result<std::vector<Found>> findByLayout(const RecognitionOf& how, const Package& package, const Source& source, const FittingLayout& best)
{
    LECTERN_TRY(checkLayout(best.layout, how.catalog, best.layout.name));
    LECTERN_ASSIGN(const Source made, laidOut(source, best.layout));
    if (!best.layout.entity.isEmpty())
        return std::vector<Found>{{made, best.layout.entity, std::nullopt, best.confidence, {}}};
    LECTERN_ASSIGN(const Connector* plugin, how.catalog.plugin(best.layout.connector));
    LECTERN_ASSIGN(std::vector<Found> found, plugin->discover({package.name, {made}}, how.cancel));
    if (found.empty())
        return failure("layout.no_rows_of", {source.name()}, {best.layout.name, best.layout.connector});
    return found;
}

/// A layout for each source that fits one better than what connectors found; what cannot be read with its layout after
/// all is told and has nothing found.
Result<void> useLayouts(const RecognitionOf& how, const Package& package, std::vector<Recognised>& recognised)
{
    const std::vector<Layout>& given = how.options.layouts;
    if (given.empty() && how.layouts.empty())
        return {};
    for (Recognised& entry : recognised) {
        if (how.cancel.raised())
            return failure("cancelled");
        if (entry.source.trouble)
            continue;
        FittingLayout best = fittingLayout(given, entry.source);
        if (best.confidence == 0) {
            best = fittingLayout(how.layouts, entry.source);
            if (best.confidence < 0.5 || (!entry.found.empty() && best.confidence <= entry.found.front().confidence))
                continue;
        }
        const Layout& layout = best.layout;
        if ((!how.options.connector.isEmpty() && how.options.connector != layout.connector) ||
            (!how.options.entity.isEmpty() && !layout.entity.isEmpty() && how.options.entity != layout.entity))
            continue;
        entry.found.clear();
        auto found = findByLayout(how, package, entry.source, best);
        if (!found) {
            if (kindOf(found.error()) == ErrorKind::Cancelled)
                return failure(found.error());
            entry.trouble = found.error();
            continue;
        }
        entry.connector = layout.connector;
        entry.found = std::move(*found);
        entry.layout = layout;
    }
    return {};
}

} // namespace

Result<std::vector<Recognised>> recognise(const RecognitionOf& how, const Package& package)
{
    std::vector<Recognised> recognised;
    for (const Source& source : package.sources)
        recognised.push_back({source, {}, {}});
    for (const ConnectorInfo& connector : how.catalog.connectors()) {
        if (!how.options.connector.isEmpty() && how.options.connector != connector.id)
            continue;
        LECTERN_ASSIGN(const Connector* plugin, how.catalog.plugin(connector.id));
        LECTERN_ASSIGN(const std::vector<Found> all, plugin->discover(package, how.cancel));
        for (Recognised& entry : recognised) {
            std::vector<Found> mine;
            double best = 0;
            for (const Found& found : all) {
                if (found.source.fullName() != entry.source.fullName())
                    continue;
                if (!how.options.entity.isEmpty() && !found.entity.isEmpty() && found.entity != how.options.entity)
                    continue;
                mine.push_back(found);
                best = std::max(best, found.confidence);
            }
            if (!mine.empty() && (entry.found.empty() || best > entry.found.front().confidence)) {
                std::ranges::stable_sort(mine, std::greater{}, &Found::confidence);
                entry.connector = connector.id;
                entry.found = std::move(mine);
            }
        }
    }
    // Who names both connector and entity is believed; opening says what is wrong with the file then.
    if (how.catalog.entity(how.options.connector, how.options.entity)) {
        for (Recognised& entry : recognised)
            if (entry.found.empty()) {
                entry.connector = how.options.connector;
                entry.found.push_back({entry.source, how.options.entity, std::nullopt, 1, {}});
            }
    }
    LECTERN_TRY(useLayouts(how, package, recognised));
    for (Recognised& entry : recognised) {
        if (!entry.found.empty() || entry.trouble || entry.source.trouble || !how.options.connector.isEmpty())
            continue;
        LECTERN_ASSIGN(const std::optional<NearlyKnown> known, nearlyKnown(how.writer, entry.source));
        if (!known || (!how.options.entity.isEmpty() && how.options.entity != known->entity))
            continue;
        entry.connector = known->connector;
        entry.found.push_back({entry.source, known->entity, std::nullopt, 0.4, {}});
    }
    return recognised;
}

Error whyUnknown(const RecognitionOf& how, const Recognised& entry)
{
    if (entry.trouble)
        return *entry.trouble;
    const Source& source = entry.source;
    if (source.trouble)
        return *source.trouble;
    const auto fail = [&](const char* code, const QStringList& arguments) {
        return Error{code, {.file = source.name()}, arguments, {}, nullptr};
    };
    const auto head = source.head(4096);
    if (!head)
        return head.error();
    if (head->isEmpty())
        return fail("source.empty", {});
    if (const auto near = nearlyFitting(how.options.layouts, how.layouts, source))
        return fail("layout.does_not_fit", {near->layout, near->missing.join(", ")});
    if (head->startsWith("\xef\xbb\xbf") == false && head->count('\0') > head->size() / 50 + 1 &&
        !head->startsWith("\xff\xfe") && !head->startsWith("\xfe\xff"))
        return fail("source.binary", {});
    const QString first = QString::fromUtf8(*head).section('\n', 0, 0).trimmed().left(120);
    return fail("source.not_recognised", {QObject::tr("no connector knows a file that begins with \"%1\"").arg(first)});
}

} // namespace lectern
