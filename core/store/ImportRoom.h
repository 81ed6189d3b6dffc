/// Whether an import fits on the disk, asked before it begins. Thread: any; reads folders, no file.
#pragma once

#include "core/store/School.h"

#include <QStringList>

namespace lectern {

/// Compares what the files weigh with the room on the school's disk. Empty = enough; else a warning in words. Error
/// "disk.no_room" where not even the rows themselves can fit.
[[nodiscard]] Result<QString> roomForImport(const School& school, const QStringList& paths);

} // namespace lectern
