#include "core/transform/ModelBuilder.h"

#include <QCoreApplication>
#include <QStringList>
#include <sqlite3.h>

namespace lectern {

namespace {

QString words(const char* text)
{
    return QCoreApplication::translate("Model", text);
}

std::unexpected<Error> broken(const Model& model, const QString& text, const QString& detail = {})
{
    return failure("model.broken", {.file = model.name}, {text}, detail);
}

int noteRead(void* names, int action, const char* table, const char*, const char* schema, const char*)
{
    if (action == SQLITE_READ && table && (!schema || QLatin1String(schema) == QLatin1String("main")))
        static_cast<QSet<QString>*>(names)->insert(QString::fromUtf8(table));
    return SQLITE_OK;
}

/// The authorizer is set while this object lives.
class ReadsNoted
{
public:
    ReadsNoted(sqlite3* handle, QSet<QString>* names) : m_handle(handle)
    {
        sqlite3_set_authorizer(m_handle, noteRead, names);
    }
    ~ReadsNoted() { sqlite3_set_authorizer(m_handle, nullptr, nullptr); }
    ReadsNoted(const ReadsNoted&) = delete;
    ReadsNoted& operator=(const ReadsNoted&) = delete;

private:
    sqlite3* m_handle;
};

bool isBase(const Database& database, const QString& name)
{
    auto statement = database.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?");
    if (!statement)
        return false;
    statement->bind(1, name);
    const auto row = statement->step();
    return row && *row;
}

Result<void> verifyColumns(const Model& model, const Statement& statement)
{
    QStringList promised;
    QStringList returned;
    for (const ModelColumn& column : model.columns)
        promised.append(column.name);
    for (int i = 0; i < statement.columnCount(); ++i)
        returned.append(statement.columnName(i));
    if (promised != returned)
        return broken(model, words("the header promises the columns %1, the SELECT returns %2")
                                 .arg(promised.join(", "), returned.join(", ")));
    return {};
}

} // namespace

Result<QSet<QString>> tablesRead(const Database& database, const QString& sql)
{
    QSet<QString> names;
    {
        const ReadsNoted noted(database.handle(), &names);
        LECTERN_TRY(database.prepare(sql));
    }
    QSet<QString> tables;
    for (const QString& name : names)
        if (isBase(database, name) && !name.startsWith("sqlite_"))
            tables.insert(name);
    return tables;
}

Result<void> verifyModel(const Database& database, const Model& model)
{
    auto statement = database.prepare(model.sql);
    if (!statement)
        return broken(model, statement.error().arguments.value(0), statement.error().detail);
    LECTERN_TRY(verifyColumns(model, *statement));
    LECTERN_ASSIGN(const QSet<QString> read, tablesRead(database, model.sql));
    QSet<QString> allowed;
    QStringList idle;
    for (const QString& input : model.depends) {
        const auto behind = tablesRead(database, "SELECT * FROM " + quoted(input));
        if (!behind)
            return broken(model, words("it depends on %1, which is not there").arg(input));
        if (!behind->intersects(read))
            idle.append(input);
        allowed.unite(*behind);
    }
    QStringList unnamed;
    for (const QString& table : read - allowed)
        unnamed.append(table);
    unnamed.sort();
    if (!unnamed.isEmpty())
        return broken(model, words("it reads %1 without naming it under depends").arg(unnamed.join(", ")));
    if (!idle.isEmpty())
        return broken(model, words("it names %1 under depends without reading it").arg(idle.join(", ")));
    return {};
}

Result<bool> fillModel(const Database& writer, const Model& model)
{
    const bool keep = model.keepsRows && isBase(writer, model.name);
    if (!keep) {
        LECTERN_TRY(writer.execute("DROP TABLE IF EXISTS " + model.name));
        LECTERN_TRY(writer.execute(createTableSql(model, Engine::Sqlite)));
    }
    LECTERN_TRY(verifyModel(writer, model));
    LECTERN_ASSIGN(Statement insert, writer.prepare(insertSql(model)));
    if (const auto done = insert.run(); !done) {
        const QString said = done.error().arguments.value(0);
        if (said.contains("UNIQUE constraint") || said.contains("NOT NULL constraint") || said.contains("cannot store"))
            return broken(model, words("its rows are not what the header promises (%1)").arg(said));
        return std::unexpected(done.error());
    }
    const bool changed = !keep || writer.changes() > 0;
    if (!keep)
        for (const QString& sql : createIndexSql(model))
            LECTERN_TRY(writer.execute(sql));
    LECTERN_TRY(writer.execute("ANALYZE " + model.name));
    return changed;
}

} // namespace lectern
