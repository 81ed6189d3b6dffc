#include "core/store/LockFile.h"

#include <QThread>
#include <tuple>

namespace lectern {

namespace {

constexpr int writingMs = 500; ///< more than enough to write a name into a file just made

} // namespace

bool LockFile::take(int patienceMs)
{
    if (m_lock.tryLock(0))
        return true;
    if (nameless()) {
        QThread::msleep(writingMs);
        if (nameless())
            std::ignore = m_lock.removeStaleLockFile(); // unless somebody holds it open and locked
    }
    return m_lock.tryLock(patienceMs);
}

/// The file is there and nobody's name in it: QLockFile alone would take it for in use for ever.
bool LockFile::nameless() const
{
    qint64 process = 0;
    QString computer, program;
    return m_lock.error() == QLockFile::LockFailedError && !m_lock.getLockInfo(&process, &computer, &program);
}

} // namespace lectern
