/// Raw tables and their now_ views, made from the connectors' schemas. Writer connection.
#pragma once

#include "core/store/Database.h"
#include "core/table/EntitySchema.h"

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

/// Makes the raw table, its indexes and its now_ view if they are not there; adds columns a newer schema brings.
[[nodiscard]] Result<void> ensureRawTable(const Database& writer, const EntitySchema& entity);

/// The SQL that makes the table (without indexes) on SQLite; the PostgreSQL test translates it.
[[nodiscard]] QString rawTableSql(const EntitySchema& entity);

/// The SELECT behind the now_ view, in the common subset.
[[nodiscard]] QString nowViewSelect(const EntitySchema& entity);

/// Says that a raw table (or "setting") changed, so that models reading it are built again.
[[nodiscard]] Result<void> bumpRawState(const Database& writer, const QString& name);

} // namespace lectern
