/// A source read with a layout. Pool thread.
#pragma once

#include "core/connector/ConnectorCatalog.h"
#include "core/connector/Layout.h"
#include "core/table/Header.h"
#include "core/table/TableSource.h"

namespace lectern {

constexpr double sureLayout = 0.5; ///< from this confidence on a layout is taken without being asked for

/// How well a header fits a layout.
struct LayoutFit
{
    QStringList missing;   ///< headers the layout takes cells from or is known by, and that are not there
    double confidence = 0; ///< as Found::confidence: by the share of the header the layout knows, at most 0.99; 0 = does not fit

    [[nodiscard]] bool fits() const { return missing.isEmpty(); }
};

/// `header`: names of the columns, as OpenedTable::columns has them.
[[nodiscard]] LayoutFit fitOf(const Layout& layout, const QStringList& header);

/// The same for whatever `source` is: its table is looked at, with the sheet and fixed columns of the layout. A source
/// that cannot be read as a table does not fit.
[[nodiscard]] LayoutFit fitOf(const Layout& layout, const Source& source);

/// Whether a layout's target exists and has all the columns it fills, and whether all mandatory columns are filled.
/// `file` names it in errors "layout.unknown_target", "layout.unknown_column", "layout.unfilled".
[[nodiscard]] Result<void> checkLayout(const Layout& layout, const ConnectorCatalog& catalog, const QString& file);

/// What the file of a source is called, without its ending.
[[nodiscard]] QString titleOf(const Source& source);
/// The constant of a cell for a source of that title: fileToken means the title.
[[nodiscard]] QString constantOf(const LayoutCell& cell, const QString& title);

/// The table as it stands, on the sheet or with the fixed columns of the layout. Errors of openTable().
[[nodiscard]] Result<OpenedTable> openForLayout(const Source& source, const Layout& layout);

/// The table of `source` by the layout: header of the target's columns, then the further ones; rows numbered as in
/// the source. Errors "layout.does_not_fit" and those of openTable().
[[nodiscard]] Result<RawTable> laidOutTable(const Source& source, const Layout& layout);

/// The same as a source every connector can open: it has the name of `source` and carries the table.
[[nodiscard]] Result<Source> laidOut(const Source& source, const Layout& layout);

/// For opening the result as the target's entity: no further column is taken for one of the target's by its name.
[[nodiscard]] HeaderMapping furtherColumnsOf(const Source& laidOut, const Layout& layout);

} // namespace lectern
