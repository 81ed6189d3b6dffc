#include "ui/dialogs/SaveBytes.h"

#include "ui/platform/WhenFinished.h"

#include <QSaveFile>
#include <QtConcurrent/QtConcurrentRun>

namespace lectern {

namespace {

Result<void> writeFile(const QString& path, const QByteArray& bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return failure(QStringLiteral("file.unwritable"), {path}, {}, file.errorString());
    return {};
}

} // namespace

void saveBytes(const QString& path, const QByteArray& bytes, QObject* context, std::function<void(const Error&)> failed,
               std::function<void()> saved)
{
    whenFinished(QtConcurrent::run(writeFile, path, bytes), context,
                 [failed = std::move(failed), saved = std::move(saved)](const Result<void>& done) {
                     if (!done)
                         failed(done.error());
                     else if (saved)
                         saved();
                 });
}

} // namespace lectern
