/// Reads learning events, one JSON object each, as rows of the entity "events". Pool thread.
#pragma once

#include "connectors/learning_events/JsonCells.h"
#include "connectors/learning_events/JsonValues.h"
#include "core/connector/Connector.h"

#include <unordered_map>

namespace lectern {

class EventReader final : public Reader
{
public:
    EventReader(const EntitySchema& schema, std::unique_ptr<ByteReader> bytes, JsonValues::Layout layout, qint64 size);

    [[nodiscard]] Result<bool> next(RecordBatch& batch, const Cancel& cancel) override;
    [[nodiscard]] double progress() const override;
    [[nodiscard]] QStringList remarks() const override;

private:
    /// Where a column's value stands; the smallest rank wins: top level by name, by alias, then in `metadata`.
    struct Slot
    {
        simdjson::dom::element value;
        int rank = 0;
    };

    void collect(simdjson::dom::object object, int rank);
    void addEvent(RecordBatch& batch, const JsonValue& value);
    void addRefused(RecordBatch& batch, const JsonValue& value, std::string_view reason, std::string_view argument);

    JsonValues m_values;
    JsonParser m_parser;
    qint64 m_size;
    bool m_done = false;
    int m_payload; ///< column that keeps the whole object
    std::unordered_map<std::string, std::pair<int, int>> m_names; ///< field -> column, 0 = name or 1 = alias
    std::vector<Slot> m_slots;
    std::string m_text;
    std::string m_field;
    qint64 m_refused = 0;
};

} // namespace lectern
