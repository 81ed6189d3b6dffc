/// What headers mean where their names do not say it: decisions of people, and the question that is asked before a
/// source with a changed header is loaded. Writer thread.
#pragma once

#include "core/connector/ConnectorCatalog.h"
#include "core/ingest/Drift.h"
#include "core/table/Header.h"

namespace lectern {

/// How a changed header is answered.
struct DriftAnswer
{
    bool accept = false;   ///< take every proposal: renamed columns go where they went, missing ones may be missing
    HeaderMapping headers; ///< what these headers mean, whatever the feed
    QString person;
};

/// How a source is to be opened.
struct DriftOutcome
{
    HeaderMapping mapping;
    QStringList remarks; ///< harmless changes, and those that were accepted
};

/// Compares a source with the load before of its feed and entity and decides how to read it. What is accepted or given is
/// written as decisions and holds for all later loads. Error "import.drift" if a person must be asked.
[[nodiscard]] Result<DriftOutcome> settleDrift(const Database& writer, qint64 feedId, const EntitySchema& schema,
                                               const Source& source, const DriftAnswer& answer);

/// A change a person must decide about, and what stands in the column now and what stood there before, a few values each.
struct DriftExample
{
    DriftChange change;
    QStringList before; ///< none where the column is new, or nothing is kept of it
    QStringList now;    ///< none where the column is gone
    /// Where it is gone or has another name: the headers of the source that belong to no column, any of which it may be
    /// called now.
    struct Candidate
    {
        QString header;
        QStringList values;
    };
    std::vector<Candidate> candidates = {};
    bool needed = false; ///< no row can be read without this column
};

/// The same comparison without deciding anything: how the source would be read, and what would have to be asked.
struct DriftLook
{
    HeaderMapping mapping;
    std::vector<DriftExample> questions;
    QStringList emptied = {}; ///< known columns the source does not have or that are left out, as the load before called them: rows that come again lose their values
};
/// `given` is what headers are said to mean, as in DriftAnswer. Errors "database.…".
[[nodiscard]] Result<DriftLook> driftOf(const Database& database, qint64 feedId, const EntitySchema& schema,
                                        const Source& source, const HeaderMapping& given);

/// The connector and entity of a source nobody recognises, if the last load of one of the feeds had nearly this header
/// (three quarters the same); else empty.
struct NearlyKnown
{
    QString connector;
    QString entity;
};
[[nodiscard]] Result<std::optional<NearlyKnown>> nearlyKnown(const Database& database, const Source& source);

/// {"columns": {"their header": "our column"}}; "ignore" as column leaves a header out. Errors "file.…", "mapping.invalid".
[[nodiscard]] Result<HeaderMapping> readMapping(const QString& path);

} // namespace lectern
