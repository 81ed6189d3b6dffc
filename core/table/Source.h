/// Where bytes come from: a file, or a member of a zip. A package is what belongs together: one folder, one zip, or
/// one file by itself; it is loaded and undone together.
#pragma once

#include "core/base/Error.h"

#include <QByteArray>
#include <QString>
#include <memory>
#include <vector>

namespace lectern {

/// Bytes in order, once. Pool thread.
class ByteReader
{
public:
    virtual ~ByteReader() = default;
    /// Fills up to `size` bytes; 0 = end. Errors "file.unreadable", "zip.damaged", "file.changed".
    [[nodiscard]] virtual Result<qint64> read(char* bytes, qint64 size) = 0;
};

struct Source
{
    QString path;    ///< of the file, or of the zip
    QString member;  ///< name inside the zip; empty for a file
    qint64 size = 0; ///< bytes, unpacked
    std::shared_ptr<const Error> trouble; ///< why it cannot be opened at all (a damaged zip in a folder); else null

    /// "users.csv" or "export.zip/users.csv": file names only, as a person knows it.
    [[nodiscard]] QString name() const;
    /// The last part, e.g. "users.csv".
    [[nodiscard]] QString baseName() const;
    /// Full path, with "/member" behind it for a zip.
    [[nodiscard]] QString fullName() const;
    [[nodiscard]] Result<std::unique_ptr<ByteReader>> open() const;
    /// The first bytes, at most `size`.
    [[nodiscard]] Result<QByteArray> head(qint64 size) const;
};

struct Package
{
    QString name; ///< path of the folder, zip or file
    std::vector<Source> sources;
};

/// What a path given by a person consists of, in path order: one package for a file or zip; for a folder one package
/// of its direct files, and one for each sub-folder and each zip within. Ignores hidden files and "__MACOSX". Office
/// documents are files, not zips. A zip within a folder that cannot be used becomes a source with `trouble`.
/// Errors "file.missing", "file.not_regular", "file.unreadable", "zip.damaged", "zip.encrypted", "zip.unsafe_name",
/// "zip.too_large".
[[nodiscard]] Result<std::vector<Package>> packagesOf(const QString& path);

} // namespace lectern
