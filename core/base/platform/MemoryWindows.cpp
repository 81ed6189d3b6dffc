/// Memory on Windows, where large pages need a right that programs do not have.
#include "core/base/platform/Memory.h"

#include <QtGlobal>

#ifdef Q_OS_WIN

namespace lectern {

void preferLargePages(void*, std::size_t) {}

} // namespace lectern

#endif
