/// A file system under SQLite that writes down, in order, what is written, cut, synced, made and deleted, and can then
/// show what a disk may hold after the power failed at any point of that list. It passes everything on to SQLite's own
/// file system and is the default one of the test's process. Shared memory (-shm) is no file of the disk and is left
/// out, so are temporary files. Thread: recording from any; replaying from one.
#pragma once

#include <QByteArray>
#include <QString>
#include <vector>

namespace lectern::test {

/// One thing that happened to a file.
struct DiskStep
{
    enum class Kind { Write, Truncate, Sync, Delete, DurableDelete, Mark };
    Kind kind = Kind::Mark;
    QString file;     ///< full path; of a Mark its name
    qint64 at = 0;    ///< Write: offset; Truncate: new size
    QByteArray bytes; ///< Write only
};

/// How much of what was not synced yet survives.
enum class Survival { All, None, SomeWrites, SomeSectors };

class RecordingVfs
{
public:
    /// Registers itself as SQLite's default file system, once; must come before the first connection.
    [[nodiscard]] static RecordingVfs& instance();

    /// Forgets what was written down and begins, or stops. Nothing is ever forced onto the disk: the process lives on.
    void record(bool on);
    /// Something the replay can look for: from here on it was promised.
    void mark(const QString& name);
    [[nodiscard]] const std::vector<DiskStep>& steps() const;

    RecordingVfs(const RecordingVfs&) = delete;
    RecordingVfs& operator=(const RecordingVfs&) = delete;

private:
    RecordingVfs();
};

/// The disk after the first `count` steps and then no power. `base` is the folder as it was when recording began, a
/// copy that nobody wrote to; its files and the steps' are told apart by their names alone. What was not synced
/// survives as `survival` says, in sectors of 512 bytes, drawn by `seed`; with `syncs` false nothing was ever synced.
/// `target` is emptied first.
void replay(const std::vector<DiskStep>& steps, std::size_t count, const QString& base, const QString& target,
            Survival survival, quint32 seed, bool syncs = true);

} // namespace lectern::test
