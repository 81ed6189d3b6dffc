/// lms/learning_events.jsonl: the learning platform's events as they come on the wire: details in `metadata`, local time
/// without zone. Streams: only one day of events is ever held.
#include "core/simulate/EventPlan.h"
#include "core/simulate/LearnerPath.h"
#include "core/simulate/Writers.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>
#include <charconv>

namespace lectern::simulation {

namespace {

constexpr const char* typeNames[] = {"video_started", "video_completed", "slide_viewed", "article_read", "quiz_opened", "exercise_opened",
                                     "question_answered", "question_submitted", "quiz_completed", "exercise_completed", "lesson_completed"};
constexpr qint64 second = 1'000'000;
constexpr std::size_t coursesPerLearner = 4;
constexpr quint64 mostTimesNatural = 1000; // keeps a day of events in memory small

/// Writes rows as JSON lines.
class WireFormat
{
public:
    WireFormat(const World& world, TextFile& file) : m_world(world), m_file(file) {}

    void beginDay(Day day) { m_date = dayWords(day); }

    void write(const EventRow& row, const YearOfSchool& year)
    {
        const Course& course = m_world.courses[row.course];
        const Content& content = course.contents[row.content];
        const int user = m_world.students[std::size_t(year.placements[row.learner].student)].number;
        const char* type = typeNames[int(row.type)];
        m_line = "{\"event_id\":\"";
        number(user).add("_").add(content.id).add("_").add(type).add("_");
        number(++m_count).add("\",\"user_id\":\"");
        number(user).add("\",\"course_id\":\"").add(course.code).add("\",\"unit_id\":\"U");
        number(content.unit + 1).add("\",\"lesson_id\":\"U");
        number(content.unit + 1).add("_L");
        number(content.lesson + 1).add("\",\"content_id\":\"").add(content.id).add("\",\"content_type\":\"").add(kindName(content.kind));
        add("\",\"event_type\":\"").add(type).add("\",\"timestamp\":\"").add(m_date).add("T");
        time(row.micros);
        add("\",\"metadata\":{");
        metadata(row, content);
        add("}}\n");
        m_file.text(m_line);
    }

private:
    void metadata(const EventRow& row, const Content& content)
    {
        if (row.type == EventType::VideoCompleted)
            add("\"duration\":").number(row.value);
        if (row.type == EventType::SlideViewed)
            add("\"slide_index\":").number(row.value);
        if (row.type == EventType::ArticleRead)
            add("\"read_percent\":").number(row.value);
        if (row.type != EventType::QuestionAnswered && row.type != EventType::QuestionSubmitted)
            return;
        const Question& question = content.questions[row.question];
        add("\"question_id\":\"").add(question.id).add("\",\"answer_given\":").add(question.choices[row.choice]);
        if (row.type == EventType::QuestionSubmitted)
            add(row.value ? ",\"correct\":true" : ",\"correct\":false");
    }

    WireFormat& add(std::string_view text)
    {
        m_line.append(text);
        return *this;
    }

    WireFormat& number(qint64 value)
    {
        char digits[24];
        m_line.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
        return *this;
    }

    void two(qint64 value)
    {
        m_line += char('0' + value / 10);
        m_line += char('0' + value % 10);
    }

    void time(qint64 micros)
    {
        const qint64 seconds = micros / second;
        two(seconds / 3600);
        m_line += ':';
        two(seconds / 60 % 60);
        m_line += ':';
        two(seconds % 60);
        if (micros % second == 0)
            return; // the wire leaves the fraction out when it is nought
        char digits[] = ".000000";
        qint64 rest = micros % second;
        for (int i = 6; i > 0; --i, rest /= 10)
            digits[i] = char('0' + rest % 10);
        m_line.append(digits, 7);
    }

    const World& m_world;
    TextFile& m_file;
    std::string m_date;
    std::string m_line;
    qint64 m_count = 0;
};

/// The learners of one year at work.
class Classroom
{
public:
    Classroom(const World& world, const YearOfSchool& year) : m_world(world), m_year(year)
    {
        m_paths.resize(year.placements.size() * coursesPerLearner);
        for (int grade = lowestGrade; grade <= highestGrade; ++grade) {
            std::size_t n = 0;
            for (std::size_t c = 0; c < world.courses.size() && n < coursesPerLearner; ++c)
                if (world.courses[c].online() && world.courses[c].taughtIn(grade))
                    m_courses[std::size_t(grade - lowestGrade)][n++] = quint8(c);
        }
    }

    /// Appends `count` events of one learner on the plan's day, in order of time.
    void work(const EventPlan& plan, std::size_t index, quint32 count, std::vector<EventRow>& rows)
    {
        const Placement& placement = m_year.placements[index];
        Random random(m_world.seed, Purpose::Event, quint64(placement.student), quint64(plan.day()));
        const bool atSchool = plan.atSchool(index);
        const quint32 sittings = count > 14 ? 2 : 1;
        int from = sittings == 2 ? 8 * 3600 + int(random.below(5 * 3600)) : sittingBegins(atSchool, random);
        for (quint32 sitting = 0; sitting < sittings; ++sitting) {
            const quint32 share = sitting + 1 < sittings ? count / 2 : count - count / 2 * (sittings - 1);
            const int limit = sitting + 1 < sittings ? 15 * 3600 + 1800 : 24 * 3600 - 300;
            sit(plan, index, share, from, limit, random, rows);
            from = 16 * 3600 + int(random.below(4 * 3600));
        }
    }

private:
    Mood moodOf(const Placement& placement, std::size_t slot, int dayIndex, const Course& course) const
    {
        const Student& student = m_world.students[std::size_t(placement.student)];
        Random random(m_world.seed, Purpose::Course, quint64(student.number), quint64(m_year.calendar.number) * 16 + slot);
        const double drift = placement.drift(dayIndex);
        const bool watcher = student.habit == Habit::Watcher;
        const double power = clamped(0.8 + 0.13 * student.zeal + 0.16 * random.normal() - (watcher ? 0.06 : 0), 0.12, 1);
        const int contents = int(course.contents.size());
        const int released = contents * (dayIndex + 14) / 165;
        return {std::max(2, std::min(int(power * contents), released)), watcher,
                0.72 + 0.21 * student.ability + 0.03 * random.normal() - 0.12 * drift,
                clamped(0.88 + 0.05 * student.zeal - 0.3 * drift, 0.35, 0.985)};
    }

    void sit(const EventPlan& plan, std::size_t index, quint32 count, int from, int limit, Random& random, std::vector<EventRow>& rows)
    {
        const Placement& placement = m_year.placements[index];
        std::size_t slot = random.below(coursesPerLearner);
        const std::size_t begin = rows.size();
        qint64 seconds = 0;
        quint32 inCourse = 0;
        const Course* course = nullptr;
        Mood mood{};
        for (quint32 i = 0; i < count; ++i) {
            LearnerPath& path = m_paths[index * coursesPerLearner + slot];
            if (course && inCourse > 10 && path.betweenContents()) {
                slot = (slot + 1) % coursesPerLearner;
                course = nullptr;
            }
            if (!course) {
                inCourse = 0;
                course = &m_world.courses[m_courses[std::size_t(placement.grade - lowestGrade)][slot]];
                mood = moodOf(placement, slot, plan.dayIndex(), *course);
            }
            ++inCourse;
            EventRow row{};
            seconds += m_paths[index * coursesPerLearner + slot].next(*course, mood, random, row);
            row.micros = seconds;
            row.learner = quint32(index);
            row.course = m_courses[std::size_t(placement.grade - lowestGrade)][slot];
            rows.push_back(row);
        }
        // More than fits before the limit is done quicker.
        const qint64 room = limit - from;
        for (std::size_t i = begin; i < rows.size(); ++i) {
            const qint64 micros = seconds <= room ? rows[i].micros * second : rows[i].micros * second / seconds * room;
            rows[i].micros = from * second + micros + random.below(999'983);
            if (i > begin && rows[i].micros <= rows[i - 1].micros)
                rows[i].micros = rows[i - 1].micros + 1;
        }
    }

    const World& m_world;
    const YearOfSchool& m_year;
    std::vector<LearnerPath> m_paths;
    std::array<std::array<quint8, coursesPerLearner>, highestGrade - lowestGrade + 1> m_courses{};
};

/// How many events everyone brings if left alone.
Result<quint64> naturalCount(const World& world, Output& output)
{
    quint64 total = 0;
    for (const YearOfSchool& year : world.years) {
        EventPlan plan(world, year);
        while (plan.nextDay()) {
            LECTERN_TRY(output.step("lms/learning_events.jsonl", 0));
            for (std::size_t i = 0; i < year.placements.size(); ++i)
                total += plan.weight(i);
        }
    }
    return total;
}

} // namespace

Result<void> writeEvents(const World& world, Output& output)
{
    LECTERN_ASSIGN(const quint64 natural, naturalCount(world, output));
    const quint64 wanted = world.events < 0 ? natural : quint64(world.events);
    if (wanted > natural * mostTimesNatural)
        return failure("usage", {}, {QCoreApplication::translate("Error", "So few students and days cannot bring %1 events; the most is %2.")
                                         .arg(wanted).arg(natural * mostTimesNatural)});
    TextFile file;
    LECTERN_ASSIGN(const QString path, output.place("lms/learning_events.jsonl"));
    LECTERN_TRY(file.open(path));
    WireFormat wire(world, file);
    std::vector<EventRow> rows;
    quint64 passed = 0;
    quint64 given = 0;
    for (const YearOfSchool& year : world.years) {
        Classroom classroom(world, year);
        EventPlan plan(world, year);
        while (plan.nextDay()) {
            rows.clear();
            for (std::size_t i = 0; i < year.placements.size(); ++i) {
                passed += plan.weight(i);
                const quint64 share = passed * wanted / std::max<quint64>(1, natural) - given; // below 2^63: see the limits of simulate()
                if (share > 0)
                    classroom.work(plan, i, quint32(share), rows);
                given += share;
            }
            std::ranges::sort(rows, [](const EventRow& a, const EventRow& b) {
                return a.micros != b.micros ? a.micros < b.micros : a.learner < b.learner;
            });
            wire.beginDay(plan.day());
            for (const EventRow& row : rows)
                wire.write(row, year);
            file.countRows(qint64(rows.size()));
            LECTERN_TRY(output.step("lms/learning_events.jsonl", double(given) / double(std::max<quint64>(1, wanted))));
        }
    }
    return output.finish(file);
}

} // namespace lectern::simulation
