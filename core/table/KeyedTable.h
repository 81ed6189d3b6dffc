/// Tables whose rows name their own cells (JSON objects, XML elements): the columns are what the first records name, in
/// the order they first appear. Pool thread.
#pragma once

#include "core/table/TableSource.h"

#include <string>
#include <utility>
#include <vector>

namespace lectern {

/// The named values of one record, in its own order. Reused from record to record.
using Fields = std::vector<std::pair<std::string, std::string>>;

class RecordStream
{
public:
    virtual ~RecordStream() = default;
    /// Fills in the next record; false at the end. Errors of the format.
    [[nodiscard]] virtual Result<bool> next(Fields& fields) = 0;
    /// 1-based number of that record.
    [[nodiscard]] virtual qint64 number() const = 0;
    [[nodiscard]] virtual QStringList remarks() const { return {}; }
};

using RecordOpener = std::function<Result<std::unique_ptr<RecordStream>>()>;

/// Makes the table; its columns are what the first `lookedAt` records name. Its first row holds the names (RawTable::named), unless `positions`: then names are numbers of
/// columns from 1. Errors "table.too_wide" and those of the records.
[[nodiscard]] Result<RawTable> keyedTable(const Source& source, const QString& format, bool positions, RecordOpener records,
                                          qint64 lookedAt);

} // namespace lectern
