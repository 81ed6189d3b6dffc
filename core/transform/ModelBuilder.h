/// Makes the table of one model: checks the header against what SQLite really reads and returns, then drops, creates
/// and fills it. Inside the caller's transaction, on the writer's thread.
#pragma once

#include "core/store/Database.h"
#include "core/transform/ModelFile.h"

#include <QSet>

namespace lectern {

/// Tables and views of the main database a SELECT reads; views are resolved to the tables behind them.
[[nodiscard]] Result<QSet<QString>> tablesRead(const Database& database, const QString& sql);

/// Compares `depends` and `columns` with the SELECT. Error "model.broken" says in words what differs.
[[nodiscard]] Result<void> verifyModel(const Database& database, const Model& model);

/// Creates and fills the table; a table that keeps its rows is only appended to. Returns whether rows may have changed.
/// Errors "model.broken", "database.…", "cancelled".
[[nodiscard]] Result<bool> fillModel(const Database& writer, const Model& model);

} // namespace lectern
