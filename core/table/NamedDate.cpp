/// See NamedDate.h. Asked of every cell that is looked at, so what cannot be such a date is told by its first bytes.
#include "core/table/NamedDate.h"

#include <QLocale>
#include <string>
#include <unordered_map>

namespace lectern {

namespace {

constexpr std::size_t longestName = 12;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

const std::unordered_map<std::string, int>& months()
{
    static const std::unordered_map<std::string, int> all = [] {
        std::unordered_map<std::string, int> names;
        for (const char* language : {"en_US", "en_GB", "de_DE", "de_AT", "fr_FR", "es_ES", "pt_PT", "it_IT", "nl_NL"}) {
            const QLocale locale{QString(language)};
            for (int month = 1; month <= 12; ++month)
                for (const auto format : {QLocale::LongFormat, QLocale::ShortFormat})
                    for (QString name : {locale.monthName(month, format), locale.standaloneMonthName(month, format)}) {
                        if (name.endsWith('.'))
                            name.chop(1);
                        if (name.size() >= 3)
                            names.emplace(name.toLower().toStdString(), month);
                    }
        }
        return names;
    }();
    return all;
}

/// Reads from the front of a text.
class Scan
{
public:
    explicit Scan(std::string_view text) : m_text(text) {}

    [[nodiscard]] std::size_t at() const { return m_at; }
    [[nodiscard]] char front() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }
    bool take(std::string_view what)
    {
        if (!m_text.substr(m_at).starts_with(what))
            return false;
        m_at += what.size();
        return true;
    }
    /// Digits and how many they are; 0 of them if there are none or more than `most`.
    std::size_t number(std::size_t most, int& value)
    {
        std::size_t count = 0;
        value = 0;
        for (; isDigit(front()); ++m_at) {
            if (++count > most)
                return 0;
            value = value * 10 + (front() - '0');
        }
        return count;
    }
    /// The number of the month named here, 0 if none is. A point behind it belongs to it.
    int month()
    {
        std::size_t end = m_at;
        while (end < m_text.size() && end - m_at <= longestName && isLetter(m_text[end]))
            ++end;
        std::string name(m_text.substr(m_at, end - m_at));
        if (name.size() < 3 || name.size() > longestName)
            return 0;
        for (char& c : name)
            if (c >= 'A' && c <= 'Z')
                c = char(c - 'A' + 'a');
        const auto found = months().find(name);
        if (found == months().end())
            return 0;
        m_at = end;
        take(".");
        return found->second;
    }

private:
    std::string_view m_text;
    std::size_t m_at = 0;
};

bool isDay(int day)
{
    return day >= 1 && day <= 31;
}

/// Jan 5, 2026
std::optional<NamedDate> monthFirst(std::string_view text)
{
    const std::size_t blank = text.substr(0, longestName + 2).find(' ');
    if (blank == std::string_view::npos || blank < 3 || blank + 1 >= text.size() || !isDigit(text[blank + 1]))
        return std::nullopt;
    Scan scan(text);
    NamedDate date;
    date.month = scan.month();
    if (date.month == 0 || !scan.take(" ") || scan.number(2, date.day) == 0 || !isDay(date.day))
        return std::nullopt;
    scan.take(",");
    if (!scan.take(" ") || scan.number(4, date.year) != 4)
        return std::nullopt;
    date.length = scan.at();
    return date;
}

/// 5 January 2026, 05-Jan-26, 5. Januar 2026, 5 de enero de 2026
std::optional<NamedDate> dayFirst(std::string_view text)
{
    Scan scan(text);
    NamedDate date;
    if (scan.number(2, date.day) == 0 || !isDay(date.day))
        return std::nullopt;
    const char mark = scan.take(". ") ? ' ' : scan.front();
    const std::string_view marks(&mark, 1);
    if (mark == ' ')
        scan.take(" "); // not there behind a point
    else if ((mark != '-' && mark != '/' && mark != '.') || !scan.take(marks))
        return std::nullopt;
    if (mark == ' ')
        scan.take("de ");
    date.month = isLetter(scan.front()) ? scan.month() : 0;
    if (date.month == 0)
        return std::nullopt;
    if (mark == ' ')
        scan.take(",");
    if (!scan.take(marks))
        return std::nullopt;
    if (mark == ' ')
        scan.take("de ");
    const std::size_t years = scan.number(4, date.year);
    if (years != 2 && years != 4)
        return std::nullopt;
    if (years == 2)
        date.year += date.year < 70 ? 2000 : 1900;
    date.length = scan.at();
    return date;
}

} // namespace

std::optional<NamedDate> namedDateAt(std::string_view text)
{
    if (text.empty())
        return std::nullopt;
    return isDigit(text.front()) ? dayFirst(text) : isLetter(text.front()) ? monthFirst(text) : std::nullopt;
}

} // namespace lectern
