#include "core/ingest/CellParser.h"

#include "core/table/CellShape.h"
#include "core/table/NamedDate.h"

#include <QDateTime>
#include <algorithm>
#include <charconv>

namespace lectern {

namespace {

constexpr qint64 msPerDay = 86'400'000;

bool digit(char c)
{
    return c >= '0' && c <= '9';
}

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c + 32) : c;
}

bool equalNoCase(std::string_view text, std::string_view word)
{
    if (text.size() != word.size())
        return false;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (lower(text[i]) != word[i])
            return false;
    return true;
}

/// Takes digits from the front; nothing if there are none or more than `most`.
std::optional<int> takeNumber(std::string_view& text, std::size_t most)
{
    std::size_t size = 0;
    int number = 0;
    while (size < text.size() && digit(text[size])) {
        if (size == most)
            return std::nullopt;
        number = number * 10 + (text[size++] - '0');
    }
    if (size == 0)
        return std::nullopt;
    text.remove_prefix(size);
    return number;
}

bool take(std::string_view& text, char c)
{
    if (text.empty() || text.front() != c)
        return false;
    text.remove_prefix(1);
    return true;
}

void skipBlanks(std::string_view& text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
}

int fullYear(int year, std::size_t digits)
{
    return digits > 2 ? year : year < 70 ? 2000 + year : 1900 + year;
}

/// Takes a date from the front of `text`.
std::optional<Day> takeDay(std::string_view& text, DateOrder order)
{
    if (const auto named = namedDateAt(text)) {
        text.remove_prefix(named->length);
        return dayFromParts(named->year, named->month, named->day);
    }
    const std::string_view whole = text;
    const auto first = takeNumber(text, 8);
    if (!first)
        return std::nullopt;
    const std::size_t digits = whole.size() - text.size();
    if (digits == 8)
        return dayFromParts(*first / 10000, *first / 100 % 100, *first % 100);
    if (text.empty() || (text.front() != '-' && text.front() != '/' && text.front() != '.'))
        return std::nullopt;
    const char separator = text.front();
    text.remove_prefix(1);
    const auto second = takeNumber(text, 2);
    if (!second || !take(text, separator))
        return std::nullopt;
    const std::size_t before = text.size();
    const auto third = takeNumber(text, 4);
    if (!third)
        return std::nullopt;
    const std::size_t thirdDigits = before - text.size();
    if (digits == 4)
        return dayFromParts(*first, *second, *third);
    if (digits > 2 || (thirdDigits != 2 && thirdDigits != 4))
        return std::nullopt;
    const int year = fullYear(*third, thirdDigits);
    const bool dayFirst = separator == '.' || order == DateOrder::DayFirst;
    return dayFirst ? dayFromParts(year, *second, *first) : dayFromParts(year, *first, *second);
}

/// Takes blanks, no-break spaces too.
void skipSpaces(std::string_view& text)
{
    for (;;) {
        skipBlanks(text);
        if (text.starts_with("\xc2\xa0"))
            text.remove_prefix(2);
        else if (text.starts_with("\xe2\x80\xaf"))
            text.remove_prefix(3);
        else
            return;
    }
}

/// Takes "am", "PM", "a.m.", "p. m." and the like: 'a' or 'p'; 0 and nothing taken if there is none.
char takeHalfOfDay(std::string_view& text)
{
    std::string_view rest = text;
    skipSpaces(rest);
    const char half = rest.empty() ? '\0' : lower(rest.front());
    if (half != 'a' && half != 'p')
        return 0;
    rest.remove_prefix(1);
    if (take(rest, '.'))
        skipSpaces(rest);
    if (!take(rest, 'm') && !take(rest, 'M'))
        return 0;
    take(rest, '.');
    text = rest;
    return half;
}

/// Milliseconds since midnight; 24:00:00 and a leap second are let through.
std::optional<qint64> takeTime(std::string_view& text)
{
    const auto hour = takeNumber(text, 2);
    if (!hour || !take(text, ':'))
        return std::nullopt;
    const auto minute = takeNumber(text, 2);
    if (!minute)
        return std::nullopt;
    int second = 0;
    qint64 fraction = 0;
    if (take(text, ':')) {
        const auto seconds = takeNumber(text, 2);
        if (!seconds)
            return std::nullopt;
        second = *seconds;
        if (take(text, '.') || take(text, ',')) {
            qint64 scale = 100;
            bool any = false;
            while (!text.empty() && digit(text.front())) {
                fraction += (text.front() - '0') * scale;
                scale /= 10;
                any = true;
                text.remove_prefix(1);
            }
            if (!any)
                return std::nullopt;
        }
    }
    int hours = *hour;
    if (const char half = takeHalfOfDay(text)) {
        if (hours < 1 || hours > 12)
            return std::nullopt;
        hours = hours % 12 + (half == 'p' ? 12 : 0);
    }
    if (hours > 24 || *minute > 59 || second > 60 || (hours == 24 && (*minute || second)))
        return std::nullopt;
    return ((hours * 60LL + *minute) * 60 + second) * 1000 + fraction;
}

/// Offset in ms of "Z", "+01:00", "-0500", "GMT+1"; nothing if there is no such thing. `bad` is set if it is malformed.
std::optional<int> takeOffset(std::string_view& text, bool& bad)
{
    skipBlanks(text);
    if (take(text, 'Z') || take(text, 'z'))
        return 0;
    if (equalNoCase(text.substr(0, 3), "gmt") || equalNoCase(text.substr(0, 3), "utc")) {
        text.remove_prefix(3);
        if (text.empty())
            return 0;
    }
    if (text.empty() || (text.front() != '+' && text.front() != '-'))
        return std::nullopt;
    const int sign = text.front() == '-' ? -1 : 1;
    text.remove_prefix(1);
    const std::size_t before = text.size();
    const auto number = takeNumber(text, 4);
    if (!number) {
        bad = true;
        return std::nullopt;
    }
    int hours = *number;
    int minutes = 0;
    if (before - text.size() == 4) {
        hours = *number / 100;
        minutes = *number % 100;
    } else if (take(text, ':')) {
        const auto more = takeNumber(text, 2);
        bad = !more;
        minutes = more.value_or(0);
    }
    bad = bad || hours > 14 || minutes > 59;
    return sign * (hours * 60 + minutes) * 60'000;
}

} // namespace

std::optional<qint64> parseInteger(std::string_view text)
{
    if (!text.empty() && text.front() == '+')
        text.remove_prefix(1);
    qint64 number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return number;
}

std::optional<qint64> parseMilli(std::string_view text)
{
    bool negative = false;
    if (!text.empty() && (text.front() == '+' || text.front() == '-')) {
        negative = text.front() == '-';
        text.remove_prefix(1);
    }
    qint64 whole = 0;
    std::size_t i = 0;
    for (; i < text.size() && digit(text[i]); ++i) {
        if (i >= 15)
            return std::nullopt;
        whole = whole * 10 + (text[i] - '0');
    }
    const std::size_t wholeDigits = i;
    qint64 milli = whole * 1000;
    std::size_t fractionDigits = 0;
    if (i < text.size() && text[i] == '.') {
        qint64 scale = 100;
        for (++i; i < text.size() && digit(text[i]); ++i, ++fractionDigits) {
            if (fractionDigits < 3)
                milli += (text[i] - '0') * scale;
            else if (fractionDigits == 3 && text[i] >= '5')
                ++milli;
            scale /= 10;
        }
    }
    if (i != text.size() || wholeDigits + fractionDigits == 0)
        return std::nullopt;
    return negative ? -milli : milli;
}

std::string_view plainNumber(std::string_view text, char mark, std::string& scratch)
{
    if (mark == 0 || (mark == '.' && text.find_first_not_of("0123456789.-+") == std::string_view::npos))
        return text;
    const NumberShape number = numberShape(text);
    if (!number.valid || number.percent || number.exponent)
        return text;
    // 12,5 means what it says in any column; 1,234 means what its column says.
    const char fraction = number.open && number.fractionMark != mark ? '\0' : number.fractionMark;
    scratch = text.find("\xe2\x88\x92") == std::string_view::npos ? "" : "-"; // the typographer's minus
    for (const char c : text) {
        if (digit(c) || (c == '-' && scratch.empty()))
            scratch += c;
        else if (c == fraction && fraction != 0)
            scratch += '.';
    }
    return scratch;
}

std::string_view withoutZeroFraction(std::string_view text)
{
    const std::size_t point = text.find('.');
    if (point == 0 || point == std::string_view::npos || point + 1 == text.size())
        return text;
    return text.find_first_not_of('0', point + 1) == std::string_view::npos ? text.substr(0, point) : text;
}

std::optional<bool> parseBoolean(std::string_view text)
{
    for (std::string_view word : {"true", "yes", "y", "t", "1"})
        if (equalNoCase(text, word))
            return true;
    for (std::string_view word : {"false", "no", "n", "f", "0"})
        if (equalNoCase(text, word))
            return false;
    return std::nullopt;
}

std::optional<Day> parseDay(std::string_view text, DateOrder order)
{
    const auto day = takeDay(text, order);
    if (!day || text.empty())
        return day;
    if (text.front() != 'T' && text.front() != ' ' && text.front() != ',')
        return std::nullopt;
    text.remove_prefix(1);
    skipBlanks(text);
    return takeTime(text) ? day : std::nullopt;
}

const InstantParser::Offsets& InstantParser::offsets(Day utcDay)
{
    const auto found = m_offsets.find(utcDay);
    if (found != m_offsets.end())
        return found->second;
    const auto at = [&](qint64 ms) {
        return m_zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC)) * 1000;
    };
    return m_offsets.emplace(utcDay, Offsets{at(utcDay * msPerDay), at((utcDay + 1) * msPerDay)}).first->second;
}

int InstantParser::offsetOfUtc(qint64 ms)
{
    const auto day = Day((ms >= 0 ? ms : ms - msPerDay + 1) / msPerDay);
    const Offsets& known = offsets(day);
    if (known.atStart == known.atEnd)
        return known.atStart;
    return m_zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC)) * 1000;
}

qint64 InstantParser::utcOfLocal(qint64 localMs)
{
    const qint64 guess = localMs - offsetOfUtc(localMs);
    const qint64 utc = localMs - offsetOfUtc(guess);
    if (utc + offsetOfUtc(utc) == localMs)
        return utc;
    return std::max(guess, utc); // in the hour that a clock change skips the time is moved forward
}

std::optional<Moment> InstantParser::parse(std::string_view text, DateOrder order)
{
    const auto day = takeDay(text, order);
    if (!day)
        return std::nullopt;
    qint64 time = 0;
    std::optional<int> offset;
    if (!text.empty()) {
        if (text.front() != 'T' && text.front() != 't' && text.front() != ' ' && text.front() != ',')
            return std::nullopt;
        text.remove_prefix(1);
        skipBlanks(text);
        if (!text.empty()) {
            const auto taken = takeTime(text);
            if (!taken)
                return std::nullopt;
            time = *taken;
            bool bad = false;
            offset = takeOffset(text, bad);
            if (bad)
                return std::nullopt;
        }
    }
    const qint64 local = *day * msPerDay + time;
    Moment moment;
    moment.ms = offset ? local - *offset : utcOfLocal(local);
    const qint64 shown = moment.ms + offsetOfUtc(moment.ms);
    moment.day = Day((shown >= 0 ? shown : shown - msPerDay + 1) / msPerDay);
    moment.minute = int((shown - moment.day * msPerDay) / 60'000);
    return moment;
}

} // namespace lectern
