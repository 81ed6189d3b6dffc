/// lms/courses.json: what the learning platform offers, units -> lessons -> contents in course order, with questions.
#include "core/simulate/Writers.h"

namespace lectern::simulation {

namespace {

std::string quoted(const std::string& text) // titles hold no character that JSON escapes
{
    return "\"" + text + "\"";
}

void writeContent(TextFile& file, const Content& content)
{
    file.text("          {\"content_id\": " + quoted(content.id) + ", \"type\": " + quoted(kindName(content.kind)) +
              ", \"title\": " + quoted(content.title));
    if (content.seconds > 0)
        file.text(", \"duration\": " + std::to_string(content.seconds));
    if (content.slides > 0)
        file.text(", \"slides\": " + std::to_string(content.slides));
    if (!content.questions.empty()) {
        file.text(", \"questions\": [");
        const char* comma = "";
        for (const Question& question : content.questions) {
            file.text(std::string(comma) + "\n            {\"question_id\": " + quoted(question.id) + ", \"choices\": [");
            for (std::size_t i = 0; i < question.choices.size(); ++i)
                file.text((i ? ", " : "") + question.choices[i]);
            file.text("], \"answer\": " + question.choices[std::size_t(question.answer)] + "}");
            comma = ",";
        }
        file.text("]");
    }
    file.text("}");
}

void writeCourse(TextFile& file, const Course& course)
{
    file.text("  {\"course_id\": " + quoted(course.code) + ", \"title\": " + quoted(course.title) + ", \"subject\": " +
              quoted(course.subject) + ", \"units\": [\n");
    for (std::size_t u = 0; u < course.units.size(); ++u) {
        const std::string unitId = "U" + std::to_string(u + 1);
        file.text("    {\"unit_id\": " + quoted(unitId) + ", \"title\": " + quoted(course.units[u].title) + ", \"lessons\": [\n");
        const std::vector<Lesson>& lessons = course.units[u].lessons;
        for (std::size_t l = 0; l < lessons.size(); ++l) {
            file.text("      {\"lesson_id\": " + quoted(unitId + "_L" + std::to_string(l + 1)) + ", \"title\": " + quoted(lessons[l].title) +
                      ", \"contents\": [\n");
            for (int i = 0; i < lessons[l].count; ++i) {
                writeContent(file, course.contents[std::size_t(lessons[l].first + i)]);
                file.text(i + 1 < lessons[l].count ? "," : "]}");
                file.endLine();
            }
            file.text(l + 1 < lessons.size() ? "      ,\n" : "    ]}");
        }
        file.text(u + 1 < course.units.size() ? ",\n" : "\n  ]}");
    }
}

} // namespace

Result<void> writeCourses(const World& world, Output& output)
{
    TextFile file;
    LECTERN_ASSIGN(const QString path, output.place("lms/courses.json"));
    LECTERN_TRY(file.open(path));
    file.text("{\"courses\": [\n");
    const char* comma = "";
    for (const Course& course : world.courses) {
        if (!course.online())
            continue;
        file.text(comma);
        writeCourse(file, course);
        comma = ",\n";
    }
    file.text("\n]}\n");
    return output.finish(file);
}

} // namespace lectern::simulation
