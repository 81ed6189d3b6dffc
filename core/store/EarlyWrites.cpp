/// By sqlite3_vfs::xSetSystemCall, with which a program puts a function of its own in the place of a system call.
#include "core/store/EarlyWrites.h"

#include "core/base/platform/Files.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <sqlite3.h>

namespace lectern {

namespace {

constexpr qint64 worthBeginning = qint64(2) << 20; ///< bytes

/// pwrite() as SQLite calls it: with room for the offset in a file of any size.
using Write = std::ptrdiff_t (*)(int file, const void* bytes, std::size_t size, std::int64_t at);
Write systemWrite = nullptr;

/// What this thread has written to a file since the system was told last.
struct Written
{
    int file = -1;
    qint64 from = 0;
    qint64 to = 0;
    qint64 bytes = 0;
};
thread_local std::array<Written, 3> written; ///< the school, its journal, a temporary file

/// Where this thread keeps what it wrote to a file; another file's place if there is none.
Written& writtenTo(int file)
{
    const auto known = std::ranges::find(written, file, &Written::file);
    return known != written.end() ? *known : *std::ranges::min_element(written, {}, &Written::bytes);
}

std::ptrdiff_t writeAndBegin(int file, const void* bytes, std::size_t size, std::int64_t at)
{
    const std::ptrdiff_t done = systemWrite(file, bytes, size, at);
    if (done <= 0)
        return done;
    Written& to = writtenTo(file);
    if (to.file != file)
        to = {file, at, at, 0};
    to.from = std::min<qint64>(to.from, at);
    to.to = std::max<qint64>(to.to, at + done);
    to.bytes += done;
    if (to.bytes >= worthBeginning) {
        beginWriting(file, to.from, to.to - to.from);
        to = {};
    }
    return done;
}

} // namespace

void beginWritesEarly(sqlite3_vfs* system)
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

} // namespace lectern
