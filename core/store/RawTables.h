/// Raw tables and their now_ views, made from the connectors' schemas. Writer connection.
#pragma once

#include "core/store/Database.h"
#include "core/table/EntitySchema.h"

#include <QStringList>

namespace lectern {

/// One column of a raw table.
struct RawColumn
{
    QString name;
    QString sqlType; ///< "TEXT", "INTEGER"
};

/// The columns of the entity's raw table from the source's first column on: each column, its companions, `extra`.
/// Columns of class `never` are not there.
[[nodiscard]] std::vector<RawColumn> rawColumns(const EntitySchema& entity);

/// Makes the raw table and its now_ view if they are not there; adds columns a newer schema brings; rewrites a table of
/// the first version of the school file into today's form.
[[nodiscard]] Result<void> ensureRawTable(const Database& writer, const EntitySchema& entity);

/// Makes the index on the source's own key, by which models join reference tables, if the entity should have one and
/// does not have it yet. After the first rows: filling a table first and sorting once is quicker. Inside a transaction.
[[nodiscard]] Result<void> ensureKeyIndex(const Database& writer, const EntitySchema& entity);

/// The number of a scope (its columns' values joined by U+001F) in the table `scope`, made if it is new. 0 = no scope.
[[nodiscard]] Result<qint64> scopeNumber(const Database& writer, const QString& scope);

/// The SQL that makes the table (without indexes) on SQLite; the PostgreSQL test translates it.
[[nodiscard]] QString rawTableSql(const EntitySchema& entity);

/// Names of a table's columns in its own order, of "main" or an attached database; none if it is not there.
[[nodiscard]] Result<QStringList> columnsOf(const Database& writer, const QString& database, const QString& table);

/// Makes an empty raw table with the indexes it has whatever it holds, but no view, in an attached database.
[[nodiscard]] Result<void> makeRawTableIn(const Database& writer, const QString& database, const EntitySchema& entity);

/// The SELECT behind the now_ view, in the common subset.
[[nodiscard]] QString nowViewSelect(const EntitySchema& entity);

/// Says that a raw table (or "setting") changed, so that models reading it are built again.
[[nodiscard]] Result<void> bumpRawState(const Database& writer, const QString& name);

} // namespace lectern
