/// Files, folders, zips and addresses as packages of sources; bytes of a file, watched for changes while it is read.
#include "core/table/Source.h"

#include "core/table/TableHead.h"
#include "core/table/ZipArchive.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QUrl>
#include <algorithm>

namespace lectern {

namespace {

constexpr int deepest = 32; // folders within folders

RemoteOpener& remoteOpener()
{
    static RemoteOpener opener = nullptr;
    return opener;
}

bool isAddress(const QString& path)
{
    return path.startsWith("http://", Qt::CaseInsensitive) || path.startsWith("https://", Qt::CaseInsensitive);
}

Result<Package> packageOfAddress(const QString& address, const Cancel& cancel)
{
    LECTERN_ASSIGN(const std::shared_ptr<RemoteFile> remote, remoteOpener()(address, cancel));
    Package package{{}, {{address, {}, std::max<qint64>(remote->size(), 0), nullptr, remote}}};
    package.name = package.sources.front().fullName();
    return package;
}

class FileReader final : public ByteReader
{
public:
    explicit FileReader(const QString& path) : m_file(path), m_size(0) {}

    Result<void> open()
    {
        const QFileInfo info(m_file.fileName());
        if (!info.exists())
            return failure("file.missing", {m_file.fileName()});
        if (!info.isFile())
            return failure("file.not_regular", {m_file.fileName()});
        m_size = info.size();
        m_changed = info.lastModified();
        if (!m_file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
            return failure("file.unreadable", {m_file.fileName()}, {}, m_file.errorString());
        return {};
    }

    Result<qint64> read(char* bytes, qint64 size) override
    {
        const qint64 got = m_file.read(bytes, size);
        if (got < 0)
            return failure("file.unreadable", {m_file.fileName()}, {}, m_file.errorString());
        m_read += got;
        if (got == 0 && size > 0) {
            const QFileInfo now(m_file.fileName());
            if (m_read != m_size || now.size() != m_size || now.lastModified() != m_changed)
                return failure("file.changed", {m_file.fileName()});
        }
        return got;
    }

private:
    QFile m_file;
    qint64 m_size;
    qint64 m_read = 0;
    QDateTime m_changed;
};

bool looksLikeZip(const QString& path)
{
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        return false;
    const QByteArray head = file.read(4);
    return head == QByteArray("PK\x03\x04", 4) || head == QByteArray("PK\x05\x06", 4);
}

Source fileSource(const QString& path)
{
    return {path, {}, QFileInfo(path).size(), nullptr, nullptr};
}

/// One file or zip as a package.
Result<Package> packageOfFile(const QString& path)
{
    if (looksLikeZip(path)) {
        LECTERN_ASSIGN(std::vector<Source> members, zipMembers(path));
        const bool office = std::ranges::any_of(members, [](const Source& s) {
            return s.member.compare("[Content_Types].xml", Qt::CaseInsensitive) == 0 || s.member == "META-INF/manifest.xml";
        });
        if (!office)
            return Package{path, std::move(members)};
    }
    return Package{path, {fileSource(path)}};
}

/// A school, or what stands beside it while it is open. Whoever opens and closes such a file takes all locks of this program
/// on it away; it is no export either.
bool isOfSchool(const QString& name)
{
    return name.endsWith(QLatin1String(".lectern")) || name.contains(QLatin1String(".lectern-")) || name.contains(QLatin1String(".lectern.temp-"));
}

void collect(const QString& folder, int depth, std::vector<Package>& packages)
{
    const QFileInfoList entries =
        QDir(folder).entryInfoList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::System, QDir::Name);
    Package direct{folder, {}};
    std::vector<Package> below;
    for (const QFileInfo& entry : entries) {
        const QString path = entry.filePath();
        if (entry.fileName() == "__MACOSX" || entry.fileName().startsWith('.') || isOfSchool(entry.fileName()))
            continue;
        if (entry.isSymLink()) { // what it leads to may lie anywhere
            direct.sources.push_back({path, {}, 0, std::make_shared<const Error>(Error{"file.link", {path}, {}, {}, nullptr}), nullptr});
            continue;
        }
        if (entry.isDir()) {
            if (depth < deepest)
                collect(path, depth + 1, below);
            continue;
        }
        if (!looksLikeZip(path)) {
            direct.sources.push_back(fileSource(path));
            continue;
        }
        Result<Package> package = packageOfFile(path);
        if (package)
            below.push_back(std::move(*package));
        else
            below.push_back({path, {{path, {}, entry.size(), std::make_shared<const Error>(package.error()), nullptr}}});
    }
    if (!direct.sources.empty())
        packages.push_back(std::move(direct));
    std::ranges::move(below, std::back_inserter(packages));
}

} // namespace

QString Source::name() const
{
    const QString behind = part.name.isEmpty() ? QString() : " / " + part.name;
    if (remote)
        return baseName() + behind;
    const QString file = QFileInfo(path).fileName();
    return (member.isEmpty() ? file : file + "/" + member) + behind;
}

QString Source::baseName() const
{
    if (remote)
        return QUrl(path).fileName().isEmpty() ? QUrl(path).host() : QUrl(path).fileName();
    return member.isEmpty() ? QFileInfo(path).fileName() : member.section('/', -1);
}

QString Source::fullName() const
{
    const QString behind = part.name.isEmpty() ? QString() : " / " + part.name;
    if (remote)
        return QUrl(path).toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment) + behind;
    return (member.isEmpty() ? path : path + "/" + member) + behind;
}

QString shortName(const QString& fullName)
{
    const qsizetype part = fullName.lastIndexOf(" / ");
    const QString file = QFileInfo(fullName.left(part)).fileName();
    return part < 0 ? file : file + fullName.mid(part);
}

Result<std::unique_ptr<ByteReader>> Source::open() const
{
    if (trouble)
        return failure(*trouble);
    if (remote)
        return remote->open();
    if (!member.isEmpty())
        return openZipMember(*this);
    auto reader = std::make_unique<FileReader>(path);
    LECTERN_TRY(reader->open());
    return reader;
}

Result<QByteArray> Source::head(qint64 wanted) const
{
    LECTERN_ASSIGN(const std::unique_ptr<ByteReader> reader, open());
    const bool unknown = remote && size == 0;
    QByteArray bytes(qsizetype(unknown ? wanted : std::min(wanted, std::max<qint64>(size, 0))), Qt::Uninitialized);
    qint64 filled = 0;
    while (filled < bytes.size()) {
        LECTERN_ASSIGN(const qint64 got, reader->read(bytes.data() + filled, bytes.size() - filled));
        if (got == 0)
            break;
        filled += got;
    }
    bytes.truncate(qsizetype(filled));
    return bytes;
}

Source Source::file() const
{
    Source source = *this;
    if (source.table)
        source.memo.reset();
    source.table.reset();
    return source;
}

Result<QByteArray> Source::piece(qint64 from, qint64 wanted) const
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || !file.seek(from))
        return failure("file.unreadable", {path}, {}, file.errorString());
    return file.read(wanted);
}

void setRemoteOpener(RemoteOpener opener)
{
    remoteOpener() = opener;
}

namespace {

Result<std::vector<Package>> packagesAt(const QString& path, const Cancel& cancel)
{
    if (isAddress(path) && remoteOpener()) {
        LECTERN_ASSIGN(Package package, packageOfAddress(path, cancel));
        return std::vector<Package>{std::move(package)};
    }
    const QFileInfo info(path);
    if (!info.exists())
        return failure("file.missing", {path});
    if (!info.isDir() && !info.isFile())
        return failure("file.not_regular", {path});
    if (info.isFile() && info.isSymLink())
        return failure("file.link", {path});
    const QString clean = QDir::cleanPath(path);
    std::vector<Package> packages;
    if (info.isDir()) {
        if (!info.isReadable())
            return failure("file.unreadable", {path});
        collect(clean, 0, packages);
        return packages;
    }
    if (isOfSchool(info.fileName()))
        return failure("source.binary", {path});
    LECTERN_ASSIGN(Package package, packageOfFile(clean));
    packages.push_back(std::move(package));
    return packages;
}

} // namespace

Result<std::vector<Package>> packagesOf(const QString& path, const Cancel& cancel)
{
    LECTERN_ASSIGN(std::vector<Package> packages, packagesAt(path, cancel));
    for (Package& package : packages)
        for (Source& source : package.sources)
            source.memo = std::make_shared<SourceMemo>();
    return packages;
}

} // namespace lectern
