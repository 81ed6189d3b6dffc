/// Writes the exports of a made-up school in the formats the real systems write. Same options, same bytes.
#pragma once

#include "core/base/Cancel.h"
#include "core/base/Error.h"

#include <QStringList>

namespace lectern {

struct SimulateOptions
{
    QString folder;     ///< made if absent
    int students = 500; ///< 1 to 100,000
    int days = 180;     ///< instructional days of one school year up to "today"
    int years = 1;      ///< school years
    qint64 events = -1; ///< learning events wanted; -1 = as the behaviour gives
    quint64 seed = 1;
};

struct SimulateReport
{
    QStringList files; ///< paths written, in order
    qint64 rows = 0;   ///< data rows in all of them
};

/// Memory is bounded whatever `events` is. Errors "file.unwritable", "usage", "cancelled".
[[nodiscard]] Result<SimulateReport> simulate(const SimulateOptions& options, const ProgressSink& progress,
                                              const Cancel& cancel);

} // namespace lectern
