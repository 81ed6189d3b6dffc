/// Word lists run from the least to the most favourable. Synonyms are divided by '|'. Of the lists that fit, the one
/// listed first is taken, unless a shorter one fits as well and so many have answered that the words it lacks were
/// probably not offered.
#include "connectors/forms/AnswerScales.h"

#include <algorithm>
#include <charconv>
#include <vector>

namespace lectern {

namespace {

constexpr qint64 manyAnswers = 20; // with so many, a middle nobody chose was probably not offered

struct WordScale
{
    std::vector<std::string_view> steps;
    bool needsEvidence = false;
};

const std::vector<WordScale>& wordScales()
{
    static const std::vector<WordScale> scales = {
        {{"strongly disagree", "disagree",
          "neutral|neither agree nor disagree|neither agree or disagree|undecided|not sure|unsure|neither", "agree",
          "strongly agree"}},
        {{"strongly disagree", "disagree", "agree", "strongly agree"}, true},
        {{"strongly disagree", "disagree", "somewhat disagree|slightly disagree",
          "neutral|neither agree nor disagree|neither agree or disagree|undecided|neither",
          "somewhat agree|slightly agree", "agree", "strongly agree"}},
        {{"strongly disagree", "disagree", "somewhat disagree|slightly disagree", "somewhat agree|slightly agree", "agree",
          "strongly agree"},
         true},
        {{"strongly disagree", "somewhat disagree|slightly disagree",
          "neutral|neither agree nor disagree|neither agree or disagree", "somewhat agree|slightly agree",
          "strongly agree"}},
        {{"never", "rarely|seldom|hardly ever", "sometimes|occasionally",
          "often|usually|frequently|most of the time", "always|all of the time|all the time"}},
        {{"almost never", "once in a while|rarely", "sometimes", "frequently|often", "almost always"}},
        {{"very dissatisfied", "dissatisfied|somewhat dissatisfied",
          "neutral|neither satisfied nor dissatisfied|neither", "satisfied|somewhat satisfied", "very satisfied"}},
        {{"very unsafe", "unsafe|somewhat unsafe", "neutral|neither safe nor unsafe", "safe|somewhat safe", "very safe"}},
        {{"very unlikely", "unlikely|somewhat unlikely", "neutral|neither likely nor unlikely",
          "likely|somewhat likely", "very likely"}},
        {{"not at all likely", "slightly likely", "somewhat likely|moderately likely", "very likely|quite likely",
          "extremely likely"}},
        {{"very difficult|very hard", "difficult|hard", "neutral|neither easy nor difficult|just right", "easy",
          "very easy"}},
        {{"poor", "fair", "good", "very good", "excellent"}},
        {{"very poor|very bad|terrible", "poor|bad", "fair|average|okay|ok|neutral|acceptable", "good",
          "very good|excellent|great"}},
        {{"poor", "fair", "good", "excellent"}, true},
        {{"not at all", "slightly|a little|a little bit", "somewhat|moderately", "quite a bit|very|mostly|quite",
          "extremely|a great deal|completely|a tremendous amount|very much"}},
        {{"not at all important|not important", "slightly important", "moderately important|somewhat important",
          "important|very important|quite important", "extremely important"}},
        {{"not at all true|not true", "a little true|slightly true", "somewhat true", "mostly true",
          "completely true|very true"}},
        {{"far below expectations|well below expectations", "below expectations", "meets expectations|met expectations",
          "exceeds expectations|above expectations", "far exceeds expectations|well above expectations"}},
    };
    return scales;
}

bool isOneOf(std::string_view word, std::string_view list)
{
    while (!list.empty()) {
        const std::size_t bar = std::min(list.find('|'), list.size());
        if (list.substr(0, bar) == word)
            return true;
        list.remove_prefix(std::min(bar + 1, list.size()));
    }
    return false;
}

/// The number an answer is or begins with: "4", "4 - Agree", "5 (very good)"; not "1-2 hours", not "3rd".
std::optional<int> numberOf(std::string_view answer)
{
    int number = 0;
    const auto [end, error] = std::from_chars(answer.data(), answer.data() + answer.size(), number);
    if (error != std::errc() || number < 0 || answer.front() == '-')
        return std::nullopt;
    std::string_view rest(end, std::size_t(answer.data() + answer.size() - end));
    if (rest.empty() || rest == ".0")
        return number;
    const std::size_t word = rest.find_first_not_of(" -\xe2\x80\x93\x94:=().");
    if (word == 0 || word == std::string_view::npos || (rest[word] >= '0' && rest[word] <= '9'))
        return std::nullopt;
    return rest.substr(0, word) == " " ? std::nullopt : std::optional(number); // "3 hours" is an amount
}

std::optional<AnswerScale> numberScale(const AnswerCounts& answers)
{
    int low = 100;
    int high = -1;
    for (const auto& [answer, count] : answers) {
        if (isNoAnswer(answer))
            continue;
        const auto number = numberOf(answer);
        if (!number || *number > 10)
            return std::nullopt;
        low = std::min(low, *number);
        high = std::max(high, *number);
    }
    if (high < 2 || low > 3)
        return std::nullopt;
    const int first = low == 0 ? 0 : 1;
    const int last = high <= 5 ? 5 : high <= 7 ? 7 : 10;
    return AnswerScale{-1, last - first + 1, first};
}

bool holds(const WordScale& scale, const AnswerCounts& answers)
{
    return std::ranges::all_of(answers, [&](const auto& entry) {
        return isNoAnswer(entry.first) ||
               std::ranges::any_of(scale.steps, [&](std::string_view step) { return isOneOf(entry.first, step); });
    });
}

} // namespace

std::string normalisedAnswer(std::string_view answer)
{
    std::string text;
    bool space = false;
    for (std::size_t i = 0; i < answer.size(); ++i) {
        const char c = answer[i];
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || answer.substr(i, 2) == "\xc2\xa0") {
            space = true;
            i += c == '\xc2' ? 1 : 0;
            continue;
        }
        if (space && !text.empty())
            text += ' ';
        space = false;
        if (answer.substr(i, 3) == "\xe2\x80\x99") {
            text += '\'';
            i += 2;
        } else {
            text += c >= 'A' && c <= 'Z' ? char(c + 32) : c;
        }
    }
    return text;
}

bool isNoAnswer(std::string_view answer)
{
    return isOneOf(answer, "n/a|na|n.a.|not applicable|does not apply|don't know|i don't know|do not know|no opinion|"
                           "prefer not to answer|prefer not to say|i prefer not to answer|no answer|no response|-|--");
}

bool isYesOrNo(std::string_view answer)
{
    return isOneOf(answer, "yes|no|maybe|true|false|not sure|i agree|i do not agree|other");
}

std::optional<AnswerScale> scaleOf(const AnswerCounts& answers, const AnswerCounts& pooled)
{
    if (std::ranges::all_of(answers, [](const auto& entry) { return isNoAnswer(entry.first); }))
        return std::nullopt;
    if (const auto numbers = numberScale(answers))
        return numbers;
    std::vector<std::size_t> lists; // that hold the answers
    for (std::size_t i = 0; i < wordScales().size(); ++i)
        if (holds(wordScales()[i], answers))
            lists.push_back(i);
    AnswerCounts related; // what the form's other questions say in the words of these lists
    qint64 given = 0;
    for (const auto& [answer, count] : pooled) {
        const auto knows = [&](std::size_t list) { return holds(wordScales()[list], {{answer, count}}); };
        if (!isNoAnswer(answer) && std::ranges::any_of(lists, knows)) {
            related.emplace(answer, count);
            given += count;
        }
    }
    std::optional<std::size_t> best;
    for (const std::size_t i : lists) {
        const WordScale& list = wordScales()[i];
        if (!holds(list, related) || (list.needsEvidence && given < manyAnswers))
            continue;
        if (!best || (list.needsEvidence && list.steps.size() < wordScales()[*best].steps.size()))
            best = i;
    }
    if (lists.empty())
        return std::nullopt;
    const std::size_t chosen = best.value_or(lists.front());
    return AnswerScale{int(chosen), int(wordScales()[chosen].steps.size())};
}

bool canBeReversed(const AnswerScale& scale)
{
    if (scale.table < 0)
        return false;
    const std::string_view lowest = wordScales()[std::size_t(scale.table)].steps.front();
    return lowest == "strongly disagree" || lowest == "never" || lowest == "almost never";
}

std::optional<int> valueOf(const AnswerScale& scale, std::string_view answer)
{
    if (answer.empty() || isNoAnswer(answer))
        return std::nullopt;
    if (scale.table < 0) {
        const auto number = numberOf(answer);
        return number ? std::optional(*number - scale.first + 1) : std::nullopt;
    }
    const auto& steps = wordScales()[std::size_t(scale.table)].steps;
    for (std::size_t i = 0; i < steps.size(); ++i)
        if (isOneOf(answer, steps[i]))
            return int(i) + 1;
    return std::nullopt;
}

QString respondentOf(std::string_view words)
{
    struct Word
    {
        const char* begin; ///< of a word
        const char* respondent;
    };
    // In this order: a "parent of a student" is a parent, a "student teacher" staff.
    static constexpr Word table[] = {
        {"parent", "parent"},  {"guardian", "parent"}, {"caregiver", "parent"}, {"carer", "parent"},
        {"famil", "parent"},   {"mother", "parent"},   {"father", "parent"},    {"teacher", "staff"},
        {"staff", "staff"},    {"faculty", "staff"},   {"employee", "staff"},   {"administrator", "staff"},
        {"principal", "staff"}, {"counselor", "staff"}, {"counsellor", "staff"}, {"paraprofessional", "staff"},
        {"student", "student"}, {"pupil", "student"},  {"learner", "student"},
    };
    const std::string text = normalisedAnswer(words);
    for (const Word& word : table)
        for (std::size_t at = text.find(word.begin); at != std::string::npos; at = text.find(word.begin, at + 1))
            if (at == 0 || text[at - 1] < 'a' || text[at - 1] > 'z')
                return QLatin1String(word.respondent);
    return {};
}

} // namespace lectern
