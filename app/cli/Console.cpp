#include "app/cli/Console.h"

#include "core/base/platform/Terminal.h"

#include <QCoreApplication>
#include <algorithm>
#include <csignal>
#include <cstdio>

namespace lectern::cli {

namespace {

const Cancel* interruptTarget = nullptr; // set before the handlers are, never changed while they may run

void interrupted(int signalNumber)
{
    std::signal(signalNumber, SIG_DFL); // the second Ctrl+C ends a program that does not listen
    if (interruptTarget)
        interruptTarget->raise();
}

void write(const QByteArray& bytes)
{
    std::fwrite(bytes.constData(), 1, std::size_t(bytes.size()), stderr);
    std::fflush(stderr);
}

QString stageText(const QString& stage)
{
    if (stage == "read")
        return QCoreApplication::translate("CommandLine", "Reading");
    if (stage == "build")
        return QCoreApplication::translate("CommandLine", "Building");
    if (stage == "check")
        return QCoreApplication::translate("CommandLine", "Checking");
    if (stage == "backup")
        return QCoreApplication::translate("CommandLine", "Backing up");
    if (stage == "write")
        return QCoreApplication::translate("CommandLine", "Writing");
    return stage;
}

} // namespace

QString durationText(double seconds)
{
    const auto whole = qint64(std::max(0.0, seconds) + 0.5);
    if (whole < 60)
        return QCoreApplication::translate("CommandLine", "%1 s").arg(whole);
    if (whole < 3600)
        return QCoreApplication::translate("CommandLine", "%1 min").arg((whole + 30) / 60);
    return QCoreApplication::translate("CommandLine", "%1 h %2 min").arg(whole / 3600).arg(whole / 60 % 60, 2, 10, QChar('0'));
}

Console::Console() : m_terminal(errorIsTerminal())
{
    m_started.start();
    interruptTarget = &m_cancel;
    std::signal(SIGINT, interrupted);
    std::signal(SIGTERM, interrupted);
}

Console::~Console()
{
    clear();
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
    interruptTarget = nullptr;
}

ProgressSink Console::progress()
{
    m_started.restart();
    m_drawnMs = -1;
    return [this](const Progress& progress) { show(progress); };
}

void Console::message(const QString& text)
{
    clear();
    write(text.toUtf8() + '\n');
}

void Console::clear()
{
    if (m_barShown)
        write("\r\x1b[K");
    m_barShown = false;
}

void Console::show(const Progress& progress)
{
    if (m_terminal) {
        drawBar(progress);
    } else if (const QString subject = progress.stage + progress.subject; subject != m_subject) {
        m_subject = subject;
        write((stageText(progress.stage) + ' ' + progress.subject).trimmed().toUtf8() + '\n');
    }
}

void Console::drawBar(const Progress& progress)
{
    const qint64 now = m_started.elapsed();
    if (m_drawnMs >= 0 && now - m_drawnMs < 80)
        return;
    m_drawnMs = now;
    QString line;
    if (progress.fraction >= 0) {
        constexpr int width = 24;
        const double fraction = std::clamp(progress.fraction, 0.0, 1.0);
        const int done = int(fraction * width);
        line = '[' + QString(done, '#') + QString(width - done, ' ') + QStringLiteral("] %1 % ").arg(int(fraction * 100), 3);
        if (now > 2000 && fraction > 0.02)
            line += QCoreApplication::translate("CommandLine", "%1 left").arg(durationText(now / 1000.0 * (1 - fraction) / fraction)) + ' ';
    }
    line += ' ' + stageText(progress.stage) + ' ' + progress.subject;
    if (progress.rows > 0)
        line += QCoreApplication::translate("CommandLine", ", %L1 rows").arg(progress.rows);
    write("\r\x1b[K" + line.left(terminalWidth() - 1).toUtf8());
    m_barShown = true;
}

} // namespace lectern::cli
