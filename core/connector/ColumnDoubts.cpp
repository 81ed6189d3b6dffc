/// See ColumnDoubts.h.
#include "core/connector/ColumnDoubts.h"

#include <algorithm>

namespace lectern {

void ColumnDoubts::add(std::string_view cell)
{
    if (m_kind == Kind::Date)
        m_dates.add(cell);
    else
        m_numbers.add(cell);
}

QString ColumnDoubts::way() const
{
    return m_kind == Kind::Date ? m_dates.order() : m_numbers.mark();
}

void ColumnDoubts::decide(const QString& way)
{
    m_first = way == "dmy" || way == ",";
    m_favour = m_first ? firstWay() : secondWay();
    m_dates = {};
    m_numbers = {};
}

bool ColumnDoubts::disprovedBy(std::string_view cell)
{
    if (m_kind == Kind::Number && cell.find(m_first ? '.' : ',') == std::string_view::npos) {
        const std::size_t mark = cell.rfind(m_first ? ',' : '.');
        m_favour += mark != std::string_view::npos && cell.size() - mark != 4; // three digits behind it may be thousands
        return false;
    }
    add(cell);
    const qint64 against = m_first ? secondWay() : firstWay();
    if (against == m_against)
        return false;
    m_against = against;
    return against > std::max(m_favour, m_first ? firstWay() : secondWay());
}

QString ColumnDoubts::otherWay() const
{
    if (m_kind == Kind::Date)
        return m_first ? "mdy" : "dmy";
    return m_first ? "." : ",";
}

} // namespace lectern
