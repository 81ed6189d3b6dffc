/// One pass finds the borders of a record's cells; quotes are taken out in place once the record is whole.
#include "core/table/CsvReader.h"

#include <algorithm>
#include <cstring>
#include <map>

namespace lectern {

namespace {

constexpr std::size_t blockSize = 512 * 1024;
constexpr int sniffedRecords = 50;

/// How evenly a delimiter cuts the first records, higher is better; 0 if it cuts nothing.
double evenness(std::string_view head, bool complete, char delimiter)
{
    CsvReader reader(std::make_unique<MemoryReader>(head), {delimiter, false}, {}, {});
    std::vector<std::size_t> counts;
    while (counts.size() < std::size_t(sniffedRecords)) {
        const Result<bool> more = reader.next();
        if (!more || !*more)
            break;
        if (!reader.isBlank())
            counts.push_back(reader.cells().size());
    }
    if (!complete && counts.size() > 1 && counts.size() < std::size_t(sniffedRecords))
        counts.pop_back(); // the last one may be cut
    if (counts.empty())
        return 0;
    std::map<std::size_t, int> frequency;
    for (const std::size_t count : counts)
        ++frequency[count];
    const auto usual = std::ranges::max_element(
        frequency, [](const auto& a, const auto& b) { return std::pair(a.second, a.first) < std::pair(b.second, b.first); });
    if (usual->first < 2)
        return 0;
    const double even = double(usual->second) / double(counts.size());
    const double header = counts.front() == usual->first ? 0.5 : 0;
    return even + header + 0.1 * (1 - 1 / double(usual->first));
}

} // namespace

CsvDialect csvDialectOf(std::string_view head, bool complete)
{
    if (head.size() >= 5 && (head.starts_with("sep=") || head.starts_with("SEP=")) &&
        (head.size() == 5 || head[5] == '\n' || head[5] == '\r'))
        return {head[4], true};
    CsvDialect best;
    double score = 0;
    for (const char delimiter : {',', ';', '\t', '|'}) {
        const double even = evenness(head, complete, delimiter);
        if (even > score) {
            score = even;
            best.delimiter = delimiter;
        }
    }
    return best;
}

CsvReader::CsvReader(std::unique_ptr<ByteReader> text, CsvDialect dialect, QString file, CsvLimits limits)
    : m_text(std::move(text)), m_dialect(dialect), m_file(std::move(file)), m_limits(limits)
{
    for (const char c : {dialect.delimiter, '\n', '\r'})
        m_stops[static_cast<unsigned char>(c)] = true;
}

Result<bool> CsvReader::next()
{
    for (;;) {
        if (m_begin == m_end && m_ended)
            return false;
        switch (m_begin == m_end ? Step::More : parse(m_ended)) {
        case Step::Done:
            ++m_record;
            if (m_record == 1 && m_dialect.separatorLine)
                continue;
            return true;
        case Step::More:
            LECTERN_TRY(fill());
            continue;
        case Step::TooLong:
            return failure("table.field_too_long", {m_file, m_record + 1}, {QString::number(m_limits.cell)});
        case Step::Unclosed:
            return failure("table.unclosed_quote", {m_file, m_record + 1});
        }
    }
}

Result<void> CsvReader::fill()
{
    if (m_begin > 0) {
        std::memmove(m_buffer.data(), m_buffer.data() + m_begin, m_end - m_begin);
        m_end -= m_begin;
        m_begin = 0;
    }
    if (m_buffer.size() - m_end < blockSize / 2)
        m_buffer.resize(std::max(m_buffer.size() * 2, blockSize));
    LECTERN_ASSIGN(const qint64 got, m_text->read(m_buffer.data() + m_end, qint64(m_buffer.size() - m_end)));
    m_end += std::size_t(got);
    m_ended = got == 0;
    return {};
}

const char* CsvReader::skipPlain(const char* at, const char* end) const
{
    while (at != end && !m_stops[static_cast<unsigned char>(*at)])
        ++at;
    return at;
}

CsvReader::Step CsvReader::parse(bool last)
{
    const char* const begin = m_buffer.data() + m_begin;
    const char* const end = m_buffer.data() + m_end;
    const char* at = begin;
    m_cells.clear();
    m_quoted.clear();
    for (;;) {
        const char* const start = at;
        const bool quoted = at != end && *at == '"';
        bool closed = !quoted;
        if (quoted) {
            ++at;
            while (const void* mark = std::memchr(at, '"', std::size_t(end - at))) {
                at = static_cast<const char*>(mark) + 1;
                if (at == end || *at != '"') {
                    closed = true;
                    break;
                }
                ++at;
            }
        }
        if (closed)
            at = skipPlain(at, end);
        else
            at = end;
        if (at - start > m_limits.cell || at - begin > m_limits.record)
            return Step::TooLong;
        const bool returned = at != end && *at == '\r' && at + 1 == end; // its line feed may be still to come
        if ((at == end || returned) && !last)
            return Step::More;
        if (!closed)
            return Step::Unclosed;
        if (quoted) {
            const std::string_view inner(start + 1, std::size_t(at - start - 1));
            if (inner.find('"') + 1 == inner.size())
                m_cells.push_back(inner.substr(0, inner.size() - 1));
            else {
                m_quoted.push_back(std::uint32_t(m_cells.size()));
                m_cells.push_back(inner);
            }
        } else {
            m_cells.push_back({start, std::size_t(at - start)});
        }
        if (at != end && *at == m_dialect.delimiter) {
            ++at;
            continue;
        }
        if (at != end)
            at += at + 1 != end && at[0] == '\r' && at[1] == '\n' ? 2 : 1;
        break;
    }
    for (const std::uint32_t cell : m_quoted)
        unquote(m_cells[cell]);
    m_begin = std::size_t(at - m_buffer.data());
    return Step::Done;
}

void CsvReader::unquote(std::string_view& cell)
{
    char* const target = m_buffer.data() + (cell.data() - m_buffer.data());
    std::size_t written = 0;
    bool inside = true;
    for (std::size_t i = 0; i < cell.size(); ++i) {
        const char c = cell[i];
        if (inside && c == '"') {
            if (i + 1 < cell.size() && cell[i + 1] == '"')
                ++i;
            else {
                inside = false;
                continue;
            }
        }
        target[written++] = c;
    }
    cell = {target, written};
}

} // namespace lectern
