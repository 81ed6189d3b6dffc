/// Comma or point in front of fractions: what the numbers of one column themselves say.
#pragma once

#include <QString>
#include <string_view>

namespace lectern {

/// Counts the evidence of one column. 12,5 and 1.234,50 tell, 85 says nothing, 1,234 leaves it open.
class DecimalMarkEvidence
{
public:
    void add(std::string_view cell);

    /// "," or "."; empty if no number says which, or if as many say the one as the other.
    [[nodiscard]] QString mark() const;
    /// Numbers were seen for which it matters, and none of them settles it.
    [[nodiscard]] bool isOpen() const { return m_open > 0 && m_commas == 0 && m_points == 0; }
    [[nodiscard]] bool contradicts() const { return m_commas > 0 && m_points > 0; }
    [[nodiscard]] qint64 commas() const { return m_commas; }
    [[nodiscard]] qint64 points() const { return m_points; }

private:
    qint64 m_commas = 0;
    qint64 m_points = 0;
    qint64 m_open = 0;
};

} // namespace lectern
