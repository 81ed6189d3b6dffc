/// See DecimalMark.h. Any thread.
#include "core/table/DecimalMark.h"

#include "core/table/CellShape.h"

namespace lectern {

void DecimalMarkEvidence::add(std::string_view cell)
{
    if (cell.find_first_of(",.") == std::string_view::npos)
        return;
    const NumberShape number = numberShape(cell);
    if (!number.valid)
        return;
    if (number.open)
        ++m_open;
    else if (number.fractionMark == ',' || number.groupMark == '.')
        ++m_commas;
    else if (number.fractionMark == '.' || number.groupMark == ',')
        ++m_points;
}

QString DecimalMarkEvidence::mark() const
{
    if (m_commas == m_points)
        return {};
    return m_commas > m_points ? "," : ".";
}

} // namespace lectern
