/// Numbers keep the digits a person would write: no exponent, no trailing zeros, no binary rounding.
#include "connectors/learning_events/JsonCells.h"

#include "core/base/Blocks.h"
#include "core/table/JsonText.h"

#include <QString>
#include <array>
#include <charconv>

namespace lectern {

namespace {

bool isNumberByte(char c)
{
    return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

/// Length of the JSON number `token` begins with.
std::size_t numberLength(std::string_view token)
{
    std::size_t at = token.starts_with('-') ? 1 : 0;
    const auto digits = [&] {
        const std::size_t begin = at;
        while (at < token.size() && token[at] >= '0' && token[at] <= '9')
            ++at;
        return at - begin;
    };
    const bool zero = at < token.size() && token[at] == '0';
    const std::size_t whole = digits();
    if (whole == 0 || (zero && whole > 1))
        return 0;
    if (at < token.size() && token[at] == '.' && (++at, digits() == 0))
        return 0;
    if (at < token.size() && (token[at] == 'e' || token[at] == 'E')) {
        ++at;
        at += at < token.size() && (token[at] == '+' || token[at] == '-') ? 1 : 0;
        if (digits() == 0)
            return 0;
    }
    return at;
}

/// The same JSON with numbers of many digits or with exponents as strings.
std::string quoteLargeNumbers(std::string_view json)
{
    std::string result;
    result.reserve(json.size() + 16);
    bool inString = false;
    for (std::size_t i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (!inString && ((c >= '0' && c <= '9') || c == '-')) {
            std::size_t end = i;
            while (end < json.size() && isNumberByte(json[end]))
                ++end;
            const std::string_view token = json.substr(i, end - i);
            const bool large = token.size() > 15 || token.find_first_of("eE") != std::string_view::npos;
            const bool quote = large && numberLength(token) == token.size();
            result.append(quote ? "\"" : "").append(token).append(quote ? "\"" : "");
            i = end - 1;
            continue;
        }
        result += c;
        if (inString && c == '\\' && i + 1 < json.size())
            result += json[++i];
        else if (c == '"')
            inString = !inString;
    }
    return result;
}

} // namespace

std::expected<simdjson::dom::element, std::string> JsonParser::parse(std::string_view text)
{
    const auto attempt = [this](std::string_view json) {
        if (m_parser.max_depth() != deepest)
            if (const auto error = m_parser.allocate(blockOf(1 << 16), deepest))
                return simdjson::simdjson_result<simdjson::dom::element>(error);
        return m_parser.parse(json.data(), json.size());
    };
    simdjson::dom::element value;
    auto error = attempt(text).get(value);
    if (error == simdjson::NUMBER_ERROR) {
        m_quoted = quoteLargeNumbers(text);
        error = attempt(m_quoted).get(value);
    }
    if (error)
        return std::unexpected(std::string(simdjson::error_message(error)));
    return value;
}

bool cellText(simdjson::dom::element value, std::string& text)
{
    using simdjson::dom::element_type;
    text.clear();
    switch (value.type()) {
    case element_type::NULL_VALUE:
        return false;
    case element_type::STRING:
        text = value.get_string().value_unsafe();
        break;
    case element_type::INT64:
        text = std::to_string(value.get_int64().value_unsafe());
        break;
    case element_type::UINT64:
        text = std::to_string(value.get_uint64().value_unsafe());
        break;
    case element_type::BOOL:
        text = value.get_bool().value_unsafe() ? "true" : "false";
        break;
    case element_type::DOUBLE: {
        std::array<char, 400> digits; // the longest double without exponent has 309 digits before the point
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value.get_double().value_unsafe(),
                                       std::chars_format::fixed);
        text.assign(digits.data(), end.ptr);
        break;
    }
    case element_type::ARRAY:
    case element_type::OBJECT:
        text = simdjson::minify(value);
        break;
    }
    return true;
}

std::string keptLine(std::string_view text)
{
    std::string json = "{\"line\":";
    appendJsonString(json, QString::fromUtf8(text.data(), qsizetype(text.size())).toStdString());
    return json + "}";
}

} // namespace lectern
