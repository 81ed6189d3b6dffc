/// JSON values as cells: parsing one value with simdjson and turning its parts into the text a cell holds.
#pragma once

#include <QByteArray>
#include <expected>
#include <simdjson.h>
#include <string>
#include <string_view>

namespace lectern {

/// Parses one JSON document at a time; keeps its memory from one to the next. One thread at a time.
class JsonParser
{
public:
    static constexpr std::size_t deepest = 200; ///< levels of nesting; a deeper value is refused

    /// The value, valid until the next call; or what is wrong with it in words. Numbers that fit no machine type are
    /// valid JSON and come as strings of their digits.
    [[nodiscard]] std::expected<simdjson::dom::element, std::string> parse(std::string_view text);

private:
    simdjson::dom::parser m_parser;
    std::string m_quoted;
};

/// What a cell holds for a value: a string's text, a number's digits, true/false, other values as JSON. False = null.
[[nodiscard]] bool cellText(simdjson::dom::element value, std::string& text);

/// What is kept of a record that cannot be used: {"line":"…"}; bytes that are no UTF-8 become U+FFFD.
[[nodiscard]] std::string keptLine(std::string_view text);

} // namespace lectern
