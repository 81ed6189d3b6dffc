#include "core/simulate/ZipWriter.h"

#include <QFile>
#include <QFileInfo>
#include <zip.h>

namespace lectern::simulation {

namespace {

constexpr zip_uint16_t noon = 12 << 11;                              // DOS time 12:00:00
constexpr zip_uint16_t firstOfSeptember = (45 << 9) | (9 << 5) | 1;  // DOS date 2025-09-01

std::unexpected<Error> zipFailure(const QString& path, zip_t* archive)
{
    const QString detail = QString::fromUtf8(zip_strerror(archive));
    zip_discard(archive);
    return failure("file.unwritable", {path, 0, {}}, {}, detail);
}

} // namespace

Result<void> zipFiles(const QString& path, const QStringList& files)
{
    QFile::remove(path);
    int code = 0;
    zip_t* archive = zip_open(QFile::encodeName(path).constData(), ZIP_CREATE | ZIP_TRUNCATE, &code);
    if (!archive)
        return failure("file.unwritable", {path, 0, {}});
    for (const QString& file : files) {
        zip_source_t* source = zip_source_file(archive, QFile::encodeName(file).constData(), 0, -1);
        if (!source)
            return zipFailure(path, archive);
        const zip_int64_t index = zip_file_add(archive, QFileInfo(file).fileName().toUtf8().constData(), source, ZIP_FL_ENC_UTF_8);
        if (index < 0) {
            zip_source_free(source);
            return zipFailure(path, archive);
        }
        const auto member = zip_uint64_t(index);
        if (zip_set_file_compression(archive, member, ZIP_CM_DEFLATE, 6) != 0 ||
            zip_file_set_dostime(archive, member, noon, firstOfSeptember, 0) != 0 ||
            zip_file_set_external_attributes(archive, member, 0, ZIP_OPSYS_UNIX, 0100644U << 16) != 0)
            return zipFailure(path, archive);
    }
    if (zip_close(archive) != 0)
        return zipFailure(path, archive);
    return {};
}

} // namespace lectern::simulation
