#include "core/store/School.h"

#include "core/base/Hash.h"
#include "core/base/platform/Files.h"
#include "core/store/Migrations.h"
#include "core/store/Monitor.h"
#include "core/store/RawTables.h"
#include "core/store/Recognise.h"
#include "core/store/Settings.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFileInfo>
#include <QStorageInfo>
#include <QTimeZone>
#include <QUuid>
#include <sqlite3.h>

namespace lectern {

namespace {

/// Up to this size a school is checked for damage whenever it is opened to be written (0.8 s for 320 MB, measured);
/// larger ones by `check`.
constexpr qint64 quickCheckLimit = 256 << 20;

QString words(const char* text)
{
    return QCoreApplication::translate("School", text);
}

bool journalLeft(const QString& path)
{
    return QFileInfo(path + "-wal").size() > 0 || QFileInfo(path + "-journal").size() > 0;
}

/// Removes a database file and what SQLite leaves beside it.
void removeDatabase(const QString& path)
{
    for (const char* suffix : {"", "-wal", "-shm", "-journal"})
        QFile::remove(path + QLatin1String(suffix));
}

Result<void> writeIdentity(const Database& writer)
{
    LECTERN_ASSIGN(Statement insert, writer.prepare("INSERT INTO school VALUES (1, ?, ?, ?)"));
    insert.bind(1, QUuid::createUuid().toString(QUuid::WithoutBraces));
    insert.bindBlob(2, randomBytes(32));
    insert.bind(3, QDateTime::currentMSecsSinceEpoch());
    return insert.run();
}

} // namespace

School::School(const QString& path)
    : m_path(path), m_share(onNetworkDrive(QFileInfo(path).absolutePath())), m_temporary(path)
{
    m_how.files = m_temporary.files();
    if (m_share)
        m_remark = words("The school lies on a network drive: what one person does waits while another imports. "
                         "A folder on this computer is faster.");
}

School::~School()
{
    // What was counted and not yet written goes into the file now; a failure costs no more than these counts.
    if (m_writer.isOpen() && Monitor::shared().holds(m_path))
        (void)writeCounts(*this);
    // The writer closes before the lock is given back, so that nobody else writes while it checkpoints.
    m_writer = Database();
    if (m_lock)
        m_lock->release();
}

Result<std::unique_ptr<School>> School::create(const QString& path, const std::vector<const EntitySchema*>& entities)
{
    if (path.startsWith("postgresql:"))
        return failure("store.not_supported", {.file = path});
    if (QFileInfo::exists(path))
        return failure("file.exists", {.file = path});
    if (!QFileInfo(QFileInfo(path).absolutePath()).isWritable())
        return failure("file.unwritable", {.file = path});
    std::unique_ptr<School> school(new School(path));
    LECTERN_TRY(school->takeOwnership());
    if (school->readOnly())
        return failure("file.unwritable", {.file = path});
    // It is made beside its place and then renamed: who is killed meanwhile leaves no half school behind.
    const QString beside = path + "-new";
    const auto make = [&]() -> Result<void> {
        LECTERN_ASSIGN(school->m_writer, Database::open(beside, Database::Access::ReadWrite, school->m_how));
        const Database& writer = school->m_writer;
        LECTERN_TRY(writer.execute(QString("PRAGMA page_size = %1").arg(pageSize)));
        int reserved = pageChecksumBytes;
        sqlite3_file_control(writer.handle(), "main", SQLITE_FCNTL_RESERVE_BYTES, &reserved);
        LECTERN_TRY(writer.execute(QString("PRAGMA application_id = %1").arg(applicationId)));
        LECTERN_TRY(writer.execute(school->m_share ? "PRAGMA journal_mode = DELETE" : "PRAGMA journal_mode = WAL"));
        LECTERN_TRY(migrate(writer, schemaVersion));
        LECTERN_TRY(writeIdentity(writer));
        LECTERN_TRY(school->prepareWriter(entities));
        const QString zone = QString::fromUtf8(QTimeZone::systemTimeZoneId());
        if (!zone.isEmpty() && QTimeZone::isTimeZoneIdAvailable(zone.toUtf8()))
            LECTERN_TRY(decideSetting(writer, "time_zone", zone, "Lectern"));
        return {};
    };
    removeDatabase(beside);
    auto made = make();
    school->m_writer = Database(); // writes the log back into the file
    if (made && QFileInfo(beside + "-wal").size() > 0)
        made = failure("file.unwritable");
    if (made && !QFile::rename(beside, path))
        made = failure(QFileInfo::exists(path) ? "file.exists" : "file.unwritable");
    if (!made) {
        removeDatabase(beside);
        made.error().where.file = path;
        return failure(made.error());
    }
    LECTERN_ASSIGN(school->m_writer, Database::open(path, Database::Access::ReadWrite, school->m_how));
    LECTERN_TRY(school->prepareWriter(entities));
    LECTERN_TRY(school->readIdentity(school->m_writer));
    return school;
}

Result<std::unique_ptr<School>> School::open(const QString& path, const std::vector<const EntitySchema*>& entities,
                                             Database::Access access)
{
    if (path.startsWith("postgresql:"))
        return failure("store.not_supported", {.file = path});
    LECTERN_ASSIGN(SchoolHeader header, headerOf(path));
    std::unique_ptr<School> school(new School(path));
    const bool halfWritten = QFileInfo(path + "-journal").size() > 0; // or somebody writes at this moment
    const bool mustChange = header.version < schemaVersion || (school->m_share && header.writeAheadLog) || halfWritten;
    if (access == Database::Access::ReadWrite || mustChange)
        LECTERN_TRY(school->takeOwnership());
    else
        school->m_readOnlyReason = words("opened for reading");
    if (halfWritten && !school->readOnly()) {
        LECTERN_TRY(school->rollBack());
        LECTERN_ASSIGN(header, headerOf(path));
    }
    LECTERN_TRY(school->decideHow(header.writeAheadLog));
    LECTERN_ASSIGN(Database probe, Database::open(path, Database::Access::ReadOnly, school->m_how));
    LECTERN_TRY(recogniseSchema(probe));
    if (access == Database::Access::ReadWrite && QFileInfo(path).size() < quickCheckLimit)
        LECTERN_TRY(checkPages(probe));
    if (!school->readOnly())
        LECTERN_TRY(school->openWriter(header.writeAheadLog, entities));
    LECTERN_TRY(school->readIdentity(probe));
    return school;
}

Result<void> School::openWriter(bool writeAheadLog, const std::vector<const EntitySchema*>& entities)
{
    TemporaryPlace::sweep(m_path);
    LECTERN_ASSIGN(m_writer, Database::open(m_path, Database::Access::ReadWrite, m_how));
    if (!m_share && !writeAheadLog) // a restored backup, or one that lay on a network drive
        LECTERN_TRY(m_writer.text("PRAGMA journal_mode = WAL"));
    LECTERN_TRY(migrate(m_writer, schemaVersion));
    return prepareWriter(entities);
}

/// Who was killed under a rollback journal left a file that is half written and the journal that takes it back; SQLite does
/// that at the first look, but only for a connection that may write.
Result<void> School::rollBack() const
{
    LECTERN_ASSIGN(const Database writer, Database::open(m_path, Database::Access::ReadWrite, m_how));
    return writer.execute("SELECT count(*) FROM sqlite_schema");
}

Result<void> School::decideHow(bool writeAheadLog)
{
    if (!writeAheadLog)
        return {};
    if (m_share)
        return readOnly() ? Result<void>() : putLogAway();
    const bool folderWritable = QFileInfo(QFileInfo(m_path).absolutePath()).isWritable();
    if (folderWritable || QFileInfo::exists(m_path + "-shm"))
        return {};
    // SQLite cannot make its -shm file here. Without a log nothing is missing from the file itself, and reading it
    // without locks is safe as long as it stays the same, which checkUnchanged() watches.
    if (journalLeft(m_path))
        return failure("school.unfinished", {.file = m_path});
    m_how.immutable = true;
    const QFileInfo file(m_path);
    m_seenBytes = file.size();
    m_seenMs = file.lastModified().toMSecsSinceEpoch();
    return {};
}

Result<void> School::putLogAway()
{
    const auto leave = [this]() -> Result<bool> {
        LECTERN_ASSIGN(const Database alone, Database::open(m_path, Database::Access::ReadWrite,
                                                            {.files = m_how.files, .immutable = false, .alone = true}));
        LECTERN_ASSIGN(const QString mode, alone.text("PRAGMA journal_mode = DELETE"));
        return mode == "delete";
    };
    const auto left = leave();
    if (left && *left)
        return {};
    if (!left && left.error().code != "database.busy")
        return failure(left.error());
    m_lock->release();
    m_lock.reset();
    m_readOnlyReason = words("another program has it open");
    return {};
}

Result<void> School::checkUnchanged() const
{
    if (!m_how.immutable)
        return {};
    const QFileInfo file(m_path);
    if (file.size() != m_seenBytes || file.lastModified().toMSecsSinceEpoch() != m_seenMs || journalLeft(m_path))
        return failure("school.changed", {.file = m_path});
    return {};
}

Result<void> School::takeOwnership()
{
    const QFileInfo file(m_path);
    if (!QFileInfo(file.absolutePath()).isWritable() || (file.exists() && !file.isWritable())) {
        m_readOnlyReason = QStorageInfo(file.absolutePath()).isReadOnly()
                               ? words("the disk is write-protected")
                               : words("you may not write to this file or folder");
        return {};
    }
    m_lock = std::make_unique<LockFile>(m_path + "-owner");
    if (!m_lock->take(500)) {
        m_lock.reset();
        m_readOnlyReason = words("another Lectern has it open");
    }
    return {};
}

Result<void> School::prepareWriter(const std::vector<const EntitySchema*>& entities)
{
    // With a log the same as FULL; without one, the end of a journal is forced onto the disk, too.
    LECTERN_TRY(m_writer.execute("PRAGMA synchronous = EXTRA"));
    LECTERN_ASSIGN(Transaction transaction, Transaction::begin(m_writer));
    LECTERN_TRY(writeSettingDefaults(m_writer));
    for (const EntitySchema* entity : entities)
        LECTERN_TRY(ensureRawTable(m_writer, *entity));
    return transaction.commit();
}

Result<void> School::readIdentity(const Database& database)
{
    LECTERN_ASSIGN(Statement statement, database.prepare("SELECT match_key FROM school"));
    LECTERN_ASSIGN(const bool row, statement.step());
    if (!row)
        return failure("school.foreign", {.file = m_path});
    m_matchKey = statement.blob(0);
    const auto name = setting(database, "school_name");
    m_name = name && !name->isEmpty() ? *name : QFileInfo(m_path).completeBaseName();
    return {};
}

Result<Database*> School::writer()
{
    if (readOnly())
        return failure("school.read_only", {.file = m_path}, {m_readOnlyReason});
    return &m_writer;
}

Result<Database> School::reader() const
{
    LECTERN_TRY(checkUnchanged());
    return Database::open(m_path, Database::Access::ReadOnly, m_how);
}

} // namespace lectern
