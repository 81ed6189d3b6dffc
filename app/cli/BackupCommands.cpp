/// backup, backups, restore: copies of a school, and the way back to one.
#include "app/cli/Command.h"
#include "app/cli/TextOutput.h"
#include "core/base/Room.h"
#include "core/store/Restore.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFileInfo>
#include <QJsonArray>
#include <QTimeZone>

namespace lectern::cli {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("CommandLine", text);
}

QString reasonText(BackupReason reason)
{
    switch (reason) {
    case BackupReason::ByHand:
        return tr("by hand");
    case BackupReason::Scheduled:
        return tr("scheduled");
    case BackupReason::BeforeMigration:
        return tr("before an update");
    case BackupReason::BeforeRestore:
        return tr("before a restore");
    }
    return {};
}

QString isoTime(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, QTimeZone::utc()).toString(Qt::ISODateWithMs);
}

QJsonObject toJson(const Backup& backup)
{
    return {{"path", backup.path},
            {"made", isoTime(backup.madeMs)},
            {"reason", backupReasonName(backup.reason)},
            {"bytes", backup.bytes},
            {"whole", backup.whole}};
}

Result<Answer> runBackup(const Context& context)
{
    LECTERN_TRY(requireFile(context.arguments.first()));
    LECTERN_ASSIGN(const auto school,
                   School::open(context.arguments.first(), context.catalog().entities(), Database::Access::ReadOnly));
    LECTERN_ASSIGN(const Database reader, school->reader());
    const ProgressSink progress = context.console->progress();
    Backup made;
    if (context.has("to")) {
        made.path = QFileInfo(context.value("to")).absoluteFilePath();
        LECTERN_TRY(backUp(reader, made.path, progress, context.console->cancel()));
        made.madeMs = QDateTime::currentMSecsSinceEpoch();
        made.bytes = QFileInfo(made.path).size();
    } else {
        LECTERN_ASSIGN(made, backUp(reader, BackupReason::ByHand, progress, context.console->cancel()));
    }
    return Answer{.json = {{"backup", toJson(made)}},
                  .text = tr("Backed up and checked: %1 (%2)").arg(made.path, sizeText(made.bytes)) + '\n'};
}

/// Also of a school that cannot be read any more.
QString folderOf(const QString& school)
{
    if (const auto database = Database::open(school, Database::Access::ReadOnly))
        return backupFolder(*database);
    return backupFolder(school);
}

Result<Answer> runBackups(const Context& context)
{
    const QString school = context.arguments.first();
    LECTERN_TRY(requireFile(school));
    const QString folder = folderOf(school);
    const std::vector<Backup> found = backupsIn(folder);
    if (found.empty() && !QFileInfo::exists(school))
        return failure("file.missing", {.file = school});
    QJsonArray list;
    QList<QStringList> rows;
    for (const Backup& backup : found) {
        list << toJson(backup);
        rows << QStringList{isoTime(backup.madeMs), reasonText(backup.reason), sizeText(backup.bytes),
                            backup.whole ? tr("checked") : tr("damaged"), backup.path};
    }
    Answer answer{.json = {{"folder", folder}, {"backups", list}}};
    answer.text = rows.isEmpty()
                      ? tr("There is no backup in %1.").arg(folder) + '\n'
                      : alignedText({tr("made (UTC)"), tr("why"), tr("size"), tr("state"), tr("file")}, rows);
    return answer;
}

Result<Answer> runRestore(const Context& context)
{
    const QString school = context.arguments.at(0), backup = context.arguments.at(1);
    LECTERN_TRY(requireFile(school));
    LECTERN_ASSIGN(const Restored done, restore(school, backup, context.console->progress(), context.console->cancel()));
    Answer answer{.json = {{"school", school}, {"restored", backup}, {"kept", done.kept}}};
    answer.text = tr("%1 is again as it was in %2.").arg(school, backup) + '\n';
    if (done.keptAsItWas)
        answer.text += tr("The damaged file was put aside: %1").arg(done.kept) + '\n';
    else if (!done.kept.isEmpty())
        answer.text += tr("What it was until now is kept: %1").arg(done.kept) + '\n';
    return answer;
}

} // namespace

QList<Command> backupCommands()
{
    return {
        {.name = "backup",
         .arguments = "SCHOOL",
         .summary = tr("Make a backup and check it; others may go on working meanwhile."),
         .example = "backup northside.lectern",
         .least = 1,
         .most = 1,
         .options = {{"to", tr("Write this file instead of one in the folder of backups."), "FILE"}},
         .run = runBackup},
        {.name = "backups",
         .arguments = "SCHOOL",
         .summary = tr("List the backups of a school, newest first."),
         .example = "backups northside.lectern",
         .least = 1,
         .most = 1,
         .run = runBackups},
        {.name = "restore",
         .arguments = "SCHOOL BACKUP",
         .summary = tr("Put a school back to a backup. What it is now is kept."),
         .example = "restore northside.lectern northside.lectern.backups/2026-03-13_16-05-00-000_scheduled_1a2b3c4d.lectern",
         .least = 2,
         .most = 2,
         .run = runRestore},
    };
}

} // namespace lectern::cli
