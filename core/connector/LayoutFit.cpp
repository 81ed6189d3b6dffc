/// Which layout fits which table, and whether a layout fits its target; see LayoutTable.h.
#include "core/connector/LayoutTable.h"

#include <QSet>
#include <algorithm>

namespace lectern {

namespace {

constexpr double leastKnown = 0.5; // share of a header that is not somebody else's

QStringList idsOf(const ConnectorCatalog& catalog)
{
    QStringList ids;
    for (const ConnectorInfo& connector : catalog.connectors()) {
        if (connector.table)
            ids << connector.id;
        for (const EntitySchema& entity : connector.entities)
            ids << connector.id + '.' + entity.id;
    }
    return ids;
}

/// The first column of a row that `entity` does not have; empty if it has all.
QString unknownIn(const LayoutRow& row, const EntitySchema& entity)
{
    for (const QString& column : row.keys())
        if (entity.indexOf(column) < 0)
            return column;
    return {};
}

QStringList columnsOf(const EntitySchema& entity)
{
    QStringList names;
    for (const ColumnSchema& column : entity.columns)
        if (column.privacy != Privacy::Never)
            names << column.name;
    return names;
}

} // namespace

LayoutFit fitOf(const Layout& layout, const QStringList& header)
{
    QSet<QString> there;
    for (const QString& name : header)
        there.insert(normalisedHeader(name));
    LayoutFit fit;
    QSet<QString> known;
    for (const QString& name : layout.sources() + layout.signature) {
        const QString folded = normalisedHeader(name);
        if (!known.contains(folded) && !there.contains(folded))
            fit.missing << name;
        known.insert(folded);
    }
    if (!fit.missing.isEmpty() || there.isEmpty())
        return fit;
    for (const QString& name : layout.leaveOut)
        known.insert(normalisedHeader(name));
    const auto same = std::ranges::count_if(there, [&](const QString& name) { return known.contains(name); });
    const double share = double(same) / double(there.size());
    // Its columns among many others may mean anything: then a person takes the layout, or a signature says that it is meant.
    fit.confidence = share < leastKnown && layout.signature.isEmpty() ? sureLayout * share : sureLayout + 0.49 * share;
    return fit;
}

LayoutFit fitOf(const Layout& layout, const Source& source)
{
    if (source.part.isPart() && ((!layout.sheet.isEmpty() && layout.sheet != source.part.sheet) || layout.fixed))
        return {layout.sources(), 0}; // fixed columns are those of a whole file
    if (layout.fixed)
        return {{}, fixedWidthFit(source.file(), *layout.fixed)};
    const auto table = openForLayout(source, layout);
    if (!table)
        return {layout.sources(), 0};
    QStringList header;
    for (const TableColumn& column : table->columns)
        header << column.name;
    return fitOf(layout, header);
}

Result<void> checkLayout(const Layout& layout, const ConnectorCatalog& catalog, const QString& file)
{
    const ConnectorInfo* connector = catalog.info(layout.connector);
    if (!connector || (!layout.entity.isEmpty() && !catalog.entity(layout.connector, layout.entity)))
        return failure("layout.unknown_target", {file}, {layout.target(), idsOf(catalog).join(", ")});
    if (layout.entity.isEmpty() && !connector->table)
        return failure("layout.unknown_target", {file}, {layout.target(), idsOf(catalog).join(", ")});
    const EntitySchema& entity = layout.entity.isEmpty() ? *connector->table : *catalog.entity(layout.connector, layout.entity);
    const bool open = layout.entity.isEmpty(); // the connector makes sense of any further column
    QString path = "$.columns";
    QString unknown = open ? QString() : unknownIn(layout.columns, entity);
    for (std::size_t i = 0; i < layout.spread.size() && unknown.isEmpty() && !open; ++i) {
        path = "$.spread[" + QString::number(i) + ']';
        unknown = unknownIn(layout.spread[i], entity);
    }
    if (!unknown.isEmpty())
        return failure("layout.unknown_column", {file}, {path, unknown, columnsOf(entity).join(", "), layout.target()});
    for (const ColumnSchema& column : entity.columns) {
        const auto fills = [&](const LayoutRow& row) { return row.contains(column.name); };
        const bool filled = fills(layout.columns) || (!layout.spread.empty() && std::ranges::all_of(layout.spread, fills));
        if (!filled && (column.mandatory || column.required))
            return failure("layout.unfilled", {file}, {column.name, layout.target()});
    }
    return {};
}

HeaderMapping furtherColumnsOf(const Source& laidOut, const Layout& layout)
{
    HeaderMapping mapping;
    const auto table = laidOut.table ? openTable(laidOut) : failure("source.empty");
    if (!table)
        return mapping; // opening says why
    QSet<QString> targets;
    for (const QString& column : layout.columns.keys())
        targets.insert(normalisedHeader(column));
    for (const LayoutRow& part : layout.spread)
        for (const QString& column : part.keys())
            targets.insert(normalisedHeader(column));
    for (const TableColumn& column : table->columns)
        if (const QString name = normalisedHeader(column.name); !targets.contains(name))
            mapping.insert(name, QString());
    return mapping;
}

} // namespace lectern
