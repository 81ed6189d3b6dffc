/// Cells rewritten the plain way, as a layout says they are to be read. Pure functions; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace lectern {

/// A date as YYYY-MM-DD, with what stands behind it (a time) as it was: "3.4.24, 10:15" -> "2024-04-03 10:15". `order` is
/// "dmy", "mdy" or "ymd" and settles what is not said: four digits in front are a year. Also digits alone
/// (03042024, 030424, and with a lost leading zero 3042024), and months in words (NamedDate.h). Two-digit years are
/// 1970-2069. Nothing if it is no such date.
[[nodiscard]] std::optional<std::string> rewrittenDate(std::string_view text, std::string_view order);

/// A number with a decimal point and without thousands marks: "1.234,50" -> "1234.50" for mark ','. A percent sign
/// behind it stays. Nothing if the text is no such number.
[[nodiscard]] std::optional<std::string> rewrittenNumber(std::string_view text, char mark);

/// The value of a plain number, percent sign aside; nothing if the text is none.
[[nodiscard]] std::optional<double> numberIn(std::string_view text);

} // namespace lectern
