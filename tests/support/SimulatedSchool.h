/// A simulated school as a file: exports, import, gold. For tests that need a whole school. Thread: any.
#pragma once

#include "core/simulate/Simulator.h"

#include <QString>

namespace lectern::test {

/// Makes `folder`/school.lectern from simulated exports and returns its path; fails the process if that is not possible.
[[nodiscard]] QString simulatedSchool(const QString& folder, SimulateOptions options);

} // namespace lectern::test
