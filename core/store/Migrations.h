/// Numbered migrations of the school file: resources/migrations/NNN.sql, applied in order, each in a transaction.
#pragma once

#include "core/store/Database.h"

namespace lectern {

/// The version a school file says it has (PRAGMA user_version).
[[nodiscard]] Result<int> schemaVersionOf(const Database& database);

/// Brings a file from its version to `newest`; makes a verified copy "<path>.before-<version>" first if the file
/// already holds a school. Errors "file.unwritable", "school.damaged", "database.…".
[[nodiscard]] Result<void> migrate(const Database& writer, int newest);

/// Copies the database into a new file and checks the copy. Errors "file.exists", "file.unwritable", "school.damaged".
[[nodiscard]] Result<void> backUp(const Database& database, const QString& target);

} // namespace lectern
