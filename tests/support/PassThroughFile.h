/// What the file systems made for tests share: an open file that hands each call to the file below it.
#pragma once

#include <sqlite3.h>

namespace lectern::test {

/// The file of a shim: SQLite's header first, the real file behind it in the same memory. `Extra` is the shim's own.
template <class Extra>
struct PassThroughFile
{
    sqlite3_file base;
    Extra* extra;
    [[nodiscard]] sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }

    static PassThroughFile* of(sqlite3_file* file) { return reinterpret_cast<PassThroughFile*>(file); }
    static sqlite3_file* below(sqlite3_file* file) { return of(file)->real(); }

    /// Methods that pass everything on; a shim replaces those it looks at. Without xFetch: nothing is read by mapping.
    static sqlite3_io_methods methods()
    {
        using F = sqlite3_file;
        sqlite3_io_methods all{};
        all.iVersion = 2;
        all.xClose = [](F* f) {
            const int code = below(f)->pMethods->xClose(below(f));
            delete of(f)->extra;
            of(f)->extra = nullptr;
            return code;
        };
        all.xRead = [](F* f, void* to, int size, sqlite3_int64 at) { return below(f)->pMethods->xRead(below(f), to, size, at); };
        all.xWrite = [](F* f, const void* from, int size, sqlite3_int64 at) {
            return below(f)->pMethods->xWrite(below(f), from, size, at);
        };
        all.xTruncate = [](F* f, sqlite3_int64 size) { return below(f)->pMethods->xTruncate(below(f), size); };
        all.xSync = [](F* f, int flags) { return below(f)->pMethods->xSync(below(f), flags); };
        all.xFileSize = [](F* f, sqlite3_int64* size) { return below(f)->pMethods->xFileSize(below(f), size); };
        all.xLock = [](F* f, int level) { return below(f)->pMethods->xLock(below(f), level); };
        all.xUnlock = [](F* f, int level) { return below(f)->pMethods->xUnlock(below(f), level); };
        all.xCheckReservedLock = [](F* f, int* held) { return below(f)->pMethods->xCheckReservedLock(below(f), held); };
        all.xFileControl = [](F* f, int what, void* with) { return below(f)->pMethods->xFileControl(below(f), what, with); };
        all.xSectorSize = [](F* f) { return below(f)->pMethods->xSectorSize(below(f)); };
        all.xDeviceCharacteristics = [](F* f) { return below(f)->pMethods->xDeviceCharacteristics(below(f)); };
        all.xShmMap = [](F* f, int region, int size, int extend, void volatile** at) {
            return below(f)->pMethods->xShmMap(below(f), region, size, extend, at);
        };
        all.xShmLock = [](F* f, int from, int count, int flags) { return below(f)->pMethods->xShmLock(below(f), from, count, flags); };
        all.xShmBarrier = [](F* f) { below(f)->pMethods->xShmBarrier(below(f)); };
        all.xShmUnmap = [](F* f, int remove) { return below(f)->pMethods->xShmUnmap(below(f), remove); };
        return all;
    }
};

/// The file system a shim stands on, and the shim's own, which differs from it in xOpen and xDelete alone.
struct PassThroughVfs
{
    sqlite3_vfs* real = nullptr;
    sqlite3_vfs own{};

    /// Makes `own` the default file system of this process, before the first connection.
    void install(const char* name, int fileSize)
    {
        real = sqlite3_vfs_find(nullptr);
        own = *real;
        own.pNext = nullptr;
        own.zName = name;
        own.szOsFile = fileSize + real->szOsFile;
        sqlite3_vfs_register(&own, 1);
    }
};

} // namespace lectern::test
