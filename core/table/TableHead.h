/// The beginning of a table of any format: enough to recognise it and to set up a reader. Reads only the head of a text, and
/// the first rows of whatever else holds a table. Any thread.
#pragma once

#include "core/table/DialectSearch.h"
#include "core/table/Header.h"
#include "core/table/TableSource.h"
#include "core/table/TextDecoder.h"

#include <mutex>

namespace lectern {

struct HeadRecord
{
    qint64 record = 0; ///< as RowSource::row()
    QStringList cells;
};

struct TableHead
{
    QString format = "csv"; ///< as RawTable::format; what stands below is of "csv" alone
    Encoding encoding = Encoding::Utf8;
    QString encodingWhy; ///< in words
    CsvDialect dialect;
    FoundDialect found;  ///< the same, with the evidence
    bool uneven = false; ///< records of different widths, or blank ones between them: there may be more than one table

    std::vector<HeadRecord> records; ///< the first whole ones that are not blank, of any format
};

/// What was seen of a source, shared by all its copies: every connector asks for the same first rows.
struct SourceMemo
{
    static constexpr int records = 200;
    std::mutex mutex;
    std::optional<TableHead> head; ///< of so many records
};

/// Looks at the first rows of whatever table `source` is, at most `records` of them. Errors of openRaw(). Text that is
/// no table comes back as records of one cell.
[[nodiscard]] Result<TableHead> tableHead(const Source& source, int records = 25);

/// The same, taking the source for delimited text. Looks at its first 256 KiB. Errors "source.empty", "source.binary" and
/// those of Source::open().
[[nodiscard]] Result<TableHead> delimitedHead(const Source& source, int records = 25);

/// A table about to be read.
struct HeadedTable
{
    TableHead head; ///< of SourceMemo::records records
    RawTable raw;
};

/// Errors of openRaw(), "file.changed" if the source no longer has the format it was seen to have.
[[nodiscard]] Result<HeadedTable> openHeaded(const Source& source);

/// The first rows of a table that is not delimited text. Errors of the rows.
[[nodiscard]] Result<TableHead> headOf(const QString& format, const RowOpener& rows, int records);

/// The rows of `table` from the one behind `header` on. Error "file.changed" if the header is not where it was seen.
[[nodiscard]] Result<std::unique_ptr<RowSource>> rowsBehind(const HeadedTable& table, const HeadRecord& header, const QString& file);

/// Whole records of delimited text around byte `at` of a plain file, for a sample: at most 256 KiB. Cut at the next line end,
/// which may stand within a cell. Empty for other formats and for what cannot be read from its middle. Errors of the file.
[[nodiscard]] Result<std::vector<std::vector<std::string>>> piecesOf(const Source& source, const TableHead& head, qint64 at);

/// The record that is the header of `matcher`'s entity: of the first 25 the first one with all mandatory columns, else the
/// first one there is; also its map. Index into head.records; -1 if there are none.
struct FoundHeader
{
    int index = -1;
    HeaderMap map;
};
[[nodiscard]] FoundHeader findHeader(const TableHead& head, const HeaderMatcher& matcher);

} // namespace lectern
