/// Layout files somebody else wrote. The input is the JSON of a layout and, behind the character 1E, the table it is laid
/// over; without one, a table of the headers it asks for.
#include "core/connector/LayoutTable.h"
#include "tests/fuzz/FuzzedSource.h"

using namespace lectern;

namespace {

QByteArray tableOf(const Layout& layout)
{
    QStringList headers = layout.sources() + layout.signature;
    headers.removeDuplicates();
    QString text;
    for (const QString& name : headers)
        text += '"' + QString(name).replace('"', "\"\"") + "\",";
    return (text + "\n" + QString("1,02.03.2026,\"1.234,5\",x\n").repeated(3)).toUtf8();
}

void readRows(const RawTable& table)
{
    auto rows = table.rows();
    if (!rows)
        return;
    for (int i = 0; i < 5000 && (*rows)->next().value_or(false); ++i)
        for (const std::string_view cell : (*rows)->cells())
            fuzz::requireUtf8(cell);
    (void)(*rows)->remarks();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view input = fuzz::viewOf(data, size);
    const std::size_t end = std::min(input.find('\x1e'), input.size());
    const auto layout = layoutFromJson(QByteArray(input.data(), qsizetype(end)), "layout.json");
    if (!layout) {
        fuzz::require(layout.error().code.contains('.'));
        return 0;
    }
    const QByteArray written = layoutToJson(*layout);
    const auto again = layoutFromJson(written, "layout.json");
    fuzz::require(again && *again == *layout && layoutToJson(*again) == written);
    const QByteArray made = end < input.size() ? QByteArray(input.data() + end + 1, qsizetype(input.size() - end - 1)) : tableOf(*layout);
    const Source source = fuzz::sourceOf({made.constData(), std::size_t(made.size())}, "table.csv");
    (void)fitOf(*layout, source);
    if (const auto table = laidOutTable(source, *layout))
        readRows(*table);
    return 0;
}
