/// Cells of assessment exports that say more than a number: "<1", "85 / 100", "73.0". Pure functions; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace lectern {

/// A percentile as a whole number from 1 to 99: "73.0" -> "73", "<1" and "1-" -> "1", ">99" and "99+" -> "99"; nothing
/// if the text is none (it is left to validation then). Source of the forms: FORMATS, derived-value rules.
[[nodiscard]] std::optional<std::string> percentileOf(std::string_view text);

/// A score that carries its maximum, or is written the European way.
struct ScoreParts
{
    std::string score;
    std::string maximum; ///< empty if the text does not say
};

/// "85 / 100" -> 85 of 100, "85%" -> 85 of 100, "12,5" -> 12.5; nothing if the text is neither, nor needs any change.
[[nodiscard]] std::optional<ScoreParts> scoreParts(std::string_view text);

} // namespace lectern
