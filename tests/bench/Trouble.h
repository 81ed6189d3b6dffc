/// What can go wrong in lectern-bench, with the exit status it ends with. Thread: main.
#pragma once

#include "core/base/Error.h"

#include <QString>
#include <expected>

namespace lectern::bench {

/// Exit status as the command line's contract has it.
enum class Status { Done = 0, Usage = 1, WrongCount = 2, Environment = 3, Interrupted = 4 };

struct Trouble
{
    Status status = Status::Environment;
    QString sentence;
};

template <class T>
using Outcome = std::expected<T, Trouble>;

[[nodiscard]] inline std::unexpected<Trouble> trouble(Status status, QString sentence)
{
    return std::unexpected(Trouble{status, std::move(sentence)});
}

} // namespace lectern::bench
