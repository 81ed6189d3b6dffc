/// A number as a spreadsheet shows it by one section of a format code.
#include "core/table/NumberFormat.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace lectern {

namespace {

constexpr int mostDecimals = 30; // Excel allows as many
constexpr std::array<const char*, 12> months{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"};
constexpr std::array<const char*, 7> weekdays{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};

/// Digits of a number rounded half up as the spreadsheet does, which counts 15 of them.
std::string fixed(double value, int decimals)
{
    std::array<char, 400> text;
    const int size = std::snprintf(text.data(), text.size(), "%.*f", std::min(decimals, mostDecimals), value + value * 1e-15);
    return {text.data(), std::size_t(size)};
}

void appendPadded(std::string& out, long long number, std::size_t width)
{
    std::string digits = std::to_string(number);
    out.append(width > digits.size() ? width - digits.size() : 0, '0');
    out += digits;
}

std::string_view nameOf(std::string_view name, std::size_t letters)
{
    return letters == 3 ? name.substr(0, 3) : letters == 5 ? name.substr(0, 1) : name;
}

} // namespace

/// Integer digits before the point, decimals behind it; literals stay where they stand.
void NumberFormat::appendDigits(std::string& out, const Section& section, double value)
{
    using enum Token::Type;
    value *= std::pow(100.0, section.percents);
    value /= std::pow(1000.0, section.scale);
    int places = 0, decimals = 0;
    bool point = false;
    for (const Token& token : section.tokens) {
        point |= token.type == Point;
        if (token.type == Digit)
            ++(point ? decimals : places);
    }
    const std::string digits = fixed(value, decimals);
    const std::size_t dot = std::min(digits.find('.'), digits.size());
    std::string whole = digits.substr(0, dot);
    std::string behind = dot < digits.size() ? digits.substr(dot + 1) : std::string();
    if (whole == "0")
        whole.clear();
    const std::size_t significant = behind.find_last_not_of('0') == std::string::npos ? 0 : behind.find_last_not_of('0') + 1;
    const int size = int(whole.size());
    int place = places; // to the right of the next integer digit, itself included
    std::size_t decimal = 0;
    const auto integer = [&](int left, char filler) { // the digit that has `left` - 1 others to its right
        const bool there = left <= size;
        if (there || filler == '0')
            out += there ? whole[std::size_t(size - left)] : '0';
        else if (filler == '?')
            out += ' ';
        if (section.grouping && left > 1 && left % 3 == 1 && (there || filler != '#'))
            out += there || filler == '0' ? ',' : ' ';
    };
    point = false;
    for (const Token& token : section.tokens) {
        if (token.type == Point) {
            if (places == 0 && !point)
                for (int left = size; left > 0; --left)
                    integer(left, '#');
            point = true;
            out += '.';
        } else if (token.type == Digit && !point) {
            if (place == places)
                for (int left = size; left > places; --left)
                    integer(left, '#');
            integer(place--, token.text[0]);
        } else if (token.type == Digit) {
            if (decimal < significant || token.text[0] == '0')
                out += decimal < behind.size() ? behind[decimal] : '0';
            else if (token.text[0] == '?')
                out += ' ';
            ++decimal;
        } else if (token.type == General) {
            appendNumber(out, value);
        } else {
            out += token.text;
        }
    }
}

void NumberFormat::appendExponent(std::string& out, const Section& section, double value)
{
    using enum Token::Type;
    const auto at = std::ranges::find(section.tokens, Exponent, &Token::type);
    Section mantissa{{section.tokens.begin(), at}, 0, 0, 0, section.percents, false, false};
    int places = 0, decimals = 0;
    bool point = false;
    for (const Token& token : mantissa.tokens) {
        point |= token.type == Point;
        if (token.type == Digit)
            ++(point ? decimals : places);
    }
    int power = value > 0 ? int(std::floor(std::log10(value))) : 0;
    const int step = std::max(places, 1);
    const auto multiple = [step](int p) { return int(std::floor(double(p) / step)) * step; };
    int shown = multiple(power);
    if (std::stod(fixed(value / std::pow(10.0, shown), decimals)) >= std::pow(10.0, step))
        shown = multiple(++power);
    appendDigits(out, mantissa, value / std::pow(10.0, shown));
    out += at->text[0];
    if (shown < 0)
        out += '-';
    else if (at->text[1] == '+')
        out += '+';
    Section exponent{{at + 1, section.tokens.end()}, 0, 0, 0, 0, false, false};
    appendDigits(out, exponent, std::abs(shown));
}

/// "# ?/?": the nearest fraction whose denominator has as many digits as the format gives it, or the one it names.
void NumberFormat::appendFraction(std::string& out, const Section& section, double value)
{
    using enum Token::Type;
    const auto slash = std::ranges::find(section.tokens, Slash, &Token::type);
    int most = 0, given = 0;
    for (auto it = slash + 1; it != section.tokens.end(); ++it) {
        if (it->type == Digit)
            most = std::min(most * 10 + 9, 9999);
        else if (it->type == Literal && it->text.size() == 1 && it->text[0] >= '0' && it->text[0] <= '9')
            given = std::min(given * 10 + (it->text[0] - '0'), 9999);
    }
    bool gap = false, whole = false; // digits, something else, digits: the first ones are the whole part
    for (auto it = section.tokens.begin(); it != slash; ++it) {
        whole |= gap && it->type == Digit;
        gap |= it->type == Literal && it != section.tokens.begin();
    }
    const double integer = whole ? std::floor(value) : 0;
    const double rest = value - integer;
    long long top = 0, bottom = std::max(given, 1);
    double best = 2;
    for (int d = given ? given : 1; d <= std::max(given, most); ++d) {
        const long long n = std::llround(rest * d);
        const double error = std::abs(rest - double(n) / d);
        if (error < best - 1e-12) {
            best = error;
            top = n;
            bottom = d;
        }
    }
    long long shownWhole = (long long)(integer);
    if (whole && top == bottom) {
        ++shownWhole;
        top = 0;
    }
    if (whole && (shownWhole > 0 || top == 0))
        out += std::to_string(shownWhole);
    if (whole && top == 0)
        return;
    if (whole && shownWhole > 0)
        out += ' ';
    out += std::to_string(top) + '/' + std::to_string(bottom);
}

void NumberFormat::appendPlain(std::string& out, double value) const
{
    if (!std::isfinite(value) || std::abs(value) >= 1e15)
        return appendNumber(out, value);
    std::string digits = fixed(std::abs(value), m_decimals);
    for (int i = m_decimals; i > m_leastDecimals && digits.back() == '0'; --i)
        digits.pop_back();
    if (digits.back() == '.')
        digits.pop_back();
    if (value < 0 && digits.find_first_of("123456789") != std::string::npos)
        out += '-';
    out += digits;
}

/// False if the value is no moment the format could show.
bool NumberFormat::appendMoment(std::string& out, const Section& section, double value, bool date1904)
{
    using enum Token::Type;
    const bool elapsed = std::ranges::any_of(section.tokens, [](const Token& t) { return t.type == Elapsed; });
    const bool halfDay = std::ranges::any_of(section.tokens, [](const Token& t) { return t.type == AmPm; });
    SerialMoment moment;
    if (std::abs(value) > 1e9 || (!momentOf(elapsed ? std::abs(value) - std::floor(std::abs(value)) : value, date1904, moment)))
        return false;
    const double seconds = std::floor(std::abs(value) * 86400 + 1e-6);
    if (elapsed && value < 0)
        out += '-';
    bool fraction = false;
    std::string part = std::to_string(1000 + moment.millisecond).substr(1);
    std::size_t digit = 0;
    for (const Token& token : section.tokens) {
        const std::size_t letters = token.text.size();
        const char letter = token.text.empty() ? '\0' : char(token.text[0] | 32);
        const bool wasSeconds = fraction;
        fraction = (token.type == Date && letter == 's') || (wasSeconds && (token.type == Point || token.type == Digit)) || (token.type == Elapsed && letter == 's');
        if (token.type == Elapsed) {
            appendPadded(out, (long long)(letter == 'h' ? seconds / 3600 : letter == 'm' ? seconds / 60 : seconds), letters);
        } else if (token.type == AmPm) {
            out += moment.hour < 12 ? 'A' : 'P';
            if (letters == 5)
                out += 'M';
        } else if (token.type == Digit && wasSeconds) {
            out += digit < part.size() ? part[digit] : '0';
            ++digit;
        } else if (token.type != Date) {
            out += token.text;
        } else if (letter == 'y' || letter == 'e') {
            const int year = moment.year == 0 ? 1900 : moment.year;
            appendPadded(out, letters <= 2 && letter == 'y' ? year % 100 : year, letters <= 2 ? 2 : 4);
        } else if (letter == 'm') {
            const std::size_t month = std::size_t(std::max(moment.month, 1) - 1);
            if (letters <= 2)
                appendPadded(out, qint64(month) + 1, letters);
            else
                out += nameOf(months[month], letters);
        } else if (letter == 'd') {
            if (letters <= 2)
                appendPadded(out, moment.day, letters);
            else
                out += nameOf(weekdays[std::size_t(moment.weekday)], letters);
        } else if (letter == 'h') {
            appendPadded(out, halfDay ? (moment.hour + 11) % 12 + 1 : moment.hour, std::min<std::size_t>(letters, 2));
        } else if (letter == 'i') {
            appendPadded(out, moment.minute, std::min<std::size_t>(letters, 2));
        } else if (letter == 's') {
            appendPadded(out, moment.second, std::min<std::size_t>(letters, 2));
        }
    }
    return true;
}

void NumberFormat::appendShown(std::string& out, double value, bool date1904) const
{
    using enum Token::Type;
    bool negate = false;
    const Section* section = sectionFor(value, negate);
    if (!section || !std::isfinite(value) || std::abs(value) > 1e300)
        return appendNumber(out, value);
    const std::size_t begin = out.size();
    if (section->dates) {
        if (!appendMoment(out, *section, value, date1904)) {
            out.resize(begin);
            appendNumber(out, value);
        }
        return;
    }
    const auto has = [&](Token::Type type) { return std::ranges::find(section->tokens, type, &Token::type) != section->tokens.end(); };
    constexpr double mostOfFraction = 1e14; // beyond, a double has no parts that a fraction could show
    const double size = std::abs(value);
    if (has(Slash) && size > mostOfFraction)
        appendNumber(out, size);
    else if (has(Slash))
        appendFraction(out, *section, size);
    else if (has(Exponent))
        appendExponent(out, *section, size);
    else
        appendDigits(out, *section, size);
    const bool nothingLeft = out.find_first_of("123456789", begin) == std::string::npos && has(Digit);
    if (negate && !nothingLeft)
        out.insert(begin, 1, '-');
}

} // namespace lectern
