/// The terminal on Windows.
#include "core/base/platform/Terminal.h"

#include <QtGlobal>

#ifdef Q_OS_WIN

#include <io.h>
#include <windows.h>

namespace lectern {

bool errorIsTerminal()
{
    return _isatty(2) != 0;
}

bool outputIsTerminal()
{
    return _isatty(1) != 0;
}

int terminalWidth()
{
    CONSOLE_SCREEN_BUFFER_INFO info{};
    if (!GetConsoleScreenBufferInfo(GetStdHandle(STD_ERROR_HANDLE), &info))
        return 80;
    return info.srWindow.Right - info.srWindow.Left + 1;
}

} // namespace lectern

#endif
