/// Nothing is guessed: text that is not wholly one of the known forms stays as it came.
#include "connectors/assessments/ScoreCells.h"

#include <algorithm>

namespace lectern {

namespace {

std::string_view trimmed(std::string_view text)
{
    while (text.starts_with(' '))
        text.remove_prefix(1);
    while (text.ends_with(' '))
        text.remove_suffix(1);
    return text;
}

bool isWhole(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool isNumber(std::string_view text)
{
    const std::size_t point = text.find('.');
    return isWhole(text.substr(0, point)) && (point == std::string_view::npos || isWhole(text.substr(point + 1)));
}

} // namespace

std::optional<std::string> percentileOf(std::string_view text)
{
    text = trimmed(text);
    if (text.starts_with('<') || text.starts_with('>'))
        text.remove_prefix(1);
    if (text.ends_with('-') || text.ends_with('+'))
        text.remove_suffix(1);
    const std::size_t point = std::min(text.find('.'), text.size());
    const bool zeros = text.substr(point).find_first_not_of(".0") == std::string_view::npos;
    if (!isWhole(text.substr(0, point)) || point > 3 || !zeros)
        return std::nullopt;
    return std::to_string(std::clamp(std::stoi(std::string(text.substr(0, point))), 1, 99));
}

std::optional<ScoreParts> scoreParts(std::string_view text)
{
    text = trimmed(text);
    if (text.ends_with('%') && isNumber(trimmed(text.substr(0, text.size() - 1))))
        return ScoreParts{std::string(trimmed(text.substr(0, text.size() - 1))), "100"};
    if (const std::size_t slash = text.find('/'); slash != std::string_view::npos) {
        const std::string_view score = trimmed(text.substr(0, slash));
        const std::string_view maximum = trimmed(text.substr(slash + 1));
        if (isNumber(score) && isNumber(maximum))
            return ScoreParts{std::string(score), std::string(maximum)};
        return std::nullopt;
    }
    if (const std::size_t comma = text.find(','); comma != std::string_view::npos) {
        const std::string_view decimals = text.substr(comma + 1);
        if (isWhole(text.substr(0, comma)) && isWhole(decimals) && decimals.size() != 3) // 1,234 may be a thousand
            return ScoreParts{std::string(text.substr(0, comma)) + '.' + std::string(decimals), {}};
    }
    return std::nullopt;
}

} // namespace lectern
