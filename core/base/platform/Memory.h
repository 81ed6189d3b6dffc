/// What is special about memory on each system. Any thread.
#pragma once

#include <cstddef>

namespace lectern {

/// Says, before it is first touched, that this memory is large and will be read here and there: pages of 2 MB spare the
/// processor most of its searching for 4 KB ones. Nothing happens where the system does not offer that.
void preferLargePages(void* memory, std::size_t bytes);

} // namespace lectern
