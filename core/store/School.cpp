#include "core/store/School.h"

#include "core/base/Hash.h"
#include "core/store/Migrations.h"
#include "core/store/RawTables.h"
#include "core/store/Settings.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QTimeZone>
#include <QUuid>
#include <sqlite3.h>

namespace lectern {

namespace {

/// Up to this size a school is checked for damage whenever it is opened to be written (0.8 s for 320 MB, measured);
/// larger ones by `check`.
constexpr qint64 quickCheckLimit = 256 << 20;

/// Bytes of a page of a new school. Loading 10.66 million rows took 12.5 s with it and 17.6 s with SQLite's own 4096.
constexpr int pageSize = 16384;

/// A school file is recognised before anything of it is trusted: header, application id, version.
Result<void> recognise(const QString& path)
{
    QFile file(path);
    if (!file.exists())
        return failure("file.missing", {.file = path});
    if (!QFileInfo(path).isFile())
        return failure("file.not_regular", {.file = path});
    if (!file.open(QIODevice::ReadOnly))
        return failure("file.unreadable", {.file = path}, {}, file.errorString());
    const QByteArray header = file.read(100);
    if (header.size() < 100 || !header.startsWith("SQLite format 3"))
        return failure("school.foreign", {.file = path});
    return {};
}

Result<void> recogniseSchema(const Database& database)
{
    LECTERN_ASSIGN(const qint64 application, database.integer("PRAGMA application_id"));
    if (application != School::applicationId)
        return failure("school.foreign", {.file = database.path()});
    LECTERN_ASSIGN(const int version, schemaVersionOf(database));
    if (version > School::schemaVersion)
        return failure("school.newer", {.file = database.path()},
                       {QString::number(version), QString::number(School::schemaVersion)});
    LECTERN_ASSIGN(const qint64 schools, database.integer("SELECT count(*) FROM sqlite_schema WHERE name = 'school'"));
    if (schools != 1)
        return failure("school.foreign", {.file = database.path()});
    return {};
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

School::~School()
{
    // The writer closes before the lock is given back, so that nobody else writes while it checkpoints.
    m_writer = Database();
    if (m_lock)
        m_lock->unlock();
}

Result<std::unique_ptr<School>> School::create(const QString& path, const std::vector<const EntitySchema*>& entities)
{
    if (path.startsWith("postgresql:"))
        return failure("store.not_supported", {.file = path});
    if (QFileInfo::exists(path))
        return failure("file.exists", {.file = path});
    if (!QFileInfo(QFileInfo(path).absolutePath()).isWritable())
        return failure("file.unwritable", {.file = path});
    std::unique_ptr<School> school(new School);
    school->m_path = path;
    LECTERN_TRY(school->takeOwnership());
    if (school->readOnly())
        return failure("file.unwritable", {.file = path});
    // It is made beside its place and then renamed: who is killed meanwhile leaves no half school behind.
    const QString beside = path + "-new";
    const auto make = [&]() -> Result<void> {
        LECTERN_ASSIGN(school->m_writer, Database::open(beside, Database::Access::ReadWrite));
        const Database& writer = school->m_writer;
        LECTERN_TRY(writer.execute(QString("PRAGMA page_size = %1").arg(pageSize)));
        LECTERN_TRY(writer.execute(QString("PRAGMA application_id = %1").arg(applicationId)));
        LECTERN_TRY(writer.execute("PRAGMA journal_mode = WAL"));
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
    LECTERN_ASSIGN(school->m_writer, Database::open(path, Database::Access::ReadWrite));
    LECTERN_TRY(school->prepareWriter(entities));
    LECTERN_TRY(school->readIdentity(school->m_writer));
    return school;
}

Result<std::unique_ptr<School>> School::open(const QString& path, const std::vector<const EntitySchema*>& entities,
                                             Database::Access access)
{
    if (path.startsWith("postgresql:"))
        return failure("store.not_supported", {.file = path});
    LECTERN_TRY(recognise(path));
    std::unique_ptr<School> school(new School);
    school->m_path = path;
    LECTERN_ASSIGN(Database probe, Database::open(path, Database::Access::ReadOnly));
    LECTERN_TRY(recogniseSchema(probe));
    if (access == Database::Access::ReadWrite && QFileInfo(path).size() < quickCheckLimit) {
        LECTERN_ASSIGN(const QString said, probe.text("PRAGMA quick_check(1)"));
        if (said != "ok")
            return failure("school.damaged", {.file = path}, {said});
    }
    LECTERN_ASSIGN(const int version, schemaVersionOf(probe));
    if (access == Database::Access::ReadWrite || version < schemaVersion)
        LECTERN_TRY(school->takeOwnership());
    else
        school->m_readOnlyReason = "opened for reading";
    if (!school->readOnly()) {
        LECTERN_ASSIGN(school->m_writer, Database::open(path, Database::Access::ReadWrite));
        LECTERN_TRY(migrate(school->m_writer, schemaVersion));
        LECTERN_TRY(school->prepareWriter(entities));
    }
    LECTERN_TRY(school->readIdentity(probe));
    return school;
}

Result<void> School::takeOwnership()
{
    const QFileInfo file(m_path);
    if (!QFileInfo(file.absolutePath()).isWritable() || (file.exists() && !file.isWritable())) {
        m_readOnlyReason = "you may not write to this file or folder";
        return {};
    }
    m_lock = std::make_unique<QLockFile>(m_path + "-owner");
    m_lock->setStaleLockTime(0);
    if (!m_lock->tryLock(500)) {
        m_lock.reset();
        m_readOnlyReason = "another Lectern has it open";
    }
    return {};
}

Result<void> School::prepareWriter(const std::vector<const EntitySchema*>& entities)
{
    LECTERN_TRY(m_writer.execute("PRAGMA synchronous = FULL"));
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
    return Database::open(m_path, Database::Access::ReadOnly);
}

} // namespace lectern
