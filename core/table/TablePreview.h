/// The beginning of a table as the importer understands it, as a plain value: what `lectern-cli preview` prints and what the
/// import assistant shows. Pool thread.
#pragma once

#include "core/base/Cancel.h"
#include "core/table/TableSource.h"

#include <QList>

namespace lectern {

struct PreviewRow
{
    qint64 number = 0; ///< of the row in the source, as a person counts them
    QStringList cells; ///< one per column
};

struct TablePreview
{
    QString format;                   ///< see RawTable
    QJsonObject dialect;              ///< for programs
    std::vector<Finding> findings;    ///< for people, with reasons
    QStringList sheets;               ///< of the file; empty where there is only one
    int sheet = 0;                    ///< the one shown
    std::vector<TableColumn> columns;
    std::vector<qint64> headerRows;
    QList<PreviewRow> rows;           ///< the first ones
    qint64 count = 0;                 ///< rows of the whole table
    bool exact = true;                ///< counted; false = estimated from the first ones
    QStringList remarks;
};

struct PreviewLimits
{
    qint64 rows = 20;                           ///< kept; below 0 = all
    qint64 countedBytes = qint64(64) << 20;     ///< rows of larger sources are estimated
    qint64 sampledRows = 20000;                 ///< from as many of them
};

/// Errors of openTable() and RowSource::next(), "cancelled".
[[nodiscard]] Result<TablePreview> previewTable(const Source& source, const TableChoice& choice, const PreviewLimits& limits,
                                                const Cancel& cancel);

} // namespace lectern
