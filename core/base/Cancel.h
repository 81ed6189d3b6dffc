/// Cancel and progress travel down every long call. Thread: any.
#pragma once

#include <QString>
#include <atomic>
#include <functional>
#include <memory>

namespace lectern {

/// A flag that is raised once and seen by everyone who holds a copy.
class Cancel
{
public:
    Cancel() : m_raised(std::make_shared<std::atomic<bool>>(false)) {}
    void raise() const { m_raised->store(true, std::memory_order_relaxed); }
    [[nodiscard]] bool raised() const { return m_raised->load(std::memory_order_relaxed); }

private:
    std::shared_ptr<std::atomic<bool>> m_raised;
};

/// How far a long piece of work is.
struct Progress
{
    QString stage;       ///< code of what is being done: "read", "build", "check"
    QString subject;     ///< the file or model worked on
    double fraction = 0; ///< 0 to 1 of the whole; below 0 = unknown
    qint64 rows = 0;     ///< rows read or written so far
};

/// Called on the working thread, at most some ten times a second.
using ProgressSink = std::function<void(const Progress&)>;

} // namespace lectern
