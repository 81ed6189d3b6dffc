/// A large import without the write-ahead log: under a rollback journal the pages of new rows go to the disk once, under the
/// log twice. Writer thread.
#pragma once

#include "core/store/Database.h"

namespace lectern {

/// Puts the log aside while it lives, if nobody else has the school open; else does nothing. Others may open the school
/// meanwhile: they read what is committed, and each waits for the other for as long as a commit or a read takes. Whoever
/// is killed leaves a journal that School::open() plays back.
class LogAside
{
public:
    /// Outside a transaction, no statement running.
    explicit LogAside(const Database& writer);
    ~LogAside(); ///< brings the log back; where that fails School::open() does it the next time
    LogAside(const LogAside&) = delete;
    LogAside& operator=(const LogAside&) = delete;

    [[nodiscard]] bool aside() const { return m_aside; }

private:
    const Database& m_writer;
    bool m_aside = false;
};

} // namespace lectern
