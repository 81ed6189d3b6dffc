/// From the words of a call to a command and its context; and the help texts. Thread: main.
#pragma once

#include "app/cli/Command.h"

namespace lectern::cli {

/// What a call asks for.
struct Call
{
    enum class Kind { Run, Help, Version };
    Kind kind = Kind::Run;
    const Command* command = nullptr; ///< null only for the general help and the version
};

/// Fills `context` from the words after the program's name. `context.json` is right even when an error is returned, so
/// that the error can be printed as it was asked for. Error "usage".
[[nodiscard]] Result<Call> parse(const QStringList& words, Context& context);

/// Help for one command, with its example; for null the list of commands.
[[nodiscard]] Answer help(const Command* command);

} // namespace lectern::cli
