/// Remembers how the data checks ended, and since when that is so: one row per check, counts per day. On the thread of the
/// connection given.
#pragma once

#include "core/base/Day.h"
#include "core/transform/Runner.h"

namespace lectern {

/// How the newest run of a check ended.
struct CheckState
{
    QString check;      ///< as CheckOutcome::check
    QString model;
    QString outcome;    ///< "passed", "warned", "failed"
    QString was;        ///< how it ended before that; empty = this is the first outcome known
    qint64 badRows = 0;
    QString words;      ///< what is wrong, when it matters, how to fix
    qint64 sinceMs = 0; ///< UTC; when the outcome became what it is
};

/// Writes the outcomes of one build down, in a transaction of its own; checks that a model no longer has are forgotten.
/// `atMs` is the moment of the build, UTC. Caller holds the school's writerLock().
[[nodiscard]] Result<void> recordChecks(const Database& writer, const std::vector<CheckOutcome>& outcomes, qint64 atMs);

/// Every check known, those with bad rows first, failed before warned, then by name.
[[nodiscard]] Result<std::vector<CheckState>> checkStates(const Database& reader);

} // namespace lectern
