/// See ZipFile.h.
#include "tests/support/ZipFile.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QtEndian>
#include <zip.h>

namespace lectern::test {

namespace {

template <class Number>
QByteArray little(Number number)
{
    QByteArray bytes(sizeof(Number), '\0');
    qToLittleEndian(number, bytes.data());
    return bytes;
}

} // namespace

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

QByteArray overlappingZip()
{
    const QByteArray data(4000, 'x');
    const auto record = [&](bool central, const QByteArray& name) {
        QByteArray bytes = central ? QByteArray("PK\1\2", 4) + little<quint16>(20) : QByteArray("PK\3\4", 4);
        bytes += little<quint16>(20) + little<quint16>(0) + little<quint16>(0) + little<quint32>(0) + little<quint32>(0)
            + little<quint32>(quint32(data.size())) + little<quint32>(quint32(data.size())) + little<quint16>(quint16(name.size())) + little<quint16>(0);
        if (central)
            bytes += little<quint16>(0) + little<quint16>(0) + little<quint16>(0) + little<quint32>(0) + little<quint32>(0);
        return bytes + name;
    };
    const QByteArray local = record(false, "a.csv") + data;
    const QByteArray directory = record(true, "a.csv") + record(true, "b.csv");
    return local + directory + QByteArray("PK\5\6", 4) + little<quint16>(0) + little<quint16>(0) + little<quint16>(2) + little<quint16>(2)
        + little<quint32>(quint32(directory.size())) + little<quint32>(quint32(local.size())) + little<quint16>(0);
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
