/// Layouts into JSON; see Layout.h.
#include "core/connector/Layout.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace lectern {

namespace {

QJsonObject toJson(const LayoutRow& row)
{
    QJsonObject object;
    for (auto entry = row.cbegin(); entry != row.cend(); ++entry) {
        const LayoutCell& cell = *entry;
        LayoutCell plain;
        plain.from = cell.from;
        if (cell == plain) {
            object.insert(entry.key(), cell.from);
            continue;
        }
        QJsonObject json;
        const std::pair<const char*, const QString*> parts[] = {
            {"from", &cell.from}, {"constant", &cell.constant}, {"date", &cell.date}, {"decimal", &cell.decimal}};
        for (const auto& [name, value] : parts)
            if (!value->isEmpty())
                json.insert(QLatin1String(name), *value);
        if (!cell.values.isEmpty()) {
            QJsonObject values;
            for (auto value = cell.values.cbegin(); value != cell.values.cend(); ++value)
                values.insert(value.key(), *value);
            json.insert("values", values);
        }
        QJsonArray steps;
        for (const LayoutThreshold& step : cell.thresholds)
            steps << QJsonObject{{"from", step.from}, {"value", step.value}};
        if (!steps.isEmpty())
            json.insert("thresholds", steps);
        object.insert(entry.key(), json);
    }
    return object;
}

QJsonObject toJson(const FixedWidth& fixed)
{
    QJsonArray columns;
    for (const FixedColumn& column : fixed.columns)
        columns << QJsonObject{{"name", column.name}, {"start", column.start}, {"width", column.width}};
    QJsonObject object{{"columns", columns}};
    if (fixed.skip > 0)
        object.insert("skip", fixed.skip);
    if (fixed.length > 0)
        object.insert("length", fixed.length);
    return object;
}

} // namespace

QStringList Layout::sources() const
{
    QStringList names;
    const auto add = [&](const LayoutRow& row) {
        for (const LayoutCell& cell : row)
            if (!cell.from.isEmpty() && !names.contains(cell.from))
                names << cell.from;
    };
    add(columns);
    for (const LayoutRow& part : spread)
        add(part);
    return names;
}

QByteArray layoutToJson(const Layout& layout)
{
    QJsonObject object{{"lectern", layoutFormat}, {"name", layout.name}, {"target", layout.target()}};
    const std::pair<const char*, const QStringList*> lists[] = {
        {"signature", &layout.signature}, {"missing", &layout.missing}, {"leave_out", &layout.leaveOut}};
    for (const auto& [name, list] : lists)
        if (!list->isEmpty())
            object.insert(QLatin1String(name), QJsonArray::fromStringList(*list));
    if (!layout.note.isEmpty())
        object.insert("note", layout.note);
    if (!layout.sheet.isEmpty())
        object.insert("sheet", layout.sheet);
    if (!layout.columns.isEmpty())
        object.insert("columns", toJson(layout.columns));
    QJsonArray spread;
    for (const LayoutRow& part : layout.spread)
        spread << toJson(part);
    if (!spread.isEmpty())
        object.insert("spread", spread);
    if (layout.fixed)
        object.insert("fixed", toJson(*layout.fixed));
    return QJsonDocument(object).toJson(QJsonDocument::Indented);
}

} // namespace lectern
