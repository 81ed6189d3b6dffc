#include "core/store/Restore.h"

#include "core/base/Room.h"
#include "core/base/platform/Files.h"
#include "core/store/LockFile.h"
#include "core/store/Recognise.h"
#include "core/store/SchoolFiles.h"

#include <QDateTime>
#include <QFileInfo>
#include <QTimeZone>

namespace lectern {

namespace {

/// Empties the write-ahead log into the school and takes it away, which only works while nobody else has it open.
Result<void> closeLog(const Database& database)
{
    LECTERN_ASSIGN(const QString mode, database.text("PRAGMA journal_mode = DELETE"));
    if (mode != "delete")
        return failure("database.busy", {.file = database.path()});
    return database.execute("BEGIN EXCLUSIVE; COMMIT");
}

Result<Restored> keepSound(const QString& school, const QString& backup)
{
    LECTERN_ASSIGN(const Database present, Database::open(school, Database::Access::ReadWrite));
    LECTERN_TRY(recogniseSchema(present));
    LECTERN_ASSIGN(const QString mine, present.text("SELECT uuid FROM school"));
    {
        LECTERN_ASSIGN(const Database theirs, Database::open(backup, Database::Access::ReadOnly));
        LECTERN_ASSIGN(const QString other, theirs.text("SELECT uuid FROM school"));
        if (mine != other)
            return failure("backup.other_school", {.file = backup}, {school});
    }
    LECTERN_ASSIGN(const Backup kept, backUp(present, BackupReason::BeforeRestore));
    LECTERN_TRY(closeLog(present));
    return Restored{kept.path, false};
}

/// A damaged school is kept as it is, with its log: somebody may still save something from it.
Result<Restored> keepDamaged(const QString& school)
{
    const QString now = QDateTime::currentDateTimeUtc().toString("yyyy-MM-dd_HH-mm-ss-zzz");
    const QString aside = school + ".damaged-" + now;
    for (const char* suffix : {"", "-wal", "-journal"}) {
        const QString from = school + QLatin1String(suffix), to = aside + QLatin1String(suffix);
        if (QFile::exists(from) && (!QFile::copy(from, to) || !syncFile(to)))
            return failure("file.unwritable", {.file = to});
    }
    if (!syncFolder(QFileInfo(school).absolutePath()))
        return failure("file.unwritable", {.file = aside});
    // From here on the school has no log; what takes its place must not find one.
    for (const char* suffix : {"-wal", "-shm", "-journal"})
        if (const QString log = school + QLatin1String(suffix); QFile::exists(log) && !QFile::remove(log))
            return failure("file.unwritable", {.file = log});
    return Restored{aside, true};
}

bool isDamage(const Error& error)
{
    return error.code == "school.damaged" || error.code == "school.foreign" || error.code == "database.failed";
}

Result<Restored> keepPresent(const QString& school, const QString& backup)
{
    if (!QFile::exists(school))
        return Restored{};
    auto kept = keepSound(school, backup);
    return !kept && isDamage(kept.error()) ? keepDamaged(school) : kept;
}

} // namespace

Result<Restored> restore(const QString& school, const QString& backup, const ProgressSink& progress, const Cancel& cancel)
{
    const QFileInfo target(school), source(backup);
    if (target.exists() && target.canonicalFilePath() == source.canonicalFilePath())
        return failure("backup.itself", {.file = backup});
    LECTERN_TRY(verifyBackup(backup));
    const QString folder = target.absolutePath();
    LockFile owner(school + "-owner");
    if (!owner.take(500))
        return failure(owner.forbidden() ? "file.unwritable" : "database.busy", {.file = school});
    const QString fresh = school + ".restoring";
    QFile::remove(fresh);
    const auto put = [&]() -> Result<Restored> {
        {
            LECTERN_ASSIGN(const Database from, Database::open(backup, Database::Access::ReadOnly));
            LECTERN_TRY(backUp(from, fresh, progress, cancel));
        }
        if (cancel.raised())
            return failure("cancelled");
        LECTERN_ASSIGN(const Restored kept, keepPresent(school, backup));
        if (!replaceFile(fresh, school) || !syncFolder(folder))
            return failure("file.unwritable", {.file = school});
        return kept;
    };
    auto done = put();
    if (!done)
        QFile::remove(fresh);
    return done;
}

} // namespace lectern
