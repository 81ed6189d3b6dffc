#include "core/store/Database.h"

#include "core/store/Functions.h"
#include "core/store/SchoolFiles.h"

#include <QFileInfo>
#include <QUrl>
#include <atomic>
#include <cerrno>
#include <sqlite3.h>

namespace lectern {

namespace {

thread_local bool sqlForbidden = false;
std::atomic<qint64> forbiddenCount = 0;

void noteSql()
{
    if (sqlForbidden)
        ++forbiddenCount;
}

/// A full disk shows as a failed read or write where SQLite asks for space in another way than by writing.
bool diskIsFull(sqlite3* handle, int code)
{
    return (code & 0xff) == SQLITE_FULL ||
           ((code & 0xff) == SQLITE_IOERR && handle && sqlite3_system_errno(handle) == ENOSPC);
}

Error statementError(sqlite3_stmt* statement, int code)
{
    sqlite3* handle = sqlite3_db_handle(statement);
    const char* path = sqlite3_db_filename(handle, "main");
    return storeError(handle, QString::fromUtf8(path ? path : ""), code);
}

} // namespace

Error storeError(sqlite3* handle, const QString& path, int code)
{
    const QString said = QString::fromUtf8(handle && sqlite3_errcode(handle) != SQLITE_OK ? sqlite3_errmsg(handle)
                                                                                          : sqlite3_errstr(code));
    if (diskIsFull(handle, code))
        return Error{"disk.full", {.file = path}, {}, {}, nullptr};
    if (code == SQLITE_IOERR_DATA)
        return Error{"school.damaged", {.file = path}, {"a part of it is not what was written"}, {}, nullptr};
    if (code == SQLITE_CONSTRAINT_COMMITHOOK) // of Transaction
        return Error{"memory.exhausted", {.file = path}, {}, {}, nullptr};
    switch (code & 0xff) {
    case SQLITE_INTERRUPT:
        return Error{"cancelled", {}, {}, {}, nullptr};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return Error{"database.busy", {.file = path}, {}, {}, nullptr};
    case SQLITE_READONLY:
        if (code == SQLITE_READONLY_ROLLBACK || code == SQLITE_READONLY_RECOVERY) // whoever wrote it was killed
            return Error{"school.unfinished", {.file = path}, {}, {}, nullptr};
        return Error{"database.failed", {.file = path}, {said}, {}, nullptr};
    case SQLITE_NOTADB:
        return Error{"school.foreign", {.file = path}, {}, {}, nullptr};
    case SQLITE_CORRUPT:
        return Error{"school.damaged", {.file = path}, {said}, {}, nullptr};
    case SQLITE_NOMEM:
        return Error{"memory.exhausted", {.file = path}, {}, {}, nullptr};
    case SQLITE_IOERR:
        if (code == SQLITE_IOERR_NOMEM)
            return Error{"memory.exhausted", {.file = path}, {}, {}, nullptr};
        return Error{"disk.failed", {.file = path}, {said}, {}, nullptr};
    default:
        return Error{"database.failed", {.file = path}, {said}, {}, nullptr};
    }
}

bool isStoreFailure(const Error& error)
{
    return error.code.startsWith("database.") || error.code.startsWith("disk.") || error.code == "memory.exhausted" ||
           error.code == "school.damaged";
}

Statement& Statement::operator=(Statement&& other) noexcept
{
    if (this != &other) {
        sqlite3_finalize(m_statement);
        m_statement = std::exchange(other.m_statement, nullptr);
        m_bindCode = std::exchange(other.m_bindCode, 0);
    }
    return *this;
}

Statement::~Statement()
{
    sqlite3_finalize(m_statement);
}

Statement& Statement::bind(int index, qint64 value)
{
    bound(sqlite3_bind_int64(m_statement, index, value));
    return *this;
}

Statement& Statement::bind(int index, double value)
{
    bound(sqlite3_bind_double(m_statement, index, value));
    return *this;
}

Statement& Statement::bind(int index, const QString& value)
{
    const QByteArray utf8 = value.toUtf8();
    bound(sqlite3_bind_text(m_statement, index, utf8.constData(), int(utf8.size()), SQLITE_TRANSIENT));
    return *this;
}

Statement& Statement::bindText(int index, std::string_view utf8)
{
    bound(sqlite3_bind_text(m_statement, index, utf8.data() ? utf8.data() : "", int(utf8.size()), SQLITE_STATIC));
    return *this;
}

Statement& Statement::bindBlob(int index, const QByteArray& bytes)
{
    bound(sqlite3_bind_blob(m_statement, index, bytes.constData(), int(bytes.size()), SQLITE_TRANSIENT));
    return *this;
}

Statement& Statement::bindNull(int index)
{
    bound(sqlite3_bind_null(m_statement, index));
    return *this;
}

Statement& Statement::bindName(const char* name, qint64 value)
{
    if (const int index = sqlite3_bind_parameter_index(m_statement, name))
        bind(index, value);
    return *this;
}

Statement& Statement::bindName(const char* name, const QString& value)
{
    if (const int index = sqlite3_bind_parameter_index(m_statement, name))
        bind(index, value);
    return *this;
}

Statement& Statement::bindNameNull(const char* name)
{
    if (const int index = sqlite3_bind_parameter_index(m_statement, name))
        bindNull(index);
    return *this;
}

Result<bool> Statement::step()
{
    noteSql();
    if (m_bindCode != SQLITE_OK)
        return failure(statementError(m_statement, m_bindCode));
    const int code = sqlite3_step(m_statement);
    if (code == SQLITE_ROW)
        return true;
    if (code == SQLITE_DONE)
        return false;
    return failure(statementError(m_statement, code));
}

Result<void> Statement::run()
{
    for (;;) {
        const auto row = step();
        if (!row) {
            reset();
            return failure(row.error());
        }
        if (!*row)
            break;
    }
    reset();
    return {};
}

void Statement::reset()
{
    sqlite3_reset(m_statement);
    m_bindCode = SQLITE_OK;
}

int Statement::columnCount() const
{
    return sqlite3_column_count(m_statement);
}

QString Statement::columnName(int column) const
{
    return QString::fromUtf8(sqlite3_column_name(m_statement, column));
}

bool Statement::isNull(int column) const
{
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

int Statement::type(int column) const
{
    return sqlite3_column_type(m_statement, column);
}

qint64 Statement::integer(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

double Statement::real(int column) const
{
    return sqlite3_column_double(m_statement, column);
}

QString Statement::text(int column) const
{
    const std::string_view view = textView(column);
    return QString::fromUtf8(view.data(), qsizetype(view.size()));
}

std::string_view Statement::textView(int column) const
{
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(m_statement, column));
    return bytes ? std::string_view(bytes, std::size_t(sqlite3_column_bytes(m_statement, column))) : std::string_view();
}

QByteArray Statement::blob(int column) const
{
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(m_statement, column));
    return bytes ? QByteArray(bytes, sqlite3_column_bytes(m_statement, column)) : QByteArray();
}

namespace {

/// The name SQLite opens: always a whole path, since a relative one that begins with "file:" would be read as an
/// address; an address only where the file cannot change, with every character of the path that means something there
/// written as its number.
QByteArray openedName(const QString& path, bool immutable)
{
    const QString whole = QFileInfo(path).absoluteFilePath();
    if (!immutable)
        return whole.toUtf8();
    const QByteArray start = whole.startsWith('/') ? "file://" : "file:///";
    return start + QUrl::toPercentEncoding(whole, "/:") + "?immutable=1";
}

/// What no school needs but a file made to harm may ask for.
void limit(sqlite3* handle)
{
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
    constexpr std::pair<int, int> limits[] = {
        {SQLITE_LIMIT_LENGTH, 256 << 20},        {SQLITE_LIMIT_SQL_LENGTH, 1 << 20}, {SQLITE_LIMIT_EXPR_DEPTH, 200},
        {SQLITE_LIMIT_COMPOUND_SELECT, 100},     {SQLITE_LIMIT_FUNCTION_ARG, 100},   {SQLITE_LIMIT_ATTACHED, 1},
        {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000}, {SQLITE_LIMIT_TRIGGER_DEPTH, 1},
    };
    for (const auto& [what, most] : limits)
        sqlite3_limit(handle, what, most);
}

/// Below what SQLite's own layer allows (512 bytes on Unix), with room for "-journal".
constexpr int longestPath = 500;

} // namespace

Result<Database> Database::open(const QString& path, Access access, const How& how)
{
    noteSql();
    const int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | (how.immutable ? SQLITE_OPEN_URI : 0) |
                      (access == Access::ReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    Database database;
    database.m_path = path;
    database.m_how = how;
    const QByteArray name = openedName(path, how.immutable);
    if (const qsizetype bytes = QFileInfo(path).absoluteFilePath().toUtf8().size(); bytes > longestPath)
        return failure("file.path_too_long", {.file = path}, {QString::number(bytes), QString::number(longestPath)});
    const int code = sqlite3_open_v2(name.constData(), &database.m_handle, flags, how.files ? how.files : schoolFiles());
    if (code != SQLITE_OK)
        return failure(storeError(database.m_handle, path, code));
    sqlite3_busy_timeout(database.m_handle, busyTimeoutMs);
    limit(database.m_handle);
    registerFunctions(database.m_handle);
    if (how.alone) // before the first look at the file
        LECTERN_TRY(database.execute("PRAGMA locking_mode = EXCLUSIVE;"));
    LECTERN_TRY(database.execute("PRAGMA temp_store = FILE;"));
    LECTERN_TRY(database.limitCache());
    if (access == Access::ReadOnly)
        LECTERN_TRY(database.execute("PRAGMA query_only = ON;"));
    return database;
}

Database& Database::operator=(Database&& other) noexcept
{
    if (this != &other) {
        sqlite3_close_v2(m_handle);
        m_handle = std::exchange(other.m_handle, nullptr);
        m_path = other.m_path;
        m_how = other.m_how;
    }
    return *this;
}

Database::~Database()
{
    sqlite3_close_v2(m_handle);
}

Result<void> Database::limitCache() const
{
    // What is wrong with the file is for the first real statement to say; a disk that fails once may not fail again.
    if (const auto read = execute("PRAGMA schema_version;"); !read && read.error().code == "disk.failed")
        return read;
    return execute("PRAGMA cache_size = -32000;");
}

Result<Statement> Database::prepare(const QString& sql) const
{
    noteSql();
    sqlite3_stmt* statement = nullptr;
    const QByteArray utf8 = sql.toUtf8();
    const int code = sqlite3_prepare_v3(m_handle, utf8.constData(), int(utf8.size()), 0, &statement, nullptr);
    if (code != SQLITE_OK)
        return failure(storeError(m_handle, m_path, code));
    return Statement(statement);
}

Result<void> Database::execute(const QString& sql) const
{
    noteSql();
    const int code = sqlite3_exec(m_handle, sql.toUtf8().constData(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        return failure(storeError(m_handle, m_path, code));
    return {};
}

Result<qint64> Database::integer(const QString& sql, qint64 fallback) const
{
    LECTERN_ASSIGN(Statement statement, prepare(sql));
    LECTERN_ASSIGN(const bool row, statement.step());
    return row && !statement.isNull(0) ? statement.integer(0) : fallback;
}

Result<QString> Database::text(const QString& sql) const
{
    LECTERN_ASSIGN(Statement statement, prepare(sql));
    LECTERN_ASSIGN(const bool row, statement.step());
    QString text = row ? statement.text(0) : QString();
    if (sqlite3_errcode(m_handle) == SQLITE_NOMEM) // the text was there but could not be handed out
        return failure(storeError(m_handle, m_path, SQLITE_NOMEM));
    return text;
}

qint64 Database::changes() const
{
    return sqlite3_changes64(m_handle);
}

void Database::forgetPages() const
{
    sqlite3_db_release_memory(m_handle);
}

void Database::interrupt() const
{
    sqlite3_interrupt(m_handle);
}

void forbidSqlOnThisThread()
{
    sqlForbidden = true;
}

qint64 forbiddenSqlCount()
{
    return forbiddenCount;
}

QString quoted(const QString& name)
{
    QString text = name;
    return '"' + text.replace('"', "\"\"") + '"';
}

} // namespace lectern
