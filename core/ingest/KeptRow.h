/// A refused row by its cells: as quarantine keeps it, as a batch holds it, and the one name (content) under which it is
/// known again when the same bad row comes once more. Values and free functions, any thread.
#pragma once

#include "core/table/EntitySchema.h"
#include "core/table/RecordBatch.h"

#include <optional>
#include <vector>

namespace lectern {

struct KeptRow
{
    std::vector<std::optional<QString>> cells; ///< per column of the schema; nothing = missing, or never kept
    QString extra;                             ///< further columns as one JSON object text, keys sorted; "" = none
};

/// The row as quarantine wrote it (QuarantinedRow::rowJson), opaque cells readable.
[[nodiscard]] KeptRow keptRow(const EntitySchema& schema, const QString& rowJson);

/// A row of a batch, as quarantine would keep it: without cells of class `never`.
[[nodiscard]] KeptRow keptRow(const EntitySchema& schema, const RecordBatch& batch, int index);

/// 32 hexadecimal digits that are the same for the same cells of the entity's columns, whatever way the row came; further
/// columns and those of class `never` do not count.
[[nodiscard]] QString contentOf(const EntitySchema& schema, const KeptRow& row);
[[nodiscard]] QString contentOf(const EntitySchema& schema, const RecordBatch& batch, int index);

/// The key's cells joined by " / "; "" if the entity has no key.
[[nodiscard]] QString keyOf(const EntitySchema& schema, const KeptRow& row);

/// Its key as raw tables keep it (key_hash); of an entity with a key.
[[nodiscard]] qint64 keyHashOf(const EntitySchema& schema, const KeptRow& row);

/// Adds the row to a batch that was reset to the schema's columns.
void addTo(RecordBatch& batch, qint64 sourceRow, const KeptRow& row);

} // namespace lectern
