/// The terminal on Linux, macOS and other Unix systems.
#include "core/base/platform/Terminal.h"

#include <QtGlobal>

#ifdef Q_OS_UNIX

#include <sys/ioctl.h>
#include <unistd.h>

namespace lectern {

bool errorIsTerminal()
{
    return isatty(STDERR_FILENO) == 1;
}

bool outputIsTerminal()
{
    return isatty(STDOUT_FILENO) == 1;
}

int terminalWidth()
{
    winsize size{};
    if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
        return 80;
    return size.ws_col;
}

} // namespace lectern

#endif
