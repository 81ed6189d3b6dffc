/// See LayoutCells.h.
#include "core/connector/LayoutCells.h"

#include "core/base/Day.h"
#include "core/table/CellShape.h"
#include "core/table/NamedDate.h"

#include <array>
#include <charconv>

namespace lectern {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

struct Group
{
    int value = 0;
    std::size_t digits = 0;
};

/// Takes digits from the front of `text`; no digits if there are none or more than eight.
Group takeDigits(std::string_view& text)
{
    Group group;
    while (group.digits < text.size() && isDigit(text[group.digits]))
        ++group.digits;
    if (group.digits > 8)
        return {};
    for (const char c : text.substr(0, group.digits))
        group.value = group.value * 10 + (c - '0');
    text.remove_prefix(group.digits);
    return group;
}

int fullYear(const Group& group)
{
    return group.digits > 2 ? group.value : group.value + (group.value < 70 ? 2000 : 1900);
}

std::optional<Day> dayOfGroups(const std::array<Group, 3>& groups, std::string_view order)
{
    const auto day = [](const Group& year, const Group& month, const Group& ofMonth) -> std::optional<Day> {
        if ((year.digits != 2 && year.digits != 4) || month.digits > 2 || ofMonth.digits > 2)
            return std::nullopt;
        return dayFromParts(fullYear(year), month.value, ofMonth.value);
    };
    if (groups[0].digits == 4 || order == "ymd")
        return day(groups[0], groups[1], groups[2]);
    return order == "dmy" ? day(groups[2], groups[1], groups[0]) : day(groups[2], groups[0], groups[1]);
}

/// 03042024, 030424, 20240403 and the like; a leading zero may be lost.
std::optional<Day> dayOfDigits(const Group& all, std::string_view order)
{
    const bool longYear = all.digits >= 7;
    if (all.digits < 5)
        return std::nullopt;
    const std::size_t yearDigits = longYear ? 4 : 2;
    const auto group = [](int value, std::size_t digits) { return Group{value, digits}; };
    if (order == "ymd") {
        if (all.digits % 2 != 0)
            return std::nullopt;
        return dayOfGroups({group(all.value / 10000, yearDigits), group(all.value / 100 % 100, 2), group(all.value % 100, 2)}, order);
    }
    const int years = longYear ? 10000 : 100;
    return dayOfGroups({group(all.value / years / 100, 2), group(all.value / years % 100, 2), group(all.value % years, yearDigits)}, order);
}

} // namespace

std::optional<std::string> rewrittenDate(std::string_view text, std::string_view order)
{
    text = outerTrimmed(text);
    std::array<Group, 3> groups;
    std::optional<Day> day;
    const auto named = namedDateAt(text);
    if (named)
        text.remove_prefix(named->length);
    else
        groups[0] = takeDigits(text);
    const char separator = text.empty() ? '\0' : text.front();
    if (named) {
        day = dayFromParts(named->year, named->month, named->day);
    } else if (separator == '/' || separator == '.' || separator == '-') {
        for (std::size_t i = 1; i < groups.size(); ++i) {
            if (text.empty() || text.front() != separator)
                return std::nullopt;
            text.remove_prefix(1);
            groups[i] = takeDigits(text);
            if (groups[i].digits == 0)
                return std::nullopt;
        }
        day = dayOfGroups(groups, order);
    } else {
        day = dayOfDigits(groups[0], order);
    }
    if (!day || (!text.empty() && text.front() != ' ' && text.front() != 'T' && text.front() != ','))
        return std::nullopt;
    if (text.starts_with(','))
        return dayText(*day).toStdString() + ' ' + std::string(outerTrimmed(text.substr(1)));
    return dayText(*day).toStdString() + std::string(text);
}

std::optional<std::string> rewrittenNumber(std::string_view text, char mark)
{
    text = outerTrimmed(text);
    std::string number;
    static constexpr std::string_view minus = "\xe2\x88\x92";
    if (text.starts_with(minus)) {
        number = "-";
        text.remove_prefix(minus.size());
    } else if (text.starts_with('-') || text.starts_with('+')) {
        if (text.front() == '-')
            number = "-";
        text.remove_prefix(1);
    }
    static constexpr std::array<std::string_view, 4> spaces = {" ", "\xc2\xa0", "\xe2\x80\xaf", "'"};
    const std::string_view point = mark == ',' ? "." : ",";
    std::size_t digits = 0;    // before the decimal mark
    std::size_t inGroup = 0;   // since the last thousands mark
    std::string_view grouping; // the mark seen
    for (;;) {
        if (!text.empty() && isDigit(text.front())) {
            number += text.front();
            ++digits;
            ++inGroup;
            text.remove_prefix(1);
            continue;
        }
        std::string_view seen;
        for (const std::string_view candidate : {spaces[0], spaces[1], spaces[2], spaces[3], point})
            if (text.starts_with(candidate) && text.size() > candidate.size() && isDigit(text[candidate.size()]))
                seen = candidate;
        if (seen.empty())
            break;
        const bool first = grouping.empty();
        if ((first && (digits == 0 || digits > 3)) || (!first && (seen != grouping || inGroup != 3)))
            return std::nullopt;
        grouping = seen;
        inGroup = 0;
        text.remove_prefix(seen.size());
    }
    if (!grouping.empty() && inGroup != 3)
        return std::nullopt;
    std::size_t fraction = 0;
    if (text.starts_with(mark)) {
        text.remove_prefix(1);
        number += '.';
        while (!text.empty() && isDigit(text.front())) {
            number += text.front();
            ++fraction;
            text.remove_prefix(1);
        }
        if (fraction == 0)
            return std::nullopt;
    }
    if (digits + fraction == 0)
        return std::nullopt;
    if (digits == 0)
        number.insert(number.find('.'), "0");
    text = outerTrimmed(text);
    if (!text.empty() && text != "%")
        return std::nullopt;
    return number + std::string(text);
}

std::optional<double> numberIn(std::string_view text)
{
    text = outerTrimmed(text);
    if (text.ends_with('%'))
        text = outerTrimmed(text.substr(0, text.size() - 1));
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
    if (error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

} // namespace lectern
