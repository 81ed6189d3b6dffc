/// CSV exports of a student information system: attendance, calendar, students, demographics, section marks and home
/// places, each known by its header. Stateless; pool thread.
#include "core/connector/BirthYear.h"
#include "core/connector/TableDiscovery.h"
#include "core/connector/TableReader.h"

#include <QObject>

namespace lectern::sis {

class SisConnector final : public QObject, public Connector
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID LECTERN_CONNECTOR_IID FILE "sis.json")
    Q_INTERFACES(lectern::Connector)

public:
    Result<std::vector<Found>> discover(const Package& package, const Cancel& cancel) const override
    {
        static const std::vector<EntitySchema> entities = ownEntities("sis");
        return discoverTables(package, entities, cancel);
    }

    Result<std::unique_ptr<Reader>> open(const OpenRequest& request, const Cancel& cancel) const override
    {
        TableOptions options;
        options.missing = {{"*", {"NULL"}}};
        if (const int birthYear = request.schema->indexOf("birth_year"); birthYear >= 0) {
            const int birthDate = request.schema->indexOf("Birthdate");
            options.hook = [birthDate, birthYear](TableRow& row) {
                row.set(birthYear, birthYearOf(row.cell(birthDate)));
                return RowVerdict::Keep;
            };
        }
        return TableReader::open(request, std::move(options), cancel);
    }
};

} // namespace lectern::sis

#include "SisConnector.moc"
