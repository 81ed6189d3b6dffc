/// A thin RAII wrapper over the SQLite C API. One Database = one connection = one thread at a time.
#pragma once

#include "core/base/Error.h"

#include <QByteArray>
#include <QString>
#include <memory>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace lectern {

/// A prepared statement. Bind indexes are 1-based, columns 0-based, as in SQLite. Must not outlive its Database.
class Statement
{
public:
    Statement() = default;
    explicit Statement(sqlite3_stmt* statement) : m_statement(statement) {}
    Statement(Statement&& other) noexcept : m_statement(std::exchange(other.m_statement, nullptr)), m_bindCode(std::exchange(other.m_bindCode, 0))
    {
    }
    Statement& operator=(Statement&& other) noexcept;
    ~Statement();

    Statement& bind(int index, qint64 value);
    Statement& bind(int index, int value) { return bind(index, qint64(value)); }
    Statement& bind(int index, double value);
    Statement& bind(int index, const QString& value);
    /// Bytes must stay alive until the next reset() or step() that ends the statement.
    Statement& bindText(int index, std::string_view utf8);
    Statement& bindBlob(int index, const QByteArray& bytes);
    Statement& bindNull(int index);
    /// Binds by name (":as_of"); a name the statement does not use is ignored.
    Statement& bindName(const char* name, qint64 value);
    Statement& bindName(const char* name, const QString& value);
    Statement& bindNameNull(const char* name);

    /// true = a row is there, false = done. Errors of storeError(); a bind() that failed for lack of memory is told here.
    [[nodiscard]] Result<bool> step();
    /// Runs to the end, ignoring rows, and resets.
    [[nodiscard]] Result<void> run();
    void reset();

    [[nodiscard]] int columnCount() const;
    [[nodiscard]] QString columnName(int column) const;
    [[nodiscard]] bool isNull(int column) const;
    [[nodiscard]] int type(int column) const; ///< SQLITE_INTEGER …
    [[nodiscard]] qint64 integer(int column) const;
    [[nodiscard]] double real(int column) const;
    [[nodiscard]] QString text(int column) const;
    /// Valid until the next step() or reset().
    [[nodiscard]] std::string_view textView(int column) const;
    [[nodiscard]] QByteArray blob(int column) const;
    [[nodiscard]] sqlite3_stmt* handle() const { return m_statement; }

private:
    void bound(int code)
    {
        if (code != 0 && m_bindCode == 0)
            m_bindCode = code;
    }

    sqlite3_stmt* m_statement = nullptr;
    int m_bindCode = 0; ///< of the first bind() since the last reset() that failed; 0 = none
};

class Database
{
public:
    enum class Access { ReadWrite, ReadOnly };
    static constexpr int busyTimeoutMs = 5000; ///< how long a statement waits for somebody else

    /// How a file is opened beyond reading or writing.
    struct How
    {
        const char* files = nullptr; ///< file layer (SchoolFiles.h); null = the one without a temporary place
        bool immutable = false;      ///< nobody can change the file: neither locks nor a -shm file are made
        bool alone = false;          ///< nobody else may have it open: a write-ahead log is read without a -shm file
    };

    /// Opens a file. ReadWrite creates it. Registers the lec_… functions. Nothing in the file is trusted: no trigger
    /// runs, views call no function with side effects, what SQL may ask for is limited.
    /// Errors "database.failed", "database.busy", "school.foreign", "school.damaged", "file.path_too_long".
    [[nodiscard]] static Result<Database> open(const QString& path, Access access, const How& how);
    [[nodiscard]] static Result<Database> open(const QString& path, Access access) { return open(path, access, How()); }

    Database() = default;
    Database(Database&& other) noexcept
        : m_handle(std::exchange(other.m_handle, nullptr)), m_path(other.m_path), m_how(other.m_how)
    {
    }
    Database& operator=(Database&& other) noexcept;
    ~Database();

    /// Holds the page cache to 32 MB. SQLite reckons with the page size it knows at that moment, so this comes after the
    /// first page was read, or written with another page size than the default.
    [[nodiscard]] Result<void> limitCache() const;

    /// Another read-only connection to the same file, opened in the same way; for another thread.
    [[nodiscard]] Result<Database> sibling() const { return open(m_path, Access::ReadOnly, m_how); }
    [[nodiscard]] Result<Statement> prepare(const QString& sql) const;
    /// Runs every statement of a script.
    [[nodiscard]] Result<void> execute(const QString& sql) const;
    /// First column of the first row as integer; `fallback` if there is no row or it is NULL.
    [[nodiscard]] Result<qint64> integer(const QString& sql, qint64 fallback = 0) const;
    /// First column of the first row as text; "" if there is no row.
    [[nodiscard]] Result<QString> text(const QString& sql) const;
    [[nodiscard]] qint64 changes() const;
    /// Ends whatever runs on this connection; callable from any thread.
    void interrupt() const;
    /// Lets go of the pages nobody is using just now: memory, and what is remembered of a database that changed by itself.
    void forgetPages() const;
    [[nodiscard]] sqlite3* handle() const { return m_handle; }
    [[nodiscard]] const QString& path() const { return m_path; }
    [[nodiscard]] bool isOpen() const { return m_handle != nullptr; }

private:
    sqlite3* m_handle = nullptr;
    QString m_path;
    How m_how;
};

/// BEGIN IMMEDIATE … COMMIT; rolls back when it goes out of scope uncommitted.
/// SQLite takes a transaction back by itself when memory for a cell that is read runs out, and can tell only the next step
/// of that statement, if there is one. So nothing but commit() may commit meanwhile: a statement that would by itself,
/// since there is no transaction left, fails with "memory.exhausted", and so does commit().
class Transaction
{
public:
    [[nodiscard]] static Result<Transaction> begin(const Database& database);
    Transaction(Transaction&& other) noexcept : m_database(std::exchange(other.m_database, nullptr)) {}
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();
    [[nodiscard]] Result<void> commit();

private:
    explicit Transaction(const Database* database) : m_database(database) {}
    const Database* m_database;
};

/// What SQLite's result `code` on `handle` (may be null) means for a person. Codes "cancelled" (interrupted),
/// "database.busy", "database.failed", "disk.failed", "disk.full", "memory.exhausted", "school.damaged", "school.foreign".
[[nodiscard]] Error storeError(sqlite3* handle, const QString& path, int code);

/// The store itself failed, not the data: whatever is being written must stop and be taken back as a whole.
[[nodiscard]] bool isStoreFailure(const Error& error);

/// Says that the calling thread must never run SQL (the GUI thread). Opening, preparing and running there is counted.
void forbidSqlOnThisThread();

/// How often SQL ran on a thread where it is forbidden, since the program began; 0 is right. Any thread.
[[nodiscard]] qint64 forbiddenSqlCount();

/// "name" as an SQL identifier, quoted.
[[nodiscard]] QString quoted(const QString& name);

} // namespace lectern
