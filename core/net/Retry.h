/// Trying again over a network: exponential backoff with full jitter (M. Brooker, "Exponential Backoff And Jitter", AWS
/// Architecture Blog, 2015). Clock and chance are handed in, so that tests neither sleep nor guess. Thread: any, one at a
/// time.
#pragma once

#include "core/base/Cancel.h"
#include "core/base/Error.h"

#include <chrono>
#include <functional>
#include <optional>

namespace lectern {

struct RetryPolicy
{
    std::chrono::milliseconds first{500};       ///< upper bound of the first wait
    double factor = 2;                          ///< by which the bound grows, at least 1
    std::chrono::milliseconds most{30'000};     ///< upper bound of every wait
    int attempts = 6;                           ///< in all, the first one included; 1 = never again
    std::chrono::milliseconds patience{300'000}; ///< a server that asks for a longer wait (Retry-After) is not waited for
};

/// Time and chance as they are, or as a test makes them.
struct RetryTools
{
    std::function<std::chrono::milliseconds()> now;       ///< on a clock that never goes back
    std::function<void(std::chrono::milliseconds)> sleep;
    std::function<double()> chance;                       ///< 0 to 1, evenly

    [[nodiscard]] static RetryTools real();
};

/// Whether the same call may succeed later: connections that timed out, were refused or broke off, the statuses 429, 500,
/// 502, 503 and 504. Never what a server refused for a reason (other 4xx).
[[nodiscard]] bool worthTrying(const Error& error);

/// How long to wait after the `failed`-th failure in a row (from 1); nothing = give up. `chance` 0 to 1 picks the wait
/// between 0 and the bound; it is never shorter than what the server asked for (argument 2 of "net.busy" and
/// "net.server_failed", in seconds).
[[nodiscard]] std::optional<std::chrono::milliseconds> nextWait(const RetryPolicy& policy, const Error& error, int failed, double chance);

/// Waits, looking at `cancel` every 20 ms. Error "cancelled".
[[nodiscard]] Result<void> waitFor(std::chrono::milliseconds time, const Cancel& cancel, const RetryTools& tools);

/// Counts failures in a row and waits between them.
class Retry final
{
public:
    explicit Retry(RetryPolicy policy = {}, RetryTools tools = RetryTools::real()) : m_policy(policy), m_tools(std::move(tools)) {}

    /// Waits until it is time to try again. Returns `error` itself if it is not worth it, "cancelled" if that came first.
    [[nodiscard]] Result<void> after(const Error& error, const Cancel& cancel);
    /// It went on: the next failure is the first again.
    void succeeded() { m_failed = 0; }
    [[nodiscard]] const RetryTools& tools() const { return m_tools; }

private:
    RetryPolicy m_policy;
    RetryTools m_tools;
    int m_failed = 0;
};

/// Calls `work`, which returns a Result, until it succeeds or is not worth trying again.
template <class Work>
[[nodiscard]] auto withRetry(Retry& retry, const Cancel& cancel, Work work) -> decltype(work())
{
    for (;;) {
        auto result = work();
        if (result) {
            retry.succeeded();
            return result;
        }
        LECTERN_TRY(retry.after(result.error(), cancel));
    }
}

} // namespace lectern
