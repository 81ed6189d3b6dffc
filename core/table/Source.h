/// Where bytes come from: a file, a member of a zip, or an address. A package is what belongs together: one folder, one
/// zip, or one file by itself; it is loaded and undone together.
#pragma once

#include "core/base/ByteReader.h"

#include <QByteArray>
#include <QString>
#include <memory>
#include <vector>

namespace lectern {

struct RawTable;

struct Source
{
    QString path;    ///< of the file, or of the zip; or an http:// or https:// address
    QString member;  ///< name inside the zip; empty for a file
    qint64 size = 0; ///< bytes, unpacked; 0 if an address does not say
    std::shared_ptr<const Error> trouble; ///< why it cannot be opened at all (a damaged zip in a folder); else null
    std::shared_ptr<RemoteFile> remote = nullptr; ///< behind an address; else null
    /// A table made of the file by other means than the openers (a layout): openRaw() gives it, and the bytes are its rows
    /// as CSV. Null = the file itself.
    std::shared_ptr<const RawTable> table = nullptr;

    /// "users.csv" or "export.zip/users.csv": file names only, as a person knows it.
    [[nodiscard]] QString name() const;
    /// The last part, e.g. "users.csv".
    [[nodiscard]] QString baseName() const;
    /// Full path, with "/member" behind it for a zip; an address without password and query. For logs and people.
    [[nodiscard]] QString fullName() const;
    [[nodiscard]] Result<std::unique_ptr<ByteReader>> open() const;
    /// The first bytes, at most `size`.
    [[nodiscard]] Result<QByteArray> head(qint64 size) const;
    /// The file without a table made of it.
    [[nodiscard]] Source file() const;
};

struct Package
{
    QString name; ///< path of the folder, zip or file
    std::vector<Source> sources;
};

/// How packagesOf() opens addresses; without one it knows none. core/table may not look into core/net, so the program sets
/// it, once, at its start and before any other thread is there.
void setRemoteOpener(RemoteOpener opener);

/// What a path given by a person consists of, in path order: one package for a file or zip; for a folder one package
/// of its direct files, and one for each sub-folder and each zip within. Ignores hidden files and "__MACOSX". Office
/// documents are files, not zips. A zip within a folder that cannot be used becomes a source with `trouble`. An http:// or
/// https:// address is a package of one source, whose readers end with "cancelled" once `cancel` is raised.
/// Errors "file.missing", "file.not_regular", "file.unreadable", "zip.damaged", "zip.encrypted", "zip.unsafe_name",
/// "zip.too_large"; "net.…", "cancelled" of an address.
[[nodiscard]] Result<std::vector<Package>> packagesOf(const QString& path, const Cancel& cancel = {});

} // namespace lectern
