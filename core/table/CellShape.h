/// What the text of one cell looks like by itself: a number, a date, a code, a sentence. Says nothing about its column.
/// Any thread.
#pragma once

#include <string_view>

namespace lectern {

enum class CellShape {
    Empty,
    Missing,  ///< a token for "nothing": NULL, N/A, --
    Boolean,  ///< true, no, Y (1 and 0 are integers)
    Integer,  ///< also with grouped thousands
    Decimal,  ///< also 12,5, 1.234,50, 85 %, $74.69, 1.2E+11
    Date,
    Time,
    DateTime,
    Link,     ///< web or e-mail address
    Code,     ///< digits and letters without spaces: MG-8769
    Word,     ///< one word of letters
    Text
};

[[nodiscard]] CellShape shapeOf(std::string_view cell);

/// Numbers, dates, times, addresses: what a header hardly ever is.
[[nodiscard]] bool isTyped(CellShape shape);

/// What a spreadsheet shows instead of a value it does not have or has no room for: #REF!, ####.
[[nodiscard]] bool isSpreadsheetError(std::string_view text);

/// Without spaces, tabs and no-break spaces at both ends.
[[nodiscard]] std::string_view outerTrimmed(std::string_view text);

/// What a number is written like.
struct NumberShape
{
    bool valid = false;
    bool whole = false;         ///< no fraction and no exponent
    bool exponent = false;      ///< 1.23E+11
    bool percent = false;
    bool money = false;         ///< carries a currency sign
    char fractionMark = 0;      ///< '.' or ','; 0 = none or not to be told
    char groupMark = 0;         ///< ',' '.' ' ' '\''; 0 = none
    bool open = false;          ///< one mark with three digits behind it: 1,234 is either
    int digits = 0;
    bool leadingZero = false;   ///< 0 in front of more digits: 007
};
[[nodiscard]] NumberShape numberShape(std::string_view cell);

} // namespace lectern
