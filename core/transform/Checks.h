/// Data tests: what a header promises about rows, as SELECTs that count bad ones. On the thread of the connection given.
#pragma once

#include "core/store/Database.h"
#include "core/transform/ModelFile.h"
#include "core/transform/Runner.h"

namespace lectern {

/// SELECT count(*) of the rows that break one test; empty if the expression cannot be understood.
[[nodiscard]] QString countBadRowsSql(const Model& model, const DataTest& test);

/// Runs the tests of one model. Errors "model.broken", "database.…", "cancelled".
[[nodiscard]] Result<std::vector<CheckOutcome>> runTests(const Database& database, const Model& model);

} // namespace lectern
