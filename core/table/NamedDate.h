/// Dates whose month is a word: 05-Jan-26, Jan 5, 2026, 5. Januar 2026, 5 de enero de 2026.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace lectern {

struct NamedDate
{
    int year = 0;           ///< four digits; of two, 70 to 99 are the last century's
    int month = 0;          ///< 1 to 12
    int day = 0;            ///< 1 to 31; whether the month has it is not looked at
    bool english = false;   ///< the month is named as in English
    std::size_t length = 0; ///< bytes it takes
};

/// The date at the beginning of `text`, if there is one; what follows it is not looked at. Months are known in English,
/// German, French, Spanish, Portuguese, Italian and Dutch, whole or shortened, by the Unicode locale data in Qt; "set" and
/// "out", which are English words too, only in front of a year of four digits. Any thread.
[[nodiscard]] std::optional<NamedDate> namedDateAt(std::string_view text);

} // namespace lectern
