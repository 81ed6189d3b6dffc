#include "core/store/LogAside.h"

#include <sqlite3.h>

namespace lectern {

namespace {

/// Somebody who reads for long delays a commit, and shall not end an import that has run for minutes.
constexpr int patientMs = 60'000;

} // namespace

LogAside::LogAside(const Database& writer) : m_writer(writer)
{
    const auto before = writer.text("PRAGMA journal_mode");
    if (!before || *before != "wal")
        return; // on a network drive there is none
    sqlite3_busy_timeout(writer.handle(), 0);
    const auto mode = writer.text("PRAGMA journal_mode = DELETE"); // fails while anybody else has the file open
    m_aside = mode && *mode == "delete";
    sqlite3_busy_timeout(writer.handle(), m_aside ? patientMs : Database::busyTimeoutMs);
}

LogAside::~LogAside()
{
    if (!m_aside)
        return;
    sqlite3_busy_timeout(m_writer.handle(), Database::busyTimeoutMs);
    std::ignore = m_writer.text("PRAGMA journal_mode = WAL");
}

} // namespace lectern
