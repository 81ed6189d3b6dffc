/// Import: recognise, read, validate, load, log. Undo: take loads back.
#pragma once

#include "core/base/Cancel.h"
#include "core/connector/ConnectorCatalog.h"
#include "core/connector/Layout.h"
#include "core/store/LoadLog.h"
#include "core/store/School.h"

namespace lectern {

struct ImportOptions
{
    QString connector;          ///< force this connector; empty = by content
    QString entity;             ///< force this entity; empty = by content
    QString feed;               ///< feed name; empty = the connector's first or only feed, made if there is none
    std::optional<Mode> mode;   ///< nothing = manifest, else the entity's default
    bool dryRun = false;        ///< count everything, change nothing
    bool acceptClosures = false;
    QString person;             ///< who imports, for the log
    QString dateOrder;          ///< "mdy"/"dmy"; empty = by evidence
    bool acceptDrift = false;   ///< take the proposals for changed headers, see DriftAnswer
    QStringList acceptDriftOf;  ///< … of these sources alone, by full name
    HeaderMapping mapping;      ///< what headers mean, by normalised header
    qint64 largeFrom = 16 << 20; ///< bytes of all sources from which the write-ahead log is put aside, see LogAside
    /// Sources that fit one of these are read with it, whatever the connectors say; others as ever, with the layouts the
    /// school has accepted. One that a load was made with is accepted thereby (not in a dry run).
    std::vector<Layout> layouts;
    QStringList withoutLayouts; ///< of the accepted ones, by name: not used this time
};

struct Unrecognised
{
    QString source;
    Error error; ///< why, in words(error)
};

struct ImportReport
{
    std::vector<Load> loads;
    std::vector<Unrecognised> unrecognised;
    std::vector<QString> warnings; ///< e.g. rows that point to something unknown
    int corrections = 0;           ///< files of corrected rows that were read
};

/// Loads files, folders and zips in the order given, in one transaction. Each source is one load: it is in whole, or
/// nothing of it is. A source that cannot be loaded is listed in `unrecognised` and the others go on; when
/// nothing could be loaded the report has no loads. Returns an error only for the school itself or "cancelled".
[[nodiscard]] Result<ImportReport> importPaths(School& school, const ConnectorCatalog& catalog, const QStringList& paths,
                                               const ImportOptions& options, const ProgressSink& progress,
                                               const Cancel& cancel);

/// Rows that come from inside Lectern, e.g. corrected ones, and where they belong.
struct RowsOrder
{
    qint64 feedId = 0;
    QString connector;
    QString entity;
    Mode mode = Mode::Delta;
    QString source; ///< what the load log names, e.g. "correction of load 12"
    QString person;
    /// Written in the transaction that makes the load visible; empty = nothing.
    std::function<Result<void>(const Database& writer, const Load& load)> also = {};
};

/// Loads what `reader` yields as one load of its own, checked and logged like any other. Errors "feed.unknown", those of
/// the reader, "cancelled", "database.…".
[[nodiscard]] Result<Load> importRows(School& school, const ConnectorCatalog& catalog, const RowsOrder& order,
                                      Reader& reader, const Cancel& cancel);

/// Takes one load back; with `withLater`, also the later loads of its feed and entity. Returns the loads undone,
/// newest first. Errors "load.unknown", "load.undone", "load.later" (arguments name the later ones).
[[nodiscard]] Result<std::vector<qint64>> undoLoad(School& school, qint64 load, bool withLater);

/// Takes a whole package back (see undoLoad).
[[nodiscard]] Result<std::vector<qint64>> undoPackage(School& school, qint64 package, bool withLater);

} // namespace lectern
