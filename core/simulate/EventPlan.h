/// Who does how much on the learning platform on which day, and when in that day. A first pass over it counts, so that
/// the second can hand out exactly the number of events wanted. Thread: one.
#pragma once

#include "core/simulate/Attendance.h"

namespace lectern::simulation {

/// The learners' activity of one school year, day by day, weekends and holidays included.
class EventPlan
{
public:
    EventPlan(const World& world, const YearOfSchool& year);

    /// Goes to the next day; false after the last day that has happened.
    [[nodiscard]] bool nextDay();
    [[nodiscard]] Day day() const { return m_day; }
    [[nodiscard]] int dayIndex() const { return m_index; } ///< of the last day of teaching up to now
    [[nodiscard]] bool isTaught() const { return m_taught; }
    [[nodiscard]] bool atSchool(std::size_t placement) const; ///< was there today

    /// Events this learner brings today if left alone; 0 = none. The same every time it is asked.
    [[nodiscard]] quint32 weight(std::size_t placement) const;

private:
    const World& m_world;
    const YearOfSchool& m_year;
    Attendance m_attendance;
    std::vector<float> m_eagerness; ///< chance to be active on a day of teaching
    Day m_day;
    int m_index = -1;
    bool m_taught = false;
};

/// Seconds since midnight at which a sitting begins: lessons and homework on days of teaching, else the day at home.
[[nodiscard]] int sittingBegins(bool atSchool, Random& random);

} // namespace lectern::simulation
