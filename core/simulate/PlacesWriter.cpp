/// sis/home_places.csv: the town each learner lives in, by name.
#include "core/simulate/Names.h"
#include "core/simulate/Writers.h"

namespace lectern::simulation {

Result<void> writePlaces(const World& world, Output& output)
{
    CsvFile file;
    LECTERN_ASSIGN(const QString path, output.place("sis/home_places.csv"));
    LECTERN_TRY(file.open(path, {"student_id", "place", "region", "country"}));
    for (const Student& student : world.students) {
        const int town = world.households[std::size_t(student.family)].town;
        file.cell(student.number).cell(towns[std::size_t(town)].name).cell("Massachusetts").cell("US");
        file.end();
    }
    return output.finish(file);
}

} // namespace lectern::simulation
