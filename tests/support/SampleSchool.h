/// A seeded made-up school for golden tests: simulated, imported and built once per process.
#pragma once

#include "core/store/School.h"

namespace lectern::test {

/// 60 students, 60 days, seed 7: big enough for every tile, small enough for a debug build. The school lives until the
/// process ends. A failure of simulate, import or build ends the test program with its words.
[[nodiscard]] School& sampleSchool();

/// A reader of it.
[[nodiscard]] const Database& sampleReader();

} // namespace lectern::test
