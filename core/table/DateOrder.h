/// Day first or month first: what the dates of one column themselves say.
#pragma once

#include <QString>
#include <string_view>

namespace lectern {

/// Counts the evidence of one column. Only dates that end in a year say anything; ISO dates never do.
class DateOrderEvidence
{
public:
    void add(std::string_view cell);

    /// "dmy" or "mdy"; "dmy" also for dates with points; empty if no date says which, or as many say the one as the other.
    [[nodiscard]] QString order() const;
    /// Dates were seen whose order matters, and none of them settles it.
    [[nodiscard]] bool isOpen() const { return m_open > 0 && m_dayFirst == 0 && m_monthFirst == 0; }
    /// None of them settles it, but all have points, as they are written where the day comes first.
    [[nodiscard]] bool isDotted() const { return m_dotted > 0 && m_open == 0 && m_dayFirst == 0 && m_monthFirst == 0; }
    /// Some dates say the one, some the other.
    [[nodiscard]] bool contradicts() const { return m_dayFirst > 0 && m_monthFirst > 0; }
    [[nodiscard]] qint64 dayFirst() const { return m_dayFirst; }     ///< dates that say so
    [[nodiscard]] qint64 monthFirst() const { return m_monthFirst; } ///< dates that say so

private:
    qint64 m_dayFirst = 0;
    qint64 m_monthFirst = 0;
    qint64 m_open = 0;
    qint64 m_dotted = 0; // open, and written with points
};

} // namespace lectern
