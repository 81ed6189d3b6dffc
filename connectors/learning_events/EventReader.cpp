/// A field is looked up at the top level first, then in `metadata`: producers put the same field in either place.
#include "connectors/learning_events/EventReader.h"

#include <QCoreApplication>

namespace lectern {

namespace {

constexpr int absent = 4; // a rank behind every real one
constexpr std::size_t rememberedFields = 64;
constexpr std::size_t longestName = 128; // bytes

} // namespace

EventReader::EventReader(const EntitySchema& schema, std::unique_ptr<ByteReader> bytes, JsonValues::Layout layout,
                         qint64 size)
    : m_values(std::move(bytes), layout), m_size(size), m_payload(schema.indexOf("payload")),
      m_fields(rememberedFields), m_metadata(rememberedFields)
{
    m_slots.resize(schema.columns.size());
    for (int i = 0; i < int(schema.columns.size()); ++i) {
        if (i == m_payload)
            continue;
        const ColumnSchema& column = schema.columns[std::size_t(i)];
        m_names.emplace(column.name.toStdString(), std::pair(i, 0));
        for (const QString& alias : column.aliases)
            m_names.emplace(alias.toStdString(), std::pair(i, 1));
    }
}

Result<bool> EventReader::next(RecordBatch& batch, const Cancel& cancel)
{
    batch.reset(int(m_slots.size()));
    JsonValue value;
    while (!batch.full()) {
        LECTERN_ASSIGN(const bool more, m_values.next(value, cancel));
        if (!more) {
            m_done = true;
            break;
        }
        addEvent(batch, value);
    }
    return batch.rows() > 0;
}

void EventReader::look(Field& field, std::string_view name) const
{
    field = {std::string(name), name == "metadata" ? metadataField : noColumn, 0};
    if (const auto found = m_names.find(field.name); found != m_names.end())
        std::tie(field.column, field.rank) = found->second;
}

std::optional<simdjson::dom::element> EventReader::collect(simdjson::dom::object object, int rank, Fields& usual)
{
    std::optional<simdjson::dom::element> metadata;
    std::size_t at = 0;
    for (const auto field : object) {
        Field& known = usual[std::min(at++, usual.size() - 1)];
        if (field.key.size() > longestName)
            continue; // no column is called so
        if (known.name != field.key)
            look(known, field.key);
        if (known.column == metadataField && !metadata)
            metadata = field.value;
        if (known.column < 0 || field.value.is_null())
            continue;
        Slot& slot = m_slots[std::size_t(known.column)];
        if (rank + known.rank < slot.rank)
            slot = {field.value, rank + known.rank};
    }
    return metadata;
}

void EventReader::addEvent(RecordBatch& batch, const JsonValue& value)
{
    if (value.tooLong)
        return addRefused(batch, value, "not_json", "longer than 16 MiB");
    const auto parsed = m_parser.parse(value.text);
    if (!parsed)
        return addRefused(batch, value, "not_json", parsed.error());
    simdjson::dom::object event;
    if (parsed->get_object().get(event))
        return addRefused(batch, value, "not_an_object", {});

    for (Slot& slot : m_slots)
        slot.rank = absent;
    const auto inner = collect(event, 0, m_fields);
    if (simdjson::dom::object metadata; inner && !inner->get_object().get(metadata))
        collect(metadata, 2, m_metadata);

    batch.beginRow(value.record);
    for (int i = 0; i < int(m_slots.size()); ++i) {
        const Slot& slot = m_slots[std::size_t(i)];
        if (i == m_payload)
            batch.addCell(value.text);
        else if (std::string_view text; slot.rank < absent && !slot.value.get_string().get(text))
            batch.addCell(text);
        else if (slot.rank < absent && cellText(slot.value, m_text))
            batch.addCell(m_text);
        else
            batch.addMissing();
    }
}

void EventReader::addRefused(RecordBatch& batch, const JsonValue& value, std::string_view reason,
                             std::string_view argument)
{
    ++m_refused;
    batch.beginRow(value.record);
    for (std::size_t i = 0; i < m_slots.size(); ++i)
        batch.addMissing();
    batch.setExtra(keptLine(value.text));
    batch.refuse(reason, argument);
}

double EventReader::progress() const
{
    if (m_done)
        return 1;
    return m_size > 0 ? std::min(1.0, double(m_values.bytesRead()) / double(m_size)) : -1;
}

QStringList EventReader::remarks() const
{
    QStringList remarks;
    if (m_values.cutOff())
        remarks << QCoreApplication::translate("Connector",
                                               "The list is never closed: the file is probably cut off at its end.");
    if (m_refused > 0)
        remarks << QCoreApplication::translate("Connector", "%1 record(s) are no JSON objects and were set aside.")
                       .arg(m_refused);
    return remarks;
}

} // namespace lectern
