/// Numbered migrations of the school file: resources/migrations/NNN.sql, applied in order, each in a transaction.
#pragma once

#include "core/store/Database.h"

namespace lectern {

/// The version a school file says it has (PRAGMA user_version).
[[nodiscard]] Result<int> schemaVersionOf(const Database& database);

/// Brings a file from its version to `newest`; makes a verified backup first (Backup.h) if the file already holds a
/// school. Errors of backUp(), "database.…".
[[nodiscard]] Result<void> migrate(const Database& writer, int newest);

} // namespace lectern
