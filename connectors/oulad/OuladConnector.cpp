/// The Open University Learning Analytics Dataset: seven CSV files, each known by its header. Stateless; pool thread.
#include "core/connector/TableDiscovery.h"
#include "core/connector/TableReader.h"

#include <QObject>

namespace lectern::oulad {

class OuladConnector final : public QObject, public Connector
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID LECTERN_CONNECTOR_IID FILE "oulad.json")
    Q_INTERFACES(lectern::Connector)

public:
    Result<std::vector<Found>> discover(const Package& package, const Cancel& cancel) const override
    {
        static const std::vector<EntitySchema> entities = ownEntities("oulad");
        return discoverTables(package, entities, cancel);
    }

    Result<std::unique_ptr<Reader>> open(const OpenRequest& request, const Cancel& cancel) const override
    {
        // Early copies of the dataset write "?" where later ones leave the cell empty.
        return TableReader::open(request, {.hook = {}, .missing = {{"*", {"?"}}}}, cancel);
    }
};

} // namespace lectern::oulad

#include "OuladConnector.moc"
