/// The file system on Windows.
#include "core/base/platform/Files.h"

#include <QDir>

#ifdef Q_OS_WIN

#include <windows.h>

namespace lectern {

namespace {

const wchar_t* wide(const QString& path)
{
    return reinterpret_cast<const wchar_t*>(path.utf16());
}

bool named(const QString& folder)
{
    const QString path = QDir::cleanPath(folder);
    const QString all = qEnvironmentVariable("LECTERN_SHARES");
    for (const QString& one : all.split(QDir::listSeparator(), Qt::SkipEmptyParts)) {
        const QString share = QDir::cleanPath(one);
        if (path.compare(share, Qt::CaseInsensitive) == 0 ||
            path.startsWith(share + QLatin1Char('/'), Qt::CaseInsensitive))
            return true;
    }
    return false;
}

} // namespace

bool onNetworkDrive(const QString& folder)
{
    if (named(folder))
        return true;
    const QString path = QDir::toNativeSeparators(QDir(folder).absolutePath());
    if (path.startsWith(QLatin1String("\\\\")))
        return true;
    return GetDriveTypeW(wide(path.left(3))) == DRIVE_REMOTE;
}

bool syncFile(const QString& path)
{
    const HANDLE file = CreateFileW(wide(QDir::toNativeSeparators(path)), GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE,
                                    nullptr, OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, nullptr);
    if (file == INVALID_HANDLE_VALUE)
        return false;
    const bool done = FlushFileBuffers(file) != 0;
    CloseHandle(file);
    return done;
}

bool syncFolder(const QString&)
{
    return true; // NTFS journals names by itself
}

void beginWriting(int, qint64, qint64) {}

bool replaceFile(const QString& from, const QString& to)
{
    return MoveFileExW(wide(QDir::toNativeSeparators(from)), wide(QDir::toNativeSeparators(to)),
                       MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH) != 0;
}

bool makePrivateFolder(const QString& folder)
{
    return CreateDirectoryW(wide(QDir::toNativeSeparators(folder)), nullptr) != 0; // inherits who may enter the parent
}

} // namespace lectern

#endif
