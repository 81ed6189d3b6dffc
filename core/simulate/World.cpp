#include "core/simulate/World.h"

#include "core/simulate/Names.h"
#include "core/simulate/Random.h"

#include <map>

namespace lectern::simulation {

namespace {

constexpr int grades = highestGrade - lowestGrade + 1;
constexpr int studentsPerSchool = 1200;
constexpr int classSize = 25;
constexpr int classesPerTeacher = 5;

template <class List>
int pickByShare(const List& list, Random& random)
{
    int total = 0;
    for (const auto& item : list)
        total += item.share;
    int left = int(random.below(quint32(total)));
    for (int i = 0; i < int(list.size()); ++i)
        if ((left -= list[std::size_t(i)].share) < 0)
            return i;
    return 0;
}

std::string letters(int index)
{
    std::string text;
    for (++index; index > 0; index = (index - 1) / 26)
        text.insert(text.begin(), char('A' + (index - 1) % 26));
    return text;
}

class Builder
{
public:
    Builder(const SimulateOptions& options, World& world) : m_options(options), m_world(world) {}

    void run(std::vector<SchoolYear> calendars)
    {
        for (SchoolYear& calendar : calendars) {
            m_world.years.push_back({std::move(calendar), {}, {}, {}});
            YearOfSchool& year = m_world.years.back();
            promote();
            admit();
            placeAll(year);
            openClasses(year);
        }
    }

private:
    struct Seat
    {
        int student;
        int grade;
    };

    /// Those of last year who come back, one grade up.
    void promote()
    {
        std::vector<Seat> stay;
        if (m_world.years.size() > 1) {
            const YearOfSchool& last = m_world.years[m_world.years.size() - 2];
            for (std::size_t i = 0; i < m_seats.size(); ++i)
                if (m_seats[i].grade < highestGrade && !last.placements[i].leaves)
                    stay.push_back({m_seats[i].student, m_seats[i].grade + 1});
        }
        m_seats = std::move(stay);
    }

    /// Fills every grade of every school up to its size.
    void admit()
    {
        std::vector<int> room(std::size_t(m_world.schools * grades), 0);
        for (int i = 0; i < m_options.students; ++i)
            ++room[std::size_t((i / grades) % m_world.schools * grades + (i + 1) % grades)];
        for (const Seat& seat : m_seats)
            --room[std::size_t(m_world.students[std::size_t(seat.student)].school * grades + seat.grade - lowestGrade)];
        for (int slot = 0; slot < int(room.size()); ++slot)
            for (int i = 0; i < room[std::size_t(slot)]; ++i)
                m_seats.push_back({newStudent(slot / grades, slot % grades + lowestGrade), slot % grades + lowestGrade});
        std::ranges::sort(m_seats, {}, &Seat::student);
    }

    int householdFor(int index, int grade, int school, Random& random)
    {
        if (!m_lastChild.empty() && random.chance(0.18)) {
            const int sibling = m_lastChild[random.below(quint32(m_lastChild.size()))];
            const Student& other = m_world.students[std::size_t(sibling)];
            if (other.school == school && m_gradeAtEntry[std::size_t(sibling)] != grade && !m_hasSibling[std::size_t(sibling)]) {
                m_hasSibling[std::size_t(sibling)] = true;
                return other.family;
            }
        }
        Random own(m_world.seed, Purpose::Family, quint64(index));
        const bool mother = own.chance(0.6);
        const int given = int(own.below(quint32(mother ? girls.size() : boys.size())));
        m_world.households.push_back({int(own.below(quint32(families.size()))), given, mother, pickByShare(towns, own), pickByShare(languages, own)});
        return int(m_world.households.size()) - 1;
    }

    int newStudent(int school, int grade)
    {
        const int index = int(m_world.students.size());
        Random random(m_world.seed, Purpose::Student, quint64(index));
        Student student{};
        student.number = 100001 + index;
        student.girl = random.chance(0.49);
        student.otherSex = random.chance(0.012);
        student.given = int(random.below(quint32(student.girl ? girls.size() : boys.size())));
        student.birth = m_world.years.back().calendar.begin - (grade + 5) * 365 - (grade + 5) / 4 - random.between(1, 364);
        student.school = school;
        student.family = householdFor(index, grade, school, random);
        const double race = random.real();
        student.race = race < 0.55 ? 0 : race < 0.72 ? 1 : race < 0.86 ? 2 : race < 0.97 ? 3 : race < 0.99 ? 4 : 5;
        const int language = m_world.households[std::size_t(student.family)].language;
        student.hispanic = random.chance(std::string_view(languages[std::size_t(language)].name) == "Spanish" ? 0.95 : 0.1);
        student.ability = clamped(random.normal(), -2.8, 2.8);
        student.zeal = clamped(0.5 * student.ability + 0.87 * random.normal(), -2.8, 2.8);
        student.habit = random.chance(0.22) ? Habit::Watcher : Habit::Learner;
        m_world.students.push_back(student);
        m_gradeAtEntry.push_back(grade);
        m_hasSibling.push_back(false);
        if (random.chance(0.5))
            m_lastChild.push_back(index);
        if (m_lastChild.size() > 64)
            m_lastChild.erase(m_lastChild.begin());
        return index;
    }

    void placeAll(YearOfSchool& year)
    {
        std::map<std::pair<int, int>, std::vector<std::size_t>> groups; // by school and grade
        for (std::size_t i = 0; i < m_seats.size(); ++i)
            groups[{m_world.students[std::size_t(m_seats[i].student)].school, m_seats[i].grade}].push_back(i);
        year.placements.resize(m_seats.size());
        for (const auto& [key, seats] : groups) {
            const int first = int(year.sections.size());
            const int count = std::max(1, (int(seats.size()) + classSize / 2) / classSize);
            for (int i = 0; i < count; ++i)
                year.sections.push_back({key.first, key.second, std::to_string(key.second) + letters(i), 0});
            for (std::size_t i = 0; i < seats.size(); ++i) {
                Placement& placement = year.placements[seats[i]];
                placement.student = m_seats[seats[i]].student;
                placement.grade = key.second;
                placement.section = first + int(i) % count;
                decideFate(year, placement, first, count);
            }
        }
    }

    /// Comes late, leaves early, changes section, drifts away.
    void decideFate(const YearOfSchool& year, Placement& placement, int firstSection, int sections)
    {
        const std::vector<Day>& taught = year.calendar.taught;
        const int days = int(taught.size());
        const Student& student = m_world.students[std::size_t(placement.student)];
        Random random(m_world.seed, Purpose::Year, quint64(placement.student), quint64(year.calendar.number));
        placement.begin = taught.front();
        placement.end = year.calendar.end;
        const double fate = random.real();
        const int when = random.between(days * 3 / 10, days * 9 / 10);
        placement.silentFrom = 1 << 20;
        if (placement.drifts = random.chance(clamped(0.2 - 0.07 * student.zeal, 0.02, 0.6)); placement.drifts) {
            placement.driftFrom = random.between(days * 2 / 10, days * 6 / 10);
            if (random.chance(0.75))
                placement.silentFrom = std::max(placement.driftFrom, days - random.between(14, 14 + days / 4));
        }
        if (days < 20 || m_options.students < 5)
            return;
        if (fate < 0.04) {
            placement.begin = taught[std::size_t(random.between(8, days * 6 / 10))];
        } else if (fate < 0.075) {
            placement.leaves = true;
            placement.end = taught[std::size_t(when)] + 1;
        } else if (fate < 0.11 && sections > 1) {
            placement.laterSection = firstSection + (placement.section - firstSection + 1) % sections;
            placement.moved = taught[std::size_t(when)];
        }
    }

    int teacherFor(int school, int course, int ordinal)
    {
        std::vector<int>& pool = m_pools[{school, course}];
        while (int(pool.size()) <= ordinal / classesPerTeacher)
            pool.push_back(newTeacher(school, course));
        return pool[std::size_t(ordinal / classesPerTeacher)];
    }

    int newTeacher(int school, int course)
    {
        const int index = int(m_world.teachers.size());
        Random random(m_world.seed, Purpose::Teacher, quint64(index));
        const bool woman = random.chance(0.65);
        const int given = int(random.below(quint32(woman ? girls.size() : boys.size())));
        m_world.teachers.push_back({1001 + index, given, woman, int(random.below(quint32(families.size()))), school, course});
        return index;
    }

    void openClasses(YearOfSchool& year)
    {
        if (m_world.teachers.empty())
            for (int school = 0; school < m_world.schools; ++school)
                newTeacher(school, -1);
        std::map<std::pair<int, int>, int> taken; // classes of a school and course so far
        for (int s = 0; s < int(year.sections.size()); ++s) {
            Section& section = year.sections[std::size_t(s)];
            section.firstClass = int(year.classes.size());
            for (int c = 0; c < int(m_world.courses.size()); ++c) {
                const Course& course = m_world.courses[std::size_t(c)];
                if (!course.taughtIn(section.grade))
                    continue;
                const int teacher = c == 0 ? -1 : teacherFor(section.school, c, taken[{section.school, c}]++);
                year.classes.push_back({"c" + std::to_string(year.calendar.number) + "-" + std::to_string(section.school + 1) + "-" +
                                            section.label + "-" + course.code, s, c, teacher});
            }
            const int subjects = int(year.classes.size()) - section.firstClass - 1; // the homeroom goes to one of them
            year.classes[std::size_t(section.firstClass)].teacher = year.classes[std::size_t(section.firstClass + 1 + s % subjects)].teacher;
        }
    }

    const SimulateOptions& m_options;
    World& m_world;
    std::vector<Seat> m_seats; ///< who is here this year, ordered by student
    std::vector<int> m_lastChild;
    std::vector<int> m_gradeAtEntry;
    std::vector<bool> m_hasSibling;
    std::map<std::pair<int, int>, std::vector<int>> m_pools;
};

std::string padded(int value, std::size_t width)
{
    std::string digits = std::to_string(value);
    return digits.size() < width ? std::string(width - digits.size(), '0') + digits : digits;
}

} // namespace

Result<World> makeWorld(const SimulateOptions& options)
{
    World world;
    world.seed = options.seed;
    world.events = options.events;
    world.schools = std::max(1, (options.students + studentsPerSchool / 2) / studentsPerSchool);
    world.courses = curriculum(options.seed);
    LECTERN_ASSIGN(std::vector<SchoolYear> calendars, schoolYears(options.years, options.days, options.seed));
    world.years.reserve(calendars.size());
    Builder(options, world).run(std::move(calendars));
    return world;
}

std::string studentId(const Student& student)
{
    return "stu-" + padded(student.number - 100000, 7);
}

std::string studentEmail(const Student& student)
{
    return "s" + std::to_string(student.number) + "@northside.example";
}

std::string guardianId(int family)
{
    return "par-" + padded(family + 1, 7);
}

std::string guardianEmail(int family)
{
    return "family" + std::to_string(20001 + family) + "@mail.example";
}

std::string teacherId(const Teacher& teacher)
{
    return "tea-" + std::to_string(teacher.number);
}

std::string teacherEmail(const Teacher& teacher)
{
    return "t" + std::to_string(teacher.number) + "@northside.example";
}

std::string schoolId(int school)
{
    return "SCH" + padded(school + 1, 2);
}

std::string schoolTitle(int school)
{
    const int round = school / int(schoolNames.size());
    return std::string(schoolNames[std::size_t(school) % schoolNames.size()]) + " School" + (round ? " " + std::to_string(round + 1) : "");
}

const char* studentGiven(const Student& student)
{
    return student.girl ? girls[std::size_t(student.given)] : boys[std::size_t(student.given)];
}

std::string gradeWords(int grade)
{
    return padded(grade, 2);
}

} // namespace lectern::simulation
