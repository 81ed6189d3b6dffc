/// A file of several sheets or tables: which one is read when nobody says. Pool thread.
#pragma once

#include "core/table/TableSource.h"

namespace lectern {

/// The chosen sheet, or else the first visible one that holds a table: covers and instructions, which fill few cells,
/// come before it. `sheets` is not empty. Error "table.no_sheet" and those of the rows.
[[nodiscard]] Result<RawTable> chosenSheet(const Source& source, const QString& format, std::vector<TableSheet> sheets,
                                           const TableChoice& choice);

/// A sheet without any rows: a chart.
[[nodiscard]] Result<std::unique_ptr<RowSource>> noRows();

} // namespace lectern
