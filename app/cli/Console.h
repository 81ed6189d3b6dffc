/// Standard error of the command line: a progress bar on a terminal, plain lines otherwise; and Ctrl+C, which raises
/// the one Cancel of the program. Thread: the one that runs the command.
#pragma once

#include "core/base/Cancel.h"

#include <QElapsedTimer>

namespace lectern::cli {

class Console
{
public:
    Console();
    ~Console();
    Console(const Console&) = delete;
    Console& operator=(const Console&) = delete;

    /// Draws or prints how far the work is. On a terminal one line that is drawn over; otherwise one line whenever
    /// another file or model begins.
    [[nodiscard]] ProgressSink progress();
    /// One line of its own on standard error.
    void message(const QString& text);
    /// Takes the progress bar away.
    void clear();
    /// Raised by Ctrl+C. A second Ctrl+C ends the program at once.
    [[nodiscard]] const Cancel& cancel() const { return m_cancel; }

private:
    void show(const Progress& progress);
    void drawBar(const Progress& progress);

    Cancel m_cancel;
    bool m_terminal = false;
    bool m_barShown = false;
    QString m_subject; ///< what the last plain line was about
    QElapsedTimer m_started;
    qint64 m_drawnMs = -1;
};

/// "12 s", "3 min", "1 h 05 min": how long, for people.
[[nodiscard]] QString durationText(double seconds);

} // namespace lectern::cli
