/// See NamedDate.h. Asked of every cell that is looked at, so what cannot be such a date is told by its first bytes.
#include "core/table/NamedDate.h"

#include <QLocale>
#include <algorithm>
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

struct Month
{
    int number = 0;
    bool english = false;
    bool isWord = false; ///< of English, too
};

const std::unordered_map<std::string, Month>& months()
{
    static const std::unordered_map<std::string, Month> all = [] {
        std::unordered_map<std::string, Month> names;
        for (const char* language : {"en_US", "en_GB", "de_DE", "de_AT", "fr_FR", "es_ES", "pt_PT", "it_IT", "nl_NL"}) {
            const QLocale locale{QString(language)};
            for (int month = 1; month <= 12; ++month)
                for (const auto format : {QLocale::LongFormat, QLocale::ShortFormat})
                    for (QString name : {locale.monthName(month, format), locale.standaloneMonthName(month, format)}) {
                        if (name.endsWith('.'))
                            name.chop(1);
                        if (name.size() >= 3)
                            names.emplace(name.toLower().toStdString(),
                                          Month{month, locale.language() == QLocale::English, name == "set" || name == "out"});
                    }
        }
        return names;
    }();
    return all;
}

std::string lower(const std::string& name)
{
    if (std::ranges::any_of(name, [](char c) { return static_cast<unsigned char>(c) >= 0x80; }))
        return QString::fromStdString(name).toLower().toStdString();
    std::string folded = name;
    for (char& c : folded)
        if (c >= 'A' && c <= 'Z')
            c = char(c - 'A' + 'a');
    return folded;
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
    /// The month named here; number 0 if none is.
    Month month()
    {
        std::size_t end = m_at;
        while (end < m_text.size() && end - m_at <= longestName && isLetter(m_text[end]))
            ++end;
        const std::string name(m_text.substr(m_at, end - m_at));
        if (name.size() < 3 || name.size() > longestName)
            return {};
        const auto found = months().find(lower(name));
        if (found == months().end())
            return {};
        m_at = end;
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
    const Month month = scan.month();
    scan.take(".");
    if (month.number == 0 || month.isWord || !scan.take(" ") || scan.number(2, date.day) == 0 || !isDay(date.day))
        return std::nullopt;
    scan.take(",");
    if (!scan.take(" ") || scan.number(4, date.year) != 4)
        return std::nullopt;
    date.month = month.number;
    date.english = month.english;
    date.length = scan.at();
    return date;
}

/// Takes what stands between the month and the year of a date whose day is followed by `mark`.
bool takeMarkBehindMonth(Scan& scan, char mark)
{
    const bool pointed = scan.take("."); // of a shortened name, or between
    if (mark == '.')
        return scan.take(" ") || pointed;
    if (mark == ' ')
        scan.take(",");
    return scan.take({&mark, 1});
}

/// 5 January 2026, 05-Jan-26, 5. Januar 2026, 1er janvier 2026, 5 de enero de 2026
std::optional<NamedDate> dayFirst(std::string_view text)
{
    Scan scan(text);
    NamedDate date;
    if (scan.number(2, date.day) == 0 || !isDay(date.day))
        return std::nullopt;
    if (date.day == 1)
        scan.take("er");
    const char mark = scan.take(". ") ? ' ' : scan.front();
    if (mark == ' ')
        scan.take(" "); // not there behind a point
    else if ((mark != '-' && mark != '/' && mark != '.') || !scan.take({&mark, 1}))
        return std::nullopt;
    if (mark == ' ')
        scan.take("de ");
    const Month month = isLetter(scan.front()) ? scan.month() : Month();
    if (month.number == 0 || !takeMarkBehindMonth(scan, mark))
        return std::nullopt;
    if (mark == ' ' && !scan.take("de "))
        scan.take("del ");
    const std::size_t years = scan.number(4, date.year);
    if (years != 4 && (years != 2 || month.isWord))
        return std::nullopt;
    if (years == 2)
        date.year += date.year < 70 ? 2000 : 1900;
    date.month = month.number;
    date.english = month.english;
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
