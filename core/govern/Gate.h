/// The one gate: what a viewer may see for an audience. Cells of small groups are withheld, with as many further cells
/// as are needed so that none can be worked out from totals; rates near 0 and 100 % of groups that are still small are
/// coded. Knows cells, not metrics, so that every reader (metric, page, export) can ask it. Thread: any.
#pragma once

#include "core/govern/Viewer.h"

#include <QList>
#include <QStringList>

namespace lectern {

/// One cell of a table that is about to leave, as the gate sees it.
struct GateCell
{
    QStringList position; ///< where it stands: one id per dimension, the category last if there is one
    qint64 n = 0;         ///< people behind it
    bool rate = false;    ///< `value` is a fraction 0–1 of that group
    double value = 0;     ///< only read for rates
};

enum class GateVerdict { Shown, Withheld, AtMost, AtLeast };

struct GateRuling
{
    GateVerdict verdict = GateVerdict::Shown;
    double bound = 0; ///< of AtMost, AtLeast: the fraction that is shown instead
};

/// Whether this audience may be told of single students.
[[nodiscard]] bool mayNameStudents(const Viewer& viewer, Audience audience);

/// One ruling per cell, in their order. Staff and screen see everything. For `outside`: n below `threshold` (and not 0)
/// is withheld; along every line of the table (all coordinates but one equal) the withheld cells together hide at least
/// two groups and `threshold` people, or the smallest shown cell of the line is withheld too. A rate of a group below 2,
/// 4 or 10 times the threshold is bottom- and top-coded at 20, 10 or 5 % (the ladder NCES publishes for small cells).
[[nodiscard]] QList<GateRuling> judge(const QList<GateCell>& cells, const Viewer& viewer, Audience audience,
                                      qint64 threshold);

} // namespace lectern
