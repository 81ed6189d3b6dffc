/// Refused rows as a CSV file a person mends in a spreadsheet, and the way back: the columns #load and #row say which
/// refused row each line is, the cells that changed are its correction. Nothing else of the school is touched by it.
#pragma once

#include "core/ingest/Corrections.h"
#include "core/table/Source.h"

namespace lectern {

/// The file for rows of one connector and entity: the source's own header and cells in its order, then #load, #row,
/// #column, #reason. UTF-8 with byte order mark, comma, CRLF. Cells a spreadsheet would run or rewrite stand as ="…",
/// which is read back as the text within. Errors of judgeOf().
[[nodiscard]] Result<QByteArray> correctionFile(const Database& database, const ConnectorCatalog& catalog,
                                                const std::vector<QuarantinedRow>& rows);

/// The same for rows of any kind: one file per kind, named "refused.<connector>.<entity>.csv", in order of their names.
struct CorrectionCsv
{
    QString name;
    QString kind; ///< "sis.attendance"
    qint64 rows = 0;
    QByteArray bytes;
};
[[nodiscard]] Result<std::vector<CorrectionCsv>> correctionFiles(const Database& database, const ConnectorCatalog& catalog,
                                                                 const std::vector<QuarantinedRow>& rows);

/// True for a file made by correctionFile(), mended or not, whatever delimiter and encoding it was saved in.
[[nodiscard]] bool isCorrectionFile(const Source& source);

/// Reads a mended file: the changed rows are corrected (see correctRows()), unchanged ones stay as they are. Lines that
/// name no waiting row, or hardly resemble the row they name, are counted in `strangers`.
/// Errors "correction.file" (no line names one), those of the source and of correctRows().
struct CorrectionFileOutcome
{
    CorrectionOutcome outcome;
    qint64 unchanged = 0;
    qint64 strangers = 0;
};
[[nodiscard]] Result<CorrectionFileOutcome> importCorrectionFile(School& school, const ConnectorCatalog& catalog,
                                                                 const Source& source, const QString& person,
                                                                 bool dryRun, const Cancel& cancel);

/// What is to be said about it, one sentence each.
[[nodiscard]] QStringList remarksOf(const CorrectionFileOutcome& outcome, bool dryRun);

} // namespace lectern
