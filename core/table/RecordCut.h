/// One record of delimited text cut into cells in any dialect, with a choice of how to read quotation marks that do not
/// keep to the rules. Slower than CsvReader's own loop; used where that one cannot help. Any thread.
#pragma once

#include <QtGlobal>
#include <string>
#include <string_view>
#include <vector>

namespace lectern {

struct CsvLimits
{
    qint64 cell = qint64(1) << 20;    ///< bytes of one cell
    qint64 record = qint64(64) << 20; ///< bytes of one record
    qint64 cells = qint64(1) << 20;   ///< of one record
};

struct CsvDialect;

/// What a quotation mark at the beginning of a cell may be closed by.
enum class QuoteReading {
    FirstMark,       ///< the first mark that is not doubled; text behind it belongs to the cell
    BeforeDelimiter, ///< the first mark with a delimiter or line end behind it; others within are text
    OrLiteral        ///< the first mark that is not doubled, if a delimiter or line end follows; else it opened nothing
};

struct CutCell
{
    std::string_view text; ///< without the outer marks
    bool escaped = false;  ///< holds doubled or escaped marks: see textOf()
    bool quoted = false;
};

struct CutRecord
{
    enum class End { Whole, More, Unclosed, TooLong, TooWide };
    End end = End::Whole;
    std::size_t length = 0; ///< bytes, line end included
    bool odd = false;       ///< text stands behind a closing mark, or a mark stands within
    bool literal = false;   ///< a mark at the beginning of a cell opened nothing
    bool paired = false;    ///< and the same cell holds another mark
    std::vector<CutCell> cells;
};

/// Cuts the record at the beginning of `text` into `out`; `last`: nothing follows behind `text`. `oneLine`: a cell
/// cannot hold a line break, a mark that is not closed in its line opened nothing.
void cutRecord(std::string_view text, bool last, const CsvDialect& dialect, QuoteReading reading, bool oneLine,
               const CsvLimits& limits, CutRecord& out);

/// The cell as it is meant: doubled and escaped marks resolved.
[[nodiscard]] std::string textOf(const CutCell& cell, const CsvDialect& dialect, QuoteReading reading);

} // namespace lectern
