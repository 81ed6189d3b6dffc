/// A file is recognised as a school before anything in it is trusted: by its first bytes, then by what it is made of.
/// Thread: the connection's.
#pragma once

#include "core/store/Database.h"

namespace lectern {

/// What the first hundred bytes of a school file say; no SQL is needed to read them.
struct SchoolHeader
{
    int application = 0; ///< School::applicationId for a school
    int version = 0;     ///< number of its newest migration
    int pageSize = 0;
    qint64 pages = 0;
    bool writeAheadLog = false; ///< its changes stand in "-wal" first
};

/// Errors "file.missing", "file.not_regular", "file.unreadable", "school.foreign" (no SQLite file, or cut off).
[[nodiscard]] Result<SchoolHeader> headerOf(const QString& path);

/// Looks at every object a file is made of: only the tables, indexes and views a school has, none of them hostile (a
/// trigger, a virtual table, thousands of objects). Errors "school.foreign" (arguments: what is wrong), "school.newer".
[[nodiscard]] Result<void> recogniseSchema(const Database& database);

/// SQLite's quick check of all pages. Errors "school.damaged", or what the disk said: "disk.failed", "memory.exhausted".
[[nodiscard]] Result<void> checkPages(const Database& database);

} // namespace lectern
