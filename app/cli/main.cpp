/// lectern-cli: the command line of Lectern. Parses the call, runs one command, prints its answer. Thread: main.
#include "app/cli/Arguments.h"
#include "app/cli/JsonOutput.h"
#include "core/base/ErrorText.h"
#include "core/net/PulledFile.h"
#include "core/table/Source.h"

#include <QApplication>
#include <QJsonDocument>
#include <algorithm>
#include <cstdio>

using namespace lectern;
using namespace lectern::cli;

namespace {

/// Writes the result and nothing else to standard output; 3 if that fails (a full disk behind a redirection).
int print(const QByteArray& bytes, int status)
{
    const bool written = std::fwrite(bytes.constData(), 1, std::size_t(bytes.size()), stdout) == std::size_t(bytes.size())
        && std::fflush(stdout) == 0;
    return written ? status : int(ErrorKind::Environment);
}

int print(const Answer& answer, bool json, Console& console)
{
    console.clear();
    if (json)
        return print(QJsonDocument(answer.json).toJson(QJsonDocument::Indented), answer.status);
    const int status = print(answer.text.toUtf8(), answer.status);
    for (const QString& note : answer.notes)
        console.message(note);
    return status;
}

int printError(const Error& error, bool json, Console& console)
{
    console.clear();
    const int status = int(kindOf(error));
    if (json)
        return print(QJsonDocument(QJsonObject{{"error", toJson(error)}}).toJson(QJsonDocument::Indented), status);
    const ErrorWords said = words(error);
    console.message(said.message);
    if (!said.remedy.isEmpty())
        console.message(said.remedy);
    return status;
}

/// Pages are drawn without a display: nobody's window system is asked.
std::unique_ptr<QCoreApplication> application(int& argc, char** argv)
{
    const Command* const named = argc > 1 ? command(QString::fromLocal8Bit(argv[1])) : nullptr;
    const bool help = std::any_of(argv, argv + argc, [](const char* word) { return QLatin1String(word) == QLatin1String("--help"); });
    if (!named || !named->draws || help)
        return std::make_unique<QCoreApplication>(argc, argv);
    // What the platform plugin remarks about itself is no message to a person; what is critical still is.
    qInstallMessageHandler([](QtMsgType type, const QMessageLogContext&, const QString& text) {
        if (type == QtCriticalMsg || type == QtFatalMsg)
            std::fprintf(stderr, "%s\n", qPrintable(text));
    });
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    return std::make_unique<QApplication>(argc, argv);
}

} // namespace

int main(int argc, char* argv[])
{
    const std::unique_ptr<QCoreApplication> app = application(argc, argv);
    QCoreApplication::setApplicationName("lectern");
    QCoreApplication::setApplicationVersion(LECTERN_VERSION);

    setRemoteOpener(pullFileByHttp);
    Console console;
    Context context;
    context.console = &console;
    const Result<Call> call = parse(QCoreApplication::arguments().mid(1), context);
    if (!call)
        return printError(call.error(), context.json, console);
    if (call->kind == Call::Kind::Version)
        return print("lectern-cli " LECTERN_VERSION "\n", 0);
    if (call->kind == Call::Kind::Help)
        return print(help(call->command), context.json, console);
    const Result<Answer> answer = call->command->run(context);
    return answer ? print(*answer, context.json, console) : printError(answer.error(), context.json, console);
}
