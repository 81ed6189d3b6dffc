/// Correcting refused rows: the changed cells are kept as decisions and the row is tried again as a load of its own,
/// which can be taken back like any load. Writer thread.
#pragma once

#include "core/ingest/Importer.h"
#include "core/ingest/RefusedRow.h"

#include <QMap>

namespace lectern {

struct CorrectionOrder
{
    qint64 id = 0;                ///< of the refused row (QuarantinedRow::id)
    QMap<QString, QString> cells; ///< column, or header of the source -> new value; "" = emptied
    bool alike = false;           ///< also every row of the feed refused for the same value in the same column: of
                                  ///< `cells` they get the cell that was refused
};

/// A row that the correction did not mend; it waits as it did before.
struct StillRefused
{
    qint64 load = 0;
    qint64 row = 0;
    std::vector<RowFault> faults;
};

struct CorrectionOutcome
{
    std::vector<Load> loads; ///< one per load corrected; rows may be refused again there (a key that stands twice)
    qint64 corrected = 0;    ///< rows that were tried again
    std::vector<StillRefused> still;
};

/// Checks the corrected rows and loads those that are in order now, in mode delta (append where rows have no key), so
/// nothing else is closed. Rows still at fault stay as they were and are named in the outcome. With `dryRun` nothing is
/// written and `loads` stays empty. Errors "correction.unknown", "correction.column", "correction.whole_row" (the source
/// could not be cut into cells), "school.read_only", "database.…", "cancelled".
[[nodiscard]] Result<CorrectionOutcome> correctRows(School& school, const ConnectorCatalog& catalog,
                                                    const std::vector<CorrectionOrder>& orders, const QString& person,
                                                    bool dryRun, const Cancel& cancel);

/// To be called when loads were taken back, inside the same transaction: a correction whose own load goes while the row
/// it corrected stays refused is taken back too, by a decision of its own.
[[nodiscard]] Result<void> withdrawCorrections(const Database& writer, const std::vector<qint64>& undone);

/// "row 7 of load 12: "13/45" is not a date (Birthday)", for messages.
[[nodiscard]] QString words(const StillRefused& still);

} // namespace lectern
