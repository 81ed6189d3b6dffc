/// What a school says, in a form that does not depend on how it came to say it: the rows in force and the closed
/// versions of every feed, the loads with their counts, the quarantine. Two schools that hold the same have equal
/// dumps, whatever numbers rows and loads got and however often an import was interrupted. Thread: any.
#pragma once

#include "core/base/Error.h"

#include <QByteArray>
#include <QMap>
#include <QString>

namespace lectern::test {

/// Name of a section -> its lines, sorted, each with a line feed. Sections: "now_…" (feed name and the source's columns
/// with their companions), "closed raw_…" (versions that were replaced or closed), "loads", "quarantine"; with
/// `Gold` also one for each gold table.
using CanonicalDump = QMap<QString, QByteArray>;

enum class DumpOf { Raw, Gold };

/// Reads a school file by a connection of its own, which is closed again. Errors of the store.
[[nodiscard]] Result<CanonicalDump> canonicalDump(const QString& school, DumpOf what = DumpOf::Raw);

/// The first lines that only one of the two has; "" if they are equal.
[[nodiscard]] QString difference(const CanonicalDump& wanted, const CanonicalDump& found);

/// What SQLite's quick check says about the file: "ok", its first complaint, or why it could not run.
[[nodiscard]] QString quickCheck(const QString& school);

} // namespace lectern::test
