/// Checks rows of one load against the entity's schema and turns them into what the raw table stores: cells,
/// companions, key, scope, content hash. Depends on row, file and schema alone. One load, one thread.
#pragma once

#include "core/base/Hash.h"
#include "core/connector/Connector.h"
#include "core/ingest/CellParser.h"

#include <QByteArray>
#include <string>
#include <vector>

namespace lectern {

/// Why a row cannot be loaded.
struct RowFault
{
    QString column;
    QString reason;        ///< code, see reasonWords()
    QStringList arguments; ///< the first is the value as it came
};

/// One stored value of a raw table: text or integer or NULL.
struct StoredCell
{
    enum class Kind { Null, Text, Integer };
    Kind kind = Kind::Null;
    std::string_view text; ///< points into the batch or into CheckedRow::owned
    qint64 integer = 0;
};

/// A row ready to be stored. Reused from row to row.
struct CheckedRow
{
    std::vector<StoredCell> cells; ///< in the order of rawColumns(), without `extra`
    std::string key;               ///< natural key; empty where the entity has none
    bool keyReadable = false;
    std::string scope;
    std::string_view extra;        ///< further columns, in the form they are stored
    Hash128 hash;
    bool deletion = false;         ///< the row says "this one is gone"
    std::vector<std::string> owned;
};

class RowCheck
{
public:
    /// `reader` tells the date order of each column. All must outlive the check.
    RowCheck(const EntitySchema& schema, const Reader& reader, const QTimeZone& zone, const QByteArray& matchKey);

    /// Checks one row. `row` is filled as far as it could be read, its key and scope even when there is a fault.
    [[nodiscard]] std::optional<RowFault> check(const RecordBatch& batch, int index, CheckedRow& row);

    /// The row as it came, as JSON, without columns that must never be kept; for quarantine.
    [[nodiscard]] QString original(const RecordBatch& batch, int index) const;

private:
    struct Column
    {
        const ColumnSchema* schema;
        DateOrder order;
        int companions;
        bool opaque;
    };
    std::optional<RowFault> checkCell(const Column& column, std::string_view text, CheckedRow& row);
    std::optional<RowFault> parse(const ColumnSchema& schema, DateOrder order, std::string_view text, CheckedRow& row);
    void readIdentity(const RecordBatch& batch, int index, CheckedRow& row);

    const EntitySchema& m_schema;
    const QByteArray& m_matchKey;
    InstantParser m_instants;
    std::vector<Column> m_columns;
    std::vector<int> m_key;
    std::vector<int> m_scope;
    int m_subject = -1;
    int m_deletion = -1;
    std::string m_content; ///< bytes that are hashed, reused
};

} // namespace lectern
