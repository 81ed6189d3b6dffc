/// How much room a disk has. Thread: any.
#pragma once

#include <QString>

namespace lectern {

/// Bytes that may still be written into the folder; -1 if the system does not say. The environment variable
/// LECTERN_FREE_BYTES, for tests, says it instead.
[[nodiscard]] qint64 freeBytes(const QString& folder);

/// "1.2 GB": a size for people, in powers of 1,000.
[[nodiscard]] QString sizeText(qint64 bytes);

} // namespace lectern
