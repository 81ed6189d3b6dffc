/// sis/section_marks.csv: a mark per learner, section and ended term, and the final mark when the year has ended.
#include "core/simulate/Marks.h"
#include "core/simulate/Writers.h"

namespace lectern::simulation {

namespace {

const char* letterOf(int percent)
{
    return percent >= 90 ? "A" : percent >= 80 ? "B" : percent >= 70 ? "C" : percent >= 60 ? "D" : "F";
}

class MarkFile
{
public:
    MarkFile(const World& world, CsvFile& file) : m_world(world), m_file(file) {}

    void year(const YearOfSchool& year)
    {
        const Day today = m_world.today();
        for (const Placement& placement : year.placements) {
            for (int t = 0; t < 3; ++t) {
                const Term& term = year.calendar.terms[std::size_t(t)];
                const bool ended = t < 2 ? term.end <= today : year.calendar.planned.back().day <= today;
                if (ended && placement.present(term.end - 1))
                    marks(year, placement, term, t == 2);
            }
        }
    }

private:
    void marks(const YearOfSchool& year, const Placement& placement, const Term& term, bool final)
    {
        const Student& student = m_world.students[std::size_t(placement.student)];
        const int middle = dayIndexOf(year.calendar, (term.begin + term.end) / 2);
        const int section = placement.sectionOn(term.end - 1);
        Random random(m_world.seed, Purpose::Gradebook, quint64(student.number), quint64(term.begin));
        for (int c = year.sections[std::size_t(section)].firstClass + 1; c < year.classesEnd(section); ++c) {
            const SchoolClass& schoolClass = year.classes[std::size_t(c)];
            const double level = percentLevel(placement, aptitude(m_world, student, schoolClass.course), middle);
            const int percent = int(clamped(level + 3 * random.normal(), 35, 100));
            m_file.cell("m" + std::to_string(++m_id)).cell(student.number).cell(schoolClass.id).cell(year.calendar.number).cell(term.id);
            m_file.cell(percent).cell(letterOf(percent)).cell(final ? "Yes" : "No").cell(5).cell(percent >= 60 ? 5 : 0);
            m_file.end();
        }
    }

    const World& m_world;
    CsvFile& m_file;
    qint64 m_id = 0;
};

} // namespace

Result<void> writeMarks(const World& world, Output& output)
{
    CsvFile file;
    LECTERN_ASSIGN(const QString path, output.place("sis/section_marks.csv"));
    LECTERN_TRY(file.open(path, {"id", "student_id", "section_id", "school_year", "term_id", "numeric_grade_earned", "alpha_grade_earned",
                                 "is_final_grade", "credits_attempted", "credits_earned", "grad_credit_type"}));
    MarkFile marks(world, file);
    double done = 0;
    for (const YearOfSchool& year : world.years) {
        LECTERN_TRY(output.step("sis/section_marks.csv", done++ / double(world.years.size())));
        marks.year(year);
    }
    return output.finish(file);
}

} // namespace lectern::simulation
