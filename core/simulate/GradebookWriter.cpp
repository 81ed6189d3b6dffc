#include "core/simulate/GradebookWriter.h"

#include "core/simulate/Marks.h"

namespace lectern::simulation {

namespace {

struct WorkPlan
{
    const char* title;
    int category;
    int percentOfTerm; ///< when it is due, in percent of the term's days of teaching
    int maximum;
    double hardness;   ///< percent below the middle of things
};

constexpr const char* categoryIds[] = {"cat-homework", "cat-quizzes", "cat-tests"};
constexpr const char* categoryTitles[] = {"Homework", "Quizzes", "Tests"};
constexpr int weights[] = {30, 30, 40};

constexpr WorkPlan plans[] = {{"Homework 1", 0, 20, 20, -5}, {"Quiz", 1, 45, 20, 0}, {"Homework 2", 0, 65, 20, -4}, {"Term test", 2, 90, 100, 4}};

/// One kind of work in one term of one year, the same days in every class.
struct Work
{
    const WorkPlan* plan;
    int number; ///< 1 to 12
    const Term* term;
    Day assigned;
    Day due;
    int dueIndex; ///< day of teaching
};

std::vector<Work> worksOf(const SchoolYear& year)
{
    std::vector<Work> works;
    std::vector<Day> planned;
    for (const CalendarDay& day : year.planned)
        if (day.type == DayType::Instructional)
            planned.push_back(day.day);
    for (const Term& term : year.terms) {
        const auto first = std::ranges::lower_bound(planned, term.begin) - planned.begin();
        const auto last = std::ranges::lower_bound(planned, term.end) - planned.begin();
        for (const WorkPlan& plan : plans) {
            const auto due = std::size_t(first + (last - first - 1) * plan.percentOfTerm / 100);
            works.push_back({&plan, int(works.size()) + 1, &term, planned[due >= 5 ? due - 5 : 0], planned[due], int(due)});
        }
    }
    return works;
}

std::string itemId(const SchoolClass& entry, const Work& work)
{
    return "li-" + entry.id + "-" + std::to_string(work.number);
}

struct Outcome
{
    bool handedIn;
    bool late;
    int score;
};

Outcome outcomeOf(const Placement& placement, double level, const Work& work, Random& random)
{
    const double drift = placement.drift(work.dueIndex);
    const double slack = work.plan->category == 0 ? 0.04 : 0.012;
    if (random.chance(slack + 0.3 * drift * (work.plan->category == 0 ? 1 : 0.4)))
        return {false, false, 0};
    const double percent = clamped(level - work.plan->hardness + 7.5 * random.normal(), 15, 100);
    return {true, random.chance(0.04 + 0.2 * drift), int(percent * work.plan->maximum / 100 + 0.5)};
}

} // namespace

void Gradebook::categories(CsvFile& file) const
{
    for (int i = 0; i < 3; ++i)
        file.cell(categoryIds[i]).skip(2).cell(categoryTitles[i]).cell(weights[i]).end();
}

void Gradebook::lineItems(CsvFile& file) const
{
    for (const YearOfSchool& year : m_world.years) {
        const std::vector<Work> works = worksOf(year.calendar);
        for (const SchoolClass& entry : year.classes) {
            if (entry.course == 0)
                continue;
            for (const Work& work : works) {
                if (work.assigned > m_world.today())
                    break;
                file.cell(itemId(entry, work)).skip(2).cell(work.plan->title).skip().day(work.assigned).day(work.due).cell(entry.id);
                file.cell(categoryIds[work.plan->category]).cell(work.term->id).cell(0).cell(work.plan->maximum);
                file.cell(schoolId(year.sections[std::size_t(entry.section)].school));
                file.end();
            }
        }
    }
}

Result<void> Gradebook::results(CsvFile& file) const
{
    qint64 id = 0;
    for (const YearOfSchool& year : m_world.years) {
        const std::vector<Work> works = worksOf(year.calendar);
        for (std::size_t p = 0; p < year.placements.size(); ++p) {
            if (p % 500 == 0)
                LECTERN_TRY(m_output.step("oneroster.zip/results.csv", 0.5 + 0.4 * double(p) / double(year.placements.size())));
            const Placement& placement = year.placements[p];
            const Student& student = m_world.students[std::size_t(placement.student)];
            Random random(m_world.seed, Purpose::Gradebook, quint64(student.number), quint64(year.calendar.number));
            const int courses = year.classesEnd(placement.section) - year.sections[std::size_t(placement.section)].firstClass;
            for (int c = 1; c < courses; ++c) {
                double talent = 0;
                for (const Work& work : works) {
                    if (work.due > m_world.today())
                        break;
                    const auto first = std::size_t(year.sections[std::size_t(placement.sectionOn(work.due))].firstClass);
                    const SchoolClass& entry = year.classes[first + std::size_t(c)];
                    if (work.number == 1)
                        talent = aptitude(m_world, student, entry.course);
                    const Outcome outcome = outcomeOf(placement, percentLevel(placement, talent, work.dueIndex), work, random);
                    if (!placement.present(work.due))
                        continue;
                    file.cell("res-" + std::to_string(++id)).skip(2).cell(itemId(entry, work)).cell(studentId(student));
                    file.cell(outcome.handedIn ? "fully graded" : "not submitted");
                    if (outcome.handedIn)
                        file.cell(outcome.score);
                    else
                        file.skip();
                    file.day(work.due).skip(2).cell(entry.id).flag(false).flag(false).flag(outcome.late).flag(!outcome.handedIn);
                    file.end();
                }
            }
        }
    }
    return {};
}

} // namespace lectern::simulation
