/// The dialect of delimited text, found by looking: every plausible one cuts the head of the text, and the one wins
/// whose records are most alike and whose cells most often are something (numbers, dates, codes) rather than scraps.
/// The thought, pattern x type, is that of van den Burg, Nazabal, Sutton: Wrangling messy CSV files (2019). Any thread.
#pragma once

#include "core/table/CsvReader.h"

#include <QString>

namespace lectern {

struct LineEnds
{
    qint64 lf = 0;
    qint64 crlf = 0;
    qint64 cr = 0;
};

struct FoundDialect
{
    CsvDialect dialect;
    int width = 0;       ///< usual number of cells of a record, also where the dialect does not rely on it
    double evenness = 0; ///< share of records with the usual number of cells, 0 to 1
    int records = 0;     ///< looked at, blank ones left out
    int usual = 0;       ///< of them, those of the usual width
    int marked = 0;      ///< cells in quotation marks
    LineEnds lineEnds;   ///< outside and inside of cells alike
};

/// `head` is UTF-8, the whole text if `complete`. Never fails: text that is no table comes back as one column.
[[nodiscard]] FoundDialect searchDialect(std::string_view head, bool complete);

[[nodiscard]] QString delimiterName(const CsvDialect& dialect); ///< "semicolon", for people
[[nodiscard]] QString delimiterText(const CsvDialect& dialect); ///< the characters themselves

} // namespace lectern
