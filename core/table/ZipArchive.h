/// A zip someone handed us: its members, after refusing what an export never holds, and their bytes. Nothing is ever
/// unpacked to disk. Pool thread; each reader opens the archive for itself.
#pragma once

#include "core/table/Source.h"

#include <QHash>

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

/// A document that is a zip of parts (a workbook), itself a file, a member of a zip or behind an address (then held in
/// memory). Immutable,
/// may be shared between threads; each reader opens the archive for itself.
class ZipDocument
{
public:
    /// Errors as zipMembers(); "zip.too_large" for a document held in memory of more than 64 MiB.
    [[nodiscard]] static Result<std::shared_ptr<const ZipDocument>> open(const Source& source);

    /// Part names are compared without case, backslashes are slashes, a leading slash does not count.
    [[nodiscard]] bool contains(const QString& part) const { return m_parts.contains(normalised(part)); }
    [[nodiscard]] Result<std::unique_ptr<ByteReader>> part(const QString& name) const;
    /// All of a part that is small; error "zip.too_large" beyond `most` bytes.
    [[nodiscard]] Result<QByteArray> bytesOf(const QString& name, qint64 most) const;
    [[nodiscard]] const QString& name() const { return m_name; } ///< for errors

private:
    [[nodiscard]] static QString normalised(QString name);

    QString m_path;
    QString m_name;
    QByteArray m_bytes;              // of a document that is no file of its own
    QHash<QString, quint64> m_parts; // normalised name -> index in the archive
};

} // namespace lectern
