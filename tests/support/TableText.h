/// A table as it was understood, as a text that a person can check by eye and a test can compare.
#pragma once

#include "core/table/TableSource.h"

namespace lectern::test {

/// Facts line by line: dialect, header rows, types, number of rows, remarks; with `rows` the rows themselves, cells
/// between bars. An error as its code.
[[nodiscard]] QString tableText(const QString& path, bool rows, const TableChoice& choice = {});

} // namespace lectern::test
