/// The rows of a file cut where their shape changes for good: preamble, tables, notes. Any thread.
#pragma once

#include "core/table/TableShape.h"

namespace lectern {

/// Rows [begin, end) of the sample, nearly all `width` cells wide.
struct Section
{
    int begin = 0;
    int end = 0;
    int width = 0;
    int rows = 0; ///< that hold something
};

/// Cells of a row that hold something.
[[nodiscard]] int fillOf(const std::vector<std::string>& cells);
/// Cells up to the last one that holds something.
[[nodiscard]] int usedWidth(const std::vector<std::string>& cells);
/// Rows of [begin, end) that hold something.
[[nodiscard]] int filledRows(const std::vector<SampleRow>& sample, int begin, int end);

/// All rows as one section; as wide as the widest row, its empty cells at the end counted only if `named`.
[[nodiscard]] Section wholeSection(const std::vector<SampleRow>& sample, bool named);
/// In order; blank rows between sections belong to none.
[[nodiscard]] std::vector<Section> sectionsOf(const std::vector<SampleRow>& sample);

} // namespace lectern
