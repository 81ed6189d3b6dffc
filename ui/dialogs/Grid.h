/// A table of plain cells: what "Show as table", the list of students and the copies and CSV files made from them all
/// hold. A value; any thread.
#pragma once

#include "core/metric/Metrics.h"

#include <QList>
#include <QString>
#include <QStringList>
#include <QVariant>

namespace lectern {

struct GridCell
{
    QString text;   ///< as a person reads it
    QVariant value; ///< number to sort and save by; invalid = the text itself
};

struct Grid
{
    QStringList header;
    QList<bool> numeric; ///< per column: right-aligned
    QList<QList<GridCell>> rows;
    [[nodiscard]] bool isEmpty() const { return rows.isEmpty(); }
};

/// Dimensions, category, value, numerator, denominator, n, interval and the reason where there is no value. Columns
/// that no row fills are left out.
[[nodiscard]] Grid gridOf(const MetricTable& table);

/// Name, grade, classes, id and what else is known. Columns that no row fills are left out.
[[nodiscard]] Grid gridOf(const QList<StudentLine>& students);

/// RFC 4180, CRLF, header first; numbers with a point and without grouping, so that any program reads them. Text that
/// a spreadsheet would run as a formula gets an apostrophe in front.
[[nodiscard]] QString csvOf(const Grid& grid);

/// Cells parted by tabs, as a person reads them: what Copy puts on the clipboard.
[[nodiscard]] QString tabbedOf(const Grid& grid);

} // namespace lectern
