/// See Manifest.h. Any thread.
#include "connectors/oneroster/Manifest.h"

namespace lectern::oneroster {

std::optional<Manifest> manifestIn(const TableHead& head)
{
    if (head.records.empty())
        return std::nullopt;
    const QStringList& header = head.records.front().cells;
    if (header.size() < 2 || normalisedHeader(header[0]) != "propertyname" || normalisedHeader(header[1]) != "value")
        return std::nullopt;
    Manifest manifest;
    for (const HeadRecord& record : head.records) {
        if (record.cells.size() < 2)
            continue;
        const QString name = record.cells[0].trimmed().toCaseFolded();
        const QString value = record.cells[1].trimmed().toCaseFolded();
        if (name == "oneroster.version")
            manifest.version = value;
        else if (name.startsWith("file.") && value == "bulk")
            manifest.modes.insert(name.mid(5), Mode::Snapshot);
        else if (name.startsWith("file.") && value == "delta")
            manifest.modes.insert(name.mid(5), Mode::Delta);
    }
    return manifest;
}

} // namespace lectern::oneroster
