/// A school goes back to one of its backups in one step: the backup is checked, the school of now is kept, and one
/// file takes the other's place. Thread: any; no connection of this process to the school may be open.
#pragma once

#include "core/store/Backup.h"

namespace lectern {

struct Restored
{
    QString kept;        ///< where the school of before lies now; empty if there was none
    bool keptAsItWas = false; ///< it was damaged and could not be backed up: its files were moved there as they were
};

/// Errors: those of verifyBackup; "backup.other_school"; "backup.itself"; "database.busy" (another process has the
/// school open); "disk.no_room"; "file.unwritable". After an error the school is as it was.
[[nodiscard]] Result<Restored> restore(const QString& school, const QString& backup, const ProgressSink& progress = {},
                                       const Cancel& cancel = {});

} // namespace lectern
