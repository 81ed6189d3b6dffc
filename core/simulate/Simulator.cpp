#include "core/simulate/Simulator.h"

#include "core/simulate/Writers.h"

#include <QCoreApplication>

namespace lectern {

namespace {

using namespace simulation;

struct Writer
{
    Result<void> (*write)(const World&, Output&);
    double weight; ///< share of the time it takes, roughly
};

// A further domain is one more line. The order is the order of the files in the report.
constexpr Writer writers[] = {
    {writeRoster, 2},  {writeAttendance, 1}, {writePlaces, 0.1},      {writeMarks, 0.5},
    {writeCourses, 0.1}, {writeEvents, 6},   {writeAssessments, 0.5}, {writeSurveys, 0.2},
};

Result<void> checkRange(const char* option, qint64 value, qint64 low, qint64 high)
{
    if (value >= low && value <= high)
        return {};
    return failure("usage", {}, {QCoreApplication::translate("Error", "%1 must lie between %2 and %3.")
                                     .arg(QLatin1String(option)).arg(low).arg(high)});
}

} // namespace

Result<SimulateReport> simulate(const SimulateOptions& options, const ProgressSink& progress, const Cancel& cancel)
{
    if (options.folder.isEmpty())
        return failure("usage", {}, {QCoreApplication::translate("Error", "Name the folder to write to (--out DIR).")});
    LECTERN_TRY(checkRange("--students", options.students, 1, 100'000));
    LECTERN_TRY(checkRange("--days", options.days, 1, 366));
    LECTERN_TRY(checkRange("--years", options.years, 1, 20));
    LECTERN_TRY(checkRange("--events", options.events, -1, 2'000'000'000));
    LECTERN_ASSIGN(const World world, makeWorld(options));

    Output output(options.folder, progress, cancel);
    double total = 0;
    for (const Writer& writer : writers)
        total += writer.weight;
    double done = 0;
    for (const Writer& writer : writers) {
        output.span(done / total, (done + writer.weight) / total);
        LECTERN_TRY(writer.write(world, output));
        done += writer.weight;
    }
    return SimulateReport{output.files, output.rows};
}

} // namespace lectern
