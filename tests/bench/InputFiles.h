/// The files the bench imports, written from a fixed seed: the same call writes the same bytes. Thread: main.
#pragma once

#include "tests/bench/Trouble.h"

namespace lectern::bench {

constexpr qint64 ouladRows = 10'655'280; ///< of the real studentVle.csv
constexpr qint64 changeEvery = 100;      ///< 1 % of rows differ in the changed copy

/// studentVle.csv of OULAD in shape and size: six quoted columns, 22 module presentations with their real numbers of
/// students, days in order, some rows twice. With `changed`, every 100th row has other clicks and the rest is the same.
[[nodiscard]] Outcome<void> writeStudentVle(const QString& path, qint64 rows, bool changed);

/// `files` files of `rowsEach` such rows, one day each, so that no row of one stands in another.
[[nodiscard]] Outcome<void> writeSmallFiles(const QString& folder, int files, int rowsEach);

/// OULAD's studentInfo with `columns` columns: those the entity knows and further ones nobody knows.
[[nodiscard]] Outcome<void> writeWide(const QString& path, qint64 rows, int columns);
/// Name of a column of that file, in its order.
[[nodiscard]] QString wideColumn(int index);

} // namespace lectern::bench
