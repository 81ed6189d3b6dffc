#include "tests/support/SimulatedSchool.h"

#include "core/ingest/Importer.h"
#include "core/transform/Runner.h"
#include "tests/support/TestSchool.h"

namespace lectern::test {

QString simulatedSchool(const QString& folder, SimulateOptions options)
{
    const QString path = folder + "/school.lectern";
    options.folder = folder + "/exports";
    const auto ignore = [](const Progress&) {};
    const auto fill = [&]() -> Result<void> {
        LECTERN_TRY(simulate(options, ignore, {}));
        LECTERN_ASSIGN(const auto school, School::create(path, catalog().entities()));
        LECTERN_TRY(importPaths(*school, catalog(), {options.folder}, {}, ignore, {}));
        LECTERN_TRY(build(*school, {}, ignore, {}));
        return {};
    };
    if (const auto done = fill(); !done)
        qFatal("the simulated school could not be made: %s", qPrintable(text(done.error())));
    return path;
}

} // namespace lectern::test
