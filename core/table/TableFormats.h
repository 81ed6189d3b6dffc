/// The openers of all formats, in the order they are asked; see TableSource.h. Any thread.
#pragma once

#include "core/table/TableSource.h"

namespace lectern {

/// Delimited text in any dialect. Asked last: takes whatever is text. Errors "source.empty", "source.binary" and those
/// of Source::open().
[[nodiscard]] Result<std::optional<RawTable>> openDelimited(const Source& source, std::string_view head,
                                                            const TableChoice& choice);

} // namespace lectern
