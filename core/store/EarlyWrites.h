/// Writes that begin before somebody waits for them. SQLite hands its pages to the system and asks for them to be on the
/// disk only at the end of a transaction, and then nothing else happens until they are. Here the system is told to begin
/// as soon as a few megabytes have come together, while the next rows are read.
#pragma once

struct sqlite3_vfs;

namespace lectern {

/// Watches what SQLite's own layer for this system writes, in the whole program; once is enough. Where the system has no
/// such call nothing changes. Any thread, before the first connection.
void beginWritesEarly(sqlite3_vfs* system);

} // namespace lectern
