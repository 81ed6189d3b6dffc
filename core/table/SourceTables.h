/// A file of several tables as several sources: sheets of a workbook, tables of a page, runs of rows of a text. Costs a look
/// at the first bytes where there is one table. Pool thread.
#pragma once

#include "core/table/Source.h"

namespace lectern {

struct SourceTables
{
    std::vector<Source> tables;   ///< each with its part; empty = the source is one table, or holds none
    QStringList hidden = {};      ///< sheets that hold a table and are left out, because the file hides them
    bool certain = false;         ///< the format says so; a text is only guessed to hold several
};

/// Hidden sheets are left out and named; sheets without two rows of two cells are left out. Of a text, tables that begin
/// within its first 256 KiB are found. What is seen of each table stays in its memo. Errors of openRaw().
[[nodiscard]] Result<SourceTables> tablesOf(const Source& source);

} // namespace lectern
