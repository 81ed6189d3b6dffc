/// Text cells to integers: dates, instants, numbers, booleans, as exports write them. Pure functions but for the
/// time-zone cache. Source of the accepted forms: real exports, see the connectors' READMEs.
#pragma once

#include "core/base/Day.h"

#include <QTimeZone>
#include <optional>
#include <string_view>
#include <unordered_map>

namespace lectern {

enum class DateOrder { MonthFirst, DayFirst };

/// A whole number, sign allowed, nothing else around it.
[[nodiscard]] std::optional<qint64> parseInteger(std::string_view text);

/// A decimal with a point, in thousandths, rounded half away from zero: "82.5" -> 82500. Exponents are refused.
[[nodiscard]] std::optional<qint64> parseMilli(std::string_view text);

/// A number written the plain way: no marks between thousands, no currency sign, a point in front of the fraction. `mark`:
/// what stands there in the column, ',' or '.'; 0 = not known, nothing is changed. Text that is no number, a percentage
/// and an exponent stay as they are. `scratch` holds what had to be changed.
[[nodiscard]] std::string_view plainNumber(std::string_view text, char mark, std::string& scratch);

/// "85" for "85.0": spreadsheets and statistics programs write whole numbers so. Other text as it is.
[[nodiscard]] std::string_view withoutZeroFraction(std::string_view text);

/// true/false, yes/no, y/n, t/f, 1/0 in any case.
[[nodiscard]] std::optional<bool> parseBoolean(std::string_view text);

/// A date, alone or before a time: 2026-03-14, 2026/03/14, 20260314, 3/14/2026, 14.03.2026, 3/14/26,
/// and with the month in words (NamedDate.h). A comma may stand before the time.
/// `order` settles M/D/Y against D/M/Y; two-digit years are 1970–2069.
[[nodiscard]] std::optional<Day> parseDay(std::string_view text, DateOrder order);

/// A moment in UTC and as the school's clock shows it.
struct Moment
{
    qint64 ms = 0;  ///< UTC milliseconds since 1970
    Day day = 0;    ///< local day
    int minute = 0; ///< local minute of the day, 0–1439
};

/// Reads instants: a date as above, then T or blank, h:mm[:ss[.f…]], optional AM/PM (a.m.), optional Z, ±hh:mm or GMT±h.
/// Without a zone the time is read in the school's. A date alone is its midnight. Other zone words are ignored.
/// Not thread-safe; one per thread.
class InstantParser
{
public:
    explicit InstantParser(QTimeZone zone) : m_zone(std::move(zone)) {}
    [[nodiscard]] std::optional<Moment> parse(std::string_view text, DateOrder order);

private:
    struct Offsets
    {
        int atStart = 0; ///< ms to add to UTC at 00:00 UTC of the day
        int atEnd = 0;   ///< … at 24:00 UTC of the day
    };
    const Offsets& offsets(Day utcDay);
    [[nodiscard]] int offsetOfUtc(qint64 ms);
    [[nodiscard]] qint64 utcOfLocal(qint64 localMs);

    QTimeZone m_zone;
    std::unordered_map<Day, Offsets> m_offsets;
};

} // namespace lectern
