/// surveys/*.csv: what students, parents and staff answered, as Google Forms' linked sheet exports it.
#include "core/simulate/Marks.h"
#include "core/simulate/Writers.h"

#include <algorithm>
#include <span>

namespace lectern::simulation {

namespace {

enum class Kind { Agreement, Scale, Text };

struct Item
{
    const char* text;
    Kind kind;
    double mean;     ///< of the answers, 1 to 5
    bool reversed;   ///< agreement is bad news
};

constexpr const char* agreement[] = {"Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree"};

constexpr Item studentItems[] = {
    {"How much do you agree? [I feel I belong at this school]", Kind::Agreement, 3.8, false},
    {"How much do you agree? [There is an adult here I can talk to]", Kind::Agreement, 3.9, false},
    {"How much do you agree? [My teachers explain things clearly]", Kind::Agreement, 3.7, false},
    {"How much do you agree? [I know what to do to improve]", Kind::Agreement, 3.5, false},
    {"How much do you agree? [I am often bored in lessons]", Kind::Agreement, 2.8, true},
    {"How safe do you feel at school?", Kind::Scale, 4.0, false},
    {"How manageable is your homework?", Kind::Scale, 3.3, false},
    {"What should we change first?", Kind::Text, 0, false}};

constexpr Item parentItems[] = {
    {"How much do you agree? [The school keeps me informed]", Kind::Agreement, 3.7, false},
    {"How much do you agree? [My child likes going to school]", Kind::Agreement, 3.8, false},
    {"How much do you agree? [Teachers know my child well]", Kind::Agreement, 3.6, false},
    {"How much do you agree? [I know whom to ask when something is wrong]", Kind::Agreement, 3.9, false},
    {"How satisfied are you with the school overall?", Kind::Scale, 3.9, false},
    {"Is there anything else you would like to tell us?", Kind::Text, 0, false}};

constexpr Item staffItems[] = {
    {"How much do you agree? [I have the materials I need]", Kind::Agreement, 3.4, false},
    {"How much do you agree? [My work is recognised]", Kind::Agreement, 3.5, false},
    {"How much do you agree? [We work well as a team]", Kind::Agreement, 4.0, false},
    {"How much do you agree? [My workload is too high]", Kind::Agreement, 3.4, true},
    {"How likely are you to work here next year?", Kind::Scale, 4.1, false},
    {"What would help you most?", Kind::Text, 0, false}};

constexpr const char* studentWords[] = {"More time for lunch", "Less homework on weekends", "More clubs after school", "Nothing, it is fine",
                                        "Start later in the morning", "More group work, fewer worksheets", "Fix the wifi in the library",
                                        "I would like more practice before tests", "The bathrooms", "More art and music"};
constexpr const char* parentWords[] = {"Thank you for the weekly message", "Please send dates earlier", "More news about homework would help",
                                       "The office is always friendly", "No", "We would like a later parents' evening"};
constexpr const char* staffWords[] = {"More planning time", "Fewer meetings", "A second set of tablets", "Help with report writing",
                                      "Smaller classes in grade 6", "Training in the new platform"};

/// One kind of respondent and the form they get.
struct Form
{
    const char* path;
    std::span<const Item> items;
    std::span<const char* const> words;
    double rate;   ///< share that answers
    bool byDay;    ///< answered at school rather than in the evening
};

struct Respondent
{
    std::string email;
    double mood; ///< added to the mean of every answer
};

struct Response
{
    qint64 seconds; ///< since 1970, local
    std::size_t respondent;
};

class SurveyFile
{
public:
    SurveyFile(const World& world, const Form& form, CsvFile& file, int number) : m_world(world), m_form(form), m_file(file), m_number(number) {}

    /// One wave, on the eight days of teaching from the given one on.
    void wave(const std::vector<Respondent>& people, const SchoolYear& year, int firstDay)
    {
        std::vector<Response> responses;
        for (std::size_t i = 0; i < people.size(); ++i) {
            Random random = stream(i, year.number * 400 + firstDay);
            if (!random.chance(m_form.rate) && i > 0)
                continue;
            const int last = std::min(firstDay + 7, int(year.taught.size()) - 1);
            const Day day = year.taught[std::size_t(random.between(firstDay, last))];
            const int hour = m_form.byDay ? random.between(8, 14) : random.between(17, 21);
            responses.push_back({qint64(day) * 86400 + hour * 3600 + random.between(0, 3599), i});
        }
        std::ranges::sort(responses, [](const Response& a, const Response& b) {
            return a.seconds != b.seconds ? a.seconds < b.seconds : a.respondent < b.respondent;
        });
        for (const Response& response : responses)
            write(response, people[response.respondent], stream(response.respondent, year.number * 400 + firstDay + 200));
    }

private:
    [[nodiscard]] Random stream(std::size_t person, int wave) const
    {
        return Random(m_world.seed, Purpose::Survey, quint64(person) * 4 + quint64(m_number), quint64(wave));
    }

    void write(const Response& response, const Respondent& person, Random random)
    {
        const int time = int(response.seconds % 86400);
        const auto two = [](int value) { return (value < 10 ? "0" : "") + std::to_string(value); };
        m_file.cell(dayWordsUs(int(response.seconds / 86400), false) + " " + std::to_string(time / 3600) + ":" + two(time / 60 % 60) + ":" +
                    two(time % 60));
        m_file.cell(person.email);
        for (const Item& item : m_form.items) {
            if (item.kind == Kind::Text) {
                m_file.cell(random.chance(0.45) ? random.pick(m_form.words) : "");
                continue;
            }
            const int value = int(clamped(item.mean + (item.reversed ? -person.mood : person.mood) + 0.85 * random.normal() + 0.5, 1, 5));
            if (random.chance(0.02))
                m_file.skip();
            else if (item.kind == Kind::Scale)
                m_file.cell(value);
            else
                m_file.cell(agreement[value - 1]);
        }
        m_file.end();
    }

    const World& m_world;
    const Form& m_form;
    CsvFile& m_file;
    int m_number;
};

double moodOf(const World& world, const Placement& placement, int dayIndex)
{
    return 0.25 * world.students[std::size_t(placement.student)].zeal - 0.7 * placement.drift(dayIndex);
}

std::vector<Respondent> respondents(const World& world, const YearOfSchool& year, int form, int dayIndex)
{
    std::vector<Respondent> people;
    const Day day = year.calendar.taught[std::size_t(dayIndex)];
    if (form == 2) {
        for (const Teacher& teacher : world.teachers)
            people.push_back({teacherEmail(teacher), Random(world.seed, Purpose::Survey, quint64(teacher.number), 9).normal() * 0.4});
        return people;
    }
    std::vector<bool> asked(world.households.size(), false);
    for (const Placement& placement : year.placements) {
        const Student& student = world.students[std::size_t(placement.student)];
        if (!placement.present(day) || (form == 1 && asked[std::size_t(student.family)]))
            continue;
        asked[std::size_t(student.family)] = true;
        people.push_back({form == 0 ? studentEmail(student) : guardianEmail(student.family), moodOf(world, placement, dayIndex)});
    }
    return people;
}

} // namespace

Result<void> writeSurveys(const World& world, Output& output)
{
    static const Form forms[] = {{"surveys/students.csv", studentItems, studentWords, 0.78, true},
                                 {"surveys/parents.csv", parentItems, parentWords, 0.36, false},
                                 {"surveys/staff.csv", staffItems, staffWords, 0.84, false}};
    int number = 0;
    for (const Form& form : forms) {
        LECTERN_TRY(output.step(form.path, number / 3.0));
        CsvFile file;
        LECTERN_ASSIGN(const QString path, output.place(form.path));
        QStringList header{"Timestamp", "Email Address"};
        for (const Item& item : form.items)
            header << QString::fromUtf8(item.text);
        LECTERN_TRY(file.open(path, header));
        SurveyFile survey(world, form, file, number);
        for (const YearOfSchool& year : world.years) {
            const int days = int(year.calendar.taught.size());
            const int autumn = std::min(48, days * 6 / 10);
            survey.wave(respondents(world, year, number, autumn), year.calendar, autumn);
            if (days > 140)
                survey.wave(respondents(world, year, number, 132), year.calendar, 132);
        }
        LECTERN_TRY(output.finish(file));
        ++number;
    }
    return {};
}

} // namespace lectern::simulation
