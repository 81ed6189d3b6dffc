/// See HtmlText.h.
#include "core/table/HtmlText.h"

#include "core/table/XmlText.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace lectern {

namespace {

constexpr std::string_view spaces = " \t\r\n\f";

struct Entity
{
    std::string_view name;
    std::uint32_t code;
};
constexpr std::array<Entity, 25> entities{{
    {"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}, {"nbsp", ' '}, {"ndash", 0x2013}, {"mdash", 0x2014},
    {"lsquo", 0x2018}, {"rsquo", 0x2019}, {"ldquo", 0x201c}, {"rdquo", 0x201d}, {"hellip", 0x2026}, {"euro", 0x20ac}, {"bull", 0x2022},
    {"pound", 0xa3}, {"yen", 0xa5}, {"cent", 0xa2}, {"copy", 0xa9}, {"reg", 0xae}, {"deg", 0xb0}, {"ordm", 0xba}, {"ordf", 0xaa},
    {"frac12", 0xbd}, {"minus", 0x2212},
}};

// U+00C0 to U+00FF, in order.
constexpr std::array<std::string_view, 64> letters{
    "Agrave", "Aacute", "Acirc", "Atilde", "Auml", "Aring", "AElig", "Ccedil", "Egrave", "Eacute", "Ecirc", "Euml", "Igrave",
    "Iacute", "Icirc", "Iuml", "ETH", "Ntilde", "Ograve", "Oacute", "Ocirc", "Otilde", "Ouml", "times", "Oslash", "Ugrave",
    "Uacute", "Ucirc", "Uuml", "Yacute", "THORN", "szlig", "agrave", "aacute", "acirc", "atilde", "auml", "aring", "aelig",
    "ccedil", "egrave", "eacute", "ecirc", "euml", "igrave", "iacute", "icirc", "iuml", "eth", "ntilde", "ograve", "oacute",
    "ocirc", "otilde", "ouml", "divide", "oslash", "ugrave", "uacute", "ucirc", "uuml", "yacute", "thorn", "yuml"};

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c + 32) : c;
}

bool isLetter(char c)
{
    return lower(c) >= 'a' && lower(c) <= 'z';
}

/// The character an entity stands for; 0 if it is none.
std::uint32_t codeOf(std::string_view name)
{
    if (name.starts_with('#')) {
        name.remove_prefix(1);
        const bool hex = name.starts_with('x') || name.starts_with('X');
        if (hex)
            name.remove_prefix(1);
        std::uint32_t code = 0;
        const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), code, hex ? 16 : 10);
        return error == std::errc() && end == name.data() + name.size() ? (code == 160 ? ' ' : code) : 0;
    }
    if (const auto known = std::ranges::find(entities, name, &Entity::name); known != entities.end())
        return known->code;
    const auto letter = std::ranges::find(letters, name);
    return letter == letters.end() ? 0 : std::uint32_t(0xc0 + (letter - letters.begin()));
}

} // namespace

void appendHtmlText(std::string& out, std::string_view text)
{
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (spaces.find(c) != std::string_view::npos) {
            if (!out.empty() && out.back() != ' ' && out.back() != '\n')
                out += ' ';
            continue;
        }
        if (c == '&') {
            const std::size_t end = text.substr(i, 12).find(';');
            const std::uint32_t code = end == std::string_view::npos ? 0 : codeOf(text.substr(i + 1, end - 1));
            if (code != 0 && appendUtf8(out, code)) {
                i += end;
                continue;
            }
        }
        out += c;
    }
}

int HtmlScanner::number(std::string_view attribute, int fallback) const
{
    const auto isAt = [&](std::size_t at) {
        return std::ranges::equal(m_attributes.substr(at, attribute.size()), attribute, {}, lower);
    };
    for (std::size_t at = 0; at + attribute.size() < m_attributes.size(); ++at) {
        if (!isAt(at) || (at > 0 && spaces.find(m_attributes[at - 1]) == std::string_view::npos))
            continue;
        const std::size_t digits = m_attributes.find_first_not_of(" \t\r\n='\"", at + attribute.size());
        if (digits != std::string_view::npos)
            std::from_chars(m_attributes.data() + digits, m_attributes.data() + m_attributes.size(), fallback);
        return fallback;
    }
    return fallback;
}

/// Reads the tag at m_at, whose name begins with a letter.
void HtmlScanner::tag()
{
    m_end = m_html[m_at + 1] == '/';
    std::size_t at = m_at + (m_end ? 2 : 1);
    m_name.clear();
    for (; at < m_html.size() && m_name.size() < 32 && std::string_view(" \t\r\n\f/><").find(m_html[at]) == std::string_view::npos; ++at)
        m_name += lower(m_html[at]);
    const std::size_t begin = at;
    char quote = 0;
    for (; at < m_html.size() && (quote || m_html[at] != '>'); ++at) {
        if (quote ? m_html[at] == quote : ((m_html[at] == '"' || m_html[at] == '\'') && m_html[at - 1] == '='))
            quote = quote ? '\0' : m_html[at];
    }
    if (quote) // a quotation mark that is never closed: the tag ends at the first '>'
        at = std::min(m_html.find('>', begin), m_html.size());
    m_attributes = m_html.substr(begin, at - begin);
    m_at = std::min(at + 1, m_html.size());
}

HtmlScanner::Event HtmlScanner::next()
{
    while (m_at < m_html.size()) {
        const char second = m_html[m_at] == '<' && m_at + 1 < m_html.size() ? m_html[m_at + 1] : '\0';
        if (second == '!' || second == '?') {
            const bool comment = m_html.substr(m_at, 4) == "<!--";
            const std::size_t end = m_html.find(comment ? "-->" : ">", m_at + 2);
            m_at = end == std::string_view::npos ? m_html.size() : end + (comment ? 3 : 1);
            continue;
        }
        if (isLetter(second) || (second == '/' && m_at + 2 < m_html.size() && isLetter(m_html[m_at + 2]))) {
            tag();
            if (!m_end && (m_name == "script" || m_name == "style")) {
                std::size_t end = m_at;
                while (end < m_html.size() && !(m_html[end] == '<' && end + 1 < m_html.size() && m_html[end + 1] == '/'))
                    ++end;
                m_at = end;
                continue;
            }
            return m_end ? Event::End : Event::Start;
        }
        const std::size_t end = std::min(m_html.find('<', m_at + 1), m_html.size());
        m_text = m_html.substr(m_at, end - m_at);
        m_at = end;
        return Event::Text;
    }
    return Event::Done;
}

} // namespace lectern
