/// See CellShape.h. Hand-written scanners: cells are looked at by the hundred thousand.
#include "core/table/CellShape.h"

#include "core/table/NamedDate.h"

#include <algorithm>
#include <array>
#include <string>

namespace lectern {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

std::string lower(std::string_view text)
{
    std::string folded(text);
    for (char& c : folded)
        if (c >= 'A' && c <= 'Z')
            c = char(c - 'A' + 'a');
    return folded;
}

template <std::size_t N>
bool isOneOf(std::string_view text, const std::array<std::string_view, N>& words, std::size_t longest)
{
    if (text.size() > longest)
        return false;
    return std::ranges::find(words, lower(text)) != words.end();
}

constexpr std::array<std::string_view, 14> missingTokens = {
    "-", "--", "---", "null", "n/a", "na", "#n/a", ".", "nan", "no score", "not assessed", "(null)", "\\n", "?"};
constexpr std::array<std::string_view, 8> booleans = {"true", "false", "yes", "no", "y", "n", "t", "f"};

/// Digits at `at`; how many were read.
int digitsAt(std::string_view text, std::size_t& at, int most, int& value)
{
    int count = 0;
    value = 0;
    while (at < text.size() && isDigit(text[at]) && count < most) {
        value = value * 10 + (text[at] - '0');
        ++at;
        ++count;
    }
    if (at < text.size() && isDigit(text[at]))
        return 0;
    return count;
}

/// A date at the beginning of `text`; bytes it takes, 0 if there is none.
std::size_t dateLength(std::string_view text)
{
    std::size_t at = 0;
    int first = 0;
    int second = 0;
    int third = 0;
    if (const auto named = namedDateAt(text))
        return named->length;
    const int long_ = digitsAt(text, at, 4, first);
    if (long_ == 0 || at >= text.size())
        return 0;
    const char mark = text[at];
    if (mark != '-' && mark != '/' && mark != '.')
        return 0;
    ++at;
    const int middle = digitsAt(text, at, 2, second);
    if (middle == 0 || at >= text.size() || text[at] != mark)
        return 0;
    ++at;
    const int end = digitsAt(text, at, 4, third);
    if (long_ == 4)
        return end > 0 && end <= 2 && second >= 1 && second <= 12 && third >= 1 && third <= 31 ? at : 0;
    if (long_ > 2 || (end != 2 && end != 4) || first < 1 || second < 1 || first > 31 || second > 31)
        return 0;
    return first <= 12 || second <= 12 ? at : 0;
}

/// A time of day as the whole of `text`, with or without a zone behind it.
bool isTime(std::string_view text)
{
    std::size_t at = 0;
    int value = 0;
    if (!digitsAt(text, at, 2, value) || value > 24 || at >= text.size() || text[at] != ':')
        return false;
    ++at;
    if (digitsAt(text, at, 2, value) != 2 || value > 59)
        return false;
    if (at < text.size() && text[at] == ':') {
        ++at;
        if (digitsAt(text, at, 2, value) != 2 || value > 60)
            return false;
        if (at < text.size() && (text[at] == '.' || text[at] == ',')) {
            ++at;
            if (!digitsAt(text, at, 9, value))
                return false;
        }
    }
    std::string rest = lower(outerTrimmed(text.substr(at)));
    for (const std::string_view half : {"am", "pm", "a.m.", "p.m."})
        if (rest.starts_with(half)) {
            rest.erase(0, half.size());
            break;
        }
    const std::string_view zone = outerTrimmed(rest);
    if (zone.empty() || zone == "z")
        return true;
    const auto letters = std::size_t(std::ranges::find_if_not(zone, isLetter) - zone.begin());
    const std::string_view offset = zone.substr(letters); // -0500, and behind GMT also +1
    if (letters == 1 || letters > 5)
        return false;
    if (offset.empty())
        return true;
    if (letters > 0 && !zone.starts_with("gmt") && !zone.starts_with("utc"))
        return false;
    return (offset[0] == '+' || offset[0] == '-') && offset.size() >= (letters > 0 ? 2 : 3) && offset.size() <= 6 &&
        std::ranges::all_of(offset.substr(1), [](char c) { return isDigit(c) || c == ':'; });
}

bool isLink(std::string_view text)
{
    if (text.find(' ') != std::string_view::npos)
        return false;
    if (text.starts_with("http://") || text.starts_with("https://") || text.starts_with("www."))
        return true;
    const std::size_t at = text.find('@');
    return at != std::string_view::npos && at > 0 && text.find('.', at) != std::string_view::npos;
}

/// Takes a currency sign or code off either end; true if there was one.
bool takeCurrency(std::string_view& text)
{
    static constexpr std::array<std::string_view, 9> signs = {"$", "€", "£", "¥", "EUR", "USD", "GBP", "CHF", "R$"};
    for (const std::string_view sign : signs) {
        if (text.starts_with(sign) && text.size() > sign.size()) {
            text = outerTrimmed(text.substr(sign.size()));
            return true;
        }
        if (text.ends_with(sign) && text.size() > sign.size()) {
            text = outerTrimmed(text.substr(0, text.size() - sign.size()));
            return true;
        }
    }
    return false;
}

/// Takes a plus, minus or typographic minus off the front.
void takeSign(std::string_view& text)
{
    if (text.starts_with("\xe2\x88\x92"))
        text.remove_prefix(3);
    else if (text.starts_with('+') || text.starts_with('-'))
        text.remove_prefix(1);
}

} // namespace

bool isSpreadsheetError(std::string_view text)
{
    if (!text.starts_with('#'))
        return false;
    return text.starts_with("#REF!") || text.starts_with("#VALUE!") || text.starts_with("#DIV/0!") || text.starts_with("#NAME?") ||
        text.starts_with("#NUM!") || text.starts_with("#NULL!") || text.starts_with("#SPILL!") ||
        (text.size() >= 3 && text.find_first_not_of('#') == std::string_view::npos);
}

std::string_view outerTrimmed(std::string_view text)
{
    static constexpr std::string_view noBreakSpace = "\xc2\xa0";
    for (;;) {
        if (!text.empty() && (text.front() == ' ' || text.front() == '\t' || text.front() == '\n' || text.front() == '\r'))
            text.remove_prefix(1);
        else if (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\n' || text.back() == '\r'))
            text.remove_suffix(1);
        else if (text.starts_with(noBreakSpace))
            text.remove_prefix(noBreakSpace.size());
        else if (text.ends_with(noBreakSpace))
            text.remove_suffix(noBreakSpace.size());
        else
            return text;
    }
}

NumberShape numberShape(std::string_view cell)
{
    NumberShape shape;
    std::string_view text = outerTrimmed(cell);
    if (text.size() > 40 || std::ranges::none_of(text, isDigit)) // most words end here
        return shape;
    takeSign(text);
    shape.money = takeCurrency(text);
    if (shape.money)
        takeSign(text);
    if (text.ends_with('%')) {
        shape.percent = true;
        text = outerTrimmed(text.substr(0, text.size() - 1));
    }
    if (text.empty() || !(isDigit(text[0]) || ((text[0] == '.' || text[0] == ',') && text.size() > 1)))
        return shape;
    char marks[16] = {};    // the marks between groups of digits
    int runs[17] = {};      // digits per group
    int groups = 0;
    std::size_t at = 0;
    while (at < text.size()) {
        const char c = text[at];
        if (isDigit(c)) {
            ++runs[groups];
            ++shape.digits;
            ++at;
            continue;
        }
        if ((c == 'E' || c == 'e') && shape.digits > 0) {
            ++at;
            if (at < text.size() && (text[at] == '+' || text[at] == '-'))
                ++at;
            if (at == text.size() || text.size() - at > 3 || !std::ranges::all_of(text.substr(at), isDigit))
                return shape;
            shape.exponent = true;
            break;
        }
        char mark = c;
        std::size_t size = 1;
        if (text.compare(at, 2, "\xc2\xa0") == 0) {
            mark = ' ';
            size = 2;
        } else if (text.compare(at, 3, "\xe2\x80\xaf") == 0 || text.compare(at, 3, "\xe2\x80\x89") == 0) {
            mark = ' ';
            size = 3;
        }
        if ((mark != '.' && mark != ',' && mark != ' ' && mark != '\'') || groups == 15)
            return shape;
        marks[groups++] = mark;
        at += size;
    }
    shape.leadingZero = runs[0] > 1 && text[0] == '0' && groups == 0;
    if (groups == 0) {
        shape.valid = true;
        shape.whole = !shape.exponent;
        return shape;
    }
    // All but the last mark group thousands; the last one may be the fraction's.
    const char lastMark = marks[groups - 1];
    const bool lastIsGroup = lastMark == ' ' || lastMark == '\'' || (groups > 1 && marks[0] == lastMark);
    const int grouped = lastIsGroup ? groups : groups - 1;
    for (int i = 0; i < grouped; ++i)
        if (marks[i] != marks[0] || runs[i + 1] != 3)
            return shape;
    if (grouped > 0 && (runs[0] == 0 || runs[0] > 3 || (!lastIsGroup && lastMark == marks[0])))
        return shape;
    if (runs[groups] == 0 && shape.digits == 0)
        return shape;
    shape.valid = true;
    shape.groupMark = grouped > 0 ? marks[0] : '\0';
    if (lastIsGroup) {
        shape.whole = true;
        return shape;
    }
    shape.open = grouped == 0 && runs[1] == 3 && runs[0] >= 1 && runs[0] <= 3 && text[0] != '0' && !shape.exponent;
    shape.fractionMark = lastMark;
    return shape;
}

bool isTyped(CellShape shape)
{
    return shape == CellShape::Integer || shape == CellShape::Decimal || shape == CellShape::Date ||
        shape == CellShape::Time || shape == CellShape::DateTime || shape == CellShape::Link || shape == CellShape::Boolean;
}

CellShape shapeOf(std::string_view cell)
{
    const std::string_view text = outerTrimmed(cell);
    if (text.empty())
        return CellShape::Empty;
    if (isOneOf(text, missingTokens, 12))
        return CellShape::Missing;
    if (isOneOf(text, booleans, 5))
        return CellShape::Boolean;
    if (text.size() > 200)
        return CellShape::Text;
    if (isDigit(text[0]) || isLetter(text[0])) {
        if (const std::size_t day = dateLength(text)) {
            if (day == text.size())
                return CellShape::Date;
            std::size_t at = day;
            while (at < text.size() && (text[at] == ' ' || text[at] == ',' || text[at] == 'T'))
                ++at;
            if (at > day && isTime(text.substr(at)))
                return CellShape::DateTime;
        } else if (isTime(text)) {
            return CellShape::Time;
        }
    }
    if (const NumberShape number = numberShape(text); number.valid)
        return number.whole && !number.percent && !number.money ? CellShape::Integer : CellShape::Decimal;
    if (isLink(text))
        return CellShape::Link;
    bool digit = false;
    for (const char c : text) {
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r')
            return CellShape::Text;
        digit |= isDigit(c);
    }
    return digit ? CellShape::Code : CellShape::Word;
}

} // namespace lectern
