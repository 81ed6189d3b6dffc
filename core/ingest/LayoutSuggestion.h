/// A draft of a layout for a table nobody recognises, by the names of its columns, what stands in them, and what the
/// school accepted before. What the import assistant shows and `lectern-cli layout --suggest` writes. Pool thread.
#pragma once

#include "core/connector/LayoutTable.h"
#include "core/store/Database.h"

namespace lectern {

/// What is proposed for one column of the source.
struct ColumnSuggestion
{
    QString header; ///< of the source
    QString target; ///< column of the target entity; "" = goes along as a further column
    int part = -1;  ///< index into Layout::spread if the column becomes rows of its own; -1 = Layout::columns
    QString why;    ///< one clause: "the name says so", "84 of 84 cells are dates", "accepted before for \"Autumn\""
};

struct LayoutSuggestion
{
    Layout layout;                         ///< complete, or not: see `open`
    std::vector<ColumnSuggestion> columns; ///< one per column of the source, in its order
    QStringList open;                      ///< target columns no row can be read without, or says nothing without, for which nothing was found
    QStringList unclear = {};              ///< texts of a column of codes nobody can tell the meaning of
    double confidence = 0;                 ///< 0 to 1: of this target against the others
};

/// The best suggestion for each target that comes into question, best first; empty if the source is no table. `school`:
/// where accepted layouts and known students are looked up; null = nowhere. Errors of openTable(), "database.…".
[[nodiscard]] Result<std::vector<LayoutSuggestion>> suggestLayouts(const Source& source, const ConnectorCatalog& catalog,
                                                                   const Database* school, const TableChoice& choice = {});

/// The suggestion for one target the person chose: an entity, or ConnectorInfo::table.
[[nodiscard]] Result<LayoutSuggestion> suggestLayout(const Source& source, const EntitySchema& target,
                                                     const Database* school, const TableChoice& choice = {});

} // namespace lectern
