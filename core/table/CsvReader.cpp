/// One pass finds the borders of a record's cells; quotes are taken out in place once the record is whole.
#include "core/table/CsvReader.h"

#include "core/base/Blocks.h"

#include <algorithm>
#include <cstring>
#include <map>

namespace lectern {

namespace {

constexpr std::size_t blockSize = blockOf(512 * 1024);
constexpr qint64 mostSought = qint64(64) << 20; // bytes looked through in vain for the end of a stray quotation mark's cell

} // namespace

CsvReader::CsvReader(std::unique_ptr<ByteReader> text, CsvDialect dialect, QString file, CsvLimits limits)
    : m_text(std::move(text)), m_dialect(std::move(dialect)), m_file(std::move(file)), m_limits(limits)
{
    m_plain = m_dialect.quote == '"' && !m_dialect.escape && m_dialect.more.empty();
    for (const char c : {m_dialect.delimiter, '\n', '\r'})
        m_stops[static_cast<unsigned char>(c)] = true;
}

Result<bool> CsvReader::next()
{
    for (;;) {
        if (m_begin == m_end && m_ended)
            return false;
        switch (m_begin == m_end ? Step::More : m_plain ? parse(m_ended) : parseOther(m_ended)) {
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
        case Step::TooWide:
            return failure("table.too_wide", {m_file, m_record + 1}, {QString::number(m_limits.cells + 1), QString::number(m_limits.cells)});
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
    bool odd = false; // text behind a closing mark
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
        const char* const mark = at;
        if (closed)
            at = skipPlain(at, end);
        else
            at = end;
        odd |= quoted && at != mark;
        if (at - start > m_limits.cell || at - begin > m_limits.record)
            return parsed(Step::TooLong, 0, odd, last);
        const bool returned = at != end && *at == '\r' && at + 1 == end; // its line feed may be still to come
        if ((at == end || returned) && !last)
            return Step::More;
        if (!closed)
            return parsed(Step::Unclosed, 0, odd, last);
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
        if (qint64(m_cells.size()) > m_limits.cells)
            return Step::TooWide;
        if (at != end && *at == m_dialect.delimiter) {
            ++at;
            continue;
        }
        if (at != end)
            at += at + 1 != end && at[0] == '\r' && at[1] == '\n' ? 2 : 1;
        break;
    }
    if (odd || (m_dialect.width > 0 && m_cells.size() != std::size_t(m_dialect.width)))
        return parsed(Step::Done, std::size_t(at - begin), odd, last);
    for (const std::uint32_t cell : m_quoted)
        unquote(m_cells[cell]);
    m_begin = std::size_t(at - m_buffer.data());
    return Step::Done;
}

/// A record that ends as `step` says, and looks as if a quotation mark in it were stray: read again in other ways, and
/// so taken if only so it has the usual number of cells.
CsvReader::Step CsvReader::parsed(Step step, std::size_t length, bool odd, bool last)
{
    struct Way
    {
        QuoteReading reading;
        bool oneLine;
    };
    static constexpr Way ways[] = {{QuoteReading::BeforeDelimiter, true},
                                   {QuoteReading::OrLiteral, false},
                                   {QuoteReading::OrLiteral, true},
                                   {QuoteReading::BeforeDelimiter, false}};
    const std::string_view text(m_buffer.data() + m_begin, m_end - m_begin);
    const auto width = std::size_t(m_dialect.width);
    const bool usual = step == Step::Done && (m_plain ? m_cells.size() : m_cut.cells.size()) == width;
    const std::string_view suspect = step == Step::Done ? text.substr(0, length) : text;
    if (width > 0 && m_dialect.quote && (odd || suspect.find(m_dialect.quote) != std::string_view::npos)) {
        CutRecord other;
        for (const Way& way : ways) {
            if (!way.oneLine && (usual || m_sought > mostSought))
                continue;
            cutRecord(text, last, m_dialect, way.reading, way.oneLine, m_limits, other);
            if (other.end == CutRecord::End::More)
                return Step::More;
            // A record that has its width already is read anew only if that explains every mark.
            const bool doubtful = usual && (way.reading == QuoteReading::OrLiteral ? other.paired : other.literal);
            if (other.end == CutRecord::End::Whole && other.cells.size() == width && !doubtful) {
                m_cut = std::move(other);
                take(m_cut, way.reading);
                ++m_repairs;
                return Step::Done;
            }
            m_sought += way.oneLine ? 0 : std::min(qint64(text.size()), m_limits.cell);
        }
    }
    if (step != Step::Done)
        return step;
    if (!m_plain) {
        take(m_cut, usualReading());
        return Step::Done;
    }
    for (const std::uint32_t cell : m_quoted)
        unquote(m_cells[cell]);
    m_begin += length;
    return Step::Done;
}

/// Apostrophes are no quotation marks by themselves: where they are used as such, only one at the end of a cell closes.
QuoteReading CsvReader::usualReading() const
{
    return m_dialect.quote == '\'' ? QuoteReading::BeforeDelimiter : QuoteReading::FirstMark;
}

CsvReader::Step CsvReader::parseOther(bool last)
{
    const std::string_view text(m_buffer.data() + m_begin, m_end - m_begin);
    cutRecord(text, last, m_dialect, usualReading(), false, m_limits, m_cut);
    const bool usual = m_cut.cells.size() == std::size_t(m_dialect.width) || m_dialect.width == 0;
    switch (m_cut.end) {
    case CutRecord::End::More:
        return Step::More;
    case CutRecord::End::TooLong:
        return parsed(Step::TooLong, 0, true, last);
    case CutRecord::End::TooWide:
        return Step::TooWide;
    case CutRecord::End::Unclosed:
        return parsed(Step::Unclosed, 0, true, last);
    case CutRecord::End::Whole:
        break;
    }
    if (!usual)
        return parsed(Step::Done, m_cut.length, m_cut.odd, last);
    take(m_cut, usualReading());
    return Step::Done;
}

void CsvReader::take(const CutRecord& record, QuoteReading reading)
{
    m_cells.clear();
    m_texts.resize(std::max(m_texts.size(), record.cells.size()));
    for (std::size_t i = 0; i < record.cells.size(); ++i) {
        const CutCell& cell = record.cells[i];
        if (cell.escaped)
            m_texts[i] = textOf(cell, m_dialect, reading);
        m_cells.push_back(cell.escaped ? std::string_view(m_texts[i]) : cell.text);
    }
    m_begin += record.length;
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
