#include "core/simulate/SchoolCalendar.h"

#include "core/simulate/Random.h"

#include <QCoreApplication>

namespace lectern::simulation {

namespace {

constexpr int lastYear = 2026;
constexpr int daysOfYear = 180;

Day nthWeekday(int year, int month, int weekday, int nth)
{
    const QDate first(year, month, 1);
    return dayOf(first) + (weekday - first.dayOfWeek() + 7) % 7 + 7 * (nth - 1);
}

Day lastMonday(int year, int month)
{
    const QDate last(year, month, QDate(year, month, 1).daysInMonth());
    return dayOf(last) - (last.dayOfWeek() - 1);
}

struct Holiday
{
    Day from;
    Day to;
    DayType type;
    const char* name;
};

std::vector<Holiday> holidaysOf(int year, quint64 seed)
{
    const int autumn = year - 1;
    using enum DayType;
    const auto one = [](Day day, const char* name, DayType type = Holiday) { return simulation::Holiday{day, day, type, name}; };
    const Day thanksgiving = nthWeekday(autumn, 11, 4, 4);
    const Day february = nthWeekday(year, 2, 1, 3);
    const Day april = nthWeekday(year, 4, 1, 3);
    Random random(seed, Purpose::Calendar, quint64(year));
    Day snow = dayOf(QDate(year, 1, 26)) + random.between(0, 13);
    while (dateOf(snow).dayOfWeek() > 5)
        ++snow;
    return {
        one(nthWeekday(autumn, 9, 1, 1), "Labor Day"),
        one(nthWeekday(autumn, 10, 1, 2), "Indigenous Peoples' Day"),
        one(nthWeekday(autumn, 11, 2, 1), "Staff training", Closed),
        one(dayOf(QDate(autumn, 11, 11)), "Veterans Day"),
        {thanksgiving, thanksgiving + 1, Holiday, "Thanksgiving"},
        {dayOf(QDate(autumn, 12, 24)), dayOf(QDate(year, 1, 1)), Holiday, "Winter break"},
        one(nthWeekday(year, 1, 1, 3), "Martin Luther King Jr. Day"),
        one(snow, "Snow day", Closed),
        {february, february + 4, Holiday, "February break"},
        {april, april + 4, Holiday, "April break"},
        one(lastMonday(year, 5), "Memorial Day"),
        one(dayOf(QDate(year, 6, 19)), "Juneteenth"),
        one(dayOf(QDate(year, 7, 4)), "Independence Day"),
    };
}

CalendarDay classify(Day day, const std::vector<Holiday>& holidays)
{
    if (dateOf(day).dayOfWeek() > 5)
        return {day, DayType::Weekend, ""};
    for (const Holiday& holiday : holidays)
        if (day >= holiday.from && day <= holiday.to)
            return {day, holiday.type, holiday.name};
    return {day, DayType::Instructional, ""};
}

std::array<Term, 3> termsOf(int year, Day begin, Day end)
{
    const std::string number = std::to_string(year);
    const Day winter = dayOf(QDate(year - 1, 12, 1));
    const Day spring = dayOf(QDate(year, 3, 9));
    return {Term{number + "-T1", "Autumn " + std::to_string(year - 1), begin, winter},
            Term{number + "-T2", "Winter " + number, winter, spring}, Term{number + "-T3", "Spring " + number, spring, end}};
}

} // namespace

int SchoolYear::termOf(Day day) const
{
    return day < terms[1].begin ? 0 : day < terms[2].begin ? 1 : 2;
}

Result<std::vector<SchoolYear>> schoolYears(int years, int days, quint64 seed)
{
    std::vector<SchoolYear> result;
    for (int number = lastYear - years + 1; number <= lastYear; ++number) {
        SchoolYear year;
        year.number = number;
        year.begin = dayOf(QDate(number - 1, 9, 1));
        const std::vector<Holiday> holidays = holidaysOf(number, seed);
        const int wanted = number == lastYear ? days : daysOfYear;
        const int planned = std::max(wanted, daysOfYear);
        const Day next = dayOf(QDate(number, 9, 1));
        int taught = 0;
        for (Day day = year.begin; day < next && taught < planned; ++day) {
            year.planned.push_back(classify(day, holidays));
            if (year.planned.back().type == DayType::Instructional && ++taught <= wanted)
                year.taught.push_back(day);
        }
        if (taught < wanted)
            return failure("usage", {}, {QCoreApplication::translate("Error", "A school year has at most %1 days of teaching; --days asks for %2.")
                                             .arg(taught).arg(days)});
        year.end = std::max(dayOf(QDate(number, 7, 1)), year.planned.back().day + 1);
        year.terms = termsOf(number, year.begin, year.end);
        result.push_back(std::move(year));
    }
    return result;
}

} // namespace lectern::simulation
