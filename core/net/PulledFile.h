/// A file behind an address that is pulled once, however often it is read: an import looks at a file's head, takes its
/// digest and reads its rows, and all of that must be the same bytes.
#pragma once

#include "core/base/ByteReader.h"
#include "core/net/HttpReader.h"

namespace lectern {

/// Waits for the server's first answer. What has come lies in a temporary file that only this user may read and that goes
/// with the last reader. Thread: any. Errors "net.…", "cancelled", "file.unwritable".
[[nodiscard]] Result<std::shared_ptr<RemoteFile>> pullFile(const QString& address, const Cancel& cancel, HttpOptions options);

/// The same as networks are: a RemoteOpener.
[[nodiscard]] Result<std::shared_ptr<RemoteFile>> pullFileByHttp(const QString& address, const Cancel& cancel);

} // namespace lectern
