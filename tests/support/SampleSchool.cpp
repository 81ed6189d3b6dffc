/// See SampleSchool.h.
#include "tests/support/SampleSchool.h"

#include "core/ingest/Importer.h"
#include "core/simulate/Simulator.h"
#include "core/transform/Runner.h"
#include "tests/support/TestSchool.h"

#include <QDir>
#include <QtTest>

namespace lectern::test {

namespace {

struct Sample
{
    QTemporaryDir folder;
    std::unique_ptr<School> school;
    Database reader;
};

template <class T>
T orEnd(Result<T> result, const char* step)
{
    if (!result)
        qFatal("%s: %s", step, qPrintable(text(result.error())));
    return std::move(*result);
}

Sample& sample()
{
    static Sample made;
    if (made.school)
        return made;
    const ProgressSink quiet = [](const Progress&) {};
    const QString exports = made.folder.filePath("exports");
    const SimulateOptions options{.folder = exports, .students = 60, .days = 60, .years = 1, .events = -1, .seed = 7};
    (void)orEnd(simulate(options, quiet, Cancel()), "simulate");
    made.school = orEnd(School::create(made.folder.filePath("sample.lectern"), catalog().entities()), "create");
    const ImportReport report = orEnd(importPaths(*made.school, catalog(), {exports}, {}, quiet, Cancel()), "import");
    if (report.loads.empty())
        qFatal("the sample school imported nothing");
    (void)orEnd(build(*made.school, {}, quiet, Cancel()), "build");
    made.reader = orEnd(made.school->reader(), "reader");
    return made;
}

} // namespace

School& sampleSchool()
{
    return *sample().school;
}

const Database& sampleReader()
{
    return sample().reader;
}

} // namespace lectern::test
