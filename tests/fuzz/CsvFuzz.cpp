/// Delimited text in any dialect and encoding: as preview reads it, and as a connector does that knows the header.
#include "core/connector/TableReader.h"
#include "tests/fuzz/FuzzedSource.h"

#include <QJsonArray>
#include <QJsonObject>

using namespace lectern;

namespace {

/// An entity with one column of each type whose cells are looked at while they are read.
const EntitySchema& schema()
{
    static const EntitySchema entity = [] {
        const auto column = [](const char* name, const char* type) { return QJsonObject{{"name", name}, {"type", type}, {"privacy", "none"}}; };
        const QJsonObject json{{"id", "rows"},
                               {"title", "Rows"},
                               {"mode", "append"},
                               {"columns", QJsonArray{column("id", "id"), column("date", "date"), column("score", "decimal"),
                                                      column("name", "text"), column("seen", "instant")}}};
        auto parsed = entityFromJson("fuzz", json);
        fuzz::require(parsed.has_value());
        return std::move(*parsed);
    }();
    return entity;
}

void readAsConnector(const Source& source)
{
    const Cancel never;
    OpenRequest request;
    request.found = {source, "rows", std::nullopt, 1, {}};
    request.schema = &schema();
    auto reader = TableReader::open(request, {}, never);
    if (!reader)
        return;
    RecordBatch batch;
    for (int i = 0; i < 10 && (*reader)->next(batch, never).value_or(false); ++i) {
        for (int row = 0; row < batch.rows(); ++row)
            for (int column = 0; column < int(schema().columns.size()); ++column)
                fuzz::requireUtf8(batch.cell(row, column));
    }
    (void)(*reader)->remarks();
    (void)(*reader)->sample();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const Source source = fuzz::sourceOf(fuzz::viewOf(data, size), "table.csv");
    fuzz::readTable(source);
    readAsConnector(source);
    return 0;
}
