/// Reads just enough of a date to tell day from month. Any thread.
#include "core/table/DateOrder.h"

namespace lectern {

namespace {

/// Up to `most` digits at `at`; -1 if there is none or the next byte is a digit too.
int digits(std::string_view text, std::size_t& at, int most)
{
    int value = 0;
    int count = 0;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9') {
        if (++count > most)
            return -1;
        value = value * 10 + (text[at++] - '0');
    }
    return count > 0 ? value : -1;
}

bool isSeparator(char c)
{
    return c == '/' || c == '.' || c == '-';
}

} // namespace

void DateOrderEvidence::add(std::string_view cell)
{
    std::size_t at = cell.find_first_not_of(' ');
    if (at == std::string_view::npos)
        return;
    const int first = digits(cell, at, 2);
    if (first < 1 || at >= cell.size() || !isSeparator(cell[at]))
        return;
    const char separator = cell[at++];
    const int second = digits(cell, at, 2);
    if (second < 1 || at >= cell.size() || cell[at++] != separator || digits(cell, at, 4) < 0)
        return;
    if (first > 12 && first <= 31 && second <= 12)
        ++m_dayFirst;
    else if (second > 12 && second <= 31 && first <= 12)
        ++m_monthFirst;
    else if (first <= 12 && second <= 12 && first != second)
        ++(separator == '.' ? m_dotted : m_open);
}

QString DateOrderEvidence::order() const
{
    if (m_dayFirst == m_monthFirst)
        return isDotted() ? "dmy" : QString();
    return m_dayFirst > m_monthFirst ? "dmy" : "mdy";
}

} // namespace lectern
