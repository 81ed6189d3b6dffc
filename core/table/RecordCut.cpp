/// See RecordCut.h.
#include "core/table/RecordCut.h"

#include "core/table/CsvReader.h"

namespace lectern {

namespace {

bool isLineEnd(char c)
{
    return c == '\n' || c == '\r';
}

class Cutter
{
public:
    Cutter(std::string_view text, bool last, const CsvDialect& dialect, QuoteReading reading, bool oneLine)
        : m_text(text), m_last(last), m_dialect(dialect), m_reading(reading), m_oneLine(oneLine),
          m_size(1 + dialect.more.size())
    {
    }

    void cut(const CsvLimits& limits, CutRecord& out)
    {
        std::size_t at = 0;
        for (;;) {
            const std::size_t start = at;
            CutCell cell;
            bool open = false;
            if (m_dialect.quote && at < m_text.size() && m_text[at] == m_dialect.quote)
                at = quoted(at, cell, open, out);
            if (!cell.quoted) {
                at = plain(at, cell, start);
                const bool marked = m_dialect.quote && !cell.text.empty() && cell.text.front() == m_dialect.quote;
                out.paired |= marked && cell.text.find(m_dialect.quote, 1) != std::string_view::npos;
            }
            if (qint64(at - start) > limits.cell || qint64(at) > limits.record) {
                out.end = CutRecord::End::TooLong;
                return;
            }
            const bool returned = at + 1 == m_text.size() && m_text[at] == '\r';
            const bool short_ = at < m_text.size() && !isLineEnd(m_text[at]) && at + m_size > m_text.size();
            if ((at >= m_text.size() || returned || short_ || m_starved) && !m_last) {
                out.end = CutRecord::End::More;
                return;
            }
            if (open) {
                out.end = CutRecord::End::Unclosed;
                return;
            }
            out.cells.push_back(cell);
            if (qint64(out.cells.size()) > limits.cells) {
                out.end = CutRecord::End::TooWide;
                return;
            }
            if (at < m_text.size() && !isLineEnd(m_text[at])) {
                at = std::min(at + delimiterAt(at), m_text.size());
                continue;
            }
            if (at < m_text.size())
                at += m_text[at] == '\r' && at + 1 < m_text.size() && m_text[at + 1] == '\n' ? 2 : 1;
            out.length = at;
            return;
        }
    }

private:
    /// Bytes of the delimiter at `at`, 0 if there is none. At a line end its trailing spaces may be missing.
    [[nodiscard]] std::size_t delimiterAt(std::size_t at) const
    {
        if (m_text[at] != m_dialect.delimiter)
            return 0;
        if (m_dialect.more.empty() || m_text.compare(at + 1, m_dialect.more.size(), m_dialect.more) == 0)
            return m_size;
        const bool atEnd = at + 1 == m_text.size() ? m_last : isLineEnd(m_text[at + 1]);
        return m_dialect.more.find_first_not_of(' ') == std::string::npos && atEnd ? 1 : 0;
    }

    [[nodiscard]] bool endsCell(std::size_t at) const
    {
        return at >= m_text.size() || isLineEnd(m_text[at]) || delimiterAt(at) > 0;
    }

    /// Finds the mark that closes the one at `start`. Leaves `cell` unquoted where that one opened nothing.
    std::size_t quoted(std::size_t start, CutCell& cell, bool& open, CutRecord& out)
    {
        const char quote = m_dialect.quote;
        const char escape = m_dialect.escape;
        bool inner = false;
        bool escaped = false;
        for (std::size_t at = start + 1;; ++at) {
            if (at >= m_text.size()) {
                if (m_last && (m_reading == QuoteReading::OrLiteral || m_oneLine))
                    return literal(start, out);
                m_starved = !m_last;
                open = true;
                cell.quoted = true;
                return m_text.size();
            }
            const char c = m_text[at];
            if (m_oneLine && isLineEnd(c))
                return literal(start, out);
            if (escape && c == escape && at + 1 < m_text.size() && (m_text[at + 1] == quote || m_text[at + 1] == escape)) {
                // A backslash before the mark that ends the cell is text: C:\temp\",
                escaped = true;
                ++at;
                continue;
            }
            if (c != quote)
                continue;
            if (escape != '\\' && at + 1 < m_text.size() && m_text[at + 1] == quote) {
                if (m_reading != QuoteReading::BeforeDelimiter || at != start + 1 || !endsCell(at + 2)) {
                    escaped = true;
                    ++at;
                    continue;
                }
            }
            if (at + 1 == m_text.size() && !m_last)
                m_starved = true;
            const bool ends = endsCell(at + 1);
            if (m_reading == QuoteReading::BeforeDelimiter && !ends) {
                inner = true;
                continue;
            }
            if (m_reading == QuoteReading::OrLiteral && !ends)
                return literal(start, out);
            cell.quoted = true;
            cell.escaped = escaped;
            cell.text = m_text.substr(start + 1, at - start - 1);
            out.odd |= inner || !ends;
            if (ends)
                return at + 1;
            const std::size_t end = plainEnd(at + 1); // text behind the closing mark
            cell.escaped = true;
            cell.text = m_text.substr(start + 1, end - start - 1);
            return end;
        }
    }

    static std::size_t literal(std::size_t start, CutRecord& out)
    {
        out.literal = true;
        return start;
    }

    [[nodiscard]] std::size_t plainEnd(std::size_t at) const
    {
        while (at < m_text.size() && !isLineEnd(m_text[at]) && !delimiterAt(at)) {
            if (m_dialect.escape == '\\' && m_text[at] == '\\' && at + 1 < m_text.size() && !isLineEnd(m_text[at + 1]))
                ++at;
            ++at;
        }
        return at;
    }

    std::size_t plain(std::size_t at, CutCell& cell, std::size_t start) const
    {
        const std::size_t end = plainEnd(at);
        cell.text = m_text.substr(start, end - start);
        cell.escaped = m_dialect.escape == '\\' && cell.text.find('\\') != std::string_view::npos;
        return end;
    }

    std::string_view m_text;
    bool m_last;
    const CsvDialect& m_dialect;
    QuoteReading m_reading;
    bool m_oneLine;
    std::size_t m_size;
    bool m_starved = false;
};

} // namespace

void cutRecord(std::string_view text, bool last, const CsvDialect& dialect, QuoteReading reading, bool oneLine,
               const CsvLimits& limits, CutRecord& out)
{
    out.end = CutRecord::End::Whole;
    out.length = 0;
    out.odd = false;
    out.literal = false;
    out.paired = false;
    out.cells.clear();
    Cutter(text, last, dialect, reading, oneLine).cut(limits, out);
}

std::string textOf(const CutCell& cell, const CsvDialect& dialect, QuoteReading reading)
{
    std::string text;
    if (!cell.escaped)
        return text.assign(cell.text);
    bool inside = cell.quoted;
    for (std::size_t i = 0; i < cell.text.size(); ++i) {
        const char c = cell.text[i];
        const char next = i + 1 < cell.text.size() ? cell.text[i + 1] : '\0';
        const bool doubled = dialect.escape != '\\' && inside && c == dialect.quote && next == dialect.quote;
        const bool escaped = dialect.escape && c == dialect.escape && next &&
            (next == dialect.quote || next == dialect.escape || next == dialect.delimiter);
        if (doubled || escaped) {
            text += next;
            ++i;
        } else if (inside && c == dialect.quote && reading == QuoteReading::FirstMark) {
            inside = false;
        } else {
            text += c;
        }
    }
    return text;
}

} // namespace lectern
