#include "tests/bench/Child.h"

#include <QDir>
#include <QFile>
#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>
#ifdef __linux__
#include <sys/prctl.h>
#endif

namespace lectern::bench {

namespace {

volatile std::sig_atomic_t raised = 0;
volatile pid_t running = 0; // written with the signals blocked

void onSignal(int)
{
    raised = 1;
    if (running > 0)
        kill(running, SIGKILL);
}

/// Blocks the signals that onSignal() takes, for as long as it lives.
class SignalsBlocked
{
public:
    SignalsBlocked()
    {
        sigset_t both;
        sigemptyset(&both);
        sigaddset(&both, SIGINT);
        sigaddset(&both, SIGTERM);
        sigprocmask(SIG_BLOCK, &both, &m_before);
    }
    ~SignalsBlocked() { restore(); }
    void restore() const { sigprocmask(SIG_SETMASK, &m_before, nullptr); }

private:
    sigset_t m_before{};
};

/// In the child: only calls that are allowed between fork and exec.
[[noreturn]] void become(const char* folder, char* const* words, const char* output, const char* messages)
{
#ifdef __linux__
    prctl(PR_SET_PDEATHSIG, SIGKILL); // nothing outlives a bench that was killed
#endif
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
    const int in = open("/dev/null", O_RDONLY);
    const int out = open(output, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    const int err = open(messages, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (in < 0 || out < 0 || err < 0 || dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(err, 2) < 0 || chdir(folder) != 0)
        _exit(127);
    execvp(words[0], words);
    _exit(127);
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

double seconds(const timeval& time)
{
    return double(time.tv_sec) + double(time.tv_usec) / 1e6;
}

} // namespace

void watchInterrupts()
{
    struct sigaction action = {};
    action.sa_handler = onSignal;
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
}

bool interrupted()
{
    return raised != 0;
}

Outcome<ChildRun> runChild(const QString& folder, const QString& program, const QStringList& words)
{
    if (interrupted())
        return trouble(Status::Interrupted, "Interrupted.");
    const QString outputPath = folder + "/child.out", messagesPath = folder + "/child.err";
    std::vector<QByteArray> bytes{QFile::encodeName(program)};
    for (const QString& word : words)
        bytes.push_back(QFile::encodeName(word));
    std::vector<char*> pointers;
    for (QByteArray& word : bytes)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);
    const QByteArray place = QFile::encodeName(folder), output = QFile::encodeName(outputPath),
                     messages = QFile::encodeName(messagesPath);

    sync(); // nobody pays for what the one before left to be written
    const auto begin = std::chrono::steady_clock::now();
    pid_t child = 0;
    {
        const SignalsBlocked blocked;
        child = fork();
        if (child == 0) {
            blocked.restore();
            become(place.constData(), pointers.data(), output.constData(), messages.constData());
        }
        running = child;
    }
    if (child < 0)
        return trouble(Status::Environment, "No process could be started.");
    int status = 0;
    rusage usage{};
    while (wait4(child, &status, 0, &usage) < 0 && errno == EINTR) {
    }
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
    running = 0;
    if (interrupted())
        return trouble(Status::Interrupted, "Interrupted.");
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        const QString how = WIFEXITED(status) ? QString("ended with status %1").arg(WEXITSTATUS(status))
                                              : QString("was ended by signal %1").arg(WTERMSIG(status));
        return trouble(Status::Environment,
                       QString("%1 %2 %3: %4").arg(program, words.join(' ').left(200), how,
                                                   QString::fromUtf8(contentOf(messagesPath) + contentOf(outputPath)).right(600)));
    }
#ifdef __APPLE__
    const double maxrssBytes = double(usage.ru_maxrss);
#else
    const double maxrssBytes = double(usage.ru_maxrss) * 1024;
#endif
    return ChildRun{taken.count(), seconds(usage.ru_utime) + seconds(usage.ru_stime), maxrssBytes / 1e6, contentOf(outputPath)};
}

} // namespace lectern::bench
