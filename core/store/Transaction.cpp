/// See Database.h.
#include "core/store/Database.h"

#include <sqlite3.h>

namespace lectern {

Result<Transaction> Transaction::begin(const Database& database)
{
    LECTERN_TRY(database.execute("BEGIN IMMEDIATE"));
    sqlite3_commit_hook(database.handle(), [](void*) { return 1; }, nullptr);
    return Transaction(&database);
}

Transaction::~Transaction()
{
    if (!m_database)
        return;
    sqlite3_commit_hook(m_database->handle(), nullptr, nullptr);
    std::ignore = m_database->execute("ROLLBACK");
}

Result<void> Transaction::commit()
{
    if (sqlite3_get_autocommit(m_database->handle()))
        return failure(storeError(m_database->handle(), m_database->path(), SQLITE_CONSTRAINT_COMMITHOOK));
    sqlite3_commit_hook(m_database->handle(), nullptr, nullptr);
    LECTERN_TRY(m_database->execute("COMMIT"));
    m_database = nullptr;
    return {};
}

} // namespace lectern
