/// Reads learning events, one JSON object each, as rows of the entity "events". Pool thread.
#pragma once

#include "connectors/learning_events/JsonCells.h"
#include "connectors/learning_events/JsonValues.h"
#include "core/connector/Connector.h"

#include <optional>
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

    /// A field as the events before this one had it at the same place; most producers never change the order.
    struct Field
    {
        std::string name;
        int column = noColumn; ///< or noColumn, metadataField
        int rank = 0;    ///< 0 = the column's name, 1 = an alias
    };
    static constexpr int noColumn = -1, metadataField = -2;
    using Fields = std::vector<Field>;

    /// Finds the columns' values among the fields of an object; its first `metadata`.
    std::optional<simdjson::dom::element> collect(simdjson::dom::object object, int rank, Fields& usual);
    void look(Field& field, std::string_view name) const;
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
    Fields m_fields;   ///< of an event
    Fields m_metadata; ///< of its `metadata`
    qint64 m_refused = 0;
};

} // namespace lectern
