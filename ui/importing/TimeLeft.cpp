#include "ui/importing/TimeLeft.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

namespace lectern {

namespace {

constexpr qint64 silenceMs = 1000;       // nothing is promised before
constexpr double silenceFraction = 0.01; // nor before this much has been done
constexpr double memoryMs = 6000;        // observations older than this hardly weigh
constexpr double pauseMs = 3000;         // a pause this long is nothing unusual
constexpr double steady = 0.20;          // a smaller change of the estimate is not shown

QString translate(const char* text, int n = -1)
{
    return QCoreApplication::translate("TimeLeft", text, nullptr, n);
}

int roundedTo(int value, int step)
{
    return std::max(step, (value + step / 2) / step * step);
}

} // namespace

void TimeLeft::reset()
{
    *this = TimeLeft();
}

void TimeLeft::observe(qint64 nowMs, double fraction)
{
    if (fraction < 0) {
        reset();
        return;
    }
    fraction = std::min(fraction, 1.0);
    if (m_startMs && fraction < m_lastFraction)
        reset();
    if (!m_startMs) {
        m_startMs = m_lastMs = nowMs;
        m_startFraction = m_lastFraction = fraction;
        return;
    }
    if (fraction <= m_lastFraction || nowMs <= m_lastMs)
        return; // the speed falls by itself as time goes on, see estimate()
    const double span = double(nowMs - m_lastMs);
    const double speed = (fraction - m_lastFraction) / span;
    const double keep = m_recentSpeed > 0 ? std::exp(-span / memoryMs) : 0;
    m_recentSpeed = keep * m_recentSpeed + (1 - keep) * speed;
    m_lastMs = nowMs;
    m_lastFraction = fraction;
}

std::optional<double> TimeLeft::estimate(qint64 nowMs) const
{
    if (!m_startMs || m_recentSpeed <= 0 || nowMs - *m_startMs < silenceMs ||
        m_lastFraction - m_startFraction < silenceFraction)
        return std::nullopt;
    // The recent speed knows the file at hand, the overall speed is steadier: half of each. A short pause between two
    // observations counts as work going on, a longer one makes both speeds fall.
    const double idle = double(nowMs - m_lastMs);
    const double still = std::max(0.0, idle - pauseMs);
    const double overall = (m_lastFraction - m_startFraction) / (double(m_lastMs - *m_startMs) + still);
    const double recent = m_recentSpeed * memoryMs / (memoryMs + still);
    const double speed = (overall + recent) / 2;
    const double done = std::min(1.0, m_lastFraction + speed * std::min(idle, pauseMs));
    return (1 - done) / speed / 1000;
}

std::optional<int> TimeLeft::secondsLeft(qint64 nowMs)
{
    const std::optional<double> now = estimate(nowMs);
    if (!now)
        return std::nullopt;
    if (m_shownSeconds) {
        const double counted = std::max(0.0, *m_shownSeconds - double(nowMs - m_shownMs) / 1000);
        if (std::abs(*now - counted) <= std::max(1.0, steady * counted))
            return int(std::ceil(counted));
    }
    m_shownSeconds = now;
    m_shownMs = nowMs;
    return int(std::ceil(*now));
}

QString timeLeftWords(int seconds)
{
    if (seconds < 5)
        return translate("a few seconds left");
    if (seconds < 55)
        return translate("about %n second(s) left", roundedTo(seconds, seconds < 20 ? 5 : 10));
    const int minutes = roundedTo(seconds, 60) / 60;
    if (minutes < 60)
        return translate("about %n minute(s) left", minutes);
    const int wholeMinutes = roundedTo(minutes, 10);
    const QString hours = translate("%n hour(s)", wholeMinutes / 60);
    if (wholeMinutes % 60 == 0)
        return translate("about %1 left").arg(hours);
    return translate("about %1 %2 left").arg(hours, translate("%n minute(s)", wholeMinutes % 60));
}

} // namespace lectern
