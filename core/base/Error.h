/// Errors are values: a code, where it happened, arguments for its sentence. The sentence itself is in ErrorText.
#pragma once

#include <QString>
#include <QStringList>
#include <expected>
#include <memory>

namespace lectern {

/// Which exit status an error means for a program (see the command line's contract).
enum class ErrorKind { Usage = 1, Refused = 2, Environment = 3, Cancelled = 4 };

/// Where in the user's own data an error happened. Empty parts are unknown.
struct Where
{
    QString file{};   ///< path, or "archive.zip/member.csv"
    qint64 row = 0;   ///< 1-based line or record of the source as a person counts it, header included; 0 = none
    QString column{}; ///< name as the source writes it
};

/// One thing that went wrong. Immutable once made; safe to pass between threads.
struct Error
{
    QString code;          ///< an entry of the table in ErrorText.cpp, e.g. "table.missing_column"
    Where where;
    QStringList arguments; ///< fill %1, %2 … of the code's sentence
    QString detail;        ///< what the system or library said, untranslated
    std::shared_ptr<const Error> cause;
};

template <class T>
using Result = std::expected<T, Error>;

/// Makes the unexpected value of a Result.
[[nodiscard]] inline std::unexpected<Error> failure(QString code, Where where = {}, QStringList arguments = {},
                                                    QString detail = {})
{
    return std::unexpected(Error{std::move(code), std::move(where), std::move(arguments), std::move(detail), nullptr});
}

[[nodiscard]] inline std::unexpected<Error> failure(Error error)
{
    return std::unexpected(std::move(error));
}

} // namespace lectern

/// Returns the error of `expression` from the calling function, if it has one.
#define LECTERN_TRY(expression)                                                                                        \
    do {                                                                                                               \
        if (auto lectern_try_ = (expression); !lectern_try_)                                                           \
            return std::unexpected(std::move(lectern_try_).error());                                                   \
    } while (false)

#define LECTERN_JOIN_(a, b) a##b
#define LECTERN_JOIN(a, b) LECTERN_JOIN_(a, b)
#define LECTERN_ASSIGN_(temporary, target, expression)                                                                 \
    auto temporary = (expression);                                                                                     \
    if (!temporary)                                                                                                    \
        return std::unexpected(std::move(temporary).error());                                                         \
    target = std::move(*temporary)

/// `LECTERN_ASSIGN(auto x, f());` takes the value of a Result or returns its error from the calling function.
#define LECTERN_ASSIGN(target, expression) LECTERN_ASSIGN_(LECTERN_JOIN(lectern_result_, __LINE__), target, expression)
