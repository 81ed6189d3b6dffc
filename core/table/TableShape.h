/// Where in the rows of a file the table is: preamble above, one or several header rows, empty rows and columns, notes
/// and totals below, further tables. Found by what the cells are, never by what a file is called. Any thread.
#pragma once

#include "core/table/TableSource.h"

#include <algorithm>
#include <string>

namespace lectern {

constexpr std::size_t heldRows = 25; ///< below a table, rows in a row that could be notes

struct SampleRow
{
    qint64 row = 0; ///< its number in the source
    std::vector<std::string> cells;
};

struct TableShape
{
    int width = 0;                   ///< cells of a row before columns are left out
    std::vector<int> columns;        ///< cells that are kept, in order
    std::vector<int> secrets;        ///< of them, those whose cells are never shown: passwords and the like
    QStringList header;              ///< as written, one per kept column; empty = no header
    QStringList names;               ///< unique, one per kept column
    std::vector<qint64> headerRows;  ///< their numbers in the source
    std::vector<std::vector<std::string>> headerCells; ///< their cells, to know them when they come again
    qint64 firstRow = 1;             ///< number of the first row behind the header
    qint64 endRow = 0;               ///< number of the first row that is no longer of this table; 0 = up to the end
    bool idsFirst = false;           ///< the first column holds ids and the like: a word for a total there is none
    int usualFill = 0;               ///< cells that hold something in a usual row
    std::vector<Finding> findings;
    QStringList tables;              ///< all tables of the file, in words; empty if it is one
    int table = 0;                   ///< the one that was taken

    /// The cells of sample rows that belong to the table, kept columns only, at most `most` evenly spread ones: what
    /// types are guessed from. Notes and totals below the table are not among them.
    [[nodiscard]] std::vector<std::vector<std::string>> body(const std::vector<SampleRow>& sample, std::size_t most) const;
    [[nodiscard]] bool isSecret(int cell) const { return std::ranges::find(secrets, cell) != secrets.end(); }
};

/// `sample`: the first rows of the source, blank ones included; `complete`: all of them.
[[nodiscard]] TableShape findTable(const std::vector<SampleRow>& sample, bool complete, const RawTable& raw,
                                   const TableChoice& choice);

/// The first rows of `raw`, at most 20,000 or 1 MiB of cells; `complete` tells whether these are all. Errors of the rows,
/// "table.too_wide" with `file` as its place.
[[nodiscard]] Result<std::vector<SampleRow>> sampleOf(const RawTable& raw, const QString& file, bool& complete);

[[nodiscard]] bool isBlankRow(std::span<const std::string_view> cells);

/// True for a row that could be a note or a total below the table; whether it is shows what comes after it.
[[nodiscard]] bool couldBeFooter(std::span<const std::string_view> cells, bool afterBlank, const TableShape& shape);

} // namespace lectern
