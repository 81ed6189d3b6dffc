/// A zip as a person drops it: its members listed, each read to its end and opened as a table or document.
#include "core/table/ZipArchive.h"
#include "tests/fuzz/FuzzedSource.h"

#include <QDir>
#include <QFile>
#include <unistd.h>

using namespace lectern;

namespace {

constexpr std::size_t mostMembers = 20;
constexpr qint64 mostBytes = qint64(1) << 20;

/// libzip opens archives by name; the file lies in memory where the system has such a place.
const QString& path()
{
    static const QString name = [] {
        const QString folder = QDir("/dev/shm").exists() ? "/dev/shm" : QDir::tempPath();
        return folder + "/lectern-zip-fuzz-" + QString::number(getpid()) + ".zip";
    }();
    return name;
}

void removeFile()
{
    QFile::remove(path());
}

void readBytes(const Source& source)
{
    auto reader = source.open();
    if (!reader)
        return;
    char buffer[16 * 1024];
    for (qint64 total = 0; total < mostBytes;) {
        const Result<qint64> got = (*reader)->read(buffer, sizeof buffer);
        if (!got || *got == 0)
            break;
        total += *got;
        fuzz::require(total <= std::max<qint64>(source.size, 0));
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const bool registered = std::atexit(removeFile) == 0;
    fuzz::require(registered);
    QFile file(path());
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(reinterpret_cast<const char*>(data), qint64(size)) != qint64(size))
        return 0;
    file.close();
    const auto packages = packagesOf(path());
    if (!packages)
        return 0;
    std::size_t members = 0;
    for (const Package& package : *packages) {
        for (const Source& source : package.sources) {
            if (++members > mostMembers)
                return 0;
            fuzz::require(!source.member.split('/').contains(".."));
            readBytes(source);
            (void)ZipDocument::open(source);
            if (source.size < mostBytes)
                fuzz::readTable(source);
        }
    }
    return 0;
}
