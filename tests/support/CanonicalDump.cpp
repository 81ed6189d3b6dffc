#include "tests/support/CanonicalDump.h"

#include "core/store/Database.h"

#include <QFileInfo>
#include <QStringList>
#include <algorithm>
#include <vector>

namespace lectern::test {

namespace {

/// Sorts the rows of a query into one section; cells are joined by tabs, NULL shows as "∅".
Result<QByteArray> section(const Database& database, const QString& sql)
{
    LECTERN_ASSIGN(Statement statement, database.prepare(sql));
    std::vector<QByteArray> lines;
    for (;;) {
        LECTERN_ASSIGN(const bool row, statement.step());
        if (!row)
            break;
        QByteArray line;
        for (int column = 0; column < statement.columnCount(); ++column) {
            const std::string_view cell = statement.isNull(column) ? std::string_view("∅") : statement.textView(column);
            line.append(cell.data(), qsizetype(cell.size())).append('\t');
        }
        line.back() = '\n';
        lines.push_back(std::move(line));
    }
    std::ranges::sort(lines);
    QByteArray text;
    for (const QByteArray& line : lines)
        text += line;
    return text;
}

Result<QStringList> names(const Database& database, const QString& sql)
{
    QStringList found;
    LECTERN_ASSIGN(Statement statement, database.prepare(sql));
    for (;;) {
        LECTERN_ASSIGN(const bool row, statement.step());
        if (!row)
            return found;
        found << statement.text(0);
    }
}

Result<QString> sourceColumns(const Database& database, const QString& view)
{
    LECTERN_ASSIGN(const QStringList columns,
                   names(database, "SELECT name FROM pragma_table_info('" + view + "') WHERE name NOT IN"
                                   " ('row_no', 'school_id', 'feed_id', 'source_row')"));
    QString list;
    for (const QString& column : columns)
        list += ", t." + quoted(column);
    return list;
}

Result<void> dumpRaw(const Database& database, CanonicalDump& dump)
{
    LECTERN_ASSIGN(const QStringList views, names(database, "SELECT name FROM sqlite_schema WHERE type = 'view' AND name GLOB"
                                                            " 'now_*' ORDER BY name"));
    for (const QString& view : views) {
        LECTERN_ASSIGN(const QString columns, sourceColumns(database, view));
        const QString raw = "raw_" + view.mid(4);
        const QString from = " AS t JOIN feed AS f USING (feed_id)";
        LECTERN_ASSIGN(dump[view], section(database, "SELECT f.connector, f.name" + columns + " FROM " + quoted(view) + from));
        LECTERN_ASSIGN(dump["closed " + raw], section(database, "SELECT f.connector, f.name" + columns + " FROM " +
                                                                    quoted(raw) + from + " WHERE t.closed_by IS NOT NULL"));
    }
    const QString told = " FROM load AS l JOIN feed AS f USING (feed_id) WHERE l.state IN ('in force', 'undone', 'repeat')";
    LECTERN_ASSIGN(dump["loads"],
                   section(database, "SELECT f.connector, f.name, l.entity, l.source, l.sha256, l.scope, l.mode, l.state,"
                                     " l.rows_read, l.inserted, l.updated, l.unchanged, l.closed, l.quarantined, l.remarks" +
                                         told));
    LECTERN_ASSIGN(dump["quarantine"],
                   section(database, "SELECT f.connector, f.name, l.entity, l.source, q.source_row, q.column_name, q.reason,"
                                     " q.arguments, q.row_json FROM quarantine AS q JOIN load AS l USING (load_id)"
                                     " JOIN feed AS f USING (feed_id) WHERE l.state IN ('in force', 'undone', 'repeat')"));
    return {};
}

Result<void> dumpGold(const Database& database, CanonicalDump& dump)
{
    LECTERN_ASSIGN(const QStringList tables,
                   names(database, "SELECT name FROM sqlite_schema WHERE type = 'table' AND (name GLOB 'dim_*' OR name GLOB"
                                   " 'fct_*' OR name GLOB 'agg_*') ORDER BY name"));
    for (const QString& table : tables) {
        LECTERN_ASSIGN(dump[table], section(database, "SELECT * FROM " + quoted(table)));
    }
    return {};
}

/// What a program that was killed left half written is taken back, as by anybody who opens the file and may write.
Result<void> playBack(const QString& school)
{
    if (QFileInfo(school + "-journal").size() <= 0)
        return {};
    LECTERN_ASSIGN(const Database writer, Database::open(school, Database::Access::ReadWrite));
    return writer.execute("SELECT count(*) FROM sqlite_schema");
}

} // namespace

Result<CanonicalDump> canonicalDump(const QString& school, DumpOf what)
{
    LECTERN_TRY(playBack(school));
    LECTERN_ASSIGN(const Database database, Database::open(school, Database::Access::ReadOnly));
    LECTERN_TRY(database.execute("BEGIN")); // one moment for all sections
    CanonicalDump dump;
    LECTERN_TRY(dumpRaw(database, dump));
    if (what == DumpOf::Gold)
        LECTERN_TRY(dumpGold(database, dump));
    LECTERN_TRY(database.execute("COMMIT"));
    return dump;
}

QString difference(const CanonicalDump& wanted, const CanonicalDump& found)
{
    if (wanted == found)
        return {};
    for (const QString& name : wanted.keys() + found.keys()) {
        if (wanted.value(name) == found.value(name))
            continue;
        const QByteArrayList mine = wanted.value(name).split('\n');
        const QByteArrayList theirs = found.value(name).split('\n');
        QString said = QString("%1: %2 lines wanted, %3 found").arg(name).arg(mine.size() - 1).arg(theirs.size() - 1);
        const auto first = std::ranges::mismatch(mine, theirs);
        if (first.in1 != mine.end())
            said += "\n  wanted " + QString::fromUtf8(*first.in1);
        if (first.in2 != theirs.end())
            said += "\n  found  " + QString::fromUtf8(*first.in2);
        return said;
    }
    return "a section is missing";
}

QString quickCheck(const QString& school)
{
    if (const auto done = playBack(school); !done)
        return done.error().code;
    const auto database = Database::open(school, Database::Access::ReadOnly);
    if (!database)
        return database.error().code;
    const auto said = database->text("PRAGMA quick_check(1)");
    return said ? *said : said.error().code + ' ' + said.error().arguments.join(' ');
}

} // namespace lectern::test
