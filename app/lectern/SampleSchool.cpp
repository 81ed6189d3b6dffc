#include "app/lectern/SampleSchool.h"

#include "app/lectern/ProgressPart.h"
#include "core/ingest/Importer.h"
#include "core/simulate/Simulator.h"
#include "core/transform/Runner.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QTemporaryDir>

namespace lectern {

namespace {

Result<void> fill(const QString& path, const QString& exports, const ConnectorCatalog& catalog, const ProgressSink& progress,
                  const Cancel& cancel)
{
    SimulateOptions options;
    options.folder = exports;
    LECTERN_TRY(simulate(options, part(progress, 0, 0.15), cancel));
    LECTERN_ASSIGN(const auto school, School::create(path, catalog.entities()));
    LECTERN_TRY(importPaths(*school, catalog, {exports}, {}, part(progress, 0.15, 0.65), cancel));
    LECTERN_TRY(build(*school, {}, part(progress, 0.65, 1), cancel));
    return {};
}

} // namespace

Result<QString> makeSampleSchool(const ConnectorCatalog& catalog, const ProgressSink& progress, const Cancel& cancel)
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    const QString path = folder + "/sample.lectern";
    if (QFile::exists(path))
        return path;
    if (!QDir().mkpath(folder))
        return failure("file.unwritable", {.file = folder});
    const QTemporaryDir workshop(folder + "/sample-XXXXXX");
    if (!workshop.isValid())
        return failure("file.unwritable", {.file = folder}, {}, workshop.errorString());
    const QString made = workshop.filePath("sample.lectern");
    LECTERN_TRY(fill(made, workshop.filePath("exports"), catalog, progress, cancel));
    if (!QFile::rename(made, path))
        return failure("file.unwritable", {.file = path});
    return path;
}

} // namespace lectern
