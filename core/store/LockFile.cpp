#include "core/store/LockFile.h"

#include <QThread>

namespace lectern {

namespace {

constexpr int writingMs = 500; ///< more than enough to write a name into a file just made

} // namespace

bool LockFile::take(int patienceMs)
{
    if (m_lock.tryLock(patienceMs))
        return true;
    if (!nameless())
        return false;
    QThread::msleep(writingMs);
    // Removes it only if nobody holds the file open and locked.
    return nameless() && m_lock.removeStaleLockFile() && m_lock.tryLock(patienceMs);
}

/// The file is there and nobody's name in it: QLockFile alone would take it for in use for ever.
bool LockFile::nameless() const
{
    qint64 process = 0;
    QString computer, program;
    return m_lock.error() == QLockFile::LockFailedError && !m_lock.getLockInfo(&process, &computer, &program);
}

} // namespace lectern
