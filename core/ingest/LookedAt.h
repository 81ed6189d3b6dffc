/// A table nobody recognised, as it is looked at: its columns, and what stands in its first rows. Value; any thread.
#pragma once

#include "core/table/CellShape.h"
#include "core/table/TablePreview.h"

#include <initializer_list>

namespace lectern {

struct LookedAt
{
    QString name;                      ///< of the file, without what stands behind the last point
    std::vector<TableColumn> columns;
    std::vector<QStringList> rows;     ///< the first ones, at most some hundred
    QString sheet;                     ///< name of the sheet that was chosen; empty = the usual one

    /// Different values of a column, at most 50.
    [[nodiscard]] QStringList someValues(std::size_t column) const;
    /// Texts for "nothing" that stand in a column, each once.
    [[nodiscard]] QStringList missingTexts(std::size_t column) const;
    /// Whether four of five cells that hold something have one of these shapes; false if none does.
    [[nodiscard]] bool isMostly(std::size_t column, std::initializer_list<CellShape> shapes) const;
};

} // namespace lectern
