#include "tests/support/FaultVfs.h"

#include "tests/support/PassThroughFile.h"

#include <atomic>

namespace lectern::test {

namespace {

struct Nothing
{
};
using File = PassThroughFile<Nothing>;

struct State
{
    PassThroughVfs vfs;
    sqlite3_io_methods methods{};
    sqlite3_mem_methods memory{};
    std::atomic<bool> armed = false;
    Operation operation = Operation::Write;
    int result = SQLITE_OK;
    bool lasts = false;
    int wanted = 0;
    std::atomic<int> asked = 0;
    std::atomic<int> failed = 0;

    /// Counts one operation; true if it is to fail.
    bool strikes(Operation kind)
    {
        if (!armed || kind != operation)
            return false;
        const int number = ++asked;
        const bool fails = lasts ? number >= wanted : number == wanted;
        failed += fails;
        return fails;
    }
};

State& state()
{
    static State one;
    return one;
}

int openFile(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* outFlags)
{
    File* const own = File::of(file);
    own->base.pMethods = nullptr;
    if (state().strikes(Operation::Open))
        return state().result;
    sqlite3_vfs* const real = state().vfs.real;
    const int code = real->xOpen(real, name, own->real(), flags, outFlags);
    if (code != SQLITE_OK)
        return code;
    own->extra = nullptr;
    own->base.pMethods = &state().methods;
    return code;
}

void failFiles()
{
    State& own = state();
    own.methods = File::methods();
    own.methods.xRead = [](sqlite3_file* f, void* to, int size, sqlite3_int64 at) {
        return state().strikes(Operation::Read) ? state().result : File::below(f)->pMethods->xRead(File::below(f), to, size, at);
    };
    own.methods.xWrite = [](sqlite3_file* f, const void* from, int size, sqlite3_int64 at) {
        return state().strikes(Operation::Write) ? state().result
                                                 : File::below(f)->pMethods->xWrite(File::below(f), from, size, at);
    };
    own.methods.xSync = [](sqlite3_file*, int) { // this process does not lose power: the disk may stay idle
        return state().strikes(Operation::Sync) ? state().result : SQLITE_OK;
    };
    own.methods.xShmMap = [](sqlite3_file* f, int region, int size, int extend, void volatile** at) {
        return state().strikes(Operation::Map) ? state().result
                                               : File::below(f)->pMethods->xShmMap(File::below(f), region, size, extend, at);
    };
    own.vfs.install("failing", int(sizeof(File)));
    own.vfs.own.xOpen = openFile;
}

void failMemory()
{
    State& own = state();
    sqlite3_config(SQLITE_CONFIG_GETMALLOC, &own.memory);
    sqlite3_mem_methods failing = own.memory;
    failing.xMalloc = [](int size) { return state().strikes(Operation::Allocate) ? nullptr : state().memory.xMalloc(size); };
    failing.xRealloc = [](void* old, int size) {
        return state().strikes(Operation::Allocate) ? nullptr : state().memory.xRealloc(old, size);
    };
    sqlite3_config(SQLITE_CONFIG_MALLOC, &failing);
}

} // namespace

FaultVfs::FaultVfs()
{
    failMemory(); // before SQLite starts, which registering a file system does
    failFiles();
}

FaultVfs& FaultVfs::instance()
{
    static FaultVfs one;
    return one;
}

void FaultVfs::arm(const Fault& fault, int k)
{
    State& own = state();
    own.operation = fault.operation;
    own.result = fault.result;
    own.lasts = fault.lasts;
    own.wanted = k;
    own.asked = 0;
    own.failed = 0;
    own.armed = true;
}

void FaultVfs::disarm()
{
    state().armed = false;
}

int FaultVfs::failures() const
{
    return state().failed;
}

int FaultVfs::operations() const
{
    return state().asked;
}

} // namespace lectern::test
