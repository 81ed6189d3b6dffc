#include "core/base/Room.h"

#include <QLocale>
#include <QStorageInfo>

namespace lectern {

qint64 freeBytes(const QString& folder)
{
    bool told = false;
    if (const qint64 bytes = qEnvironmentVariable("LECTERN_FREE_BYTES").toLongLong(&told); told)
        return bytes;
    const QStorageInfo storage(folder);
    return storage.isValid() ? storage.bytesAvailable() : -1;
}

QString sizeText(qint64 bytes)
{
    return QLocale::c().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}

} // namespace lectern
