/// What a command line program asks of the terminal it runs in. One source file per system. Thread: any.
#pragma once

namespace lectern {

/// Whether standard error goes to a terminal a person looks at.
[[nodiscard]] bool errorIsTerminal();

/// Whether standard output goes to a terminal.
[[nodiscard]] bool outputIsTerminal();

/// Characters in a line of the terminal behind standard error; 80 if unknown.
[[nodiscard]] int terminalWidth();

} // namespace lectern
