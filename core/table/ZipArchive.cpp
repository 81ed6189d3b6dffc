/// libzip behind our own interface, with the checks of a careful receiver.
#include "core/table/ZipArchive.h"

#include <QFile>
#include <QFileInfo>
#include <QSet>
#include <algorithm>
#include <zip.h>

namespace lectern {

namespace {

struct CloseArchive
{
    void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct CloseMember
{
    void operator()(zip_file_t* member) const { zip_fclose(member); }
};
using Archive = std::unique_ptr<zip_t, CloseArchive>;
using Member = std::unique_ptr<zip_file_t, CloseMember>;

Result<Archive> openArchive(const QString& path)
{
    int code = 0;
    zip_t* archive = zip_open(QFile::encodeName(path).constData(), ZIP_RDONLY, &code);
    if (archive)
        return Archive(archive);
    zip_error_t error;
    zip_error_init_with_code(&error, code);
    const QString detail = QString::fromUtf8(zip_error_strerror(&error));
    zip_error_fini(&error);
    const bool unreadable = code == ZIP_ER_OPEN || code == ZIP_ER_NOENT || code == ZIP_ER_MEMORY;
    return failure(unreadable ? "file.unreadable" : "zip.damaged", {path}, {}, detail);
}

/// `bytes` must outlive the archive.
Result<Archive> openArchive(const QByteArray& bytes, const QString& name)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(bytes.constData(), zip_uint64_t(bytes.size()), 0, &error);
    zip_t* archive = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : nullptr;
    if (source && !archive)
        zip_source_free(source);
    const QString detail = QString::fromUtf8(zip_error_strerror(&error));
    zip_error_fini(&error);
    if (!archive)
        return failure("zip.damaged", {.file = name}, {}, detail);
    return Archive(archive);
}

/// A name that could lead out of the folder it is unpacked to, on any system.
bool isUnsafe(QString name)
{
    name.replace('\\', '/');
    if (name.startsWith('/') || name.contains(QChar(0)) || (name.size() > 1 && name[1] == ':'))
        return true;
    return name.split('/').contains("..");
}

bool isSymbolicLink(zip_t* archive, zip_uint64_t index)
{
    zip_uint8_t system = 0;
    zip_uint32_t attributes = 0;
    if (zip_file_get_external_attributes(archive, index, 0, &system, &attributes) != 0)
        return false;
    constexpr zip_uint32_t typeMask = 0170000;
    constexpr zip_uint32_t link = 0120000;
    return system == ZIP_OPSYS_UNIX && ((attributes >> 16) & typeMask) == link;
}

bool isIgnored(const QString& name)
{
    if (name.endsWith('/'))
        return true;
    const QStringList parts = name.split('/');
    return parts.contains("__MACOSX") || std::ranges::any_of(parts, [](const QString& p) { return p.startsWith('.'); });
}

QString sizeText(qint64 bytes)
{
    return QString::number(double(bytes) / double(1 << 30), 'f', 1) + " GiB";
}

class ZipReader final : public ByteReader
{
public:
    ZipReader(Archive archive, Member member, Where where, qint64 size)
        : m_archive(std::move(archive)), m_member(std::move(member)), m_where(std::move(where)), m_size(size)
    {
    }

    Result<qint64> read(char* bytes, qint64 size) override
    {
        const zip_int64_t got = zip_fread(m_member.get(), bytes, zip_uint64_t(size));
        if (got < 0)
            return failure("zip.damaged", m_where, {}, QString::fromUtf8(zip_file_strerror(m_member.get())));
        m_read += got;
        if (m_read > m_size || (got == 0 && m_read < m_size))
            return failure("zip.damaged", m_where);
        return got;
    }

private:
    Archive m_archive; // closed after the member
    Member m_member;
    Where m_where;
    qint64 m_size;
    qint64 m_read = 0;
};

struct Entry
{
    QString name;
    qint64 size;
    zip_uint64_t index;
};

/// The archive's entries without folders, after refusing what an export never holds.
Result<std::vector<Entry>> checkedEntries(zip_t* archive, const QString& path, qint64 archiveSize, const ZipLimits& limits)
{
    const Where where{path};
    const zip_int64_t count = zip_get_num_entries(archive, 0);
    if (count > limits.members)
        return failure("zip.too_large", where, {QString::number(count)});
    std::vector<Entry> entries;
    QSet<QString> names;
    qint64 total = 0, totalPacked = 0;
    for (zip_uint64_t i = 0; i < zip_uint64_t(count); ++i) {
        zip_stat_t stat;
        if (zip_stat_index(archive, i, 0, &stat) != 0 || !(stat.valid & ZIP_STAT_NAME) || !(stat.valid & ZIP_STAT_SIZE))
            return failure("zip.damaged", where);
        const QString name = QString::fromUtf8(stat.name);
        if (name.isEmpty()) // a source without a member is the archive itself
            return failure("zip.damaged", where);
        if (isUnsafe(name) || isSymbolicLink(archive, i))
            return failure("zip.unsafe_name", where, {name});
        const qint64 size = qint64(stat.size);
        const qint64 packed = (stat.valid & ZIP_STAT_COMP_SIZE) ? std::max<qint64>(qint64(stat.comp_size), 1) : 1;
        total += std::max<qint64>(size, 0);
        totalPacked += packed;
        if (size < 0 || total > limits.unpacked)
            return failure("zip.too_large", where, {sizeText(total)});
        if (size > limits.ratioFrom && size / packed > limits.ratio)
            return failure("zip.too_large", where, {name + ": " + QString::number(size / packed) + " : 1"});
        if (packed > archiveSize || totalPacked > archiveSize + count)
            return failure("zip.damaged", where, {}, "members overlap");
        if (name.endsWith('/'))
            continue;
        if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) && stat.encryption_method != ZIP_EM_NONE && !isIgnored(name))
            return failure("zip.encrypted", where);
        if (names.contains(name) && !isIgnored(name))
            return failure("zip.damaged", where, {}, name);
        names.insert(name);
        entries.push_back({name, size, i});
    }
    return entries;
}

Result<std::unique_ptr<ByteReader>> openEntry(Archive archive, zip_uint64_t index, const Where& where)
{
    zip_stat_t stat;
    if (zip_stat_index(archive.get(), index, 0, &stat) != 0)
        return failure("file.changed", where);
    Member member(zip_fopen_index(archive.get(), index, 0));
    if (!member)
        return failure("zip.damaged", where, {}, QString::fromUtf8(zip_strerror(archive.get())));
    return std::make_unique<ZipReader>(std::move(archive), std::move(member), where, qint64(stat.size));
}

} // namespace

Result<std::vector<Source>> zipMembers(const QString& path, const ZipLimits& limits)
{
    LECTERN_ASSIGN(const Archive archive, openArchive(path));
    LECTERN_ASSIGN(const std::vector<Entry> entries, checkedEntries(archive.get(), path, QFileInfo(path).size(), limits));
    std::vector<Source> members;
    for (const Entry& entry : entries)
        if (!isIgnored(entry.name))
            members.push_back({path, entry.name, entry.size, nullptr});
    std::ranges::sort(members, {}, &Source::member);
    return members;
}

Result<std::unique_ptr<ByteReader>> openZipMember(const Source& source)
{
    LECTERN_ASSIGN(Archive archive, openArchive(source.path));
    const Where where{source.fullName()};
    const zip_int64_t index = zip_name_locate(archive.get(), source.member.toUtf8().constData(), 0);
    if (index < 0)
        return failure("file.changed", where);
    return openEntry(std::move(archive), zip_uint64_t(index), where);
}

QString ZipDocument::normalised(QString name)
{
    name.replace('\\', '/');
    return name.startsWith('/') ? name.mid(1).toCaseFolded() : name.toCaseFolded();
}

Result<std::shared_ptr<const ZipDocument>> ZipDocument::open(const Source& source)
{
    constexpr qint64 mostInMemory = qint64(64) << 20;
    constexpr ZipLimits limits{.members = 10000, .unpacked = qint64(4) << 30};
    auto document = std::make_shared<ZipDocument>();
    document->m_path = source.path;
    document->m_name = source.fullName();
    const bool inMemory = !source.member.isEmpty() || source.remote;
    if (inMemory) {
        if (source.size > mostInMemory)
            return failure("zip.too_large", {.file = document->m_name}, {sizeText(source.size)});
        const qint64 wanted = source.size > 0 ? source.size : mostInMemory + 1; // an address need not say its size
        LECTERN_ASSIGN(document->m_bytes, source.head(wanted));
        if (document->m_bytes.size() > mostInMemory)
            return failure("zip.too_large", {.file = document->m_name}, {sizeText(document->m_bytes.size())});
    }
    LECTERN_ASSIGN(const Archive archive, inMemory ? openArchive(document->m_bytes, document->m_name) : openArchive(source.path));
    const qint64 size = inMemory ? document->m_bytes.size() : source.size;
    LECTERN_ASSIGN(const std::vector<Entry> entries, checkedEntries(archive.get(), document->m_name, size, limits));
    for (const Entry& entry : entries)
        document->m_parts.insert(normalised(entry.name), entry.index);
    return document;
}

Result<std::unique_ptr<ByteReader>> ZipDocument::part(const QString& name) const
{
    const auto found = m_parts.constFind(normalised(name));
    const Where where{m_name + "/" + name};
    if (found == m_parts.cend())
        return failure("workbook.damaged", {.file = m_name}, {name});
    LECTERN_ASSIGN(Archive archive, m_bytes.isNull() ? openArchive(m_path) : openArchive(m_bytes, m_name));
    return openEntry(std::move(archive), *found, where);
}

Result<QByteArray> ZipDocument::bytesOf(const QString& name, qint64 most) const
{
    LECTERN_ASSIGN(const std::unique_ptr<ByteReader> reader, part(name));
    QByteArray bytes;
    for (;;) {
        const qsizetype filled = bytes.size();
        bytes.resize(filled + 64 * 1024);
        LECTERN_ASSIGN(const qint64 got, reader->read(bytes.data() + filled, 64 * 1024));
        bytes.resize(filled + qsizetype(got));
        if (got == 0)
            return bytes;
        if (bytes.size() > most)
            return failure("zip.too_large", {.file = m_name}, {name});
    }
}

} // namespace lectern
