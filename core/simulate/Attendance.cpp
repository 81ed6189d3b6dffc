#include "core/simulate/Attendance.h"

namespace lectern::simulation {

Attendance::Attendance(const World& world, const YearOfSchool& year) : m_year(year)
{
    m_states.reserve(year.placements.size());
    for (const Placement& placement : year.placements) {
        Random random(world.seed, Purpose::Attendance, quint64(placement.student), quint64(year.calendar.number));
        const double health = random.real();
        const double zeal = world.students[std::size_t(placement.student)].zeal;
        const double frailty = clamped(0.010 + 0.024 * health * health - 0.005 * zeal, 0.002, 0.06);
        m_states.push_back({random, float(frailty), 0, false});
    }
    m_today.resize(year.placements.size(), Presence::NotEnrolled);
}

void Attendance::advance()
{
    const int index = m_next++;
    const Day day = m_year.calendar.taught[std::size_t(index)];
    const QDate date = dateOf(day);
    const int weekday = date.dayOfWeek();
    const double season = (date.month() <= 2 || date.month() == 12 ? 1.45 : 0.95) * (weekday == 1 || weekday == 5 ? 1.15 : 0.93);
    for (std::size_t i = 0; i < m_states.size(); ++i) {
        const Placement& placement = m_year.placements[i];
        State& state = m_states[i];
        if (!placement.present(day)) {
            m_today[i] = Presence::NotEnrolled;
            continue;
        }
        const double drift = placement.drift(index);
        if (state.spell > 0) {
            --state.spell;
        } else if (state.random.chance(double(state.frailty) * season * (1 + 4.5 * drift) + 0.035 * drift)) {
            state.spell = quint8(state.random.chance(0.55) ? 0 : state.random.between(1, 3));
            state.excused = state.random.chance(0.6 - 0.35 * drift);
        } else {
            m_today[i] = state.random.chance(0.022 * (1 + 3 * drift)) ? Presence::Tardy : Presence::Present;
            continue;
        }
        m_today[i] = state.excused ? Presence::Excused : Presence::Absent;
    }
}

} // namespace lectern::simulation
