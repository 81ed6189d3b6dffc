/// A batch of rows and what the checks said of them: what the reader thread hands to the writer. Owns everything it holds; reused from
/// batch to batch. One thread at a time.
#pragma once

#include "core/ingest/OpenRows.h"
#include "core/store/RawRecord.h"
#include "core/table/RecordBatch.h"

#include <QStringList>
#include <optional>

namespace lectern {

/// Why a row cannot be loaded.
struct RowFault
{
    QString column;
    QString reason;        ///< code, see reasonWords()
    QStringList arguments; ///< the first is the value as it came
};

/// One row of a checked batch.
struct CheckedRow
{
    RowIdentity identity;
    qint64 sourceRow = 0;
    RecordSpan cells;          ///< in CheckedBatch::cells; empty where there is a fault
    qint64 version = 0;        ///< UTC ms of the entity's version column; the smallest number if there is none
    std::uint32_t scope = 0;   ///< as RowCheck::scope() takes it
    std::int32_t fault = -1;   ///< index into CheckedBatch::faults, -1 = none
    bool keyReadable = false;  ///< the key's required columns are there
    bool deletion = false;     ///< the row says "this one is gone"
};

struct CheckedBatch
{
    RecordBatch records;
    std::vector<CheckedRow> rows;
    std::string cells; ///< of all rows as records hold them, in the order of rawColumns()
    std::vector<RowFault> faults;
    double progress = -1; ///< of the reader, 0 to 1, below 0 = unknown

    /// Of a batch that has rows.
    [[nodiscard]] bool checked() const { return !rows.empty(); }
    void clear()
    {
        rows.clear();
        cells.clear();
        faults.clear();
    }
};

} // namespace lectern
