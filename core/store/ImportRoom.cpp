#include "core/store/ImportRoom.h"

#include "core/base/Room.h"

#include <QCoreApplication>
#include <QDirIterator>
#include <QFileInfo>

namespace lectern {

namespace {

/// A zip weighs a fraction of what is in it, so that its share is a lower bound.
qint64 bytesOf(const QString& path)
{
    const QFileInfo file(path);
    if (!file.isDir())
        return file.size();
    qint64 sum = 0;
    for (QDirIterator each(path, QDir::Files, QDirIterator::Subdirectories); each.hasNext();) {
        each.next();
        sum += each.fileInfo().size();
    }
    return sum;
}

/// Each row stands in the log and in the file until the log is emptied, and once more in what is worked out from it.
constexpr qint64 timesOver = 3;

} // namespace

Result<QString> roomForImport(const School& school, const QStringList& paths)
{
    qint64 bytes = 0;
    for (const QString& path : paths)
        bytes += bytesOf(path);
    const qint64 free = freeBytes(QFileInfo(school.path()).absolutePath());
    if (free < 0 || free >= bytes * timesOver)
        return QString();
    if (free < bytes)
        return failure("disk.no_room", {.file = school.path()}, {sizeText(bytes * timesOver), sizeText(free)});
    return QCoreApplication::translate("School", "The disk of %1 has only %2 left; this import may need %3. If it does not "
                                                 "fit, nothing of it is kept.")
        .arg(school.path(), sizeText(free), sizeText(bytes * timesOver));
}

} // namespace lectern
