/// Tolerant by tables: every name that real structures use for the same thing stands in one list here.
#include "connectors/learning_events/CourseReader.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>
#include <charconv>
#include <span>

namespace lectern {

namespace {

using namespace std::string_view_literals;
using Names = std::span<const std::string_view>;

constexpr std::array courseLists{"courses"sv};
constexpr std::array unitLists{"units"sv, "modules"sv, "chapters"sv};
constexpr std::array lessonLists{"lessons"sv, "sections"sv};
constexpr std::array contentLists{"contents"sv, "content"sv, "items"sv, "activities"sv};
constexpr std::array courseIds{"course_id"sv, "id"sv, "courseId"sv};
constexpr std::array courseTitles{"course_title"sv, "title"sv, "name"sv};
constexpr std::array subjects{"subject"sv, "category"sv};
constexpr std::array unitIds{"unit_id"sv, "id"sv, "unitId"sv, "module_id"sv};
constexpr std::array unitTitles{"unit_title"sv, "title"sv, "name"sv};
constexpr std::array lessonIds{"lesson_id"sv, "id"sv, "lessonId"sv};
constexpr std::array lessonTitles{"lesson_title"sv, "title"sv, "name"sv};
constexpr std::array contentIds{"content_id"sv, "contentId"sv,  "video_id"sv,    "slide_id"sv,
                                "article_id"sv, "quiz_id"sv,    "exercise_id"sv, "id"sv};
constexpr std::array contentTitles{"content_title"sv, "title"sv, "name"sv};
constexpr std::array contentTypes{"content_type"sv, "type"sv, "contentType"sv};
constexpr std::array questionCounts{"questions"sv, "question_count"sv, "num_questions"sv, "total_questions"sv};
constexpr std::array durations{"duration"sv, "duration_seconds"sv, "length_seconds"sv, "length"sv};

struct TypedList
{
    std::string_view list; ///< member of a lesson
    std::string_view type; ///< what its items are
};
constexpr std::array typedLists = {
    TypedList{"videos", "video"},   TypedList{"slides", "slide"},       TypedList{"articles", "article"},
    TypedList{"quizzes", "quiz"},   TypedList{"exercises", "exercise"},
};

bool oneOf(std::string_view name, Names names)
{
    return std::ranges::find(names, name) != names.end();
}

/// The text of the first member of these names that has a plain value; "" if there is none.
std::string textOf(simdjson::dom::object object, Names names)
{
    std::string text;
    simdjson::dom::element value;
    for (const std::string_view name : names)
        if (!object[name].get(value) && !value.is_object() && !value.is_array() && cellText(value, text) &&
            !text.empty())
            return text;
    return {};
}

/// The first member that is a list of that name.
bool listOf(simdjson::dom::object object, Names names, simdjson::dom::array& list)
{
    return std::ranges::any_of(names, [&](std::string_view name) { return !object[name].get_array().get(list); });
}

/// "12:30" and "1:02:03" as seconds; other text as it is.
std::string seconds(const std::string& text)
{
    if (text.find(':') == std::string::npos)
        return text;
    long long total = 0;
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at < end) {
        int part = 0;
        const auto [next, error] = std::from_chars(at, end, part);
        if (error != std::errc() || part < 0 || (next != end && *next != ':'))
            return text;
        total = total * 60 + part;
        at = next == end ? end : next + 1;
    }
    return std::to_string(total);
}

} // namespace

CourseReader::CourseReader(const EntitySchema& schema, std::unique_ptr<ByteReader> bytes, JsonValues::Layout layout,
                           qint64 size)
    : m_schema(schema), m_values(std::move(bytes), layout, 24 << 20), m_size(size)
{
}

bool CourseReader::isCourse(Object object)
{
    simdjson::dom::array list;
    if (listOf(object, courseLists, list))
        return true;
    simdjson::dom::element id;
    const bool named = !object["course_id"].get(id) || !object["id"].get(id);
    return listOf(object, unitLists, list) || (named && listOf(object, lessonLists, list));
}

Result<bool> CourseReader::next(RecordBatch& batch, const Cancel& cancel)
{
    batch.reset(int(m_schema.columns.size()));
    JsonValue value;
    while (m_rows.size() < RecordBatch::targetRows) {
        LECTERN_ASSIGN(const bool more, m_values.next(value, cancel));
        if (!more) {
            m_done = true;
            break;
        }
        readValue(value);
    }
    for (; !m_rows.empty() && !batch.full(); m_rows.pop_front()) {
        const Row& row = m_rows.front();
        batch.beginRow(++m_record);
        for (const ColumnSchema& column : m_schema.columns) {
            const auto cell = row.cells.find(column.name.toStdString());
            if (cell == row.cells.end() || cell->second.empty())
                batch.addMissing();
            else
                batch.addCell(cell->second);
        }
        batch.setExtra(row.extra);
        if (!row.reason.empty())
            batch.refuse(row.reason, row.argument);
    }
    return batch.rows() > 0;
}

void CourseReader::readValue(const JsonValue& value)
{
    if (value.tooLong)
        return refuse(value.text, "not_json", "longer than 24 MiB");
    const auto parsed = m_parser.parse(value.text);
    if (!parsed)
        return refuse(value.text, "not_json", parsed.error());
    Object object;
    if (parsed->get_object().get(object))
        return refuse(value.text, "not_an_object", {});
    simdjson::dom::array courses;
    if (!listOf(object, courseLists, courses))
        return readCourse(object);
    for (const Element element : courses) {
        if (Object course; !element.get_object().get(course))
            readCourse(course);
        else
            refuse(simdjson::minify(element), "not_an_object", {});
    }
}

void CourseReader::readCourse(Object course)
{
    m_place.clear();
    m_unit = m_lesson = m_content = 0;
    m_place["course_id"] = textOf(course, courseIds);
    m_place["course_title"] = textOf(course, courseTitles);
    m_place["subject"] = textOf(course, subjects);
    simdjson::dom::array units;
    if (!listOf(course, unitLists, units))
        return readUnit(course); // lessons or contents hang on the course itself
    for (const Element element : units) {
        Object unit;
        if (element.get_object().get(unit)) {
            refuse(simdjson::minify(element), "not_an_object", {});
            continue;
        }
        m_place["unit_id"] = textOf(unit, unitIds);
        m_place["unit_title"] = textOf(unit, unitTitles);
        m_place["unit_order"] = std::to_string(++m_unit);
        m_lesson = 0;
        readUnit(unit);
    }
}

void CourseReader::readUnit(Object unit)
{
    m_place["lesson_id"] = m_place["lesson_title"] = m_place["lesson_order"] = "";
    simdjson::dom::array lessons;
    if (!listOf(unit, lessonLists, lessons))
        return readLesson(unit); // contents hang on the unit itself
    for (const Element element : lessons) {
        Object lesson;
        if (element.get_object().get(lesson)) {
            refuse(simdjson::minify(element), "not_an_object", {});
            continue;
        }
        m_place["lesson_id"] = textOf(lesson, lessonIds);
        m_place["lesson_title"] = textOf(lesson, lessonTitles);
        m_place["lesson_order"] = std::to_string(++m_lesson);
        readLesson(lesson);
    }
}

void CourseReader::readLesson(Object lesson)
{
    for (const auto field : lesson) {
        simdjson::dom::array list;
        if (field.value.get_array().get(list))
            continue;
        const auto* const typed = std::ranges::find(typedLists, field.key, &TypedList::list);
        if (typed == typedLists.end() && !oneOf(field.key, contentLists))
            continue;
        for (const Element content : list)
            readContent(content, typed == typedLists.end() ? std::string_view() : typed->type);
    }
}

void CourseReader::readContent(Element content, std::string_view type)
{
    Row row{m_place, {}, {}, {}};
    row.cells["content_order"] = std::to_string(++m_content);
    row.cells["content_type"] = type;
    Object object;
    if (content.get_object().get(object)) {
        std::string id;
        if (!content.is_string() || !cellText(content, id))
            return refuse(simdjson::minify(content), "not_an_object", {});
        row.cells["content_id"] = id;
        m_rows.push_back(std::move(row));
        return;
    }
    row.cells["content_id"] = textOf(object, contentIds);
    row.cells["content_title"] = textOf(object, contentTitles);
    if (type.empty())
        row.cells["content_type"] = textOf(object, contentTypes);
    std::ranges::transform(row.cells["content_type"], row.cells["content_type"].begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    simdjson::dom::array questions;
    const bool listed = !object["questions"].get_array().get(questions);
    row.cells["questions"] = listed ? std::to_string(questions.size()) : textOf(object, questionCounts);
    row.cells["duration"] = seconds(textOf(object, durations));
    row.extra = simdjson::minify(object); // with the questions' own words and answers
    m_rows.push_back(std::move(row));
}

void CourseReader::refuse(std::string_view text, std::string reason, std::string argument)
{
    m_rows.push_back({{}, keptLine(text), std::move(reason), std::move(argument)});
}

double CourseReader::progress() const
{
    if (m_done)
        return 1;
    return m_size > 0 ? std::min(1.0, double(m_values.bytesRead()) / double(m_size)) : -1;
}

QStringList CourseReader::remarks() const
{
    if (!m_values.cutOff())
        return {};
    return {QCoreApplication::translate("Connector",
                                        "The list is never closed: the file is probably cut off at its end.")};
}

} // namespace lectern
