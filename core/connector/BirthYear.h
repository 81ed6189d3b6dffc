/// The year of birth out of a date of birth: the date is identity and opaque, the year is what analysis may use.
#pragma once

#include <string_view>

namespace lectern {

/// The four digits of the year in "2010-05-30", "5/30/2010", "20100530"; empty if there is no such year from 1900 on.
[[nodiscard]] inline std::string_view birthYearOf(std::string_view date)
{
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    for (std::size_t i = 0; i + 4 <= date.size(); ++i) {
        const std::string_view year = date.substr(i, 4);
        std::size_t run = i;
        while (run < date.size() && isDigit(date[run]))
            ++run;
        const bool starts = i == 0 || !isDigit(date[i - 1]);
        if (starts && (run - i == 4 || run - i == 8) && (year.starts_with("19") || year.starts_with("20")))
            return year;
    }
    return {};
}

} // namespace lectern
