#include "core/store/Backup.h"

#include "core/base/Room.h"
#include "core/base/platform/Files.h"
#include "core/store/LoadLog.h"
#include "core/store/LockFile.h"
#include "core/store/Recognise.h"
#include "core/store/SchoolFiles.h"
#include "core/store/Settings.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTimeZone>
#include <algorithm>
#include <array>
#include <sqlite3.h>

namespace lectern {

namespace {

struct ReasonEntry
{
    BackupReason reason;
    const char* name;
    const char* inFile; ///< as it stands in the file's name
};
constexpr std::array reasons{
    ReasonEntry{BackupReason::ByHand, "by hand", "by-hand"},
    ReasonEntry{BackupReason::Scheduled, "scheduled", "scheduled"},
    ReasonEntry{BackupReason::BeforeMigration, "before migration", "before-migration"},
    ReasonEntry{BackupReason::BeforeRestore, "before restore", "before-restore"},
};

const QString timeFormat = QStringLiteral("yyyy-MM-dd_HH-mm-ss-zzz"); // UTC, so that names sort and no hour comes twice

const ReasonEntry& entryOf(BackupReason reason)
{
    return *std::ranges::find(reasons, reason, &ReasonEntry::reason);
}

/// What must be the same in a school and its copy.
struct Stamp
{
    qint64 application = 0, version = 0, loads = 0;
    QString uuid;
    friend bool operator==(const Stamp&, const Stamp&) = default;
};

Result<Stamp> stampOf(const Database& database)
{
    Stamp stamp;
    LECTERN_ASSIGN(stamp.application, database.integer("PRAGMA application_id"));
    LECTERN_ASSIGN(stamp.version, database.integer("PRAGMA user_version"));
    // Of any version of the file, so not through the load log of today's.
    LECTERN_ASSIGN(stamp.loads, database.integer("SELECT count(*) FROM load"));
    LECTERN_ASSIGN(stamp.uuid, database.text("SELECT uuid FROM school"));
    return stamp;
}

Result<Stamp> check(const QString& path)
{
    LECTERN_TRY(headerOf(path));
    LECTERN_ASSIGN(const Database database, Database::open(path, Database::Access::ReadOnly));
    LECTERN_TRY(recogniseSchema(database));
    LECTERN_TRY(checkPages(database));
    return stampOf(database);
}

Error copyError(const Database& copy, const QString& target, qint64 needed)
{
    const int code = sqlite3_extended_errcode(copy.handle());
    if ((code & 0xff) == SQLITE_FULL)
        return Error{"disk.no_room",
                     {.file = target},
                     {sizeText(needed), sizeText(std::max<qint64>(0, freeBytes(QFileInfo(target).absolutePath())))},
                     {},
                     nullptr};
    return Error{"file.unwritable", {.file = target}, {}, QString::fromUtf8(sqlite3_errmsg(copy.handle())), nullptr};
}

/// An empty file of the source's shape: pages that do not fit in memory are written before the first one is, and must
/// get their checksums already.
Result<Database> emptyLike(const Database& source, const QString& target)
{
    LECTERN_ASSIGN(Database copy, Database::open(target, Database::Access::ReadWrite));
    LECTERN_ASSIGN(const qint64 pageSize, source.integer("PRAGMA page_size"));
    int reserved = -1;
    sqlite3_file_control(source.handle(), "main", SQLITE_FCNTL_RESERVE_BYTES, &reserved);
    LECTERN_TRY(copy.execute("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA page_size = " +
                             QString::number(pageSize)));
    if (reserved > 0)
        sqlite3_file_control(copy.handle(), "main", SQLITE_FCNTL_RESERVE_BYTES, &reserved);
    LECTERN_TRY(copy.execute("PRAGMA user_version = 1"));
    return copy;
}

Result<void> copyPages(const Database& source, const QString& target, const ProgressSink& progress, const Cancel& cancel)
{
    LECTERN_ASSIGN(const qint64 pages, source.integer("PRAGMA page_count"));
    LECTERN_ASSIGN(const qint64 pageSize, source.integer("PRAGMA page_size"));
    const qint64 needed = pages * pageSize;
    const qint64 free = freeBytes(QFileInfo(target).absolutePath());
    if (free >= 0 && free < needed)
        return failure("disk.no_room", {.file = target}, {sizeText(needed), sizeText(free)});
    auto copy = emptyLike(source, target);
    if (!copy)
        return failure(copy.error().code == "database.failed"
                           ? Error{"file.unwritable", {.file = target}, {}, copy.error().arguments.join(' '), nullptr}
                           : copy.error());
    sqlite3_backup* work = sqlite3_backup_init(copy->handle(), "main", source.handle(), "main");
    if (!work)
        return failure(copyError(*copy, target, needed));
    int code = SQLITE_OK;
    while (code == SQLITE_OK && !cancel.raised()) {
        code = sqlite3_backup_step(work, 1024);
        if (progress && pages > 0)
            progress({"backup", {}, 1 - double(sqlite3_backup_remaining(work)) / double(pages), 0});
    }
    const bool cancelled = code != SQLITE_DONE && cancel.raised();
    const int ended = sqlite3_backup_finish(work);
    if (cancelled)
        return failure("cancelled");
    if (code == SQLITE_IOERR_DATA || (code & 0xff) == SQLITE_CORRUPT)
        return failure("school.damaged", {.file = source.path()}, {QString::fromUtf8(sqlite3_errstr(code))});
    if (code != SQLITE_DONE || ended != SQLITE_OK)
        return failure(copyError(*copy, target, needed));
    // A backup is one file: it has no write-ahead log, and can be read from a place nobody may write to.
    const auto mode = copy->text("PRAGMA journal_mode = DELETE");
    return mode && *mode == "delete" ? Result<void>() : failure(copyError(*copy, target, needed));
}

/// One backup at a time goes into a folder; what others left half made is swept.
class Workplace
{
public:
    [[nodiscard]] static Result<std::unique_ptr<Workplace>> in(const QString& folder)
    {
        auto place = std::make_unique<Workplace>(folder + "/making-a-backup");
        if (!place->m_lock.take(60'000))
            return failure(place->m_lock.forbidden() ? "file.unwritable" : "database.busy", {.file = folder});
        for (const QString& name : QDir(folder).entryList({"*.lectern.part*"}, QDir::Files))
            QFile::remove(folder + '/' + name);
        return place;
    }
    explicit Workplace(const QString& lock) : m_lock(lock) {}

private:
    LockFile m_lock;
};

Result<void> prune(const QString& folder, const QString& school, qint64 keep)
{
    for (const Backup& backup : backupsIn(folder))
        if (backup.reason == BackupReason::Scheduled && backup.school == school && --keep < 0 &&
            !QFile::remove(backup.path))
            return failure("file.unwritable", {.file = backup.path});
    return {};
}

void removeAll(const QString& file)
{
    for (const char* suffix : {"", "-wal", "-shm", "-journal"})
        QFile::remove(file + QLatin1String(suffix));
}

QString tagOf(const QString& uuid)
{
    return uuid.left(8);
}

} // namespace

QString backupReasonName(BackupReason reason)
{
    return QLatin1String(entryOf(reason).name);
}

Result<void> backUp(const Database& database, const QString& target, const ProgressSink& progress, const Cancel& cancel)
{
    if (QFile::exists(target))
        return failure("file.exists", {.file = target});
    const QString part = target + ".part";
    removeAll(part);
    // A snapshot of its own: whoever writes meanwhile changes nothing in it.
    LECTERN_ASSIGN(const Database source, database.sibling());
    LECTERN_TRY(source.execute("BEGIN"));
    const auto make = [&]() -> Result<void> {
        LECTERN_ASSIGN(const Stamp before, stampOf(source));
        LECTERN_TRY(copyPages(source, part, progress, cancel));
        if (!syncFile(part))
            return failure("file.unwritable", {.file = target});
        LECTERN_ASSIGN(const Stamp after, check(part));
        if (after != before)
            return failure("school.damaged", {.file = target}, {"the copy is not what was copied"});
        if (QFile::exists(target) || !replaceFile(part, target) || !syncFolder(QFileInfo(target).absolutePath()))
            return failure("file.unwritable", {.file = target});
        return {};
    };
    auto made = make();
    if (!made) {
        removeAll(part);
        if (made.error().where.file == part)
            made.error().where.file = target;
    }
    return made;
}

Result<Backup> backUp(const Database& database, BackupReason reason, const ProgressSink& progress, const Cancel& cancel)
{
    const QString folder = backupFolder(database);
    if (!QDir().mkpath(folder))
        return failure("file.unwritable", {.file = folder});
    LECTERN_ASSIGN(const auto place, Workplace::in(folder));
    LECTERN_ASSIGN(const QString uuid, database.text("SELECT uuid FROM school"));
    Backup backup;
    backup.reason = reason;
    backup.school = tagOf(uuid);
    do {
        backup.madeMs = QDateTime::currentMSecsSinceEpoch();
        backup.path = folder + '/' + QDateTime::fromMSecsSinceEpoch(backup.madeMs, QTimeZone::utc()).toString(timeFormat) +
                      '_' + QLatin1String(entryOf(reason).inFile) + '_' + backup.school + ".lectern";
    } while (QFile::exists(backup.path));
    LECTERN_TRY(backUp(database, backup.path, progress, cancel));
    backup.bytes = QFileInfo(backup.path).size();
    return backup;
}

QString backupFolder(const Database& database)
{
    const QString chosen = setting(database, "backup_folder").value_or(QString());
    const QFileInfo school(database.path());
    return chosen.isEmpty() ? backupFolder(database.path()) : QDir(chosen).filePath(school.fileName() + ".backups");
}

QString backupFolder(const QString& school)
{
    return QFileInfo(school).absoluteFilePath() + ".backups";
}

std::vector<Backup> backupsIn(const QString& folder)
{
    static const QRegularExpression pattern(
        R"(^(\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d-\d{3})_([a-z-]+)_([0-9a-f]{8})\.lectern$)");
    std::vector<Backup> found;
    for (const QFileInfo& file : QDir(folder).entryInfoList(QDir::Files)) {
        const auto match = pattern.match(file.fileName());
        const auto reason = std::ranges::find_if(
            reasons, [&](const ReasonEntry& one) { return match.captured(2) == QLatin1String(one.inFile); });
        if (!match.hasMatch() || reason == reasons.end())
            continue;
        QDateTime made = QDateTime::fromString(match.captured(1), timeFormat);
        made.setTimeZone(QTimeZone::utc());
        const auto header = headerOf(file.absoluteFilePath());
        const bool whole = header && header->pages * header->pageSize == file.size();
        found.push_back({file.absoluteFilePath(), made.toMSecsSinceEpoch(), reason->reason, file.size(), whole, match.captured(3)});
    }
    std::ranges::sort(found, std::greater{}, &Backup::madeMs);
    return found;
}

Result<void> verifyBackup(const QString& path)
{
    LECTERN_TRY(check(path));
    return {};
}

Result<bool> backupDue(const Database& database, qint64 nowMs)
{
    constexpr qint64 dayMs = 24 * 3600 * 1000LL;
    const qint64 days = setting(database, "backup_every_days").value_or("1").toLongLong();
    if (days == 0)
        return false;
    LECTERN_ASSIGN(const QString uuid, database.text("SELECT uuid FROM school"));
    LECTERN_ASSIGN(const qint64 created, database.integer("SELECT created_ms FROM school"));
    qint64 newest = 0;
    for (const Backup& backup : backupsIn(backupFolder(database)))
        if (backup.whole && backup.school == tagOf(uuid) && backup.madeMs <= nowMs) // a clock may have run ahead once
            newest = std::max(newest, backup.madeMs);
    LECTERN_ASSIGN(const std::vector<Load> log, loads(database));
    const bool loaded = std::ranges::any_of(log, [&](const Load& load) { return load.startedMs > newest; });
    return loaded && nowMs - std::max(newest, created) >= days * dayMs;
}

Result<std::optional<Backup>> backUpIfDue(const Database& database, qint64 nowMs, const ProgressSink& progress,
                                          const Cancel& cancel)
{
    LECTERN_ASSIGN(const bool due, backupDue(database, nowMs));
    if (!due)
        return std::nullopt;
    LECTERN_ASSIGN(Backup made, backUp(database, BackupReason::Scheduled, progress, cancel));
    const qint64 keep = std::max<qint64>(1, setting(database, "backup_keep").value_or("7").toLongLong());
    LECTERN_TRY(prune(QFileInfo(made.path).absolutePath(), made.school, keep));
    return made;
}

} // namespace lectern
