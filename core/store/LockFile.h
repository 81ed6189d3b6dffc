/// A file that says who uses something, for as long as they live. One thread at a time.
#pragma once

#include <QLockFile>

namespace lectern {

/// Whoever is killed leaves the file behind, at times before the owner's name stands in it; the next one takes it over.
class LockFile
{
public:
    explicit LockFile(const QString& path) : m_lock(path) { m_lock.setStaleLockTime(0); }

    /// Waits up to `patienceMs` for another owner to end. False: it is in use, or forbidden().
    [[nodiscard]] bool take(int patienceMs);
    void release() { m_lock.unlock(); }
    /// After take() failed: the folder does not let us write.
    [[nodiscard]] bool forbidden() const { return m_lock.error() == QLockFile::PermissionError; }

private:
    [[nodiscard]] bool nameless() const;
    QLockFile m_lock;
};

} // namespace lectern
