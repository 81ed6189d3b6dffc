/// See XmlScanner.h.
#include "core/table/XmlScanner.h"

#include "core/base/Blocks.h"
#include "core/table/XmlText.h"

#include <algorithm>
#include <cstring>

namespace lectern {

namespace {

constexpr std::size_t chunk = blockOf(128 * 1024);
constexpr std::size_t longestName = 1024;

std::string_view local(std::string_view name)
{
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool endsName(char c)
{
    return isSpace(c) || c == '=' || c == '/' || c == '>' || c == '<' || c == '"' || c == '\'';
}

} // namespace

XmlScanner::XmlScanner(std::unique_ptr<ByteReader> bytes, QString file, XmlLimits limits)
    : m_bytes(std::move(bytes)), m_file(std::move(file)), m_limits(limits)
{
}

std::unexpected<Error> XmlScanner::damaged(const char* what) const
{
    return failure("xml.damaged", {.file = m_file}, {}, QString::fromLatin1(what));
}

/// Reads on behind what is there; the token that begins at m_at moves to the front. False at the end.
Result<bool> XmlScanner::fill()
{
    if (m_ended)
        return false;
    if (m_buffer.empty()) {
        LECTERN_ASSIGN(m_bytes, decodedText(std::move(m_bytes)));
        m_buffer.resize(chunk);
    }
    if (m_at > 0) {
        std::memmove(m_buffer.data(), m_buffer.data() + m_at, m_end - m_at);
        m_end -= m_at;
        m_at = 0;
    }
    if (m_buffer.size() - m_end < chunk / 2) {
        if (qint64(m_buffer.size()) > m_limits.token)
            return failure("table.field_too_long", {.file = m_file}, {QString::number(m_limits.token)});
        m_buffer.resize(m_buffer.size() * 2);
    }
    LECTERN_ASSIGN(const qint64 got, m_bytes->read(m_buffer.data() + m_end, qint64(m_buffer.size() - m_end)));
    m_end += std::size_t(got);
    m_ended = got == 0;
    return !m_ended;
}

/// Offset from m_at of `stop`, sought from offset `from`; npos if the document ends before.
Result<std::size_t> XmlScanner::find(char stop, std::size_t from)
{
    for (;;) {
        const void* found = m_at + from < m_end ? std::memchr(m_buffer.data() + m_at + from, stop, m_end - m_at - from) : nullptr;
        if (found)
            return std::size_t(static_cast<const char*>(found) - (m_buffer.data() + m_at));
        from = m_end - m_at;
        LECTERN_ASSIGN(const bool more, fill());
        if (!more)
            return std::string::npos;
    }
}

Result<std::size_t> XmlScanner::find(std::string_view stop, std::size_t from)
{
    for (;;) {
        LECTERN_ASSIGN(const std::size_t at, find(stop.back(), from + stop.size() - 1));
        if (at == std::string::npos || std::string_view(m_buffer).substr(m_at + at + 1 - stop.size(), stop.size()) == stop)
            return at;
        from = at + 2 - stop.size();
    }
}

/// Offset of the '>' of the tag that begins at m_at; quoted ones do not count.
Result<std::size_t> XmlScanner::tagEnd()
{
    std::size_t from = 1;
    char quote = 0;
    for (;;) {
        LECTERN_ASSIGN(const std::size_t end, find('>', from));
        if (end == std::string::npos)
            return damaged("a tag is never closed");
        for (const char* at = m_buffer.data() + m_at + from; at != m_buffer.data() + m_at + end; ++at) {
            if (quote ? *at == quote : (*at == '"' || *at == '\''))
                quote = quote ? '\0' : *at;
        }
        if (!quote)
            return end;
        from = end + 1;
    }
}

/// Replaces the entities in `text`; false if one is unknown. The view moves to m_resolved, which must not grow beyond
/// what was reserved for the token.
bool XmlScanner::resolve(std::string_view& text)
{
    if (text.find_first_of("&\r") == std::string_view::npos)
        return true;
    const std::size_t begin = m_resolved.size();
    if (!appendResolved(m_resolved, text))
        return false;
    text = std::string_view(m_resolved).substr(begin);
    return true;
}

bool XmlScanner::parseAttributes(const char* at, const char* end)
{
    for (;;) {
        while (at != end && isSpace(*at))
            ++at;
        if (at == end)
            return true;
        const char* const name = at;
        while (at != end && !endsName(*at))
            ++at;
        const char* const nameEnd = at;
        while (at != end && isSpace(*at))
            ++at;
        if (nameEnd == name || at == end || *at != '=')
            return false;
        ++at;
        while (at != end && isSpace(*at))
            ++at;
        if (at == end || (*at != '"' && *at != '\''))
            return false;
        const char quote = *at++;
        const char* const value = at;
        at = static_cast<const char*>(std::memchr(at, quote, std::size_t(end - at)));
        if (!at)
            return false;
        Attribute attribute{local({name, std::size_t(nameEnd - name)}), {value, std::size_t(at - value)}};
        ++at;
        if (!resolve(attribute.value))
            return false;
        m_attributes.push_back(attribute);
    }
}

Result<XmlScanner::Event> XmlScanner::startTag(std::size_t end)
{
    const char* at = m_buffer.data() + m_at + 1;
    const char* last = m_buffer.data() + m_at + end;
    m_at += end + 1;
    m_emptyElement = last != at && last[-1] == '/';
    if (m_emptyElement)
        --last;
    const char* const name = at;
    while (at != last && !endsName(*at))
        ++at;
    const std::string_view qualified(name, std::size_t(at - name));
    if (qualified.empty() || qualified.size() > longestName)
        return damaged("a tag without a name");
    if (m_open.empty() && m_rootSeen)
        return damaged("text behind the end");
    m_rootSeen = true;
    m_attributes.clear();
    m_resolved.clear();
    m_resolved.reserve(std::size_t(last - at));
    if (at != last && !parseAttributes(at, last))
        return damaged("an attribute that is none");
    if (depth() >= m_limits.depth)
        return failure("xml.too_deep", {.file = m_file}, {QString::number(m_limits.depth)});
    m_open.push_back(m_names.size());
    m_names.append(qualified);
    m_name = local(qualified);
    return Event::Start;
}

Result<XmlScanner::Event> XmlScanner::endTag(std::size_t end)
{
    std::string_view name(m_buffer.data() + m_at + 2, end - 2);
    m_at += end + 1;
    while (!name.empty() && isSpace(name.back()))
        name.remove_suffix(1);
    if (m_open.empty() || std::string_view(m_names).substr(m_open.back()) != name)
        return damaged("an end tag that fits no start tag");
    m_names.resize(m_open.back());
    m_open.pop_back();
    m_name = local(name);
    return Event::End;
}

/// Skips a comment, an instruction or the declaration at m_at. True if that was what stood there.
Result<bool> XmlScanner::skipDeclaration()
{
    while (m_end - m_at < 9) {
        LECTERN_ASSIGN(const bool more, fill());
        if (!more)
            break;
    }
    const std::string_view ahead = std::string_view(m_buffer).substr(m_at, m_end - m_at);
    const bool comment = ahead.starts_with("<!--");
    if (!comment && !ahead.starts_with("<?")) {
        if (ahead.starts_with("<!") && !ahead.starts_with("<![CDATA["))
            return failure("xml.document_type", {.file = m_file});
        return false;
    }
    LECTERN_ASSIGN(const std::size_t end, find(comment ? "-->" : "?>", 2));
    if (end == std::string::npos)
        return damaged("a comment is never closed");
    m_at += end + 1;
    return true;
}

Result<XmlScanner::Event> XmlScanner::next()
{
    if (m_emptyElement) {
        m_emptyElement = false;
        m_names.resize(m_open.back());
        m_open.pop_back();
        return Event::End;
    }
    m_name = {}; // a view into the buffer that is filled anew
    for (;;) {
        LECTERN_ASSIGN(const std::size_t open, find('<', 0));
        if (open == std::string::npos || open > 0) {
            const std::size_t length = std::min(open, m_end - m_at);
            m_text = std::string_view(m_buffer).substr(m_at, length);
            m_at += length;
            if (!m_open.empty() && !m_text.empty()) {
                m_resolved.clear();
                if (!resolve(m_text))
                    return damaged("an entity that is not known");
                return Event::Text;
            }
            if (m_text.find_first_not_of(" \t\r\n") != std::string_view::npos)
                return damaged("text outside of the document");
            if (open != std::string::npos)
                continue;
            if (!m_open.empty() || !m_rootSeen)
                return damaged("it ends in the middle");
            return Event::Done;
        }
        if (m_end - m_at < 2)
            LECTERN_TRY(fill());
        const char second = m_end - m_at < 2 ? '\0' : m_buffer[m_at + 1];
        if (second == '!' || second == '?') {
            LECTERN_ASSIGN(const bool skipped, skipDeclaration());
            if (skipped)
                continue;
            LECTERN_ASSIGN(const std::size_t end, find("]]>", 9));
            if (end == std::string::npos || m_open.empty())
                return damaged("a section that is never closed");
            m_text = std::string_view(m_buffer).substr(m_at + 9, end - 11);
            m_at += end + 1;
            if (m_text.find('\r') != std::string_view::npos) {
                m_resolved.clear();
                appendLines(m_resolved, m_text);
                m_text = m_resolved;
            }
            return Event::Text;
        }
        LECTERN_ASSIGN(const std::size_t end, tagEnd());
        return second == '/' ? endTag(end) : startTag(end);
    }
}

Result<void> XmlScanner::skip()
{
    const int outside = depth() - 1;
    while (depth() > outside) {
        LECTERN_ASSIGN(const Event event, next());
        if (event == Event::Done)
            break;
    }
    return {};
}

Result<std::string> XmlScanner::textOfElement()
{
    const int outside = depth() - 1;
    std::string text;
    while (depth() > outside) {
        LECTERN_ASSIGN(const Event event, next());
        if (event == Event::Text)
            text += m_text;
        if (qint64(text.size()) > m_limits.token)
            return failure("table.field_too_long", {.file = m_file}, {QString::number(m_limits.token)});
    }
    return text;
}

std::string_view XmlScanner::attribute(std::string_view name) const
{
    const auto found = std::ranges::find(m_attributes, name, &Attribute::name);
    return found == m_attributes.end() ? std::string_view() : found->value;
}

} // namespace lectern
