/// The days of the made-up school: years that begin on 1 September, three terms, holidays of a New England school,
/// training and snow days. "Today" is the last instructional day asked for. Thread: any, immutable.
#pragma once

#include "core/base/Day.h"
#include "core/base/Error.h"

#include <array>
#include <string>
#include <vector>

namespace lectern::simulation {

enum class DayType { Instructional, Holiday, Weekend, Closed };

struct CalendarDay
{
    Day day;
    DayType type;
    const char* note; ///< name of the holiday, "" if none
};

struct Term
{
    std::string id;    ///< "2026-T1"
    std::string title; ///< "Autumn 2025"
    Day begin;
    Day end; ///< exclusive
};

struct SchoolYear
{
    int number;                      ///< year in which it ends
    Day begin;                       ///< 1 September
    Day end;                         ///< exclusive
    std::array<Term, 3> terms;
    std::vector<CalendarDay> planned; ///< every day from begin to the last planned day of teaching
    std::vector<Day> taught;         ///< instructional days that have happened, ascending
    [[nodiscard]] Day lastDay() const { return taught.back(); }
    [[nodiscard]] int termOf(Day day) const; ///< 0 to 2
};

/// The school years, oldest first; the last one is 2025-26 and stops after `days` instructional days.
/// Error "usage" if a year has no `days` days of teaching.
[[nodiscard]] Result<std::vector<SchoolYear>> schoolYears(int years, int days, quint64 seed);

} // namespace lectern::simulation
