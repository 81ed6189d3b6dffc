/// What an import would read, before anything is read for good: which connector knows each file, its first rows, the cells
/// that would be refused, the columns that changed since the last time. Reads heads, not whole files. Pool thread.
#pragma once

#include "core/ingest/Importer.h"
#include "core/ingest/LayoutSuggestion.h"
#include "core/ingest/Mapping.h"
#include "core/table/TablePreview.h"

namespace lectern {

/// A cell of the rows looked at that does not hold what its column asks for.
struct PreviewFault
{
    qint64 row = 0;  ///< PreviewRow::number
    int column = -1; ///< of the table; -1 = the row as a whole, or a column the file does not have
    QString name;    ///< of the column, as the entity calls it
    QString reason;  ///< see reasonWords()
    QStringList arguments;
};

/// Where the cells of one column of the table go.
struct PreviewTarget
{
    QString column;    ///< of the entity; "" = kept along as a further column
    bool kept = true;  ///< false = never stored (passwords and the like)
};

/// One thing a table nobody knows may be, and how it would be read then.
struct LayoutProposal
{
    LayoutSuggestion suggestion;
    EntitySchema target; ///< whose columns are to be filled
};

struct SourcePreview
{
    Source source;
    QString connector;              ///< "" = nobody knows it
    QString connectorName;          ///< "OneRoster"
    QStringList entities;           ///< ids; several where one file holds several kinds of rows
    QStringList titles;             ///< of the entities, "Users"
    QString why;                    ///< how it was recognised, in words
    QString layout;                 ///< name of the layout it is read with; "" = none
    QString feed;                   ///< name of the source of the school it belongs to
    Mode mode = Mode::Snapshot;     ///< of the first entity
    QStringList scope;              ///< its scope columns
    bool corrections = false;       ///< corrected rows that were refused before: they say themselves where they belong
    bool leftOut = false;           ///< a person decided that what is there stays
    bool alongside = false;         ///< read along with the others (a manifest): nothing is loaded from it
    std::optional<TablePreview> table; ///< its first rows and those with faults; nothing = it is no table
    std::vector<PreviewTarget> targets; ///< one per column of the table
    qint64 checked = 0;             ///< rows that were looked at for faults
    qsizetype students = 0;         ///< different ones in these rows, where a table a person explained is about students the school should know
    qsizetype strangers = 0;        ///< of them, those it does not know
    std::vector<PreviewFault> faults;
    QStringList unclear;             ///< what the rows that were checked say in a column of codes and nobody explained: they do not count
    QStringList remarks;             ///< of how it is read, as its loads will say, if it was read to its end
    QStringList hidden;              ///< see Recognised
    QStringList emptied;             ///< columns whose values rows that come again lose, see DriftLook
    std::vector<DriftExample> drift; ///< changes since the last load that a person must be asked about
    std::vector<LayoutProposal> proposals; ///< for a table nobody knows, best first
    std::vector<QStringList> sample;       ///< with proposals: cells of all rows that were looked at, more than are shown
    std::optional<Error> trouble;   ///< why it cannot be read at all

    [[nodiscard]] bool known() const { return !connector.isEmpty() || corrections; }
    [[nodiscard]] bool loads() const { return known() && !leftOut && !alongside && !trouble && drift.empty(); }
};

struct ImportPreview
{
    std::vector<SourcePreview> sources; ///< in the order of the paths
};

/// Looks at everything importPaths() would read with these options. `school`: one of its read-only connections. A source
/// with a fault has it in `trouble` and the others go on. Errors "database.…", "cancelled".
[[nodiscard]] Result<ImportPreview> previewImport(const Database& school, const ConnectorCatalog& catalog,
                                                  const QStringList& paths, const ImportOptions& options,
                                                  const ProgressSink& progress, const Cancel& cancel);

} // namespace lectern
