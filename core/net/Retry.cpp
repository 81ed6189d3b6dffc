#include "core/net/Retry.h"

#include <QRandomGenerator>
#include <algorithm>
#include <cmath>
#include <thread>

namespace lectern {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds glance{20}; // between two looks at the cancel

/// What the server asked for; nothing = it did not.
std::optional<milliseconds> askedFor(const Error& error)
{
    bool ok = false;
    const qint64 seconds = error.arguments.value(1).toLongLong(&ok);
    if (!ok || seconds < 0)
        return std::nullopt;
    return milliseconds(std::min<qint64>(seconds, 1'000'000'000) * 1000);
}

bool temporary(int status)
{
    return status == 429 || status == 500 || status == 502 || status == 503 || status == 504;
}

} // namespace

RetryTools RetryTools::real()
{
    return {[] { return std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now().time_since_epoch()); },
            [](milliseconds time) { std::this_thread::sleep_for(time); }, [] { return QRandomGenerator::global()->generateDouble(); }};
}

bool worthTrying(const Error& error)
{
    if (error.code == "net.busy" || error.code == "net.server_failed")
        return temporary(error.arguments.value(0).toInt());
    return error.code == "net.timeout" || error.code == "net.unreachable" || error.code == "net.broken_off";
}

std::optional<milliseconds> nextWait(const RetryPolicy& policy, const Error& error, int failed, double chance)
{
    if (failed >= policy.attempts || !worthTrying(error))
        return std::nullopt;
    const double bound = std::min(double(policy.most.count()),
                                  double(policy.first.count()) * std::pow(std::max(1.0, policy.factor), std::max(0, failed - 1)));
    milliseconds wait(qint64(std::clamp(chance, 0.0, 1.0) * bound));
    if (const auto asked = askedFor(error)) {
        if (*asked > policy.patience)
            return std::nullopt;
        wait = std::max(wait, *asked);
    }
    return wait;
}

Result<void> waitFor(milliseconds time, const Cancel& cancel, const RetryTools& tools)
{
    const milliseconds end = tools.now() + time;
    for (;;) {
        if (cancel.raised())
            return failure("cancelled");
        const milliseconds left = end - tools.now();
        if (left <= milliseconds(0))
            return {};
        tools.sleep(std::min(left, glance));
    }
}

Result<void> Retry::after(const Error& error, const Cancel& cancel)
{
    const auto wait = nextWait(m_policy, error, ++m_failed, m_tools.chance());
    if (!wait)
        return failure(error);
    return waitFor(*wait, cancel, m_tools);
}

} // namespace lectern
