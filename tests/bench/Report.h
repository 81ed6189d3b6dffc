/// What was measured, as a table for people and as JSON, with the goals beside. Thread: any.
#pragma once

#include "tests/bench/Bench.h"

namespace lectern::bench {

[[nodiscard]] QJsonObject reportJson(const Options& options, const std::vector<Measured>& results);
[[nodiscard]] QString reportText(const Options& options, const std::vector<Measured>& results);

} // namespace lectern::bench
