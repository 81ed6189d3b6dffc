/// Looks for damage in a school file: every page and index, and whether what the load log says was stored is there.
/// Thread: the one that asks.
#pragma once

#include "core/base/Cancel.h"
#include "core/store/Database.h"

#include <QStringList>

namespace lectern {

struct Inspection
{
    QStringList findings; ///< what is wrong, in words; empty = the file is whole
    QString backup;       ///< newest backup that is good, when something is wrong; empty = there is none
};

/// Never changes the file. Errors only where it cannot be looked at ("file.missing", "file.unreadable", "database.busy",
/// "school.newer", "cancelled", "school.foreign" for what has no backup either); damage is a finding.
[[nodiscard]] Result<Inspection> inspect(const QString& school, const ProgressSink& progress, const Cancel& cancel);

} // namespace lectern
