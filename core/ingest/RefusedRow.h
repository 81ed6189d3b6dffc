/// One refused row as a person sees and corrects it: every cell with its header, and every fault of the row, not the
/// first alone. Values and free functions; one database connection per thread.
#pragma once

#include "core/connector/ConnectorCatalog.h"
#include "core/ingest/KeptRow.h"
#include "core/ingest/RowCheck.h"
#include "core/store/LoadLog.h"

#include <QTimeZone>

namespace lectern {

struct RefusedCell
{
    QString column;        ///< of the schema
    QString header;        ///< as the source calls it
    QString value;         ///< as it came
    bool missing = false;  ///< nothing stood there, or the source has no such column
    QString reason;        ///< code, see reasonWords(); empty = this cell is in order
    QStringList arguments; ///< of the reason
};

struct RefusedRow
{
    QuarantinedRow row;
    std::vector<RefusedCell> cells; ///< in the order of the source; columns the source lacks come last
    QString extra;                  ///< further columns as JSON, "" = none
    QString reason;                 ///< why the row as a whole was refused (a line that is no JSON); empty = cells tell
    bool correctable = true;        ///< false where the source could not be cut into cells at all
    qint64 alike = 0;               ///< other refused rows of this feed with the same value in the same column
};

/// Rows of which it is known how the source they came from wrote its dates and numbers. It has none of its own.
class RowsAsWritten : public Reader
{
public:
    /// `written`: ShapeColumn::written per column of the schema; must outlive this.
    explicit RowsAsWritten(const std::vector<QString>& written) : m_written(written) {}

    Result<bool> next(RecordBatch&, const Cancel&) override { return false; }
    [[nodiscard]] double progress() const override { return 1; }
    [[nodiscard]] QString dateOrder(int column) const override;
    [[nodiscard]] char decimalMark(int column) const override;

private:
    const std::vector<QString>& m_written;
};

/// What the checks of one entity say about rows that stand alone.
class RowJudge
{
public:
    /// `written`: ShapeColumn::written per column of the schema.
    RowJudge(const EntitySchema& schema, std::vector<QString> written, QTimeZone zone);

    /// Every fault of a row, at most one per column, in the order of the schema; empty = it can be loaded.
    [[nodiscard]] std::vector<RowFault> faultsOf(const KeptRow& row) const;

    [[nodiscard]] const EntitySchema& schema() const { return *m_schema; }
    [[nodiscard]] const std::vector<QString>& written() const { return m_written; }

private:
    const EntitySchema* m_schema;
    std::vector<QString> m_written;
    QTimeZone m_zone;
};

/// The judge of one load's rows: dates and numbers are read as that load read them. Errors "load.unknown", "connector.unusable".
[[nodiscard]] Result<RowJudge> judgeOf(const Database& database, const ConnectorCatalog& catalog, const QuarantinedRow& row);

/// Header cells of a row's load in their order and the column each went to ("" = none). A load that left none, such as
/// a correction, has those of the newest load of its feed and entity that did; empty if there is none.
struct ShapeCell
{
    QString header;
    QString column;
};
[[nodiscard]] Result<std::vector<ShapeCell>> headerOf(const Database& database, const QuarantinedRow& row);

/// A refused row that still waits. Error "correction.unknown".
[[nodiscard]] Result<RefusedRow> refusedRow(const Database& database, const ConnectorCatalog& catalog, qint64 id);

/// The same for a row at hand, without counting its like.
[[nodiscard]] RefusedRow refusedRow(const RowJudge& judge, const std::vector<ShapeCell>& header, const QuarantinedRow& row);

/// The refused rows of a load that still wait, by row of the source (`row` 0 = all).
[[nodiscard]] Result<std::vector<QuarantinedRow>> waitingRows(const Database& database, qint64 load, qint64 row);
/// Row `id`, and with `alike` those of the same feed and entity refused for the same value in the same column.
/// Error "correction.unknown".
[[nodiscard]] Result<std::vector<QuarantinedRow>> waitingRow(const Database& database, qint64 id, bool alike);

} // namespace lectern
