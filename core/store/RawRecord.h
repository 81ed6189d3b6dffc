/// The record of a raw row as it stands in a table, by SQLite's documented file format (sqlite.org/fileformat2.html,
/// "Record Format"): the types of all values, then the values. Pure functions.
#pragma once

#include <QtGlobal>
#include <span>
#include <string>
#include <string_view>

namespace lectern {

/// One stored value of a raw table: text, integer or NULL.
struct StoredCell
{
    enum class Kind : std::uint8_t { Null, Text, Integer };
    Kind kind = Kind::Null;
    std::string_view text; ///< UTF-8; not owned
    qint64 integer = 0;
};

/// A part of a record: some values of a row. Nothing in it is owned.
struct RecordPart
{
    std::string_view types;  ///< a variable-length integer each
    std::string_view values;
};

/// Where a part stands in a buffer of many.
struct RecordSpan
{
    std::size_t at = 0; ///< of the values; the types stand behind them
    std::size_t values = 0; ///< bytes
    std::size_t types = 0;  ///< bytes
    [[nodiscard]] RecordPart in(std::string_view buffer) const
    {
        return {buffer.substr(at + values, types), buffer.substr(at, values)};
    }
};

/// Appends what stands in a record for these values; where it stands.
RecordSpan appendRecord(std::string& buffer, std::span<const StoredCell> values);

/// Takes the first value off a part; NULL when there is none left. Texts point into the part.
[[nodiscard]] StoredCell takeValue(RecordPart& part);

/// Bytes of a variable-length integer, 1 to 9.
[[nodiscard]] std::size_t varintSize(quint64 value);
/// Writes one that may be longer than two bytes; the place behind it.
char* putLongVarint(char* at, quint64 value);
/// Writes one; the place behind it.
inline char* putVarint(char* at, quint64 value)
{
    if (value >= 0x4000)
        return putLongVarint(at, value);
    if (value >= 0x80)
        *at++ = char(value >> 7 | 0x80);
    *at = char(value & 0x7f);
    return at + 1;
}
/// Writes the lowest `bytes` bytes of a number, the highest first; the place behind them.
inline char* putBigEndian(char* at, quint64 value, std::size_t bytes)
{
    for (std::size_t i = bytes; i-- > 0; value >>= 8)
        at[i] = char(value);
    return at + bytes;
}

} // namespace lectern
