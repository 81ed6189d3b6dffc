/// Tables made inside Lectern, handed to who reads bytes. Pool thread.
#pragma once

#include "core/table/TableSource.h"

namespace lectern {

/// The rows of a table as RFC 4180: UTF-8, comma, every cell in quotation marks. Opens the rows at once; errors of theirs.
[[nodiscard]] Result<std::unique_ptr<ByteReader>> csvBytes(const RawTable& table);

} // namespace lectern
