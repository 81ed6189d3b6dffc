/// Reads entity schemas from a connector's metadata and names their companions. Stateless; any thread.
#include "core/table/EntitySchema.h"

#include <QJsonArray>
#include <QSet>
#include <array>

namespace lectern {

namespace {

template <class T>
struct Named
{
    const char* name;
    T value;
};

constexpr Named<CellType> cellTypes[] = {
    {"text", CellType::Text}, {"id", CellType::Id},           {"integer", CellType::Integer},
    {"decimal", CellType::Decimal}, {"date", CellType::Date}, {"instant", CellType::Instant},
    {"boolean", CellType::Boolean}, {"list", CellType::List}, {"json", CellType::Json},
};

constexpr Named<Privacy> privacies[] = {
    {"none", Privacy::None},         {"quasi", Privacy::Quasi},     {"sensitive", Privacy::Sensitive},
    {"free text", Privacy::FreeText}, {"contact", Privacy::Contact}, {"identity", Privacy::Identity},
    {"never", Privacy::Never},
};

constexpr Named<Mode> modes[] = {
    {"snapshot", Mode::Snapshot},
    {"delta", Mode::Delta},
    {"append", Mode::Append},
};

// Columns every raw table has beside the source's own.
constexpr std::array reserved = {"row_no",   "school_id", "feed_id",    "key_hash", "row_hash",
                                 "scope_id", "closed_by", "source_row", "extra"};

template <class T, std::size_t n>
std::optional<T> valueOf(const Named<T> (&table)[n], const QString& name)
{
    for (const Named<T>& entry : table)
        if (name == QLatin1String(entry.name))
            return entry.value;
    return std::nullopt;
}

template <class T, std::size_t n>
QString nameOf(const Named<T> (&table)[n], T value)
{
    for (const Named<T>& entry : table)
        if (entry.value == value)
            return QLatin1String(entry.name);
    return {};
}

QStringList strings(const QJsonValue& value)
{
    QStringList list;
    for (const QJsonValue& item : value.toArray())
        list << item.toString();
    return list;
}

std::unexpected<Error> unusable(const QString& connector, const QString& entity, const QString& what)
{
    return failure("connector.unusable", {connector}, {entity.isEmpty() ? what : entity + ": " + what});
}

Result<ColumnSchema> columnFromJson(const QString& connector, const QString& entity, const QJsonObject& object)
{
    ColumnSchema column;
    column.name = object["name"].toString();
    if (column.name.isEmpty())
        return unusable(connector, entity, "a column without a name");
    const auto type = valueOf(cellTypes, object["type"].toString("text"));
    if (!type)
        return unusable(connector, entity, column.name + " has an unknown type");
    const auto privacy = privacyFromName(object["privacy"].toString());
    if (!privacy)
        return unusable(connector, entity, column.name + " has no known privacy class");
    column.aliases = strings(object["aliases"]);
    column.type = *type;
    column.required = object["required"].toBool();
    column.mandatory = object["mandatory"].toBool();
    column.values = strings(object["values"]);
    if (object["low"].isDouble())
        column.low = object["low"].toDouble();
    if (object["high"].isDouble())
        column.high = object["high"].toDouble();
    column.privacy = *privacy;
    column.match = object["match"].toString();
    if (!column.match.isEmpty() && !QStringList{"email", "username", "state_id"}.contains(column.match))
        return unusable(connector, entity, column.name + " matches by an unknown kind of key");
    column.dateOrder = object["dateOrder"].toString();
    if (!QStringList{"", "mdy", "dmy"}.contains(column.dateOrder))
        return unusable(connector, entity, column.name + " has an unknown order of day and month");
    column.doc = object["doc"].toString();
    return column;
}

/// The first name in `names` that is no column of `entity`; empty if all are.
QString unknownIn(const EntitySchema& entity, const QStringList& names)
{
    for (const QString& name : names)
        if (entity.indexOf(name) < 0)
            return name;
    return {};
}

} // namespace

int EntitySchema::indexOf(const QString& column) const
{
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (columns[i].name == column)
            return int(i);
    return -1;
}

std::vector<Companion> companionsOf(const ColumnSchema& column)
{
    std::vector<Companion> companions;
    if (column.privacy == Privacy::Never)
        return companions;
    switch (column.type) {
    case CellType::Integer:
    case CellType::Boolean:
        companions.push_back({column.name + "__num", "INTEGER"});
        break;
    case CellType::Decimal:
        companions.push_back({column.name + "__milli", "INTEGER"});
        break;
    case CellType::Date:
        companions.push_back({column.name + "__day", "INTEGER"});
        break;
    case CellType::Instant:
        companions.push_back({column.name + "__ms", "INTEGER"});
        companions.push_back({column.name + "__day", "INTEGER"});
        companions.push_back({column.name + "__minute", "INTEGER"});
        break;
    case CellType::Text:
    case CellType::Id:
    case CellType::List:
    case CellType::Json:
        break;
    }
    if (!column.match.isEmpty())
        companions.push_back({column.name + "__key", "TEXT"});
    return companions;
}

Result<EntitySchema> entityFromJson(const QString& connector, const QJsonObject& object)
{
    EntitySchema entity;
    entity.connector = connector;
    entity.id = object["id"].toString();
    if (entity.id.isEmpty())
        return unusable(connector, {}, "an entity without an id");
    entity.title = object["title"].toString(entity.id);
    const auto mode = modeFromName(object["mode"].toString());
    if (!mode)
        return unusable(connector, entity.id, "an unknown mode");
    entity.mode = *mode;
    entity.key = strings(object["key"]);
    entity.scope = strings(object["scope"]);
    entity.subject = object["subject"].toString();
    const QJsonObject deletion = object["deletion"].toObject();
    entity.deletion = {deletion["column"].toString(), strings(deletion["values"])};
    entity.version = object["version"].toString();
    entity.wide = object["wide"].toBool();
    QSet<QString> names;
    for (const char* name : reserved)
        names.insert(name);
    for (const QJsonValue& value : object["columns"].toArray()) {
        LECTERN_ASSIGN(ColumnSchema column, columnFromJson(connector, entity.id, value.toObject()));
        const QString folded = column.name.toCaseFolded();
        if (names.contains(folded))
            return unusable(connector, entity.id, column.name + " stands twice or is a name Lectern keeps for itself");
        names.insert(folded);
        entity.columns.push_back(std::move(column));
    }
    if (entity.columns.empty())
        return unusable(connector, entity.id, "no columns");
    QStringList named = entity.key + entity.scope;
    if (!entity.subject.isEmpty())
        named << entity.subject;
    if (!entity.deletion.column.isEmpty())
        named << entity.deletion.column;
    if (!entity.version.isEmpty())
        named << entity.version;
    if (const QString unknown = unknownIn(entity, named); !unknown.isEmpty())
        return unusable(connector, entity.id, "no column named " + unknown);
    return entity;
}

QString modeName(Mode mode)
{
    return nameOf(modes, mode);
}

std::optional<Mode> modeFromName(const QString& name)
{
    return valueOf(modes, name);
}

QString privacyName(Privacy privacy)
{
    return nameOf(privacies, privacy);
}

std::optional<Privacy> privacyFromName(const QString& name)
{
    return valueOf(privacies, name);
}

} // namespace lectern
