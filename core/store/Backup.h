/// Backups of a school: whole copies of the file in a folder "<school>.backups", made while others read and write,
/// opened and checked before they get their name. A file that has the name of a backup is one.
/// Thread: any; each call opens connections of its own.
#pragma once

#include "core/base/Cancel.h"
#include "core/store/Database.h"

#include <optional>
#include <vector>

namespace lectern {

enum class BackupReason { ByHand, Scheduled, BeforeMigration, BeforeRestore };

/// "by hand", "scheduled", "before migration", "before restore".
[[nodiscard]] QString backupReasonName(BackupReason reason);

struct Backup
{
    QString path;
    qint64 madeMs = 0; ///< UTC
    BackupReason reason = BackupReason::ByHand;
    qint64 bytes = 0;
    bool whole = true; ///< it is still as long as it says; restoring checks every page
    QString school;    ///< first eight characters of the school's uuid
};

/// Copies the database, as it is at this moment, into the new file `target`, and checks the copy: every page, and that
/// it is the same school at the same version with the same loads. Until then the file has another name ("….part").
/// Errors "file.exists", "file.unwritable", "disk.no_room", "school.damaged" (the copy is taken away), "cancelled",
/// "database.…".
[[nodiscard]] Result<void> backUp(const Database& database, const QString& target, const ProgressSink& progress = {},
                                  const Cancel& cancel = {});

/// The same into the school's folder of backups, under a name that says when and why.
[[nodiscard]] Result<Backup> backUp(const Database& database, BackupReason reason, const ProgressSink& progress = {},
                                    const Cancel& cancel = {});

/// Where the backups of a school lie that says so itself (setting backup_folder), or beside its file.
[[nodiscard]] QString backupFolder(const Database& database);
/// The same for a school that cannot be read: beside its file.
[[nodiscard]] QString backupFolder(const QString& school);

/// The backups in a folder, newest first.
[[nodiscard]] std::vector<Backup> backupsIn(const QString& folder);

/// Opens a backup and checks every page. Errors of School::open for a file that is none.
[[nodiscard]] Result<void> verifyBackup(const QString& path);

/// Whether the schedule asks for a backup at `nowMs` (UTC): the newest (or, without one, the school itself) is older
/// than backup_every_days, and something was loaded since. 0 days = never.
[[nodiscard]] Result<bool> backupDue(const Database& database, qint64 nowMs);

/// What the schedule asks for, at any good moment (after an import): a backup if one is due, then only the newest
/// backup_keep of the scheduled ones are kept; those made for another reason stay. Nothing if none was due.
[[nodiscard]] Result<std::optional<Backup>> backUpIfDue(const Database& database, qint64 nowMs,
                                                        const ProgressSink& progress = {}, const Cancel& cancel = {});

} // namespace lectern
