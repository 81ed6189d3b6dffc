/// The beginning of a delimited table: enough to recognise it and to set up a reader. Reads only the head.
#pragma once

#include "core/table/DialectSearch.h"
#include "core/table/Header.h"
#include "core/table/TextDecoder.h"

namespace lectern {

struct HeadRecord
{
    qint64 record = 0; ///< as CsvReader::record()
    QStringList cells;
};

struct TableHead
{
    Encoding encoding = Encoding::Utf8;
    QString encodingWhy; ///< in words
    CsvDialect dialect;
    FoundDialect found; ///< the same, with the evidence
    std::vector<HeadRecord> records; ///< the first whole ones that are not blank
};

/// Looks at the first bytes of a source, at most `records` records of it. Errors "source.empty", "source.binary" and
/// those of Source::open(). Text that is no table comes back as records of one cell.
[[nodiscard]] Result<TableHead> tableHead(const Source& source, int records = 25);

/// The record that is the header of `matcher`'s entity: the first one with all mandatory columns, else the first one
/// there is; also its map. Index into head.records; -1 if there are none.
struct FoundHeader
{
    int index = -1;
    HeaderMap map;
};
[[nodiscard]] FoundHeader findHeader(const TableHead& head, const HeaderMatcher& matcher);

} // namespace lectern
