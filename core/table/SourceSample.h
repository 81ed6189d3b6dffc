/// The header of a source and its first rows, as a reader hands them to whoever compares sources with each other.
#pragma once

#include <QStringList>
#include <vector>

namespace lectern {

struct SourceSample
{
    QStringList header;            ///< cells in the order of the source; empty = the source has no header
    std::vector<int> columnOf;     ///< per header cell: column of the schema; -1 = none
    std::vector<QStringList> rows; ///< the first rows behind the header, at most some hundred
};

} // namespace lectern
