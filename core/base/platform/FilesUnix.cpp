/// The file system on Linux, macOS and other Unix systems.
#include "core/base/platform/Files.h"

#include <QDir>
#include <QFile>
#include <QStorageInfo>

#ifdef Q_OS_UNIX

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <tuple>
#include <unistd.h>

namespace lectern {

namespace {

bool named(const QString& folder)
{
    const QString path = QDir::cleanPath(folder);
    const QString all = qEnvironmentVariable("LECTERN_SHARES");
    for (const QString& one : all.split(QDir::listSeparator(), Qt::SkipEmptyParts)) {
        const QString share = QDir::cleanPath(one);
        if (path == share || path.startsWith(share + QLatin1Char('/')))
            return true;
    }
    return false;
}

bool syncPath(const QString& path, int flags)
{
    const int descriptor = ::open(QFile::encodeName(path).constData(), flags | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    const bool done = ::fsync(descriptor) == 0;
    ::close(descriptor);
    return done;
}

} // namespace

bool onNetworkDrive(const QString& folder)
{
    if (named(folder))
        return true;
    // As the system names them in its table of mounts; "fuse.sshfs" and the like by what follows the dot.
    static const QList<QByteArray> remote{"nfs",    "nfs4",   "cifs",  "smb",    "smb2",  "smb3", "smbfs", "afpfs",
                                          "webdav", "davfs",  "davfs2", "9p",    "afs",   "ncpfs", "coda", "ceph",
                                          "sshfs",  "rclone", "gvfsd-fuse", "glusterfs", "lustre", "fuse.portal"};
    QByteArray type = QStorageInfo(folder).fileSystemType().toLower();
    if (remote.contains(type))
        return true;
    return type.startsWith("fuse.") && remote.contains(type.mid(5));
}

bool syncFile(const QString& path)
{
    return syncPath(path, O_RDONLY);
}

bool syncFolder(const QString& folder)
{
    return syncPath(folder, O_RDONLY | O_DIRECTORY);
}

void beginWriting([[maybe_unused]] int file, [[maybe_unused]] qint64 from, [[maybe_unused]] qint64 bytes)
{
#ifdef Q_OS_LINUX
    const int before = errno; // nobody asked for this call
    struct stat found{};
    if (::fstat(file, &found) == 0 && found.st_nlink > 0)
        std::ignore = ::sync_file_range(file, from, bytes, SYNC_FILE_RANGE_WRITE);
    errno = before;
#endif
}

bool replaceFile(const QString& from, const QString& to)
{
    return ::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) == 0;
}

bool makePrivateFolder(const QString& folder)
{
    return ::mkdir(QFile::encodeName(folder).constData(), S_IRWXU) == 0;
}

} // namespace lectern

#endif
