#include "core/store/SchoolFiles.h"

#include "core/base/Hash.h"
#include "core/base/platform/Files.h"
#include "core/store/EarlyWrites.h"
#include "core/store/LockFile.h"

#include <QDir>
#include <QFileInfo>
#include <algorithm>
#include <cstring>
#include <mutex>
#include <sqlite3.h>
#include <vector>

namespace lectern {

namespace {

constexpr int longestName = 1024; ///< bytes of a temporary file's path

/// One layer as SQLite knows it. Lives as long as the program: a connection may outlast its school.
struct Layer
{
    sqlite3_vfs vfs{};
    sqlite3_vfs* base = nullptr;
    QByteArray name;
    std::mutex mutex;
    bool taken = false;
    QString folder; ///< for temporary files; empty = where SQLite puts them
    bool made = false;
    bool refused = false;
    std::unique_ptr<LockFile> lock; ///< says that the folder is in use
    qint64 count = 0;
};

/// A school file: the real file of the base layer stands right behind.
struct File
{
    sqlite3_file methods;
    int pageSize;
    bool checked; ///< pages carry checksums
};

sqlite3_file* real(sqlite3_file* file)
{
    return reinterpret_cast<sqlite3_file*>(reinterpret_cast<char*>(file) + sizeof(File));
}

Layer& layerOf(sqlite3_vfs* vfs)
{
    return *static_cast<Layer*>(vfs->pAppData);
}

sqlite3_vfs* baseOf(sqlite3_vfs* vfs)
{
    return layerOf(vfs).base;
}

/// The first page says how large pages are and whether they carry checksums.
void learn(File& file, const unsigned char* bytes)
{
    if (std::memcmp(bytes, "SQLite format 3", 16) != 0)
        return;
    const int size = bytes[16] << 8 | bytes[17];
    file.pageSize = size == 1 ? 65536 : size;
    file.checked = bytes[20] == pageChecksumBytes;
}

bool isPage(const File& file, int amount, sqlite3_int64 offset)
{
    return file.checked && amount == file.pageSize && offset % amount == 0;
}

quint64 checksum(const char* page, int size, sqlite3_int64 offset)
{
    const quint64 number = quint64(offset / size) + 1;
    const quint64 sum = hash128({page, std::size_t(size - pageChecksumBytes)}).low;
    return sum ^ (number * 0x9e3779b97f4a7c15ULL); // a page in another one's place is wrong, too
}

bool allZero(const char* page, int size)
{
    return std::all_of(page, page + size, [](char c) { return c == 0; });
}

int readPage(sqlite3_file* file, void* bytes, int amount, sqlite3_int64 offset)
{
    const int code = real(file)->pMethods->xRead(real(file), bytes, amount, offset);
    if (code != SQLITE_OK)
        return code;
    File& self = *reinterpret_cast<File*>(file);
    if (offset == 0 && amount >= 100)
        learn(self, static_cast<const unsigned char*>(bytes));
    if (!isPage(self, amount, offset))
        return SQLITE_OK;
    const char* page = static_cast<const char*>(bytes);
    quint64 stored = 0;
    std::memcpy(&stored, page + amount - pageChecksumBytes, sizeof stored);
    // A page that was freed before it was ever written is a hole of zeros.
    if (stored != checksum(page, amount, offset) && !allZero(page, amount))
        return SQLITE_IOERR_DATA;
    return SQLITE_OK;
}

int writePage(sqlite3_file* file, const void* bytes, int amount, sqlite3_int64 offset)
{
    File& self = *reinterpret_cast<File*>(file);
    if (offset == 0 && amount >= 100)
        learn(self, static_cast<const unsigned char*>(bytes));
    if (isPage(self, amount, offset)) {
        // The last bytes of the buffer belong to whoever asked for reserved space; SQLite's own checksum layer fills
        // them in the same way.
        char* page = const_cast<char*>(static_cast<const char*>(bytes));
        const quint64 sum = checksum(page, amount, offset);
        std::memcpy(page + amount - pageChecksumBytes, &sum, sizeof sum);
    }
    return real(file)->pMethods->xWrite(real(file), bytes, amount, offset);
}

// What is only passed on.
int closeFile(sqlite3_file* f) { return real(f)->pMethods->xClose(real(f)); }
int truncateFile(sqlite3_file* f, sqlite3_int64 size) { return real(f)->pMethods->xTruncate(real(f), size); }
int syncFileNow(sqlite3_file* f, int flags) { return real(f)->pMethods->xSync(real(f), flags); }
int fileSize(sqlite3_file* f, sqlite3_int64* size) { return real(f)->pMethods->xFileSize(real(f), size); }
int lockFile(sqlite3_file* f, int level) { return real(f)->pMethods->xLock(real(f), level); }
int unlockFile(sqlite3_file* f, int level) { return real(f)->pMethods->xUnlock(real(f), level); }
int reservedLock(sqlite3_file* f, int* held) { return real(f)->pMethods->xCheckReservedLock(real(f), held); }
int control(sqlite3_file* f, int op, void* arg) { return real(f)->pMethods->xFileControl(real(f), op, arg); }
int sectorSize(sqlite3_file* f) { return real(f)->pMethods->xSectorSize(real(f)); }
int characteristics(sqlite3_file* f) { return real(f)->pMethods->xDeviceCharacteristics(real(f)); }
int shmMap(sqlite3_file* f, int page, int size, int extend, void volatile** where)
{
    return real(f)->pMethods->xShmMap(real(f), page, size, extend, where);
}
int shmLock(sqlite3_file* f, int offset, int n, int flags) { return real(f)->pMethods->xShmLock(real(f), offset, n, flags); }
void shmBarrier(sqlite3_file* f) { real(f)->pMethods->xShmBarrier(real(f)); }
int shmUnmap(sqlite3_file* f, int remove) { return real(f)->pMethods->xShmUnmap(real(f), remove); }

/// Version 2 has shared memory but no memory mapping, which is not wanted; version 1 neither.
sqlite3_io_methods methodsOf(int version)
{
    sqlite3_io_methods methods{};
    methods.iVersion = version;
    methods.xClose = closeFile;
    methods.xRead = readPage;
    methods.xWrite = writePage;
    methods.xTruncate = truncateFile;
    methods.xSync = syncFileNow;
    methods.xFileSize = fileSize;
    methods.xLock = lockFile;
    methods.xUnlock = unlockFile;
    methods.xCheckReservedLock = reservedLock;
    methods.xFileControl = control;
    methods.xSectorSize = sectorSize;
    methods.xDeviceCharacteristics = characteristics;
    if (version > 1) {
        methods.xShmMap = shmMap;
        methods.xShmLock = shmLock;
        methods.xShmBarrier = shmBarrier;
        methods.xShmUnmap = shmUnmap;
    }
    return methods;
}

/// A new name in the private folder, which is made if it is not there; empty = SQLite shall choose.
QByteArray temporaryName(Layer& layer)
{
    const std::scoped_lock lock(layer.mutex);
    if (layer.folder.isEmpty() || layer.refused)
        return {};
    if (!layer.made) {
        layer.made = makePrivateFolder(layer.folder);
        layer.refused = !layer.made;
        if (layer.refused)
            return {};
        layer.lock = std::make_unique<LockFile>(layer.folder + "/in-use");
        std::ignore = layer.lock->take(0);
    }
    const QByteArray name = (layer.folder + '/' + QString::number(++layer.count)).toUtf8();
    return name.size() < longestName ? name : QByteArray();
}

int openFile(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* outFlags)
{
    sqlite3_vfs* const base = baseOf(vfs);
    if (!name) {
        const QByteArray chosen = temporaryName(layerOf(vfs));
        if (!chosen.isEmpty()) {
            // The base layer keeps the pointer to the name as long as the file is open.
            char* const kept = reinterpret_cast<char*>(file) + sizeof(File) + base->szOsFile;
            std::memcpy(kept, chosen.constData(), std::size_t(chosen.size()) + 1);
            if (base->xOpen(base, kept, file, flags, outFlags) == SQLITE_OK)
                return SQLITE_OK;
            std::memset(file, 0, sizeof(File) + std::size_t(base->szOsFile));
        }
    }
    if (!name || !(flags & SQLITE_OPEN_MAIN_DB))
        return base->xOpen(base, name, file, flags, outFlags);
    static const sqlite3_io_methods plain = methodsOf(1), shared = methodsOf(2);
    File& self = *reinterpret_cast<File*>(file);
    self = {};
    sqlite3_file* const below = real(file);
    below->pMethods = nullptr;
    const int code = base->xOpen(base, name, below, flags, outFlags);
    if (below->pMethods)
        self.methods.pMethods = below->pMethods->iVersion > 1 ? &shared : &plain;
    return code;
}

int deleteFile(sqlite3_vfs* v, const char* name, int sync) { return baseOf(v)->xDelete(baseOf(v), name, sync); }
int access(sqlite3_vfs* v, const char* name, int flags, int* out) { return baseOf(v)->xAccess(baseOf(v), name, flags, out); }
int fullPath(sqlite3_vfs* v, const char* name, int n, char* out) { return baseOf(v)->xFullPathname(baseOf(v), name, n, out); }
int randomness(sqlite3_vfs* v, int n, char* out) { return baseOf(v)->xRandomness(baseOf(v), n, out); }
int sleepFor(sqlite3_vfs* v, int microseconds) { return baseOf(v)->xSleep(baseOf(v), microseconds); }
int currentTime(sqlite3_vfs* v, double* out) { return baseOf(v)->xCurrentTime(baseOf(v), out); }
int lastError(sqlite3_vfs* v, int n, char* out) { return baseOf(v)->xGetLastError(baseOf(v), n, out); }
int currentTime64(sqlite3_vfs* v, sqlite3_int64* out)
{
    if (baseOf(v)->iVersion > 1 && baseOf(v)->xCurrentTimeInt64)
        return baseOf(v)->xCurrentTimeInt64(baseOf(v), out);
    double days = 0;
    const int code = baseOf(v)->xCurrentTime(baseOf(v), &days);
    *out = sqlite3_int64(days * 86'400'000.0);
    return code;
}

/// A layer nobody uses, above the system's layer of now; made if there is none. Extensions cannot be loaded through it.
Layer& takeLayer(const QString& folder)
{
    static std::mutex mutex;
    static std::vector<Layer*>& all = *new std::vector<Layer*>; // never taken down: connections may outlast everything
    const std::scoped_lock lock(mutex);
    sqlite3_vfs* const base = sqlite3_vfs_find(nullptr);
    beginWritesEarly(base);
    const int size = int(sizeof(File)) + base->szOsFile + longestName;
    const auto free = std::ranges::find_if(all, [&](const Layer* one) {
        return one->base == base && one->vfs.szOsFile == size && (folder.isEmpty() ? one->folder.isEmpty() && one->taken : !one->taken);
    });
    Layer& layer = free != all.end() ? **free : *new Layer;
    if (free == all.end()) {
        all.push_back(&layer);
        layer.base = base;
        layer.name = "lectern-" + QByteArray::number(qsizetype(all.size()));
        layer.vfs = {.iVersion = 2,
                     .szOsFile = size,
                     .mxPathname = base->mxPathname,
                     .pNext = nullptr,
                     .zName = layer.name.constData(),
                     .pAppData = &layer,
                     .xOpen = openFile,
                     .xDelete = deleteFile,
                     .xAccess = access,
                     .xFullPathname = fullPath,
                     .xDlOpen = nullptr,
                     .xDlError = nullptr,
                     .xDlSym = nullptr,
                     .xDlClose = nullptr,
                     .xRandomness = randomness,
                     .xSleep = sleepFor,
                     .xCurrentTime = currentTime,
                     .xGetLastError = lastError,
                     .xCurrentTimeInt64 = currentTime64,
                     .xSetSystemCall = nullptr,
                     .xGetSystemCall = nullptr,
                     .xNextSystemCall = nullptr};
        sqlite3_vfs_register(&layer.vfs, 0);
    }
    const std::scoped_lock inside(layer.mutex);
    layer.taken = true;
    layer.folder = folder;
    layer.made = layer.refused = false;
    return layer;
}

} // namespace

const char* schoolFiles()
{
    return takeLayer({}).name.constData();
}

struct TemporaryPlace::State
{
    Layer* layer;
};

TemporaryPlace::TemporaryPlace(const QString& school)
    : m_state(new State{&takeLayer(school + ".temp-" + QString::fromLatin1(randomBytes(6).toHex()))})
{
}

TemporaryPlace::~TemporaryPlace()
{
    Layer& layer = *m_state->layer;
    const std::scoped_lock lock(layer.mutex);
    layer.lock.reset();
    if (layer.made)
        QDir(layer.folder).removeRecursively();
    layer.refused = true; // a connection that outlasts the school makes no folder again
    layer.made = false;
    layer.taken = false;
}

const char* TemporaryPlace::files() const
{
    return m_state->layer->name.constData();
}

void TemporaryPlace::sweep(const QString& school)
{
    const QFileInfo file(school);
    const QString start = file.fileName() + ".temp-";
    for (const QString& name : QDir(file.absolutePath()).entryList(QDir::Dirs | QDir::Hidden)) {
        if (!name.startsWith(start))
            continue;
        const QString folder = file.absolutePath() + '/' + name;
        LockFile lock(folder + "/in-use");
        if (!lock.take(0))
            continue; // another program works there
        lock.release();
        QDir(folder).removeRecursively();
    }
}

} // namespace lectern
