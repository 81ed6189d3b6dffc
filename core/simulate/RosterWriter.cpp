/// oneroster.zip: OneRoster 1.2 CSV binding, bulk. Bulk files leave status and dateLastModified empty.
#include "core/simulate/GradebookWriter.h"
#include "core/simulate/Names.h"
#include "core/simulate/Writers.h"
#include "core/simulate/ZipWriter.h"

#include <QDir>
#include <QTemporaryDir>

namespace lectern::simulation {

namespace {

constexpr const char* districtId = "DIST1";

class RosterFiles
{
public:
    RosterFiles(const World& world, Output& output, QString folder) : m_world(world), m_output(output), m_folder(std::move(folder)) {}

    Result<void> writeAll()
    {
        LECTERN_TRY(sessions());
        LECTERN_TRY(orgs());
        LECTERN_TRY(courses());
        LECTERN_TRY(classes());
        LECTERN_TRY(users());
        LECTERN_TRY(roles());
        LECTERN_TRY(enrollments());
        LECTERN_TRY(demographics());
        Gradebook gradebook(m_world, m_output);
        LECTERN_TRY(add("categories", {"title", "weight"}, [&](CsvFile& f) { return gradebook.categories(f); }));
        LECTERN_TRY(add("lineItems", {"title", "description", "assignDate", "dueDate", "classSourcedId", "categorySourcedId",
                                      "academicSessionSourcedId", "resultValueMin", "resultValueMax", "schoolSourcedId"},
                        [&](CsvFile& f) { return gradebook.lineItems(f); }));
        LECTERN_TRY(add("results", {"lineItemSourcedId", "studentSourcedId", "scoreStatus", "score", "scoreDate", "comment", "textScore",
                                    "classSourcedId", "inProgress", "incomplete", "late", "missing"},
                        [&](CsvFile& f) { return gradebook.results(f); }));
        return manifest();
    }

    QStringList names; ///< members written, in order
    qint64 rows = 0;

private:
    /// Writes one file of the bundle; one without rows is left out, as the standard asks.
    template <class Fill>
    Result<void> add(const QString& name, const QStringList& columns, Fill fill)
    {
        LECTERN_TRY(m_output.step("oneroster.zip/" + name + ".csv", double(names.size()) / 14));
        CsvFile file;
        LECTERN_TRY(file.open(QDir(m_folder).filePath(name + ".csv"), QStringList{"sourcedId", "status", "dateLastModified"} + columns));
        if constexpr (std::is_void_v<decltype(fill(file))>)
            fill(file);
        else
            LECTERN_TRY(fill(file));
        LECTERN_TRY(file.close());
        if (file.rows() == 0)
            return {};
        names << name;
        rows += file.rows();
        return {};
    }

    Result<void> sessions()
    {
        return add("academicSessions", {"title", "type", "startDate", "endDate", "parentSourcedId", "schoolYear"}, [this](CsvFile& file) {
            for (const YearOfSchool& year : m_world.years) {
                const SchoolYear& calendar = year.calendar;
                const std::string yearId = std::to_string(calendar.number) + "-Y";
                file.cell(yearId).skip(2).cell("School year " + std::to_string(calendar.number - 1) + "-" + std::to_string(calendar.number % 100));
                file.cell("schoolYear").day(calendar.begin).day(calendar.end).skip().cell(calendar.number);
                file.end();
                for (const Term& term : calendar.terms) {
                    file.cell(term.id).skip(2).cell(term.title).cell("term").day(term.begin).day(term.end).cell(yearId).cell(calendar.number);
                    file.end();
                }
            }
        });
    }

    Result<void> orgs()
    {
        return add("orgs", {"name", "type", "identifier", "parentSourcedId"}, [this](CsvFile& file) {
            file.cell(districtId).skip(2).cell("Northside District").cell("district").cell("0100");
            file.end();
            for (int school = 0; school < m_world.schools; ++school) {
                file.cell(schoolId(school)).skip(2).cell(schoolTitle(school)).cell("school").cell(std::to_string(101 + school)).cell(districtId);
                file.end();
            }
        });
    }

    Result<void> courses()
    {
        return add("courses", {"schoolYearSourcedId", "title", "courseCode", "grades", "orgSourcedId", "subjects", "subjectCodes"},
                   [this](CsvFile& file) {
                       const std::string yearId = std::to_string(m_world.years.back().calendar.number) + "-Y";
                       for (const Course& course : m_world.courses) {
                           std::string grades;
                           for (int grade = course.fromGrade; grade <= course.toGrade; ++grade)
                               grades += (grades.empty() ? "" : ",") + gradeWords(grade);
                           file.cell("crs-" + course.code).skip(2).cell(yearId).cell(course.title).cell(course.code).cell(grades);
                           file.cell(districtId).cell(course.subject);
                           file.end();
                       }
                   });
    }

    Result<void> classes()
    {
        return add("classes", {"title", "grades", "courseSourcedId", "classCode", "classType", "location", "schoolSourcedId", "termSourcedIds",
                               "subjects", "subjectCodes", "periods"},
                   [this](CsvFile& file) {
                       for (const YearOfSchool& year : m_world.years) {
                           std::string terms;
                           for (const Term& term : year.calendar.terms)
                               terms += (terms.empty() ? "" : ",") + term.id;
                           for (const SchoolClass& entry : year.classes) {
                               const Section& section = year.sections[std::size_t(entry.section)];
                               const Course& course = m_world.courses[std::size_t(entry.course)];
                               const bool homeroom = entry.course == 0;
                               const int period = int(&entry - &year.classes[std::size_t(section.firstClass)]);
                               file.cell(entry.id).skip(2).cell(homeroom ? section.label : section.label + " " + course.subject);
                               file.cell(gradeWords(section.grade)).cell("crs-" + course.code).cell(section.label + "-" + course.code);
                               file.cell(homeroom ? "homeroom" : "scheduled").cell("Room " + std::to_string(100 + entry.section % 40));
                               file.cell(schoolId(section.school)).cell(terms).cell(course.subject).skip().cell(std::to_string(period));
                               file.end();
                           }
                       }
                   });
    }

    Result<void> users()
    {
        const QStringList columns{"enabledUser", "username", "userIds", "givenName", "familyName", "middleName", "identifier", "email", "sms",
                                  "phone", "agentSourcedIds", "grades", "password", "userMasterIdentifier", "preferredGivenName",
                                  "preferredMiddleName", "preferredFamilyName", "primaryOrgSourcedId", "pronouns"};
        return add("users", columns, [this](CsvFile& file) {
            for (const Teacher& teacher : m_world.teachers) {
                const std::string name = "t" + std::to_string(teacher.number);
                user(file, teacherId(teacher), name, given(teacher.woman, teacher.given), families[std::size_t(teacher.name)],
                     "T" + std::to_string(teacher.number), teacherEmail(teacher), {}, {}, schoolId(teacher.school), true);
            }
            for (std::size_t i = 0; i < m_world.households.size(); ++i) {
                const Family& family = m_world.households[i];
                const std::string email = guardianEmail(int(i));
                user(file, guardianId(int(i)), email, given(family.mother, family.given), families[std::size_t(family.name)], {}, email, {}, {},
                     districtId, true);
            }
            std::vector<int> grade(m_world.students.size(), 0); // 0 = no longer here
            for (const YearOfSchool& year : m_world.years)
                for (const Placement& placement : year.placements)
                    grade[std::size_t(placement.student)] = placement.grade;
            std::vector<bool> here(m_world.students.size(), false);
            for (const Placement& placement : m_world.years.back().placements)
                here[std::size_t(placement.student)] = placement.present(m_world.today());
            for (std::size_t i = 0; i < m_world.students.size(); ++i) {
                const Student& student = m_world.students[i];
                user(file, studentId(student), "s" + std::to_string(student.number), studentGiven(student),
                     families[std::size_t(m_world.households[std::size_t(student.family)].name)], std::to_string(student.number),
                     studentEmail(student), guardianId(student.family), gradeWords(grade[i]), schoolId(student.school), here[i]);
            }
        });
    }

    static const char* given(bool woman, int index) { return woman ? girls[std::size_t(index)] : boys[std::size_t(index)]; }

    static void user(CsvFile& file, const std::string& id, const std::string& name, const char* givenName, const char* familyName,
                     const std::string& identifier, const std::string& email, const std::string& agents, const std::string& grades,
                     const std::string& org, bool enabled)
    {
        file.cell(id).skip(2).flag(enabled).cell(name).skip().cell(givenName).cell(familyName).skip().cell(identifier).cell(email).skip(2);
        file.cell(agents).cell(grades).skip(5).cell(org);
        file.end();
    }

    Result<void> roles()
    {
        return add("roles", {"userSourcedId", "roleType", "role", "beginDate", "endDate", "orgSourcedId", "userProfileSourcedId"},
                   [this](CsvFile& file) {
                       for (const Teacher& teacher : m_world.teachers)
                           role(file, teacherId(teacher), teacher.course < 0 ? "principal" : "teacher", schoolId(teacher.school));
                       std::vector<int> school(m_world.households.size(), 0);
                       for (const Student& student : m_world.students)
                           school[std::size_t(student.family)] = student.school;
                       for (std::size_t i = 0; i < m_world.households.size(); ++i)
                           role(file, guardianId(int(i)), "parent", schoolId(school[i]));
                       for (const Student& student : m_world.students)
                           role(file, studentId(student), "student", schoolId(student.school));
                   });
    }

    static void role(CsvFile& file, const std::string& userId, const char* name, const std::string& org)
    {
        file.cell("role-" + userId).skip(2).cell(userId).cell("primary").cell(name).skip(2).cell(org);
        file.end();
    }

    Result<void> enrollments()
    {
        return add("enrollments", {"classSourcedId", "schoolSourcedId", "userSourcedId", "role", "primary", "beginDate", "endDate"},
                   [this](CsvFile& file) -> Result<void> {
                       for (const YearOfSchool& year : m_world.years) {
                           LECTERN_TRY(m_output.step("oneroster.zip/enrollments.csv", 0.5));
                           for (const SchoolClass& entry : year.classes) {
                               const Teacher& teacher = m_world.teachers[std::size_t(entry.teacher)];
                               enrol(file, entry, year, teacherId(teacher), "teacher", year.calendar.begin, year.calendar.end);
                           }
                           for (const Placement& placement : year.placements) {
                               const bool moved = placement.laterSection >= 0;
                               enrolStudent(file, year, placement, placement.section, placement.begin, moved ? placement.moved : placement.end);
                               if (moved)
                                   enrolStudent(file, year, placement, placement.laterSection, placement.moved, placement.end);
                           }
                       }
                       return {};
                   });
    }

    void enrolStudent(CsvFile& file, const YearOfSchool& year, const Placement& placement, int section, Day begin, Day end)
    {
        const std::string id = studentId(m_world.students[std::size_t(placement.student)]);
        for (int c = year.sections[std::size_t(section)].firstClass; c < year.classesEnd(section); ++c)
            enrol(file, year.classes[std::size_t(c)], year, id, "student", begin, end);
    }

    /// The end is left empty while it lies ahead.
    void enrol(CsvFile& file, const SchoolClass& entry, const YearOfSchool& year, const std::string& userId, const char* role, Day begin, Day end)
    {
        const Section& section = year.sections[std::size_t(entry.section)];
        file.cell("enr-" + std::to_string(++m_enrolments)).skip(2).cell(entry.id).cell(schoolId(section.school)).cell(userId).cell(role);
        if (role[0] == 't')
            file.flag(true);
        else
            file.skip();
        file.day(begin);
        if (end <= m_world.today())
            file.day(end);
        file.end();
    }

    Result<void> demographics()
    {
        return add("demographics", {"birthDate", "sex", "americanIndianOrAlaskaNative", "asian", "blackOrAfricanAmerican",
                                    "nativeHawaiianOrOtherPacificIslander", "white", "demographicRaceTwoOrMoreRaces",
                                    "hispanicOrLatinoEthnicity", "countryOfBirthCode", "stateOfBirthAbbreviation", "cityOfBirth",
                                    "publicSchoolResidenceStatus"},
                   [this](CsvFile& file) {
                       for (const Student& student : m_world.students) {
                           file.cell(studentId(student)).skip(2).day(student.birth);
                           file.cell(student.otherSex ? "other" : student.girl ? "female" : "male");
                           file.flag(student.race == 4).flag(student.race == 2).flag(student.race == 1).flag(student.race == 5);
                           file.flag(student.race == 0).flag(student.race == 3).flag(student.hispanic);
                           file.end();
                       }
                   });
    }

    Result<void> manifest()
    {
        static const QStringList all{"academicSessions", "categories", "classes", "classResources", "courses", "courseResources",
                                     "demographics", "enrollments", "lineItemLearningObjectiveIds", "lineItems", "lineItemScoreScales", "orgs",
                                     "resources", "resultLearningObjectiveIds", "results", "resultScoreScales", "roles", "scoreScales",
                                     "userProfiles", "userResources", "users"};
        CsvFile file;
        LECTERN_TRY(file.open(QDir(m_folder).filePath("manifest.csv"), {"propertyName", "value"}));
        file.cell("manifest.version").cell("1.0").end();
        file.cell("oneroster.version").cell("1.2").end();
        for (const QString& name : all)
            file.cell("file." + name.toStdString()).cell(names.contains(name) ? "bulk" : "absent").end();
        file.cell("source.systemName").cell("Northside SIS").end();
        file.cell("source.systemCode").cell("northside").end();
        LECTERN_TRY(file.close());
        names.prepend("manifest");
        rows += file.rows();
        return {};
    }

    const World& m_world;
    Output& m_output;
    QString m_folder;
    qint64 m_enrolments = 0;
};

} // namespace

Result<void> writeRoster(const World& world, Output& output)
{
    LECTERN_ASSIGN(const QString path, output.place("oneroster.zip"));
    QTemporaryDir folder(path + ".XXXXXX"); // beside the zip, where there is room for it
    if (!folder.isValid())
        return failure("file.unwritable", {path, 0, {}}, {}, folder.errorString());
    RosterFiles files(world, output, folder.path());
    LECTERN_TRY(files.writeAll());
    QStringList members;
    for (const QString& name : files.names)
        members << folder.filePath(name + ".csv");
    LECTERN_TRY(zipFiles(path, members));
    output.written(path, files.rows);
    return {};
}

} // namespace lectern::simulation
