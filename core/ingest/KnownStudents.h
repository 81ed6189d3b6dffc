/// The students a school knows, to tell ids from names and a list of strangers from one of its own. Pool thread.
#pragma once

#include "core/store/Database.h"

#include <QSet>
#include <QString>

namespace lectern {

/// Every id of theirs in any source, read from gold as it stands: of the students who are enrolled where a source says who is,
/// else of all that have records. Empty before the first build. Errors "database.…".
[[nodiscard]] Result<QSet<QString>> knownStudents(const Database& reader);

} // namespace lectern
