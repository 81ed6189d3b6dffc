/// What one kind of row a connector brings looks like: columns, types, keys, scope, whose data it is. Declared as
/// data in the connector's JSON metadata and parsed once.
#pragma once

#include "core/base/Error.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <optional>
#include <vector>

namespace lectern {

/// Type of a cell as the source means it. The raw table keeps the text as it came; types with companions get parsed
/// columns beside it, made at ingest.
enum class CellType {
    Text,    ///< as it came
    Id,      ///< identifier: text, never a number, outer spaces trimmed
    Integer, ///< companion <column>__num: the integer
    Decimal, ///< companion <column>__milli: thousandths, rounded half away from zero
    Date,    ///< companion <column>__day: days since 1970-01-01
    Instant, ///< companions <column>__ms (UTC), <column>__day and <column>__minute (school's zone)
    Boolean, ///< companion <column>__num: 0 or 1
    List,    ///< comma-separated ids in one cell: text as it came
    Json     ///< a JSON document as text
};

/// Privacy class of a column (see the design: masking, roles, exports derive from it).
enum class Privacy { None, Quasi, Sensitive, FreeText, Contact, Identity, Never };

/// How a load treats rows that were there before.
enum class Mode { Snapshot, Delta, Append };

struct ColumnSchema
{
    QString name;           ///< the source's own name; also the name in the raw table
    QStringList aliases;    ///< other headers that mean the same
    CellType type = CellType::Text;
    bool required = false;  ///< an empty cell sends the row to quarantine
    bool mandatory = false; ///< the header must be there at all (a missing one is an error of the file)
    QStringList values;     ///< allowed values, compared without case; empty = any. "ext:…" is always allowed
    std::optional<double> low;  ///< smallest allowed number
    std::optional<double> high; ///< largest allowed number
    Privacy privacy = Privacy::None;
    QString match;          ///< "email", "username", "state_id": gets a companion <column>__key; empty = none
    QString dateOrder;      ///< "mdy" or "dmy" when the column itself gives no evidence; empty = "mdy"
    QString doc;            ///< one line for the data dictionary
};

/// Which rows of a file say "this one is gone".
struct DeletionRule
{
    QString column;
    QStringList values; ///< compared without case
};

struct EntitySchema
{
    QString connector; ///< "oneroster"
    QString id;        ///< "users"
    QString title;     ///< "Users"
    Mode mode = Mode::Snapshot;
    QStringList key;   ///< names of key columns; empty = row identity by content and occurrence
    QStringList scope; ///< names of scope columns; empty = the whole feed
    QString subject;   ///< column that says whose data a row is; empty = nobody's
    DeletionRule deletion;
    QString version;   ///< column that says when the source changed a row: in `delta` loads the newest wins, in whatever
                       ///< order files come; empty = the load that comes last wins
    bool wide = false; ///< cells stay in `extra` alone, no table column each
    std::vector<ColumnSchema> columns;

    [[nodiscard]] QString rawTable() const { return "raw_" + connector + "__" + id; }
    [[nodiscard]] QString nowView() const { return "now_" + connector + "__" + id; }
    [[nodiscard]] int indexOf(const QString& column) const; ///< -1 if there is none
};

/// Companion columns of one column in the order they stand in the raw table: name and SQL type.
struct Companion
{
    QString name;
    QString sqlType; ///< "INTEGER" or "TEXT"
};
[[nodiscard]] std::vector<Companion> companionsOf(const ColumnSchema& column);

/// Reads one entry of "entities" in a connector's metadata. Error "connector.unusable" names what is wrong.
[[nodiscard]] Result<EntitySchema> entityFromJson(const QString& connector, const QJsonObject& object);

[[nodiscard]] QString modeName(Mode mode);                    ///< "snapshot", "delta", "append"
[[nodiscard]] std::optional<Mode> modeFromName(const QString& name);
[[nodiscard]] QString privacyName(Privacy privacy);           ///< "identity", "free text", …
[[nodiscard]] std::optional<Privacy> privacyFromName(const QString& name);

} // namespace lectern
