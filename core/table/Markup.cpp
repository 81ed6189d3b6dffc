/// See Markup.h.
#include "core/table/Markup.h"

#include <algorithm>
#include <array>

namespace lectern {

namespace {

constexpr std::array<std::string_view, 17> htmlElements{"html", "head", "body", "table", "meta", "style", "div", "title", "center",
                                                        "font", "p", "br", "tr", "h1", "h2", "span", "script"};

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c + 32) : c;
}

bool isNameStart(char c)
{
    return (lower(c) >= 'a' && lower(c) <= 'z') || c == '_';
}

} // namespace

std::string asciiOf(std::string_view head)
{
    std::string ascii;
    std::ranges::copy_if(head, std::back_inserter(ascii), [](char c) { return c > 0; });
    return ascii;
}

Markup markupOf(std::string_view bytes)
{
    const std::string ascii = asciiOf(bytes.substr(0, 8192));
    std::string_view head(ascii);
    bool declared = false; // "<?xml" or a comment came first
    for (;;) {
        head.remove_prefix(std::min(head.find_first_not_of(" \t\r\n"), head.size()));
        if (head.size() < 2 || head[0] != '<')
            return declared ? Markup::Xml : Markup::None;
        const bool comment = head.starts_with("<!--");
        if (!comment && head[1] != '?')
            break;
        declared = true;
        const std::size_t end = head.find(comment ? "-->" : "?>", 2);
        if (end == std::string_view::npos)
            return Markup::Xml;
        head.remove_prefix(end + (comment ? 3 : 2));
    }
    std::string name;
    const bool documentType = head.size() > 10 && head[1] == '!';
    if (!documentType && !isNameStart(head[1]))
        return declared ? Markup::Xml : Markup::None;
    std::size_t at = documentType ? std::min(head.find_first_of(" \t\r\n"), head.size()) : 1;
    at = std::min(head.find_first_not_of(" \t\r\n", at), head.size());
    for (; at < head.size() && name.size() < 16 && std::string_view(" \t\r\n/>[").find(head[at]) == std::string_view::npos; ++at)
        name += lower(head[at]);
    return std::ranges::find(htmlElements, name) != htmlElements.end() ? Markup::Html : Markup::Xml;
}

} // namespace lectern
