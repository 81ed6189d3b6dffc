/// Bytes in order, wherever they come from: a file, a member of a zip, a server. Below core/table and core/net, which
/// both need it and may not know each other.
#pragma once

#include "core/base/Cancel.h"
#include "core/base/Error.h"

#include <QByteArray>
#include <QString>
#include <memory>

namespace lectern {

/// Bytes in order, once. Pool thread.
class ByteReader
{
public:
    virtual ~ByteReader() = default;
    /// Fills up to `size` bytes; 0 = end. Errors "file.unreadable", "zip.damaged", "file.changed"; "net.…" and
    /// "cancelled" of an address.
    [[nodiscard]] virtual Result<qint64> read(char* bytes, qint64 size) = 0;
};

/// A file behind an address, on its way to this machine. Thread: any, several at once.
class RemoteFile
{
public:
    virtual ~RemoteFile() = default;
    /// Bytes of the whole; -1 = the server does not say.
    [[nodiscard]] virtual qint64 size() const = 0;
    /// From the first byte on. Readers share what has come so far and keep the file alive.
    [[nodiscard]] virtual Result<std::unique_ptr<ByteReader>> open() = 0;
};

/// Begins to pull the file behind an http:// or https:// address; `cancel` ends every wait for it.
using RemoteOpener = Result<std::shared_ptr<RemoteFile>> (*)(const QString& address, const Cancel& cancel);

} // namespace lectern
