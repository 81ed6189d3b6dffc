/// A zip someone handed us: its members, after refusing what an export never holds, and their bytes. Nothing is ever
/// unpacked to disk. Pool thread; each reader opens the archive for itself.
#pragma once

#include "core/table/Source.h"

namespace lectern {

/// What an export may be at most; an archive beyond is refused unread.
struct ZipLimits
{
    qint64 members = 10000;
    qint64 unpacked = qint64(16) << 30;     ///< bytes of all members together
    qint64 ratio = 250;                     ///< unpacked : packed, for members larger than `ratioFrom`
    qint64 ratioFrom = qint64(32) << 20;    ///< bytes
};

/// The files in the zip at `path` as sources, sorted by name; folders, hidden files and "__MACOSX" left out.
/// Errors "file.unreadable", "zip.damaged", "zip.encrypted", "zip.unsafe_name", "zip.too_large".
[[nodiscard]] Result<std::vector<Source>> zipMembers(const QString& path, const ZipLimits& limits = {});

/// The bytes of one member. Errors as above; a checksum that does not fit is "zip.damaged" at the end.
[[nodiscard]] Result<std::unique_ptr<ByteReader>> openZipMember(const Source& source);

} // namespace lectern
