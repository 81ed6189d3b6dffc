#include "tests/support/PostgresServer.h"

#include <QFile>
#include <QProcess>
#include <QTcpServer>
#include <unistd.h>

namespace lectern::test {

namespace {

const QString programs = QStringLiteral("/usr/lib/postgresql/15/bin/");

/// Runs a program as a plain user, since initdb refuses root.
std::pair<int, QString> run(const QString& program, const QStringList& arguments, const QByteArray& input = {})
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setWorkingDirectory("/");
    if (geteuid() == 0)
        process.start("runuser", QStringList{"-u", "postgres", "--", programs + program} + arguments);
    else
        process.start(programs + program, arguments);
    if (!process.waitForStarted())
        return {-1, process.errorString()};
    process.write(input);
    process.closeWriteChannel();
    process.waitForFinished(120'000);
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, QString::fromUtf8(process.readAll())};
}

int freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

} // namespace

bool PostgresServer::isInstalled()
{
    return QFile::exists(programs + "initdb") && QFile::exists(programs + "postgres");
}

std::expected<std::unique_ptr<PostgresServer>, QString> PostgresServer::start(Durable durable)
{
    std::unique_ptr<PostgresServer> server(new PostgresServer());
    if (!server->m_folder.isValid())
        return std::unexpected(server->m_folder.errorString());
    if (geteuid() == 0 && QProcess::execute("chown", {"postgres", server->folder()}) != 0)
        return std::unexpected("the server's folder cannot be given to the user postgres");
    const auto made = run("initdb", {"-D", server->data(), "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C", "-N"});
    if (made.first != 0)
        return std::unexpected(made.second);
    server->m_port = QString::number(freePort());
    const QString options = QString("-p %1 -k %2 -c listen_addresses=%3")
                                .arg(server->m_port, server->folder(), durable == Durable::No ? " -c fsync=off" : "");
    const auto started = run("pg_ctl", {"-D", server->data(), "-o", options, "-l", server->m_folder.filePath("log"), "-w", "start"});
    if (started.first != 0)
        return std::unexpected(started.second);
    server->m_running = true;
    return server;
}

PostgresServer::~PostgresServer()
{
    if (m_running)
        run("pg_ctl", {"-D", data(), "-m", "immediate", "stop"});
}

std::pair<int, QString> PostgresServer::psql(const QByteArray& sql) const
{
    return run("psql", {"-h", folder(), "-p", m_port, "-U", "postgres", "-q", "-t", "-A", "-v", "ON_ERROR_STOP=1", "-f", "-"}, sql);
}

} // namespace lectern::test
