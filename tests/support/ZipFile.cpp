/// See ZipFile.h.
#include "tests/support/ZipFile.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <zip.h>

namespace lectern::test {

void writeZip(const QString& path, const std::vector<ZipMember>& members)
{
    int code = 0;
    zip_t* archive = zip_open(QFile::encodeName(path).constData(), ZIP_CREATE | ZIP_TRUNCATE, &code);
    if (!archive)
        qFatal("cannot write %s", qPrintable(path));
    for (const ZipMember& member : members) {
        zip_source_t* source = zip_source_buffer(archive, member.bytes.constData(), zip_uint64_t(member.bytes.size()), 0);
        const zip_int64_t index = zip_file_add(archive, member.name.toUtf8().constData(), source, ZIP_FL_ENC_UTF_8);
        if (index < 0)
            qFatal("cannot add %s", qPrintable(member.name));
        if (member.symbolicLink)
            zip_file_set_external_attributes(archive, zip_uint64_t(index), 0, ZIP_OPSYS_UNIX, 0120777u << 16);
    }
    if (zip_close(archive) != 0)
        qFatal("cannot close %s", qPrintable(path));
}

std::vector<ZipMember> membersOf(const QString& folder, const QString& prefix)
{
    std::vector<ZipMember> members;
    const QDir root(folder);
    QDirIterator files(folder, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            qFatal("cannot read %s", qPrintable(file.fileName()));
        members.push_back({prefix + root.relativeFilePath(file.fileName()), file.readAll(), false});
    }
    return members;
}

} // namespace lectern::test
