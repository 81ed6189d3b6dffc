/// See Fixtures.h.
#include "tests/support/Fixtures.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace lectern::test {

QString dataFolder()
{
    return QStringLiteral(LECTERN_SOURCE_DIR "/tests/data");
}

QByteArray bytesOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString writeFile(const QTemporaryDir& folder, const QString& name, const QByteArray& bytes)
{
    const QString path = folder.filePath(name);
    QDir().mkpath(QFileInfo(path).absolutePath());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
    return path;
}

} // namespace lectern::test
