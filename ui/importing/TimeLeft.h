/// How long a piece of work will still take, worked out from how far it is. A plain value: the clock is handed in, so
/// it can be tested without waiting. Knows nothing of the work. Thread: any one at a time.
#pragma once

#include <QString>
#include <optional>

namespace lectern {

class TimeLeft
{
public:
    /// The work stood at `fraction` (0 to 1; below 0 = unknown) at `nowMs` of a monotonic clock. A fraction that falls
    /// back means that another piece of work has begun: what was known is forgotten.
    void observe(qint64 nowMs, double fraction);

    /// Whole seconds that are left at `nowMs`; nothing while too little is known to say (the first second, the first
    /// hundredth of the work, unknown fraction). Counts down between observations, grows when the work stands still,
    /// and does not jump to and fro: a change of less than a fifth is not shown.
    [[nodiscard]] std::optional<int> secondsLeft(qint64 nowMs);

    void reset();

private:
    [[nodiscard]] std::optional<double> estimate(qint64 nowMs) const;

    std::optional<qint64> m_startMs;
    double m_startFraction = 0;
    qint64 m_lastMs = 0;
    double m_lastFraction = -1;
    double m_recentSpeed = 0; ///< fraction per millisecond, newer observations weigh more; 0 = not known yet
    std::optional<double> m_shownSeconds;
    qint64 m_shownMs = 0;
};

/// "a few seconds left", "about 20 seconds left", "about 3 minutes left", "about 1 hour 10 minutes left"; rounded so
/// that it promises no more than is known.
[[nodiscard]] QString timeLeftWords(int seconds);

} // namespace lectern
