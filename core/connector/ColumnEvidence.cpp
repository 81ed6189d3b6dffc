/// See ColumnEvidence.h.
#include "core/connector/ColumnEvidence.h"

#include <algorithm>

namespace lectern {

void ColumnEvidence::add(std::string_view cell)
{
    if (m_kind == Kind::Date)
        m_dates.add(cell);
    else
        m_numbers.add(cell);
}

QString ColumnEvidence::way() const
{
    return m_kind == Kind::Date ? m_dates.order() : m_numbers.mark();
}

void ColumnEvidence::decide(const QString& way)
{
    m_first = way == "dmy" || way == ",";
    m_favour = m_first ? firstWay() : secondWay();
    m_dates = {};
    m_numbers = {};
}

bool ColumnEvidence::disprovedBy(std::string_view cell)
{
    if (m_kind == Kind::Number && cell.find(m_first ? '.' : ',') == std::string_view::npos) {
        m_favour += cell.find(m_first ? ',' : '.') != std::string_view::npos;
        return false;
    }
    add(cell);
    const qint64 against = m_first ? secondWay() : firstWay();
    if (against == m_against)
        return false;
    m_against = against;
    return against > std::max(m_favour, m_first ? firstWay() : secondWay());
}

QString ColumnEvidence::otherWay() const
{
    if (m_kind == Kind::Date)
        return m_first ? "mdy" : "dmy";
    return m_first ? "." : ",";
}

} // namespace lectern
