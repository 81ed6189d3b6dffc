/// Packs files into a zip whose bytes depend on their contents alone: fixed times, fixed attributes. Thread: any.
#pragma once

#include "core/base/Error.h"

#include <QStringList>

namespace lectern::simulation {

/// Writes `files` by their base names, in order, to the archive at `path`, replacing it. Error "file.unwritable".
[[nodiscard]] Result<void> zipFiles(const QString& path, const QStringList& files);

} // namespace lectern::simulation
