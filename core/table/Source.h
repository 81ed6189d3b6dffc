/// Where rows come from: a file, a member of a zip, or an address, or one table of several in it. A package is what belongs together: one folder, one
/// zip, or one file by itself; it is loaded and undone together.
#pragma once

#include "core/base/ByteReader.h"

#include <QByteArray>
#include <QString>
#include <memory>
#include <vector>

namespace lectern {

struct RawTable;
struct SourceMemo;

/// One of several tables of a file: a sheet of a workbook, a table of a page, a run of rows of a text.
struct SourcePart
{
    int table = -1;      ///< number among the sheets or tables of the file, from 0; -1 = the file as a whole
    QString name = {};   ///< as people know it: "Sheet2", "rows 12 to 30"
    qint64 firstRow = 0; ///< of text: the first row, as CsvReader::record(); 0 = its first
    qint64 endRow = 0;   ///< of text: the row behind the last; 0 = up to the end
    QString sheet = {};  ///< of a workbook: the sheet as the file names it

    [[nodiscard]] bool isPart() const { return table >= 0; }
};

struct Source
{
    QString path;    ///< of the file, or of the zip; or an http:// or https:// address
    QString member;  ///< name inside the zip; empty for a file
    qint64 size = 0; ///< bytes, unpacked; 0 if an address does not say
    std::shared_ptr<const Error> trouble; ///< why it cannot be opened at all (a damaged zip in a folder); else null
    std::shared_ptr<RemoteFile> remote = nullptr; ///< behind an address; else null
    SourcePart part = {};                         ///< which table of the file; see tablesOf()
    std::shared_ptr<SourceMemo> memo = nullptr;   ///< what tableHead() saw, shared by copies; null = nothing is kept
    /// A table made of the file by other means than the openers (a layout): what openRaw() gives. Null = the file's own.
    std::shared_ptr<const RawTable> table = nullptr;

    /// "users.csv" or "export.zip/users.csv", "book.xlsx / Sheet2": file names only, as a person knows it.
    [[nodiscard]] QString name() const;
    /// The file's own name, e.g. "users.csv".
    [[nodiscard]] QString baseName() const;
    /// Full path, with "/member" behind it for a zip and " / part" for one table of several; an address without password
    /// and query. For logs and people.
    [[nodiscard]] QString fullName() const;
    [[nodiscard]] Result<std::unique_ptr<ByteReader>> open() const;
    /// The first bytes, at most `size`.
    [[nodiscard]] Result<QByteArray> head(qint64 size) const;
    /// The file without a table made of it.
    [[nodiscard]] Source file() const;
    /// Up to `size` bytes of a plain file from byte `from` on. Errors "file.…".
    [[nodiscard]] Result<QByteArray> piece(qint64 from, qint64 size) const;
};

/// What Source::name() says without the zip, from what fullName() says: "users.csv", "book.xlsx / Sheet2".
[[nodiscard]] QString shortName(const QString& fullName);

struct Package
{
    QString name; ///< path of the folder, zip or file
    std::vector<Source> sources;
};

/// How packagesOf() opens addresses; without one it knows none. core/table may not look into core/net, so the program sets
/// it, once, at its start and before any other thread is there.
void setRemoteOpener(RemoteOpener opener);

/// What a path given by a person consists of, in path order: one package for a file or zip; for a folder one package
/// of its direct files, and one for each sub-folder and each zip within. Ignores hidden files, schools and "__MACOSX". Office
/// documents are files, not zips. A zip within a folder that cannot be used becomes a source with `trouble`. An http:// or
/// https:// address is a package of one source, whose readers end with "cancelled" once `cancel` is raised.
/// A link within a folder is a source with `trouble`, and a link to a file is refused: what it leads to
/// nobody named. Errors "file.missing", "file.link", "file.not_regular", "file.unreadable", "zip.damaged", "zip.encrypted", "zip.unsafe_name",
/// "zip.too_large", "source.binary" (a school); "net.…", "cancelled" of an address.
[[nodiscard]] Result<std::vector<Package>> packagesOf(const QString& path, const Cancel& cancel = {});

} // namespace lectern
