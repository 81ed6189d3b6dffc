/// The made-up school: its years, families, students, teachers, sections and classes, all from the seed. Writers read
/// it and change nothing. Thread: any, immutable once built.
#pragma once

#include "core/simulate/Curriculum.h"
#include "core/simulate/SchoolCalendar.h"
#include "core/simulate/Simulator.h"

#include <string>
#include <vector>

namespace lectern::simulation {

struct Family
{
    int name;  ///< index into families
    int given; ///< guardian's given name
    bool mother;
    int town;
    int language;
};

enum class Habit { Learner, Watcher }; ///< a watcher watches and reads, but never answers a question

struct Student
{
    int number; ///< student number, "100123"
    int given;
    bool girl;
    bool otherSex; ///< recorded as neither female nor male
    Day birth;
    int family;
    int school;
    int race;       ///< 0 white, 1 Black, 2 Asian, 3 two or more, 4 American Indian, 5 Pacific
    bool hispanic;
    double ability; ///< mean 0, spread 1
    double zeal;    ///< mean 0, spread 1, goes along with ability
    Habit habit;
};

/// One student in one school year.
struct Placement
{
    int student;
    int grade;
    int section;           ///< index into YearOfSchool::sections
    int laterSection = -1; ///< after a transfer
    Day moved = 0;         ///< first day in laterSection
    Day begin = 0;
    Day end = 0;           ///< exclusive; YearOfSchool's end if not left
    bool leaves = false;
    bool drifts = false;   ///< slipping away in this year
    int driftFrom = 0;     ///< index of the day of teaching on which it begins
    int silentFrom = 0;    ///< index of the day of teaching after which nothing is done online; large = never
    [[nodiscard]] bool present(Day day) const { return day >= begin && day < end; }
    [[nodiscard]] int sectionOn(Day day) const { return laterSection >= 0 && day >= moved ? laterSection : section; }
    /// 0 (as ever) to 1 (gone) on the n-th day of teaching.
    [[nodiscard]] double drift(int dayIndex) const
    {
        const double depth = drifts ? (dayIndex - driftFrom) / 40.0 : 0;
        return depth < 0 ? 0 : depth > 1 ? 1 : depth;
    }
};

struct Teacher
{
    int number; ///< "T1001"
    int given;
    bool woman;
    int name;
    int school;
    int course; ///< what is taught; -1 = principal
};

struct Section
{
    int school;
    int grade;
    std::string label; ///< "7B"
    int firstClass;    ///< index of its homeroom class; the classes of its courses follow
};

struct SchoolClass
{
    std::string id; ///< "c2026-1-7B-MA101"
    int section;
    int course;
    int teacher;
};

struct YearOfSchool
{
    SchoolYear calendar;
    std::vector<Section> sections;
    std::vector<SchoolClass> classes; ///< ordered by section
    std::vector<Placement> placements; ///< ordered by student
    [[nodiscard]] int classesEnd(int section) const
    {
        return section + 1 < int(sections.size()) ? sections[std::size_t(section) + 1].firstClass : int(classes.size());
    }
};

struct World
{
    quint64 seed = 1;
    qint64 events = -1;
    int schools = 1;
    std::vector<Course> courses;
    std::vector<Family> households;
    std::vector<Student> students;
    std::vector<Teacher> teachers;
    std::vector<YearOfSchool> years; ///< oldest first; never empty
    [[nodiscard]] Day today() const { return years.back().calendar.lastDay(); }
};

/// Error "usage".
[[nodiscard]] Result<World> makeWorld(const SimulateOptions& options);

[[nodiscard]] std::string studentId(const Student& student);  ///< OneRoster sourcedId, "stu-0000123"
[[nodiscard]] std::string studentEmail(const Student& student);
[[nodiscard]] std::string guardianId(int family);             ///< "par-0000123"
[[nodiscard]] std::string guardianEmail(int family);
[[nodiscard]] std::string teacherId(const Teacher& teacher);  ///< "tea-1001"
[[nodiscard]] std::string teacherEmail(const Teacher& teacher);
[[nodiscard]] std::string schoolId(int school);               ///< OneRoster orgs.sourcedId and the SIS's school_id, "SCH01"
[[nodiscard]] std::string schoolTitle(int school);
[[nodiscard]] const char* studentGiven(const Student& student);
[[nodiscard]] std::string gradeWords(int grade);              ///< "07"

} // namespace lectern::simulation
