/// JSON written as text, for the open columns (`extra`, `cells`) a reader fills row by row.
#pragma once

#include <string>
#include <string_view>

namespace lectern {

/// Appends `text` (UTF-8) as a JSON string with its quotation marks.
inline void appendJsonString(std::string& json, std::string_view text)
{
    static constexpr char digits[] = "0123456789abcdef";
    json += '"';
    for (const char c : text) {
        const auto u = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            json += '\\';
            json += c;
        } else if (c == '\n') {
            json += "\\n";
        } else if (c == '\r') {
            json += "\\r";
        } else if (c == '\t') {
            json += "\\t";
        } else if (u < 0x20) {
            json += "\\u00";
            json += digits[u >> 4];
            json += digits[u & 15];
        } else {
            json += c;
        }
    }
    json += '"';
}

} // namespace lectern
