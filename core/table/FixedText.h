/// Text whose columns stand at fixed places in the line, without delimiters: which characters are which column has to be
/// said. Encoding and line ends are found as for delimited text. Pool thread.
#pragma once

#include "core/table/TableSource.h"

#include <vector>

namespace lectern {

/// A column of a text file without delimiters.
struct FixedColumn
{
    QString name;  ///< as its header
    int start = 1; ///< first character, from 1
    int width = 1; ///< characters

    bool operator==(const FixedColumn&) const = default;
};

struct FixedWidth
{
    int skip = 0;                     ///< lines above the first row
    int length = 0;                   ///< characters of a line; 0 = not said
    std::vector<FixedColumn> columns; ///< in any order; may overlap, may leave gaps

    bool operator==(const FixedWidth&) const = default;
};

/// The rows of such a text; the first one, numbered 0, holds the names. Cells lose outer spaces; a line that ends early
/// leaves the cells behind its end empty. Errors "source.empty", "source.binary" and those of Source::open(); of the
/// rows "table.field_too_long" (a line of more than 1 MiB).
[[nodiscard]] Result<RawTable> openFixedWidth(const Source& source, const FixedWidth& fixed);

/// How well the first lines of a text fit: 0 = they do not; 0.3 = they can be cut so; 0.6 = every line has exactly the
/// length that is said.
[[nodiscard]] double fixedWidthFit(const Source& source, const FixedWidth& fixed);

} // namespace lectern
