/// A batch of rows behind the checks: what the reader thread hands to the writer. Owns everything it holds; reused from
/// batch to batch. One thread at a time.
#pragma once

#include "core/ingest/OpenRows.h"
#include "core/store/RawInsert.h"
#include "core/table/RecordBatch.h"

#include <QStringList>
#include <memory_resource>
#include <optional>

namespace lectern {

/// Why a row cannot be loaded.
struct RowFault
{
    QString column;
    QString reason;        ///< code, see reasonWords()
    QStringList arguments; ///< the first is the value as it came
};

/// One row of a checked batch; its cells stand in CheckedBatch::cells.
struct CheckedRow
{
    RowIdentity identity;
    qint64 sourceRow = 0;
    qint64 version = 0;        ///< UTC ms of the entity's version column; the smallest number if there is none
    std::uint32_t scope = 0;   ///< index into RowCheck::scopes()
    std::int32_t fault = -1;   ///< index into CheckedBatch::faults, -1 = none
    bool keyReadable = false;  ///< the key's required columns are there
    bool deletion = false;     ///< the row says "this one is gone"
};

class CheckedBatch
{
public:
    RecordBatch records;
    std::vector<CheckedRow> rows;
    std::vector<StoredCell> cells; ///< rows x width, row after row, in the order of rawColumns()
    std::vector<RowFault> faults;
    double progress = -1; ///< of the reader, 0 to 1, below 0 = unknown

    [[nodiscard]] const StoredCell* cellsOf(std::size_t row, std::size_t width) const { return cells.data() + row * width; }
    /// Text that lives as long as the batch's rows.
    [[nodiscard]] std::string_view keep(std::string_view text)
    {
        auto* bytes = static_cast<char*>(m_texts.allocate(text.size() + 1, 1));
        text.copy(bytes, text.size());
        return {bytes, text.size()};
    }
    void clear()
    {
        rows.clear();
        cells.clear();
        faults.clear();
        m_texts.release();
    }

private:
    std::pmr::monotonic_buffer_resource m_texts{16 * 1024};
};

} // namespace lectern
