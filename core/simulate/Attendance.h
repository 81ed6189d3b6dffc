/// Who was at school on which day: spells of illness, late arrivals, and the slow withdrawal of those who drift away.
/// The same on every run, so that the attendance file and the events agree. Thread: one.
#pragma once

#include "core/simulate/Random.h"
#include "core/simulate/World.h"

namespace lectern::simulation {

enum class Presence : quint8 { NotEnrolled, Present, Tardy, Absent, Excused };

class Attendance
{
public:
    Attendance(const World& world, const YearOfSchool& year);

    /// Moves on to the next day of teaching; to be called once for each of them, in order.
    void advance();

    [[nodiscard]] Presence of(std::size_t placement) const { return m_today[placement]; }

private:
    struct State
    {
        Random random;
        float frailty;  ///< chance that a spell begins on a day
        quint8 spell;   ///< days of the spell still to come
        bool excused;
    };
    const YearOfSchool& m_year;
    std::vector<State> m_states;
    std::vector<Presence> m_today;
    int m_next = 0;
};

} // namespace lectern::simulation
