/// HTML cut into tags and texts, as forgiving as a browser: nothing is an error. Any thread.
#pragma once

#include <string>
#include <string_view>

namespace lectern {

class HtmlScanner
{
public:
    enum class Event { Start, End, Text, Done };

    /// `html` is UTF-8 and must outlive the scanner.
    explicit HtmlScanner(std::string_view html) : m_html(html) {}

    /// Comments, document types, scripts and styles are left out.
    [[nodiscard]] Event next();
    [[nodiscard]] std::string_view name() const { return m_name; } ///< of a tag, in lower case
    [[nodiscard]] std::string_view text() const { return m_text; } ///< entities not yet resolved
    /// A whole number of an attribute of a Start, such as "colspan"; `fallback` if there is none.
    [[nodiscard]] int number(std::string_view attribute, int fallback) const;

private:
    void tag();

    std::string_view m_html;
    std::size_t m_at = 0;
    std::string m_name;
    std::string_view m_text;
    std::string_view m_attributes;
    bool m_end = false;
};

/// Appends HTML text: entities resolved, white space collapsed to single blanks.
void appendHtmlText(std::string& out, std::string_view text);

} // namespace lectern
