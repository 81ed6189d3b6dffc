/// Words for error codes: one table that says kind, sentence and remedy of every code.
#pragma once

#include "core/base/Error.h"

namespace lectern {

/// What a person reads about an error.
struct ErrorWords
{
    QString message; ///< what happened, to which file, row and column
    QString remedy;  ///< what to do now
};

/// The sentence and remedy of `error`, translated. Never empty: an unknown code is shown with its detail.
[[nodiscard]] ErrorWords words(const Error& error);

/// "file users.csv, row 12, column score", translated; empty if nothing is known.
[[nodiscard]] QString words(const Where& where);

/// The exit status class of `error`.
[[nodiscard]] ErrorKind kindOf(const Error& error);

/// Every code of the table, for tests.
[[nodiscard]] QStringList errorCodes();

/// The sentence of a quarantine reason code (e.g. "not_a_number") with its arguments.
[[nodiscard]] QString reasonWords(const QString& reason, const QStringList& arguments);

} // namespace lectern
