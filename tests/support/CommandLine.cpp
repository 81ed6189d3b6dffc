#include "tests/support/CommandLine.h"

#include <QJsonDocument>
#include <QProcess>

namespace lectern::test {

QString commandLineProgram()
{
    return LECTERN_BINARY_DIR "/bin/lectern-cli";
}

CommandResult run(const QStringList& words)
{
    QProcess process;
    process.start(commandLineProgram(), words);
    CommandResult result;
    if (!process.waitForFinished(120'000) || process.exitStatus() != QProcess::NormalExit) {
        result.messages = process.errorString() + ' ' + QString::fromUtf8(process.readAllStandardError());
        process.kill();
        process.waitForFinished();
        return result;
    }
    result.status = process.exitCode();
    const QByteArray bytes = process.readAllStandardOutput();
    result.output = QString::fromUtf8(bytes);
    result.messages = QString::fromUtf8(process.readAllStandardError());
    result.json = QJsonDocument::fromJson(bytes).object();
    return result;
}

CommandResult runJson(const QStringList& words)
{
    return run(words + QStringList{"--json"});
}

} // namespace lectern::test
