/// How well a learner does in a course: the one place where ability, zeal and drift become points, so that results,
/// marks and tests agree. Thread: any.
#pragma once

#include "core/simulate/Random.h"
#include "core/simulate/World.h"

namespace lectern::simulation {

/// What a learner can do in a course, in spreads around the mean: ability, and a leaning of its own per course.
inline double aptitude(const World& world, const Student& student, int course)
{
    Random random(world.seed, Purpose::Mark, quint64(student.number), quint64(course));
    return 0.85 * student.ability + 0.2 * student.zeal + 0.45 * random.normal();
}

/// Percent a piece of work in the middle of things earns on the n-th day of teaching, before the luck of the day.
inline double percentLevel(const Placement& placement, double aptitudeInCourse, int dayIndex)
{
    return 79 + 8.5 * aptitudeInCourse - 17 * placement.drift(dayIndex);
}

/// Index of the last day of teaching at or before `day`; 0 if there is none.
inline int dayIndexOf(const SchoolYear& year, Day day)
{
    int index = 0;
    while (index + 1 < int(year.taught.size()) && year.taught[std::size_t(index) + 1] <= day)
        ++index;
    return index;
}

} // namespace lectern::simulation
