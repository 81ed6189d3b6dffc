/// Delimited text as records of cells, streaming: cells are views into one buffer, nothing is allocated per cell.
/// Accepts what spreadsheets and hand editing leave behind: any line ends, mixed; quotes inside a cell; text after a
/// closing quote. Pool thread.
#pragma once

#include "core/table/RecordCut.h"
#include "core/table/Source.h"

#include <array>
#include <span>
#include <string>
#include <string_view>

namespace lectern {

struct CsvDialect
{
    char delimiter = ',';
    bool separatorLine = false; ///< the first line is "sep=;" and no record of the table
    char quote = '"';           ///< 0 = none
    char escape = 0;            ///< stands before a quote meant literally; 0 = such a quote is doubled
    std::string more = {};      ///< rest of a delimiter longer than one character: " " of ", "
    int width = 0;              ///< cells of a usual record: tells a stray quotation mark from a real one; 0 = unknown

    [[nodiscard]] bool operator==(const CsvDialect&) const = default;
};

/// The dialect of a table by its first records; see DialectSearch.h, which also says why. `head` is UTF-8.
[[nodiscard]] CsvDialect csvDialectOf(std::string_view head, bool complete);

class CsvReader
{
public:
    /// `text` yields UTF-8. `file` names it in errors.
    CsvReader(std::unique_ptr<ByteReader> text, CsvDialect dialect, QString file, CsvLimits limits = {});

    /// Reads the next record; false at the end. Errors "table.field_too_long", "table.too_wide", "table.unclosed_quote" and those of the
    /// source. A blank line is a record with one empty cell.
    [[nodiscard]] Result<bool> next();

    /// Cells of the record read last; valid until the next call of next().
    [[nodiscard]] std::span<const std::string_view> cells() const { return m_cells; }
    [[nodiscard]] bool isBlank() const { return m_cells.size() == 1 && m_cells.front().empty(); }
    /// 1-based number of the record read last as a person counts rows: headers and blank lines count, line breaks
    /// within a cell do not.
    [[nodiscard]] qint64 record() const { return m_record; }
    /// Records in which a stray quotation mark was read literally, because only so they have the usual width.
    [[nodiscard]] qint64 repaired() const { return m_repairs; }

private:
    enum class Step { Done, More, TooLong, TooWide, Unclosed };
    [[nodiscard]] Step parse(bool last);
    [[nodiscard]] const char* skipPlain(const char* at, const char* end) const;
    [[nodiscard]] Step parseOther(bool last);
    [[nodiscard]] Step parsed(Step step, std::size_t length, bool odd, bool last);
    void take(const CutRecord& record, QuoteReading reading);
    [[nodiscard]] QuoteReading usualReading() const;
    void unquote(std::string_view& cell);
    [[nodiscard]] Result<void> fill();

    std::unique_ptr<ByteReader> m_text;
    CsvDialect m_dialect;
    QString m_file;
    CsvLimits m_limits;
    std::array<bool, 256> m_stops{}; // bytes that end an unquoted cell
    std::string m_buffer;
    std::size_t m_begin = 0; // of the next record
    std::size_t m_end = 0;   // of the bytes read
    bool m_ended = false;
    std::vector<std::string_view> m_cells;
    std::vector<std::uint32_t> m_quoted; // cells that need their quotes taken out
    qint64 m_record = 0;
    bool m_plain = true;              // one-character delimiter, double quotes, doubled
    CutRecord m_cut;                  // scratch of other dialects and of repairs
    std::vector<std::string> m_texts; // cells of a record that was not plain
    qint64 m_repairs = 0;
    qint64 m_sought = 0; // bytes
};

/// Bytes in memory as a reader; the bytes must outlive it.
class MemoryReader final : public ByteReader
{
public:
    explicit MemoryReader(std::string_view bytes) : m_bytes(bytes) {}
    [[nodiscard]] Result<qint64> read(char* bytes, qint64 size) override
    {
        const std::size_t count = m_bytes.copy(bytes, std::size_t(size));
        m_bytes.remove_prefix(count);
        return qint64(count);
    }

private:
    std::string_view m_bytes;
};

} // namespace lectern
