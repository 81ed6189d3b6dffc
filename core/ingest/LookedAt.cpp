/// See LookedAt.h.
#include "core/ingest/LookedAt.h"

#include <algorithm>

namespace lectern {

namespace {

constexpr qsizetype mostValues = 50;
constexpr double mostly = 0.8; // share of the cells that hold something

} // namespace

QStringList LookedAt::someValues(std::size_t column) const
{
    QStringList values;
    for (const QStringList& row : rows)
        if (const QString value = row.value(qsizetype(column)).trimmed(); !value.isEmpty() && !values.contains(value) && values.size() < mostValues)
            values << value;
    return values;
}

QStringList LookedAt::missingTexts(std::size_t column) const
{
    QStringList texts;
    for (const QStringList& row : rows)
        if (const QString text = row.value(qsizetype(column)).trimmed(); !text.isEmpty() && shapeOf(text.toStdString()) == CellShape::Missing)
            texts << text;
    texts.removeDuplicates();
    return texts;
}

bool LookedAt::isMostly(std::size_t column, std::initializer_list<CellShape> shapes) const
{
    qsizetype filled = 0, such = 0;
    for (const QStringList& row : rows) {
        const CellShape shape = shapeOf(row.value(qsizetype(column)).toStdString());
        filled += shape != CellShape::Empty && shape != CellShape::Missing;
        such += std::ranges::find(shapes, shape) != shapes.end();
    }
    return filled > 0 && double(such) >= mostly * double(filled);
}

} // namespace lectern
