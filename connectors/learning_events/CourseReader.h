/// Reads a course structure (courses -> units -> lessons -> contents) as one row per content, in course order.
/// Pool thread.
#pragma once

#include "connectors/learning_events/JsonCells.h"
#include "connectors/learning_events/JsonValues.h"
#include "core/connector/Connector.h"

#include <deque>
#include <map>

namespace lectern {

class CourseReader final : public Reader
{
public:
    CourseReader(const EntitySchema& schema, std::unique_ptr<ByteReader> bytes, JsonValues::Layout layout, qint64 size);

    [[nodiscard]] Result<bool> next(RecordBatch& batch, const Cancel& cancel) override;
    [[nodiscard]] double progress() const override;
    [[nodiscard]] QStringList remarks() const override;

    /// Whether an object is a course, or holds courses.
    [[nodiscard]] static bool isCourse(simdjson::dom::object object);

private:
    using Object = simdjson::dom::object;
    using Element = simdjson::dom::element;
    struct Row
    {
        std::map<std::string, std::string> cells; ///< by column
        std::string extra;
        std::string reason; ///< why it cannot be used; empty = it can
        std::string argument;
    };

    void readValue(const JsonValue& value);
    void readCourse(Object course);
    void readUnit(Object unit);
    void readLesson(Object lesson);
    void readContent(Element content, std::string_view type);
    void refuse(std::string_view text, std::string reason, std::string argument);

    const EntitySchema& m_schema;
    JsonValues m_values;
    JsonParser m_parser;
    qint64 m_size;
    bool m_done = false;
    std::deque<Row> m_rows;                           ///< read, not yet handed out
    std::map<std::string, std::string> m_place;       ///< columns of course, unit and lesson that hold now
    int m_unit = 0;
    int m_lesson = 0;
    int m_content = 0;
    qint64 m_record = 0; ///< contents handed out
};

} // namespace lectern
