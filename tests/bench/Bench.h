/// The cases of lectern-bench: each runs the real programs, rival and candidate in turns, and keeps what they took only if
/// what they counted is right. Thread: main.
#pragma once

#include "tests/bench/Child.h"

#include <QJsonObject>
#include <vector>

namespace lectern::bench {

struct Options
{
    QStringList cases;  ///< of caseNames(); never empty
    int runs = 5;
    qint64 rows = 0;    ///< of studentVle.csv; the other inputs shrink or grow in proportion
    QString folder;     ///< for input files and schools; exists, is ours and is removed by who made it
    QString cli;        ///< path of lectern-cli
    QString self;       ///< path of this program, which parses events as the rival of `events`
    bool quiet = false; ///< say nothing on standard error while it works
};

/// What one case took, run by run; rival[i] and candidate[i] ran one after the other.
struct Measured
{
    QString name;
    QString rivalName;
    qint64 rows = 0;        ///< rows or events the candidate read
    std::vector<ChildRun> rival;
    std::vector<ChildRun> candidate;
    qint64 rivalBytes = -1; ///< of the rival's database; -1 = it has none
    qint64 bytes = -1;      ///< of the school afterwards
    qint64 inputBytes = 0;
    QJsonObject counts = {}; ///< what the load log said, summed
};

/// import again changed undo recipe small events wide
[[nodiscard]] QStringList caseNames();

/// Why the case `recipe` cannot run on this machine; empty if it can.
[[nodiscard]] QString whyNoRecipe();

/// Runs the cases asked for. A count that is not what was written is trouble of status WrongCount.
[[nodiscard]] Outcome<std::vector<Measured>> measure(const Options& options);

/// Rows of an input whose full size is `full`, at the size asked for; at least `least`.
[[nodiscard]] qint64 scaled(const Options& options, qint64 full, qint64 least);

} // namespace lectern::bench
