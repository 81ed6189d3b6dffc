/// Answer scales as survey forms word them: which answers belong together and which number each stands for. Rules as
/// data; pure functions; any thread.
#pragma once

#include <QStringList>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace lectern {

/// A scale a question is answered on: words or numbers. Values run from 1 to `points`.
struct AnswerScale
{
    int table = -1; ///< which list of words; -1 = numbers
    int points = 0; ///< number of steps
    int first = 1;  ///< number that stands for the value 1: 0 or 1; of words always 1
};

/// How often each answer was given; answers as normalisedAnswer() makes them.
using AnswerCounts = std::map<std::string, qint64>;

/// An answer as it is compared: lower case, straight apostrophes, white space collapsed.
[[nodiscard]] std::string normalisedAnswer(std::string_view answer);

/// "N/A", "Don't know", "Prefer not to answer" and the like: given, but no point on any scale. Normalised.
[[nodiscard]] bool isNoAnswer(std::string_view answer);

/// Yes, no and their like: a choice even where few have answered. Normalised.
[[nodiscard]] bool isYesOrNo(std::string_view answer);

/// The scale all `answers` lie on, or nothing. `pooled`: answers of all questions of the form that may share its
/// scale; they tell four steps from five.
[[nodiscard]] std::optional<AnswerScale> scaleOf(const AnswerCounts& answers, const AnswerCounts& pooled);

/// True for scales of agreement and frequency: on them a question can be put so that the low end is the good one.
[[nodiscard]] bool canBeReversed(const AnswerScale& scale);

/// The value of a normalised answer on a scale; nothing if it has none.
[[nodiscard]] std::optional<int> valueOf(const AnswerScale& scale, std::string_view answer);

/// Who answers, by the words of an answer or a form's name: "parent", "staff", "student"; empty = they do not say.
[[nodiscard]] QString respondentOf(std::string_view words);

} // namespace lectern
