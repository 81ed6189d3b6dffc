/// sis/attendance.csv in the header of state SIS exports, one row per learner and day of teaching, and sis/calendar.csv.
#include "core/simulate/Attendance.h"
#include "core/simulate/Writers.h"

namespace lectern::simulation {

namespace {

struct CodeWords
{
    const char* code;
    int present;
    const char* status;
};

constexpr CodeWords codes[] = {{"", 0, ""}, {"P", 1, "Present"}, {"T", 1, "Tardy"}, {"A", 0, "Absent"}, {"E", 0, "Excused"}};

const char* dayTypeName(DayType type)
{
    static constexpr const char* names[] = {"instructional", "holiday", "weekend", "closed"};
    return names[int(type)];
}

Result<void> writeDays(const World& world, Output& output)
{
    CsvFile file;
    LECTERN_ASSIGN(const QString path, output.place("sis/attendance.csv"));
    LECTERN_TRY(file.open(path, {"id", "student_id", "school_year", "school_id", "attendance_date", "all_day", "Period", "section_id",
                                 "AttendanceCode", "PresenceFlag", "attendance_status", "attendance_type", "attendance_sequence"}));
    qint64 id = 0;
    for (std::size_t y = 0; y < world.years.size(); ++y) {
        const YearOfSchool& year = world.years[y];
        Attendance attendance(world, year);
        const double days = double(year.calendar.taught.size());
        for (std::size_t d = 0; d < year.calendar.taught.size(); ++d) {
            LECTERN_TRY(output.step("sis/attendance.csv", (double(y) + double(d) / days) / double(world.years.size())));
            attendance.advance();
            const std::string date = dayWords(year.calendar.taught[d]);
            for (std::size_t i = 0; i < year.placements.size(); ++i) {
                const Presence presence = attendance.of(i);
                if (presence == Presence::NotEnrolled)
                    continue;
                const Student& student = world.students[std::size_t(year.placements[i].student)];
                const CodeWords& words = codes[int(presence)];
                file.cell(++id).cell(student.number).cell(year.calendar.number).cell(schoolId(student.school)).cell(date).cell("Yes");
                file.skip(2).cell(words.code).cell(words.present).cell(words.status).cell("DailyAttendance");
                file.end();
            }
        }
    }
    return output.finish(file);
}

Result<void> writeCalendar(const World& world, Output& output)
{
    CsvFile file;
    LECTERN_ASSIGN(const QString path, output.place("sis/calendar.csv"));
    LECTERN_TRY(file.open(path, {"school_id", "date", "day_type", "school_year", "term", "note"}));
    for (const YearOfSchool& year : world.years) {
        for (int school = 0; school < world.schools; ++school) {
            for (const CalendarDay& day : year.calendar.planned) {
                file.cell(schoolId(school)).day(day.day).cell(dayTypeName(day.type)).cell(year.calendar.number);
                file.cell(year.calendar.terms[std::size_t(year.calendar.termOf(day.day))].title).cell(day.note);
                file.end();
            }
        }
    }
    return output.finish(file);
}

} // namespace

Result<void> writeAttendance(const World& world, Output& output)
{
    LECTERN_TRY(writeDays(world, output));
    return writeCalendar(world, output);
}

} // namespace lectern::simulation
