/// Any table a school owns, whatever the format: first the rows as they stand in the file (RawTable, one opener per
/// format), then the table among them: header found, preamble and footer left out, types decided (OpenedTable).
/// Pool thread; an object belongs to one thread at a time.
#pragma once

#include "core/table/ColumnTypes.h"
#include "core/table/Source.h"

#include <QJsonObject>
#include <functional>
#include <optional>
#include <span>
#include <string_view>

namespace lectern {

/// Rows of cells in order, once.
class RowSource
{
public:
    virtual ~RowSource() = default;
    /// Reads the next row; false at the end. Errors "table.…", "source.…", "file.…", "zip.…".
    [[nodiscard]] virtual Result<bool> next() = 0;
    /// Cells of the row read last, UTF-8; valid until the next call of next(). An empty cell has size 0.
    [[nodiscard]] virtual std::span<const std::string_view> cells() const = 0;
    /// 1-based number of that row as a person counts rows in the source (blank rows and headers count).
    [[nodiscard]] virtual qint64 row() const = 0;
    /// What happened on the way, for people ("3 bytes repaired"). Complete after the last row.
    [[nodiscard]] virtual QStringList remarks() const { return {}; }
    /// 0 to 1, below 0 if unknown.
    [[nodiscard]] virtual double progress() const { return -1; }
};

using RowOpener = std::function<Result<std::unique_ptr<RowSource>>()>;

/// One thing that was decided by looking, with its reason in words.
struct Finding
{
    QString what;  ///< stable English key, no spaces: "delimiter", "encoding", "sheet", "header"
    QString value; ///< for people: "semicolon"
    QString why;   ///< one clause: "84 of 84 rows have 9 cells"
};

/// What the person chose instead of letting Lectern look. Nothing = look.
struct TableChoice
{
    std::optional<int> sheet = std::nullopt; ///< from 0
    /// Of records that name their own cells (JSON, XML), how many are looked at for names.
    qint64 records = 50'000;
    /// A value in cells that are merged stands in each row they span, not in the first alone.
    bool spanned = false;
    /// Of a sheet, too, the table alone is taken: titles above its header are left out.
    bool belowTitles = false;
};

/// One of several sheets or tables of a file.
struct TableSheet
{
    QString name;
    bool hidden = false;
    RowOpener rows;
};

/// Every row of one file or sheet as it stands there, before a header is looked for.
struct RawTable
{
    QString format;                ///< "csv", "xlsx", "ods", "html", "json", "xml"
    QJsonObject dialect;           ///< the decisions for programs: {"delimiter": ";", …}; "format" is added
    std::vector<Finding> findings; ///< the same for people, with reasons
    QStringList sheets;            ///< names of all sheets or tables in the file; empty where there is only one
    int sheet = 0;                 ///< index of the one that is read
    bool named = false;            ///< the first row certainly is the header (JSON keys): none is looked for
    bool wholeGrid = false;        ///< rows above the header are kept as rows (a sheet is shown as it stands)
    bool trimmed = false;          ///< a row ends with its last cell that holds something: its width says nothing
    /// Opens the rows from the start; called several times (a sample first, then for reading).
    RowOpener rows;
    std::vector<TableSheet> all = {}; ///< the sheets or tables of the file, where each can be read by itself
};

/// An opener looks at the first bytes (`head`, at most 64 KiB) and either leaves the source to others (nullopt) or says
/// how its rows are read. Registered in the list of TableFormats.cpp, asked in its order; what is left is delimited text.
/// Errors "source.…", "zip.…", "table.no_sheet": this is my format, and it cannot be read.
using TableOpener = Result<std::optional<RawTable>> (*)(const Source& source, std::string_view head,
                                                        const TableChoice& choice);

/// Rows of `source` by the first opener that knows its bytes; of its part, if it is one and nothing else was chosen. Errors "source.empty", "source.binary" and those of the
/// openers.
[[nodiscard]] Result<RawTable> openRaw(const Source& source, const TableChoice& choice = {});

/// A column of a table as it was understood.
struct TableColumn
{
    QString name;     ///< unique; several header rows joined by a space; "#col4" where the header is empty
    ColumnGuess type; ///< what its cells are, and why
};

/// A table with its header found.
struct OpenedTable
{
    RawTable raw;                     ///< findings include those about the table's shape
    std::vector<TableColumn> columns; ///< in the order of the file; those without name and content left out
    QStringList header;               ///< names as the source writes them, one per column; empty = no header row
    std::vector<qint64> headerRows;   ///< numbers of the rows the header was made of
    /// The rows of the table alone: exactly columns.size() cells each; no preamble, header, footer or empty rows.
    std::unique_ptr<RowSource> rows;
};

/// Errors of openRaw() and RowSource::next().
[[nodiscard]] Result<OpenedTable> openTable(const Source& source, const TableChoice& choice = {});

} // namespace lectern
