/// See Shape.h.
#include "core/ingest/Shape.h"

#include "core/ingest/CellParser.h"
#include "core/table/CellShape.h"
#include "core/table/TextForcing.h"

#include <algorithm>

namespace lectern {

namespace {

/// The narrowest type that fits nine values of ten; a bad cell is a matter for quarantine, not of the column's type. A
/// whole number of eight digits may be a date as well and counts as number.
QString typeOf(const std::vector<std::string>& values)
{
    if (values.empty())
        return {};
    const auto most = [&](auto fits) {
        return std::size_t(std::ranges::count_if(values, fits)) * 10 >= values.size() * 9;
    };
    const auto isNumber = [](const std::string& value) {
        const CellShape written = shapeOf(std::string_view(value)); // also with another mark, or a sign for percent
        return parseMilli(value).has_value() || written == CellShape::Integer || written == CellShape::Decimal;
    };
    if (most(isNumber))
        return QStringLiteral("number");
    if (most([](const std::string& value) {
            return parseDay(value, DateOrder::MonthFirst) || parseDay(value, DateOrder::DayFirst);
        }))
        return QStringLiteral("date");
    if (most([](const std::string& value) { return parseBoolean(value).has_value(); }))
        return QStringLiteral("boolean");
    return QStringLiteral("text");
}

bool isDateOrder(const QString& written)
{
    return written == "mdy" || written == "dmy";
}

} // namespace

Shape shapeOf(const EntitySchema& schema, const SourceSample& sample)
{
    Shape shape;
    std::string scratch;
    for (qsizetype i = 0; i < sample.header.size(); ++i) {
        const int column = sample.columnOf[std::size_t(i)];
        std::vector<std::string> values;
        for (const QStringList& row : sample.rows) {
            const std::string cell = row.value(i).trimmed().toStdString();
            if (const std::string_view meant = withoutTextForcing(cell, scratch); !meant.empty())
                values.emplace_back(meant);
        }
        shape.push_back({sample.header[i], column < 0 ? QString() : schema.columns[std::size_t(column)].name,
                         typeOf(values), {}});
    }
    return shape;
}

QString writtenIn(const Reader& reader, int column)
{
    const char mark = reader.decimalMark(column);
    return mark ? QString(QLatin1Char(mark)) : reader.dateOrder(column);
}

Shape shapeOf(const EntitySchema& schema, const Reader& reader)
{
    Shape shape = shapeOf(schema, reader.sample());
    for (ShapeColumn& cell : shape)
        if (const int column = schema.indexOf(cell.column); column >= 0)
            cell.written = writtenIn(reader, column);
    return shape;
}

Result<void> keepShape(const Database& writer, qint64 load, const Shape& shape)
{
    LECTERN_ASSIGN(Statement insert, writer.prepare("INSERT OR REPLACE INTO load_shape (load_id, position, header, column_name,"
                                                    " seen_type, written) VALUES (?, ?, ?, ?, ?, ?)"));
    int position = 0;
    for (const ShapeColumn& column : shape) {
        insert.bind(1, load).bind(2, ++position).bind(3, column.header).bind(4, column.column);
        insert.bind(5, column.type).bind(6, column.written);
        LECTERN_TRY(insert.run());
    }
    return {};
}

Result<Shape> shapeOfLoad(const Database& database, qint64 load)
{
    LECTERN_ASSIGN(Statement rows, database.prepare("SELECT header, column_name, seen_type, written FROM load_shape"
                                                    " WHERE load_id = ? ORDER BY position"));
    rows.bind(1, load);
    Shape shape;
    for (;;) {
        LECTERN_ASSIGN(const bool row, rows.step());
        if (!row)
            return shape;
        shape.push_back({rows.text(0), rows.text(1), rows.text(2), rows.text(3)});
    }
}

Result<Shape> lastShape(const Database& database, qint64 feedId, const QString& entity)
{
    LECTERN_ASSIGN(Statement newest,
                   database.prepare("SELECT l.load_id FROM load AS l WHERE l.feed_id = ? AND l.entity = ?"
                                    " AND l.state = 'in force' AND EXISTS (SELECT 1 FROM load_shape AS s"
                                    " WHERE s.load_id = l.load_id) ORDER BY l.load_id DESC LIMIT 1"));
    newest.bind(1, feedId).bind(2, entity);
    LECTERN_ASSIGN(const bool row, newest.step());
    return row ? shapeOfLoad(database, newest.integer(0)) : Result<Shape>(Shape());
}

Result<Learnt> usualOrders(const Database& database, qint64 feedId, const QString& entity)
{
    Learnt usual;
    LECTERN_ASSIGN(const Shape shape, lastShape(database, feedId, entity));
    for (const ShapeColumn& column : shape)
        if (!column.column.isEmpty() && isDateOrder(column.written))
            usual.insert(column.column, column.written);
    return usual;
}

} // namespace lectern
