/// Finds plugins, reads their metadata without loading them, loads one when it is first needed.
#include "core/connector/ConnectorCatalog.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>
#include <QLibrary>
#include <QPluginLoader>
#include <QStandardPaths>
#include <algorithm>

namespace lectern {

namespace {

Result<ConnectorInfo> infoOf(const QString& path)
{
    const QJsonObject plugin = QPluginLoader(path).metaData();
    if (plugin.isEmpty())
        return failure("connector.unusable", {path}, {QCoreApplication::translate("Connector", "it is no plugin")});
    if (plugin["IID"].toString() != LECTERN_CONNECTOR_IID)
        return failure("connector.unusable", {path},
                       {QCoreApplication::translate("Connector", "it is made for another interface (%1)").arg(plugin["IID"].toString())});
    const QJsonObject metadata = plugin["MetaData"].toObject();
    ConnectorInfo info;
    info.id = metadata["id"].toString();
    info.name = metadata["name"].toString(info.id);
    info.version = metadata["version"].toString();
    info.recognises = metadata["recognises"].toString();
    info.pluginPath = path;
    if (info.id.isEmpty())
        return failure("connector.unusable", {path}, {QCoreApplication::translate("Connector", "it has no id")});
    for (const QJsonValue& capability : metadata["capabilities"].toArray())
        info.capabilities << capability.toString();
    for (const QJsonValue& value : metadata["entities"].toArray()) {
        Result<EntitySchema> entity = entityFromJson(info.id, value.toObject());
        if (!entity) {
            Error error = std::move(entity).error();
            error.where.file = path;
            return failure(std::move(error));
        }
        info.entities.push_back(std::move(*entity));
    }
    if (QJsonObject table = metadata["table"].toObject(); !table.isEmpty()) {
        table.insert("id", "table");
        table.insert("mode", "delta");
        LECTERN_ASSIGN(info.table, entityFromJson(info.id, table));
        info.table->id.clear();
    }
    return info;
}

} // namespace

std::unique_ptr<ConnectorCatalog> ConnectorCatalog::load(const QStringList& folders)
{
    auto catalog = std::make_unique<ConnectorCatalog>();
    for (const QString& folder : folders) {
        const QDir dir(folder);
        for (const QFileInfo& file : dir.entryInfoList(QDir::Files, QDir::Name)) {
            const QString path = file.absoluteFilePath(); // metadata can be read by an absolute path only
            if (!QLibrary::isLibrary(path))
                continue;
            Result<ConnectorInfo> info = infoOf(path);
            if (!info)
                catalog->m_problems.push_back(std::move(info).error());
            else if (!catalog->info(info->id)) // built in goes before dropped in
                catalog->m_connectors.push_back(std::move(*info));
        }
    }
    std::ranges::sort(catalog->m_connectors, {}, &ConnectorInfo::id);
    return catalog;
}

QStringList ConnectorCatalog::defaultFolders()
{
    QStringList folders;
    if (const QString chosen = qEnvironmentVariable("LECTERN_CONNECTORS"); !chosen.isEmpty())
        folders << chosen;
    else
        folders << QDir::cleanPath(QCoreApplication::applicationDirPath() + "/../lib/lectern/connectors");
    folders << QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + "/connectors";
    return folders;
}

const ConnectorInfo* ConnectorCatalog::info(const QString& id) const
{
    const auto found = std::ranges::find(m_connectors, id, &ConnectorInfo::id);
    return found == m_connectors.end() ? nullptr : &*found;
}

const EntitySchema* ConnectorCatalog::entity(const QString& connector, const QString& id) const
{
    const ConnectorInfo* owner = info(connector);
    if (!owner)
        return nullptr;
    const auto found = std::ranges::find(owner->entities, id, &EntitySchema::id);
    return found == owner->entities.end() ? nullptr : &*found;
}

std::vector<const EntitySchema*> ConnectorCatalog::entities() const
{
    std::vector<const EntitySchema*> all;
    for (const ConnectorInfo& connector : m_connectors)
        for (const EntitySchema& entity : connector.entities)
            all.push_back(&entity);
    return all;
}

Result<const Connector*> ConnectorCatalog::plugin(const QString& id) const
{
    const std::lock_guard lock(m_mutex);
    if (const auto loaded = m_plugins.find(id); loaded != m_plugins.end())
        return loaded->second;
    const ConnectorInfo* connector = info(id);
    if (!connector)
        return failure("connector.unusable", {id}, {QCoreApplication::translate("Connector", "there is no such connector")});
    QPluginLoader loader(connector->pluginPath);
    const auto* plugin = qobject_cast<Connector*>(loader.instance()); // stays loaded until the program ends
    if (!plugin)
        return failure("connector.unusable", {connector->pluginPath}, {loader.errorString()});
    m_plugins.emplace(id, plugin);
    return plugin;
}

} // namespace lectern
