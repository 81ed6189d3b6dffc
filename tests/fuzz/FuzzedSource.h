/// What every fuzz target shares: the fuzzer's bytes as a source in memory, and tables read to their end while what
/// core/table promises about rows is checked. A broken promise ends the process: libFuzzer keeps the input.
#pragma once

#include "core/table/TableSource.h"

#include <cstddef>
#include <cstdint>

namespace lectern::fuzz {

/// `bytes` must outlive the source and its readers. `name` is what the file would be called.
[[nodiscard]] Source sourceOf(std::string_view bytes, const QString& name);

/// Opens the table and reads its rows to the end or to a bound: each row has one cell per column, rows are counted
/// upwards, cells are UTF-8 without NUL, remarks and findings can be asked for.
void readTable(const Source& source, const TableChoice& choice = {});

/// Ends the process if `text` is no UTF-8.
void requireUtf8(std::string_view text);
/// Ends the process if `kept` is false.
void require(bool kept);

[[nodiscard]] inline std::string_view viewOf(const std::uint8_t* data, std::size_t size)
{
    return {reinterpret_cast<const char*>(data), size};
}

} // namespace lectern::fuzz
