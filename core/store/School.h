/// A school is one SQLite file. School owns the one read-write connection and hands out read-only ones.
/// Thread: the writer connection belongs to whoever runs an import, build or undo; only one at a time (writerLock()).
#pragma once

#include "core/base/Cancel.h"
#include "core/store/Database.h"
#include "core/store/LockFile.h"
#include "core/store/SchoolFiles.h"
#include "core/table/EntitySchema.h"

#include <memory>
#include <mutex>
#include <vector>

namespace lectern {

class School
{
public:
    /// Makes an empty school, whole or not at all. Errors "file.exists", "file.unwritable", "file.path_too_long",
    /// "database.…".
    [[nodiscard]] static Result<std::unique_ptr<School>> create(const QString& path,
                                                                const std::vector<const EntitySchema*>& entities);
    /// Opens, migrates (with a backup before) and makes the raw tables of `entities` that are not there yet.
    /// Where another process writes, or the file, folder or disk may not be written, the school opens read-only and
    /// readOnlyReason() says why. With Access::ReadOnly nothing is locked or written (unless the file must be migrated
    /// first, lies on a network drive with a write-ahead log, which is no good there and is put away, or was left half
    /// written by a program that was killed, which is taken back).
    /// Errors "file.missing", "school.foreign", "school.newer", "school.damaged", "school.unfinished",
    /// "store.not_supported", "database.…".
    [[nodiscard]] static Result<std::unique_ptr<School>>
    open(const QString& path, const std::vector<const EntitySchema*>& entities,
         Database::Access access = Database::Access::ReadWrite);

    ~School();

    [[nodiscard]] const QString& path() const { return m_path; }
    [[nodiscard]] qint64 schoolId() const { return 1; } ///< the school file is school 1 of itself
    [[nodiscard]] bool readOnly() const { return !m_readOnlyReason.isEmpty(); }
    [[nodiscard]] const QString& readOnlyReason() const { return m_readOnlyReason; }
    /// What a person should know about the place the file lies in (a network drive); empty = nothing.
    [[nodiscard]] const QString& remark() const { return m_remark; }
    /// Whether the file lies on a network drive: no write-ahead log, so that readers and the writer wait for each other.
    [[nodiscard]] bool onShare() const { return m_share; }
    /// The read-write connection. Error "school.read_only".
    [[nodiscard]] Result<Database*> writer();
    /// Held by whoever writes.
    [[nodiscard]] std::mutex& writerLock() { return m_writerMutex; }
    /// A new read-only connection, for one thread. Errors "database.failed", "school.changed".
    [[nodiscard]] Result<Database> reader() const;
    /// A school in a place that may not be written to is read without locks; error "school.changed" if somebody who
    /// may write there has changed it since it was opened. Quick, no SQL.
    [[nodiscard]] Result<void> checkUnchanged() const;
    /// Key for keyed hashes of match columns; 32 bytes; never leaves the process.
    [[nodiscard]] const QByteArray& matchKey() const { return m_matchKey; }
    [[nodiscard]] const QString& name() const { return m_name; }

    static constexpr int schemaVersion = 6; ///< number of the newest migration
    static constexpr int applicationId = 0x4c454354; ///< "LECT"
    /// Bytes. Four times SQLite's own: storing 10.66 million rows took 12.5 s with it and 17.6 s without.
    static constexpr int pageSize = 16384;

private:
    explicit School(const QString& path);
    [[nodiscard]] Result<void> takeOwnership();
    [[nodiscard]] Result<void> rollBack() const;
    [[nodiscard]] Result<void> decideHow(bool writeAheadLog);
    [[nodiscard]] Result<void> putLogAway();
    [[nodiscard]] Result<void> openWriter(bool writeAheadLog, const std::vector<const EntitySchema*>& entities);
    [[nodiscard]] Result<void> prepareWriter(const std::vector<const EntitySchema*>& entities);
    [[nodiscard]] Result<void> readIdentity(const Database& database);

    QString m_path;
    QString m_name;
    QString m_readOnlyReason;
    QString m_remark;
    bool m_share;
    QByteArray m_matchKey;
    TemporaryPlace m_temporary; ///< before the connections that use it, so gone after them
    Database::How m_how;
    qint64 m_seenBytes = 0, m_seenMs = 0; ///< of an immutable file when it was opened
    std::unique_ptr<LockFile> m_lock;
    Database m_writer;
    std::mutex m_writerMutex;
};

} // namespace lectern
