/// The splitter knows strings, brackets and line ends, nothing else; whether a piece is JSON is for the parser to say.
#include "connectors/learning_events/JsonValues.h"

#include "core/base/Blocks.h"

#include <algorithm>

namespace lectern {

namespace {

constexpr std::size_t pieceSize = blockOf(1 << 20);  // bytes per read
constexpr std::size_t keptOfTooLong = 4096; // bytes kept of a value beyond the limit

/// Where the next CR or LF stands; npos = nowhere. Two fast searches, the second no further than the first.
std::size_t lineEnd(std::string_view text, std::size_t from)
{
    const std::size_t feed = text.find('\n', from);
    const std::size_t back = text.substr(0, feed).find('\r', from);
    return back == std::string_view::npos ? feed : back;
}

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\x1a';
}

} // namespace

std::string_view trimmedJson(std::string_view text)
{
    if (text.starts_with("\xef\xbb\xbf"))
        text.remove_prefix(3);
    while (!text.empty() && isSpace(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isSpace(text.back()))
        text.remove_suffix(1);
    return text;
}

JsonValues::JsonValues(std::unique_ptr<ByteReader> bytes, Layout layout, qint64 limit)
    : m_bytes(std::move(bytes)), m_layout(layout), m_limit(std::size_t(limit))
{
}

JsonValues::Layout JsonValues::layoutOf(std::string_view head)
{
    head = trimmedJson(head);
    if (!head.starts_with('{'))
        return Layout::Values;
    // An object a line, even if some lines are broken; or objects that run over many lines.
    int whole = 0;
    int lines = 0;
    bool first = false;
    while (!head.empty()) {
        const std::size_t end = std::min(head.find_first_of("\r\n"), head.size());
        const std::string_view line = trimmedJson(head.substr(0, end));
        head.remove_prefix(std::min(end + 1, head.size()));
        if (line.empty())
            continue;
        ++lines;
        const bool object = line.front() == '{' && (line.back() == '}' || head.empty());
        whole += object ? 1 : 0;
        first = first || (lines == 1 && object);
    }
    return first || whole * 2 >= lines ? Layout::Lines : Layout::Values;
}

Result<bool> JsonValues::next(JsonValue& value, const Cancel& cancel)
{
    if (m_bytesRead == 0 && !m_end) {
        LECTERN_TRY(fill(cancel));
        while (m_buffer.size() < 3 && !m_end)
            LECTERN_TRY(fill(cancel));
        if (m_buffer.starts_with("\xef\xbb\xbf"))
            m_at = 3;
    }
    return m_layout == Layout::Lines ? nextLine(value, cancel) : nextValue(value, cancel);
}

/// Appends the next piece of the source, after dropping what was used up. Positions behind m_at move along with it.
Result<bool> JsonValues::fill(const Cancel& cancel)
{
    if (cancel.raised())
        return failure("cancelled");
    m_buffer.erase(0, m_at);
    m_at = 0;
    const std::size_t size = m_buffer.size();
    m_buffer.resize(size + pieceSize);
    auto count = m_bytes->read(m_buffer.data() + size, pieceSize);
    m_buffer.resize(size + std::size_t(count.value_or(0)));
    if (!count)
        return failure(std::move(count).error());
    m_bytesRead += *count;
    m_end = *count == 0;
    return *count > 0;
}

/// Forgets all but the beginning of a value that has grown beyond the limit; `at` is where scanning stands.
void JsonValues::shorten(std::size_t at)
{
    const std::size_t kept = m_kept ? m_kept : std::min(keptOfTooLong, at - m_at);
    m_buffer.erase(m_at + kept, at - m_at - kept);
    m_kept = kept;
}

/// Hands out [m_at, end) and moves behind it; false if that is blank.
bool JsonValues::finish(JsonValue& value, std::size_t end, qint64 record)
{
    value.tooLong = m_kept > 0;
    value.text = trimmedJson(std::string_view(m_buffer).substr(m_at, value.tooLong ? m_kept : end - m_at));
    value.record = record;
    m_kept = 0;
    m_at = end;
    return !value.text.empty();
}

Result<bool> JsonValues::nextLine(JsonValue& value, const Cancel& cancel)
{
    std::size_t length = 0; // of the line as far as it was looked at
    while (true) {
        if (m_skipFeed && m_at < m_buffer.size()) {
            m_at += m_buffer[m_at] == '\n' ? 1 : 0;
            m_skipFeed = false;
        }
        const std::size_t end = lineEnd(m_buffer, m_at + length);
        if (end != std::string::npos) {
            m_skipFeed = m_buffer[end] == '\r';
            const bool some = finish(value, end, ++m_record);
            ++m_at;
            if (some)
                return true;
            length = 0;
            continue;
        }
        length = m_buffer.size() - m_at;
        if (m_end)
            return length > 0 && finish(value, m_buffer.size(), ++m_record);
        if (length > m_limit) {
            shorten(m_buffer.size());
            length = m_buffer.size() - m_at;
        }
        LECTERN_TRY(fill(cancel));
    }
}

/// Moves to the first byte of a value, in and out of arrays; false = the source ends before.
Result<bool> JsonValues::skipToValue(const Cancel& cancel)
{
    while (true) {
        for (; m_at < m_buffer.size(); ++m_at) {
            const char c = m_buffer[m_at];
            if (isSpace(c) || c == ',')
                continue;
            if (c == '[' && !m_inArray)
                m_inArray = true;
            else if (c == ']' && m_inArray)
                m_inArray = false;
            else
                return true;
        }
        if (m_end) {
            m_cutOff = m_inArray;
            return false;
        }
        LECTERN_TRY(fill(cancel));
    }
}

Result<bool> JsonValues::nextValue(JsonValue& value, const Cancel& cancel)
{
    LECTERN_ASSIGN(const bool some, skipToValue(cancel));
    if (!some)
        return false;
    std::size_t length = 0;
    int depth = 0;
    bool inString = false;
    bool escaped = false;
    while (true) {
        for (; m_at + length < m_buffer.size(); ++length) {
            const char c = m_buffer[m_at + length];
            if (inString) {
                // A string cannot hold a line end: one that seems to is broken, and the values behind it are not.
                inString = escaped || (c != '"' && c != '\n');
                escaped = !escaped && c == '\\';
                continue;
            }
            if (c == '"')
                inString = true;
            else if (c == '{' || c == '[')
                ++depth;
            else if (depth == 0 && length > 0 && (isSpace(c) || c == ',' || c == ']'))
                return finish(value, m_at + length, ++m_record);
            else if ((c == '}' || c == ']') && --depth <= 0)
                return finish(value, m_at + length + 1, ++m_record);
        }
        if (m_end) {
            m_cutOff = m_inArray || depth > 0;
            return finish(value, m_buffer.size(), ++m_record);
        }
        if (length > m_limit) {
            shorten(m_buffer.size());
            length = m_buffer.size() - m_at;
        }
        LECTERN_TRY(fill(cancel));
    }
}

} // namespace lectern
