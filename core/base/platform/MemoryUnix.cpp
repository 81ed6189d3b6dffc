/// Memory on Linux, macOS and other Unix systems.
#include "core/base/platform/Memory.h"

#include <QtGlobal>

#ifdef Q_OS_UNIX

#include <cstdint>
#include <sys/mman.h>

namespace lectern {

void preferLargePages([[maybe_unused]] void* memory, [[maybe_unused]] std::size_t bytes)
{
#ifdef MADV_HUGEPAGE
    constexpr std::uintptr_t large = std::uintptr_t(2) << 20;
    const auto at = reinterpret_cast<std::uintptr_t>(memory);
    const std::uintptr_t from = (at + large - 1) / large * large, to = (at + bytes) / large * large;
    if (from < to) // whole pages only: the rest would take more memory than was asked for
        madvise(reinterpret_cast<void*>(from), to - from, MADV_HUGEPAGE);
#endif
}

} // namespace lectern

#endif
