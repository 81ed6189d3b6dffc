#include "tests/support/RawRows.h"

#include "core/ingest/CellParser.h"
#include "core/store/RawTables.h"
#include "tests/support/TestSchool.h"

namespace lectern::test {

namespace {

template <class T>
T must(Result<T> result)
{
    if (!result)
        qFatal("%s", qPrintable(text(result.error())));
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

/// Numbers an import would put beside a cell, in the order of companionsOf().
std::vector<std::optional<qint64>> companionNumbers(CellType type, const QByteArray& cell)
{
    const std::string_view view(cell.constData(), std::size_t(cell.size()));
    InstantParser instants{QTimeZone::utc()};
    switch (type) {
    case CellType::Integer:
        return {parseInteger(view)};
    case CellType::Decimal:
        return {parseMilli(view)};
    case CellType::Boolean:
        return {parseBoolean(view)};
    case CellType::Date:
        return {parseDay(view, DateOrder::MonthFirst)};
    case CellType::Instant:
        if (const auto moment = instants.parse(view, DateOrder::MonthFirst))
            return {moment->ms, moment->day, moment->minute};
        return {std::nullopt, std::nullopt, std::nullopt};
    default:
        return {};
    }
}

void bindCell(Statement& insert, int& at, const ColumnSchema& column, const QString& cell)
{
    const bool missing = cell.isEmpty() || cell == "∅";
    missing ? insert.bindNull(at++) : insert.bind(at++, cell);
    for (const auto& number : companionNumbers(column.type, missing ? QByteArray() : cell.toUtf8()))
        number ? insert.bind(at++, *number) : insert.bindNull(at++);
    if (!column.match.isEmpty())
        missing ? insert.bindNull(at++) : insert.bind(at++, "key of " + cell.toLower());
}

} // namespace

void giveRows(School& school, const QString& entity, int feed, const QStringList& columns,
              const std::vector<QStringList>& rows)
{
    const QString connector = entity.section('.', 0, 0);
    const EntitySchema* schema = catalog().entity(connector, entity.section('.', 1));
    if (!schema)
        qFatal("no entity %s", qPrintable(entity));
    const Database& writer = *must(school.writer());
    must(writer.execute(QString("INSERT OR IGNORE INTO feed (feed_id, school_id, connector, name)"
                                " VALUES (%1, 1, '%2', 'feed %1')").arg(feed).arg(connector)));
    QStringList names{"row_no", "school_id", "feed_id", "key_hash", "row_hash", "scope_id", "source_row"};
    for (const QString& column : columns) {
        const int at = schema->indexOf(column);
        if (at < 0)
            qFatal("%s has no column %s", qPrintable(entity), qPrintable(column));
        names.append(quoted(column));
        for (const Companion& companion : companionsOf(schema->columns[std::size_t(at)]))
            names.append(quoted(companion.name));
    }
    const QString marks = QString("?, ").repeated(names.size()).chopped(2);
    Statement insert = must(writer.prepare("INSERT INTO " + quoted(schema->rawTable()) + " (" + names.join(", ") +
                                           ") VALUES (" + marks + ')'));
    qint64 number = must(writer.integer("SELECT max(row_no) FROM " + quoted(schema->rawTable())));
    for (const QStringList& row : rows) {
        if (row.size() != columns.size())
            qFatal("%s: a row of %d cells", qPrintable(entity), int(row.size()));
        ++number;
        insert.bind(1, number).bind(2, 1).bind(3, feed).bind(4, number).bind(5, number).bind(6, 0).bind(7, number);
        int at = 8;
        for (int i = 0; i < columns.size(); ++i)
            bindCell(insert, at, schema->columns[std::size_t(schema->indexOf(columns[i]))], row[i]);
        must(insert.run());
    }
    must(writer.execute(QString("UPDATE sequence SET next = max(next, %1) WHERE name = 'row'").arg(number + 1)));
    must(bumpRawState(writer, schema->rawTable()));
}

void clearRawRows(School& school)
{
    const Database& writer = *must(school.writer());
    for (const EntitySchema* schema : catalog().entities()) {
        must(writer.execute("DELETE FROM " + quoted(schema->rawTable())));
        if (writer.changes() > 0)
            must(bumpRawState(writer, schema->rawTable()));
    }
    must(writer.execute("DELETE FROM feed; DELETE FROM decision_setting; DELETE FROM decision_match;"));
}

} // namespace lectern::test
