/// A school is one SQLite file. School owns the one read-write connection and hands out read-only ones.
/// Thread: the writer connection belongs to whoever runs an import, build or undo; only one at a time (writerLock()).
#pragma once

#include "core/base/Cancel.h"
#include "core/store/Database.h"
#include "core/table/EntitySchema.h"

#include <QLockFile>
#include <memory>
#include <mutex>
#include <vector>

namespace lectern {

class School
{
public:
    /// Makes an empty school, whole or not at all. Errors "file.exists", "file.unwritable", "database.failed".
    [[nodiscard]] static Result<std::unique_ptr<School>> create(const QString& path,
                                                                const std::vector<const EntitySchema*>& entities);
    /// Opens, migrates (with a backup copy before) and makes the raw tables of `entities` that are not there yet.
    /// Where another process writes, or the file or folder may not be written, the school opens read-only and
    /// readOnlyReason() says why. With Access::ReadOnly nothing is locked or written (unless the file must be migrated
    /// first). Errors "file.missing", "school.foreign", "school.newer", "school.damaged", "store.not_supported".
    [[nodiscard]] static Result<std::unique_ptr<School>>
    open(const QString& path, const std::vector<const EntitySchema*>& entities,
         Database::Access access = Database::Access::ReadWrite);

    ~School();

    [[nodiscard]] const QString& path() const { return m_path; }
    [[nodiscard]] qint64 schoolId() const { return 1; } ///< the school file is school 1 of itself
    [[nodiscard]] bool readOnly() const { return !m_readOnlyReason.isEmpty(); }
    [[nodiscard]] const QString& readOnlyReason() const { return m_readOnlyReason; }
    /// The read-write connection. Error "school.read_only".
    [[nodiscard]] Result<Database*> writer();
    /// Held by whoever writes.
    [[nodiscard]] std::mutex& writerLock() { return m_writerMutex; }
    /// A new read-only connection, for one thread. Error "database.failed".
    [[nodiscard]] Result<Database> reader() const;
    /// Key for keyed hashes of match columns; 32 bytes; never leaves the process.
    [[nodiscard]] const QByteArray& matchKey() const { return m_matchKey; }
    [[nodiscard]] const QString& name() const { return m_name; }

    static constexpr int schemaVersion = 4; ///< number of the newest migration
    static constexpr int applicationId = 0x4c454354; ///< "LECT"

private:
    School() = default;
    [[nodiscard]] Result<void> takeOwnership();
    [[nodiscard]] Result<void> prepareWriter(const std::vector<const EntitySchema*>& entities);
    [[nodiscard]] Result<void> readIdentity(const Database& database);

    QString m_path;
    QString m_name;
    QString m_readOnlyReason;
    QByteArray m_matchKey;
    std::unique_ptr<QLockFile> m_lock;
    Database m_writer;
    std::mutex m_writerMutex;
};

} // namespace lectern
