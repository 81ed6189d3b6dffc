/// JSON and JSON lines: as a table, and as learning events and course structures.
#include "connectors/learning_events/CourseReader.h"
#include "connectors/learning_events/EventReader.h"
#include "core/connector/TableDiscovery.h"
#include "core/table/CsvReader.h"
#include "tests/fuzz/FuzzedSource.h"

using namespace lectern;

namespace {

const std::vector<EntitySchema>& entities()
{
    static const std::vector<EntitySchema> own = [] {
        std::vector<EntitySchema> found = ownEntities("learning_events");
        fuzz::require(found.size() == 2);
        return found;
    }();
    return own;
}

template <class EventsOrCourses>
void readAll(const EntitySchema& schema, std::string_view bytes)
{
    EventsOrCourses reader(schema, std::make_unique<MemoryReader>(bytes), JsonValues::layoutOf(bytes), qint64(bytes.size()));
    const Cancel never;
    RecordBatch batch;
    qint64 rows = 0;
    while (rows < 20'000 && reader.next(batch, never).value_or(false)) {
        fuzz::require(batch.rows() > 0);
        rows += batch.rows();
        for (int row = 0; row < batch.rows(); ++row) {
            for (int column = 0; column < int(schema.columns.size()); ++column)
                fuzz::requireUtf8(batch.cell(row, column));
            fuzz::requireUtf8(batch.extra(row));
        }
    }
    (void)reader.remarks();
    (void)reader.progress();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view bytes = fuzz::viewOf(data, size);
    fuzz::readTable(fuzz::sourceOf(bytes, "events.jsonl"));
    for (const EntitySchema& schema : entities()) {
        if (schema.id == "events")
            readAll<EventReader>(schema, bytes);
        else
            readAll<CourseReader>(schema, bytes);
    }
    return 0;
}
