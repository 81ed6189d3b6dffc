/// How much a reader asks for at a time. Where the build wants small blocks (the fuzz targets), a few hundred bytes already
/// lie across the borders of blocks, and no time goes into clearing memory that nothing is read into.
#pragma once

#include <cstddef>

namespace lectern {

/// `usual` bytes, or a thousandth of them in a build with small blocks.
[[nodiscard]] constexpr std::size_t blockOf(std::size_t usual)
{
#ifdef LECTERN_SMALL_BLOCKS
    return usual / 1024;
#else
    return usual;
#endif
}

} // namespace lectern
