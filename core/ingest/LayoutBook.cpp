/// See LayoutBook.h.
#include "core/ingest/LayoutBook.h"

#include <QDateTime>
#include <QUuid>
#include <algorithm>

namespace lectern {

namespace {

QString keyOf(const QString& name)
{
    return name.simplified().toCaseFolded();
}

Result<void> decide(const Database& writer, const QString& name, const QByteArray& content, const QString& person)
{
    LECTERN_ASSIGN(Statement insert, writer.prepare("INSERT INTO decision_layout (uuid, author, made_ms, name, name_key, content)"
                                                    " VALUES (?, ?, ?, ?, ?, ?)"));
    insert.bind(1, QUuid::createUuid().toString(QUuid::WithoutBraces)).bind(2, person);
    insert.bind(3, QDateTime::currentMSecsSinceEpoch()).bind(4, name).bind(5, keyOf(name));
    insert.bind(6, QString::fromUtf8(content));
    return insert.run();
}

/// The header `layout` finds in a source; nothing if it is no table.
std::optional<QStringList> headerFor(const Source& source, const Layout& layout)
{
    const auto table = openForLayout(source, layout);
    if (!table)
        return std::nullopt;
    QStringList header;
    for (const TableColumn& column : table->columns)
        header << column.name;
    return header;
}

} // namespace

Result<std::vector<Layout>> acceptedLayouts(const Database& database, const QStringList& without)
{
    LECTERN_ASSIGN(Statement rows,
                   database.prepare("SELECT name, content FROM decision_layout WHERE content <> '' AND decision_id IN"
                                    " (SELECT max(decision_id) FROM decision_layout GROUP BY name_key)"
                                    " ORDER BY decision_id DESC"));
    std::vector<Layout> layouts;
    for (;;) {
        LECTERN_ASSIGN(const bool row, rows.step());
        if (!row)
            return layouts;
        // A layout written by a newer Lectern is none of ours; the file of a school is not to be trusted blindly either.
        if (auto layout = layoutFromJson(rows.text(1).toUtf8(), rows.text(0)); layout && !without.contains(layout->name))
            layouts.push_back(std::move(*layout));
    }
}

Result<Layout> acceptedLayout(const Database& database, const QString& name)
{
    LECTERN_ASSIGN(std::vector<Layout> layouts, acceptedLayouts(database));
    const auto found = std::ranges::find_if(layouts, [&](const Layout& layout) { return keyOf(layout.name) == keyOf(name); });
    if (found == layouts.end())
        return failure("layout.unknown", {}, {name});
    return std::move(*found);
}

Result<void> acceptLayout(const Database& writer, const Layout& layout, const QString& person)
{
    const auto known = acceptedLayout(writer, layout.name);
    if (!known && known.error().code != "layout.unknown")
        return failure(known.error());
    const QByteArray content = layoutToJson(layout);
    if (known && layoutToJson(*known) == content)
        return {};
    return decide(writer, layout.name, content, person);
}

Result<void> withdrawLayout(const Database& writer, const QString& name, const QString& person)
{
    LECTERN_ASSIGN(const Layout known, acceptedLayout(writer, name));
    return decide(writer, known.name, {}, person);
}

namespace {

FittingLayout bestOf(const std::vector<Layout>& layouts, const Source& source)
{
    FittingLayout best;
    std::optional<QStringList> usual; // header of the sheet that is read by itself
    for (const Layout& layout : layouts) {
        LayoutFit fit;
        if (layout.fixed || !layout.sheet.isEmpty()) {
            fit = fitOf(layout, source);
        } else {
            if (!usual)
                usual = headerFor(source, Layout()).value_or(QStringList());
            fit = fitOf(layout, *usual);
        }
        if (fit.fits() && fit.confidence > best.confidence)
            best = {layout, fit.confidence};
    }
    return best;
}

} // namespace

std::optional<FittingLayout> fittingLayout(const std::vector<Layout>& given, const std::vector<Layout>& accepted, const Source& source)
{
    FittingLayout best = bestOf(given, source);
    best.given = best.confidence > 0;
    if (!best.given)
        best = bestOf(accepted, source);
    return best.given || best.confidence >= sureLayout ? std::optional(std::move(best)) : std::nullopt;
}

std::optional<NearLayout> nearlyFitting(const std::vector<Layout>& given, const std::vector<Layout>& accepted,
                                        const Source& source)
{
    constexpr double nearly = 0.75;
    std::optional<NearLayout> best;
    std::optional<QStringList> usual; // header of the sheet that is read by itself
    double bestShare = given.empty() ? nearly : 0;
    for (const Layout& layout : given.empty() ? accepted : given) {
        if (layout.fixed)
            continue;
        if (layout.sheet.isEmpty() && !usual)
            usual = headerFor(source, layout);
        const auto header = layout.sheet.isEmpty() ? usual : headerFor(source, layout);
        if (!header)
            return best;
        const LayoutFit fit = fitOf(layout, *header);
        QStringList all = layout.sources() + layout.signature;
        all.removeDuplicates();
        const double share = 1 - double(fit.missing.size()) / double(std::max<qsizetype>(all.size(), 1));
        if (!fit.missing.isEmpty() && share >= bestShare) {
            best = NearLayout{layout.name, fit.missing};
            bestShare = share;
        }
    }
    return best;
}

} // namespace lectern
