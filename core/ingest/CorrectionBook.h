/// The corrections of one feed and entity, ready to be applied while rows are read: a row a person has corrected before is
/// corrected again. Read once per load; const afterwards; any thread.
#pragma once

#include "core/ingest/KeptRow.h"
#include "core/store/Database.h"

#include <QHash>
#include <QMap>

namespace lectern {

class CorrectionBook
{
public:
    /// Reads the corrections in force. Error "database.failed".
    [[nodiscard]] static Result<CorrectionBook> load(const Database& database, qint64 feedId, const EntitySchema& schema);

    [[nodiscard]] bool isEmpty() const { return m_byContent.isEmpty(); }

    /// Whether somebody has corrected a row with these cells; quick. Rows the reader refused are never known.
    [[nodiscard]] bool knows(const RecordBatch& batch, int index) const;

    /// Adds row `index` of `batch` to `corrected`, with the corrections of such a row; a row that was corrected again after
    /// a first correction goes through both. The outcome must be checked like any row.
    void apply(const RecordBatch& batch, int index, RecordBatch& corrected) const;

private:
    using Cells = QMap<int, std::optional<QString>>; // column -> value; nothing = emptied
    const EntitySchema* m_schema = nullptr;
    QHash<QString, Cells> m_byContent;
};

} // namespace lectern
