/// Runs the built `lectern-cli` as a process, as a script would. Thread: any.
#pragma once

#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace lectern::test {

/// What one call left behind.
struct CommandResult
{
    int status = -1;   ///< exit status; -1 = it crashed or did not start
    QString output;    ///< standard output
    QString messages;  ///< standard error
    QJsonObject json;  ///< standard output as JSON; empty if it is none
};

/// Path of the program beside the running test.
[[nodiscard]] QString commandLineProgram();

/// Calls `lectern-cli` with these words and waits for its end, at most two minutes.
[[nodiscard]] CommandResult run(const QStringList& words);

/// The same with "--json" behind the words.
[[nodiscard]] CommandResult runJson(const QStringList& words);

} // namespace lectern::test
