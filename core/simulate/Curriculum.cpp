#include "core/simulate/Curriculum.h"

#include "core/simulate/Random.h"

#include <array>

namespace lectern::simulation {

namespace {

struct UnitPlan
{
    const char* title;
    std::array<const char*, 3> lessons;
};

struct CoursePlan
{
    const char* code;
    const char* title;
    const char* subject;
    int fromGrade;
    int toGrade;
    std::vector<UnitPlan> units;
    std::vector<const char*> words; ///< choices of its questions
};

const std::vector<CoursePlan>& plans()
{
    static const std::vector<CoursePlan> table{
        {"HR101", "Homeroom", "Homeroom", 6, 10, {}, {}},
        {"PY101", "Introduction to Python", "Computing", 6, 8,
         {{"First steps", {"What a program is", "Values and names", "Asking and answering"}},
          {"Decisions", {"True or false", "If and else", "Combining conditions"}},
          {"Repetition", {"While loops", "For loops", "Loops inside loops"}},
          {"Collections", {"Lists", "Dictionaries", "A small project"}}},
         {"list", "tuple", "dict", "set", "str", "int", "float", "bool", "for", "while", "def", "return"}},
        {"WD101", "Web Design", "Computing", 9, 10,
         {{"Pages", {"How the web works", "Headings and text", "Links and images"}},
          {"Style", {"Colours and type", "The box model", "Layout with a grid"}},
          {"Forms", {"Fields and labels", "Checking input", "Accessible forms"}},
          {"A site of your own", {"Planning", "Building", "Publishing"}}},
         {"margin", "padding", "border", "section", "header", "nav", "label", "input", "grid", "flex"}},
        {"MA101", "Number and Algebra", "Mathematics", 6, 7,
         {{"Integers", {"Negative numbers", "Order of operations", "Factors and multiples"}},
          {"Fractions", {"Equivalent fractions", "Adding fractions", "Multiplying fractions"}},
          {"Expressions", {"Letters for numbers", "Like terms", "Expanding brackets"}},
          {"Equations", {"Balancing", "Two-step equations", "Word problems"}}},
         {}},
        {"MA201", "Functions and Geometry", "Mathematics", 8, 10,
         {{"Linear functions", {"Slope", "Intercepts", "Systems of equations"}},
          {"Angles", {"Parallel lines", "Triangles", "Polygons"}},
          {"Right triangles", {"Pythagoras", "Similar figures", "Ratios of sides"}},
          {"Quadratics", {"Parabolas", "Factoring", "Solving quadratics"}}},
         {}},
        {"SC101", "Science Foundations", "Science", 6, 10,
         {{"Matter", {"States of matter", "Mixtures", "Atoms and elements"}},
          {"Energy", {"Forms of energy", "Heat", "Circuits"}},
          {"Living things", {"Cells", "Food webs", "Inheritance"}},
          {"Earth", {"Rocks", "Weather", "The solar system"}}},
         {"solid", "liquid", "gas", "cell", "atom", "energy", "force", "mass", "current", "light"}},
        {"EN101", "Reading and Writing", "English", 6, 10,
         {{"Stories", {"Characters", "Setting", "Point of view"}},
          {"Information", {"Main idea", "Evidence", "Summaries"}},
          {"Argument", {"Claims", "Reasons", "Counterarguments"}},
          {"Style", {"Figurative language", "Sentence variety", "Editing"}}},
         {"simile", "metaphor", "theme", "claim", "evidence", "setting", "narrator", "summary", "tone", "plot"}},
        {"HI101", "World History", "Social Studies", 6, 10, {}, {}},
        {"AR101", "Art", "Arts", 6, 10, {}, {}},
        {"PE101", "Physical Education", "Physical Education", 6, 10, {}, {}},
    };
    return table;
}

Question makeQuestion(const std::string& id, const CoursePlan& plan, Random& random)
{
    Question question{id, {}, 0};
    if (random.chance(0.2)) {
        question.choices = {"true", "false"};
    } else if (plan.words.empty() || random.chance(0.2)) {
        const int step = random.between(1, 6);
        const int first = random.between(-4, 30);
        for (int i = 0; i < 4; ++i)
            question.choices.push_back(std::to_string(first + i * step));
    } else {
        const quint32 first = random.below(quint32(plan.words.size()));
        for (quint32 i = 0; i < 4; ++i)
            question.choices.push_back("\"" + std::string(plan.words[(first + i * 3) % plan.words.size()]) + "\"");
    }
    question.answer = int(random.below(quint32(question.choices.size())));
    return question;
}

class Builder
{
public:
    Builder(const CoursePlan& plan, Course& course, quint64 seed, int index)
        : m_plan(plan), m_course(course), m_random(seed, Purpose::Course, quint64(index))
    {
    }

    void lesson(int unit, int lesson, int ordinal)
    {
        const char* title = m_plan.units[std::size_t(unit)].lessons[std::size_t(lesson)];
        const double clarity = clamped(0.72 + 0.2 * m_random.normal(), 0.2, 1) - (ordinal == 4 || ordinal == 8 ? 0.2 : 0);
        const int first = int(m_course.contents.size());
        add(ContentKind::Video, unit, lesson, title, clarity);
        add(ordinal % 2 == 0 ? ContentKind::Slide : ContentKind::Article, unit, lesson, title, clarity);
        add(lesson == 2 ? ContentKind::Exercise : ContentKind::Quiz, unit, lesson, title, clarity);
        if (lesson == 2)
            add(ContentKind::Quiz, unit, lesson, title, clarity);
        m_course.units.back().lessons.push_back({title, first, int(m_course.contents.size()) - first});
    }

private:
    void add(ContentKind kind, int unit, int lesson, const std::string& title, double clarity)
    {
        static constexpr const char* words[] = {"Video: ", "Slides: ", "Reading: ", "Quiz: ", "Exercise: "};
        static constexpr const char letters[] = {'V', 'S', 'A', 'Q', 'X'};
        const int number = ++m_numbers[std::size_t(kind)];
        Content content;
        content.id = m_course.code + "_" + letters[int(kind)] + (number < 10 ? "0" : "") + std::to_string(number);
        content.title = words[int(kind)] + title;
        content.kind = kind;
        content.unit = unit;
        content.lesson = lesson;
        content.clarity = clamped(clarity + 0.06 * m_random.normal(), 0.05, 1);
        if (kind == ContentKind::Video)
            content.seconds = m_random.between(12, 48) * 10;
        if (kind == ContentKind::Slide)
            content.slides = m_random.between(2, 5);
        const int questions = kind == ContentKind::Quiz ? m_random.between(3, 5) : kind == ContentKind::Exercise ? m_random.between(2, 3) : 0;
        for (int i = 1; i <= questions; ++i)
            content.questions.push_back(makeQuestion(content.id + "_Q" + std::to_string(i), m_plan, m_random));
        m_course.contents.push_back(std::move(content));
    }

    const CoursePlan& m_plan;
    Course& m_course;
    Random m_random;
    std::array<int, 5> m_numbers{};
};

} // namespace

const char* kindName(ContentKind kind)
{
    static constexpr const char* names[] = {"video", "slide", "article", "quiz", "exercise"};
    return names[int(kind)];
}

std::vector<Course> curriculum(quint64 seed)
{
    std::vector<Course> courses;
    for (const CoursePlan& plan : plans()) {
        Course course{plan.code, plan.title, plan.subject, plan.fromGrade, plan.toGrade, {}, {}};
        Builder builder(plan, course, seed, int(courses.size()));
        int ordinal = 0;
        for (int unit = 0; unit < int(plan.units.size()); ++unit) {
            course.units.push_back({plan.units[std::size_t(unit)].title, {}});
            for (int lesson = 0; lesson < 3; ++lesson)
                builder.lesson(unit, lesson, ordinal++);
        }
        courses.push_back(std::move(course));
    }
    return courses;
}

} // namespace lectern::simulation
