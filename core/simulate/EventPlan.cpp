#include "core/simulate/EventPlan.h"

#include <array>

namespace lectern::simulation {

EventPlan::EventPlan(const World& world, const YearOfSchool& year)
    : m_world(world), m_year(year), m_attendance(world, year), m_day(year.calendar.taught.front() - 1)
{
    m_eagerness.reserve(year.placements.size());
    for (const Placement& placement : year.placements)
        m_eagerness.push_back(float(clamped(0.5 + 0.1 * world.students[std::size_t(placement.student)].zeal, 0.18, 0.85)));
}

bool EventPlan::nextDay()
{
    const std::vector<Day>& taught = m_year.calendar.taught;
    if (m_day >= taught.back())
        return false;
    ++m_day;
    m_taught = taught[std::size_t(m_index + 1)] == m_day;
    if (m_taught) {
        ++m_index;
        m_attendance.advance();
    }
    return true;
}

bool EventPlan::atSchool(std::size_t placement) const
{
    const Presence presence = m_attendance.of(placement);
    return m_taught && (presence == Presence::Present || presence == Presence::Tardy);
}

quint32 EventPlan::weight(std::size_t index) const
{
    const Placement& placement = m_year.placements[index];
    if (!placement.present(m_day) || m_index >= placement.silentFrom)
        return 0;
    Random random(m_world.seed, Purpose::Activity, quint64(placement.student), quint64(m_day));
    double chance = double(m_eagerness[index]) * (1 - 0.8 * placement.drift(m_index));
    const int weekday = dateOf(m_day).dayOfWeek();
    if (m_taught)
        chance *= (weekday == 5 ? 0.82 : weekday == 3 ? 1.08 : 1) * (atSchool(index) ? 1 : 0.35);
    else
        chance *= weekday == 7 ? 0.42 : weekday == 6 ? 0.25 : 0.2;
    const bool opening = index == 0 && m_index == 0 && m_taught; // even the smallest school has somebody who begins
    if (!random.chance(chance) && !opening)
        return 0;
    const double zeal = m_world.students[std::size_t(placement.student)].zeal;
    const double luck = random.real();
    return quint32(3 + (9 + 1.5 * zeal) * luck * luck + 4 * random.real());
}

int sittingBegins(bool atSchool, Random& random)
{
    //                                        0  1  2  3  4  5  6  7  8  9 10 11 12 13 14 15 16 17 18  19 20 21 22 23
    static constexpr std::array<int, 24> school{0, 0, 0, 0, 0, 0, 0, 1, 4, 7, 8, 7, 2, 7, 5, 3, 8, 9, 11, 13, 10, 5, 1, 0};
    static constexpr std::array<int, 24> home{0, 0, 0, 0, 0, 0, 0, 0, 1, 3, 5, 6, 4, 4, 6, 7, 7, 7, 8, 9, 7, 4, 1, 0};
    const std::array<int, 24>& hours = atSchool ? school : home;
    int total = 0;
    for (const int share : hours)
        total += share;
    int left = int(random.below(quint32(total)));
    int hour = 0;
    while ((left -= hours[std::size_t(hour)]) >= 0)
        ++hour;
    return hour * 3600 + int(random.below(3600));
}

} // namespace lectern::simulation
