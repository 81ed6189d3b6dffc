/// Days as integers: days since 1970-01-01, the form in which gold holds every date.
#pragma once

#include <QDate>
#include <QString>
#include <optional>
#include <string_view>

namespace lectern {

using Day = qint32; ///< days since 1970-01-01

[[nodiscard]] inline Day dayOf(QDate date)
{
    return static_cast<Day>(date.toJulianDay() - 2440588);
}

[[nodiscard]] inline QDate dateOf(Day day)
{
    return QDate::fromJulianDay(qint64(day) + 2440588);
}

/// "2026-03-14".
[[nodiscard]] inline QString dayText(Day day)
{
    return dateOf(day).toString(Qt::ISODate);
}

/// Reads `YYYY-MM-DD` strictly; nothing else.
[[nodiscard]] std::optional<Day> dayFromIso(std::string_view text);

/// Day number of a proleptic Gregorian date, or nothing if there is no such date. Years 1 to 9999.
[[nodiscard]] std::optional<Day> dayFromParts(int year, int month, int dayOfMonth);

} // namespace lectern
