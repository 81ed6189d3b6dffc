/// All connectors there are: their metadata, read without loading them, and the plugins themselves, loaded on demand.
/// Made once by app; const afterwards; thread-safe.
#pragma once

#include "core/connector/Connector.h"

#include <QJsonObject>
#include <map>
#include <mutex>

namespace lectern {

struct ConnectorInfo
{
    QString id;
    QString name;
    QString version;
    QString recognises;        ///< in words, for people
    QStringList capabilities;  ///< preview, incremental, live, resumable
    QString pluginPath;        ///< absolute
    std::vector<EntitySchema> entities;
    /// Columns of a table whose further columns the connector makes sense of itself (the questions of a form): what a
    /// layout with this connector and no entity fills. Its id is empty. Nothing = every layout must name an entity.
    std::optional<EntitySchema> table;
};

class ConnectorCatalog
{
public:
    /// Reads the metadata of every plugin in the built-in folder (beside the program) and in the drop-in folder.
    /// A plugin that is broken or of another interface version is listed in problems() and otherwise ignored.
    [[nodiscard]] static std::unique_ptr<ConnectorCatalog> load(const QStringList& folders = defaultFolders());
    [[nodiscard]] static QStringList defaultFolders();

    [[nodiscard]] const std::vector<ConnectorInfo>& connectors() const { return m_connectors; } ///< sorted by id
    [[nodiscard]] const std::vector<Error>& problems() const { return m_problems; }
    [[nodiscard]] const ConnectorInfo* info(const QString& id) const;                 ///< null if there is none
    [[nodiscard]] const EntitySchema* entity(const QString& connector, const QString& id) const;
    [[nodiscard]] std::vector<const EntitySchema*> entities() const;                  ///< of all connectors
    /// The plugin object; loaded at the first call, lives as long as the catalog. Error "connector.unusable".
    [[nodiscard]] Result<const Connector*> plugin(const QString& id) const;

private:
    std::vector<ConnectorInfo> m_connectors;
    std::vector<Error> m_problems;
    mutable std::mutex m_mutex;
    mutable std::map<QString, const Connector*> m_plugins;
};

} // namespace lectern
