/// Builds gold: reads resources/transforms/*.sql, sorts them by what they depend on, rebuilds those whose inputs
/// changed, in one transaction with the data tests inside.
#pragma once

#include "core/base/Cancel.h"
#include "core/store/School.h"

namespace lectern {

struct ModelOutcome
{
    QString model;
    QString action; ///< "built", "incremental", "skipped"
    qint64 rows = 0;
    double seconds = 0;
};

struct CheckOutcome
{
    QString check;    ///< e.g. "fct_attendance: unique student_key, day"
    QString model;
    QString severity; ///< "error" or "warn"
    qint64 badRows = 0;
    QString words;    ///< what is wrong, when it matters, how to fix
};

struct BuildReport
{
    std::vector<ModelOutcome> models; ///< in build order
    std::vector<CheckOutcome> checks; ///< all that were run
    int passed = 0, warned = 0, failed = 0;
    double seconds = 0;
};

struct BuildOptions
{
    bool full = false;   ///< rebuild everything (key_ tables survive)
    QString select;      ///< one model and what it depends on; empty = all
};

/// Errors "model.broken", "check.failed" (nothing was changed), "cancelled", "school.read_only", "database.…".
[[nodiscard]] Result<BuildReport> build(School& school, const BuildOptions& options, const ProgressSink& progress,
                                        const Cancel& cancel);

/// Runs the data tests against gold as it stands, and SQLite's integrity check. Reads only.
[[nodiscard]] Result<std::vector<CheckOutcome>> runChecks(const Database& reader);

} // namespace lectern
