/// Runs a program to its end and says what it took: seconds, peak memory, standard output. Ctrl+C ends the program that
/// is running and everything after it. POSIX. Thread: main.
#pragma once

#include "tests/bench/Trouble.h"

#include <QByteArray>
#include <QStringList>

namespace lectern::bench {

struct ChildRun
{
    double seconds = 0;    ///< wall clock, from before fork to after wait
    double cpuSeconds = 0; ///< processor time of all its threads, that of the system included
    double peakMb = 0;     ///< ru_maxrss in 10^6 bytes: anonymous and mapped pages that were resident
    QByteArray output;     ///< standard output
};

/// From here on Ctrl+C and SIGTERM only raise interrupted(), and kill the child that runs.
void watchInterrupts();
[[nodiscard]] bool interrupted();

/// Runs `program` in the folder `folder`; its output passes through files there. An exit status other than 0, or a
/// crash, is trouble with the end of what it said on standard error.
[[nodiscard]] Outcome<ChildRun> runChild(const QString& folder, const QString& program, const QStringList& words);

} // namespace lectern::bench
