/// By sqlite3_vfs::xSetSystemCall, with which a program puts a function of its own in the place of a system call.
#include "core/store/EarlyWrites.h"

#include "core/base/platform/Files.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <sqlite3.h>

namespace lectern {

namespace {

constexpr qint64 worthBeginning = qint64(2) << 20; ///< bytes

/// pwrite() as SQLite calls it: with room for the offset in a file of any size.
using Write = std::ptrdiff_t (*)(int file, const void* bytes, std::size_t size, std::int64_t at);
Write systemWrite = nullptr;

/// What this thread has written since the system was told last.
struct Written
{
    int file = -1;
    qint64 from = 0;
    qint64 to = 0;
    qint64 bytes = 0;
};
thread_local Written written;
thread_local bool watching = false;

std::ptrdiff_t writeAndBegin(int file, const void* bytes, std::size_t size, std::int64_t at)
{
    const std::ptrdiff_t done = systemWrite(file, bytes, size, at);
    if (done <= 0 || !watching)
        return done;
    if (written.file != file)
        written = {file, at, at, 0};
    written.from = std::min<qint64>(written.from, at);
    written.to = std::max<qint64>(written.to, at + done);
    written.bytes += done;
    if (written.bytes >= worthBeginning) {
        beginWriting(file, written.from, written.to - written.from);
        written = {};
    }
    return done;
}

} // namespace

void EarlyWrites::prepare(sqlite3_vfs* system)
{
    if (systemWrite || system->iVersion < 3 || !system->xGetSystemCall || !system->xSetSystemCall)
        return;
    for (const char* call : {"pwrite64", "pwrite"}) { // whichever SQLite was built with
        const sqlite3_syscall_ptr real = system->xGetSystemCall(system, call);
        if (!real)
            continue;
        systemWrite = reinterpret_cast<Write>(real);
        if (system->xSetSystemCall(system, call, reinterpret_cast<sqlite3_syscall_ptr>(writeAndBegin)) != SQLITE_OK)
            systemWrite = nullptr;
        return;
    }
}

EarlyWrites::EarlyWrites()
{
    watching = true;
}

EarlyWrites::~EarlyWrites()
{
    watching = false;
}

} // namespace lectern
