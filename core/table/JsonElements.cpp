/// See JsonElements.h.
#include "core/table/JsonElements.h"

#include "core/base/Blocks.h"

#include <algorithm>
#include <cstring>

namespace lectern {

namespace {

constexpr std::size_t chunk = blockOf(256 * 1024);
constexpr std::size_t padding = 64; // what simdjson reads beyond an element

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

} // namespace

JsonElements::JsonElements(std::unique_ptr<ByteReader> text, QString file) : m_text(std::move(text)), m_file(std::move(file)) {}

std::unexpected<Error> JsonElements::bad(const char* what) const
{
    return failure("source.bad_json", {m_file, m_number + 1}, {QString::fromLatin1(what)});
}

/// Reads on; the element that begins at m_at moves to the front.
Result<bool> JsonElements::fill()
{
    if (m_ended)
        return false;
    if (m_at > 0) {
        std::memmove(m_buffer.data(), m_buffer.data() + m_at, m_end - m_at);
        m_end -= m_at;
        m_at = 0;
    }
    if (m_end > largest)
        return failure("table.field_too_long", {m_file, m_number + 1}, {QString::number(largest)});
    if (m_buffer.size() < m_end + chunk + padding)
        m_buffer.resize(std::max(m_buffer.size() * 2, m_end + chunk + padding));
    LECTERN_ASSIGN(const qint64 got, m_text->read(m_buffer.data() + m_end, qint64(m_buffer.size() - padding - m_end)));
    m_end += std::size_t(got);
    m_ended = got == 0;
    return !m_ended;
}

/// False at the end of the text.
Result<bool> JsonElements::skipSpace()
{
    for (;;) {
        while (m_at < m_end && isSpace(m_buffer[m_at]))
            ++m_at;
        if (m_at < m_end)
            return true;
        LECTERN_ASSIGN(const bool more, fill());
        if (!more)
            return false;
    }
}

/// Finds the end of the element at m_at: of brackets, of a string, or of anything else up to what separates elements.
Result<void> JsonElements::measure()
{
    int depth = 0;
    bool quoted = false, escaped = false;
    for (std::size_t i = 0;; ++i) {
        if (m_at + i >= m_end) {
            LECTERN_ASSIGN(const bool more, fill());
            if (!more) {
                if (depth > 0 || quoted || i == 0)
                    return bad("it ends in the middle");
                m_size = i;
                return {};
            }
        }
        const char c = m_buffer[m_at + i];
        bool last = false;
        if (quoted) {
            last = c == '"' && !escaped && depth == 0;
            quoted = c != '"' || escaped;
            escaped = c == '\\' && !escaped;
        } else if (c == '"') {
            quoted = true;
        } else if (c == '{' || c == '[') {
            if (++depth > deepest)
                return failure("json.too_deep", {m_file, m_number + 1}, {QString::number(deepest)});
        } else if (depth > 0) {
            depth -= c == '}' || c == ']';
            last = depth == 0;
        } else if (isSpace(c) || c == ',' || c == ']' || c == '}') {
            if (i == 0)
                return bad("a value is missing");
            m_size = i;
            return {};
        }
        if (last) {
            m_size = i + 1;
            return {};
        }
    }
}

Result<bool> JsonElements::next()
{
    m_at += m_size;
    m_size = 0;
    LECTERN_ASSIGN(bool more, skipSpace());
    if (!m_started) {
        m_started = true;
        m_array = more && m_buffer[m_at] == '[';
        if (m_array) {
            ++m_at;
            LECTERN_ASSIGN(more, skipSpace());
        }
    } else if (m_array && more && !m_closed && m_buffer[m_at] == ',') {
        ++m_at;
        LECTERN_ASSIGN(more, skipSpace());
        if (more && m_buffer[m_at] == ']')
            return bad("a comma before the end");
    } else if (m_array && more && !m_closed && m_buffer[m_at] != ']') {
        return bad("a comma is missing");
    }
    if (m_array && more && !m_closed && m_buffer[m_at] == ']') {
        m_closed = true;
        ++m_at;
        LECTERN_ASSIGN(more, skipSpace());
    }
    if (m_closed)
        return more ? Result<bool>(bad("text behind the end")) : Result<bool>(false);
    if (!more)
        return m_array ? Result<bool>(bad("it ends in the middle")) : Result<bool>(false);
    LECTERN_TRY(measure());
    ++m_number;
    return true;
}

} // namespace lectern
