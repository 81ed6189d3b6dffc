/// What an import came to, in words: one line per file, what was not read and why, what needs a decision. A value made
/// from core's report; widgets only copy it.
#pragma once

#include "core/ingest/Drift.h"
#include "core/ingest/Importer.h"
#include "core/ingest/Mapping.h"

#include <QList>

namespace lectern {

struct ImportLine
{
    QString file;      ///< "northside.zip / users.csv"
    QString place;     ///< "users · Northside SIS"
    QString outcome;   ///< "412 new · 3 changed"; "imported before, nothing new"
    QString remarks;
    qint64 refused = 0;
};

/// A source that was not read.
struct ImportTrouble
{
    QString file;
    QString source; ///< as the report names it
    Error error;
};

/// A snapshot that lacks so much that a person must say whether it is really gone.
struct ClosureQuestion
{
    QString file;
    QString source;
    QString entity;
    QString closing, of, percent; ///< as the error's arguments name them
};

/// A column that changed since the last import of the same source, so that a person must say what it means.
struct DriftQuestion
{
    QString file;
    QString source;
    DriftChange change;
    QStringList before, now; ///< a few values each, where they are known
    std::vector<DriftExample::Candidate> candidates = {}; ///< what a column that is gone may be called now
    bool needed = false; ///< no row can be read without it

    /// It is not there, and must be called something else now.
    [[nodiscard]] bool mustBeFound() const { return needed && change.kind == DriftChange::Kind::Missing; }
};

struct ImportSummary
{
    QString headline; ///< "14 files imported: 12,402 new rows, 310 changed."
    int files = 0;    ///< of which something was read; several tables of one are one
    QList<ImportLine> lines;
    QList<ImportTrouble> notRead;
    QList<ClosureQuestion> closures;
    QList<DriftQuestion> drifts; ///< one per change, those of one source together
    QStringList warnings;
    qint64 refused = 0;
};

/// The file a source is in, of its full name: a table of several has a name of its own behind it.
[[nodiscard]] QString fileOf(const QString& source);

[[nodiscard]] ImportSummary summaryOf(const ImportReport& report);

/// `first` with what a second try at some of its sources (`again`) brought: sources that were read now are no longer
/// listed as not read, files the second try found unchanged do not appear twice.
[[nodiscard]] ImportReport merged(ImportReport first, const ImportReport& again);

/// The paths among `dropped` that hold one of `sources`, to be imported once more.
[[nodiscard]] QStringList pathsHolding(const QStringList& dropped, const QStringList& sources);

} // namespace lectern
