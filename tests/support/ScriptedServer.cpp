#include "tests/support/ScriptedServer.h"

#include <QTcpServer>
#include <QTcpSocket>

namespace lectern::test {

qint64 rangeStart(const QByteArray& request)
{
    const qsizetype at = request.toLower().indexOf("\r\nrange: bytes=");
    if (at < 0)
        return 0;
    const qsizetype from = at + qsizetype(sizeof "\r\nrange: bytes=") - 1;
    return request.mid(from, request.indexOf('-', from) - from).toLongLong();
}

namespace {

QByteArray headOf(const Answer& answer, int status, qint64 from)
{
    QByteArray head = "HTTP/1.1 " + QByteArray::number(status) + " Scripted\r\nConnection: close\r\n" + answer.headers;
    if (!answer.version.isEmpty())
        head += "ETag: " + answer.version + "\r\n";
    if (answer.saysLength)
        head += "Content-Length: " + QByteArray::number(answer.body.size() - from) + "\r\n";
    if (status == 206)
        head += "Content-Range: bytes " + QByteArray::number(from) + '-' + QByteArray::number(answer.body.size() - 1) + '/'
            + QByteArray::number(answer.body.size()) + "\r\n";
    return head + "\r\n";
}

void reply(QTcpSocket& socket, const Answer& answer, const QByteArray& request)
{
    if (answer.silent)
        return;
    const qint64 asked = rangeStart(request);
    const bool part = asked > 0 && answer.honoursRange && answer.status == 200 && request.contains(answer.version);
    const qint64 from = part ? asked : 0;
    socket.write(headOf(answer, part ? 206 : answer.status, from));
    const QByteArray body = answer.body.mid(from);
    if (answer.breaksAfter < 0 || answer.breaksAfter >= body.size()) {
        socket.write(body);
        socket.disconnectFromHost();
        return;
    }
    socket.write(body.left(answer.breaksAfter));
    socket.flush();
    socket.disconnectFromHost();
}

} // namespace

ScriptedServer::ScriptedServer(QList<Answer> script) : m_script(std::move(script))
{
    QThread::start();
    for (;;) {
        {
            const std::scoped_lock lock(m_mutex);
            if (m_port != 0)
                break;
        }
        QThread::msleep(1);
    }
}

ScriptedServer::~ScriptedServer()
{
    quit();
    wait();
}

QString ScriptedServer::address(const QString& path) const
{
    const std::scoped_lock lock(m_mutex);
    return QString("http://127.0.0.1:%1/%2").arg(m_port).arg(path);
}

QList<QByteArray> ScriptedServer::requests() const
{
    const std::scoped_lock lock(m_mutex);
    return m_requests;
}

Answer ScriptedServer::next(const QByteArray& request)
{
    const std::scoped_lock lock(m_mutex);
    m_requests << request;
    return m_script.at(std::min(m_requests.size(), m_script.size()) - 1);
}

void ScriptedServer::run()
{
    QTcpServer server;
    if (!server.listen(QHostAddress::LocalHost))
        qFatal("the test's server cannot listen: %s", qPrintable(server.errorString()));
    QObject::connect(&server, &QTcpServer::newConnection, &server, [&] {
        QTcpSocket* const socket = server.nextPendingConnection();
        QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket, text = QByteArray()]() mutable {
            text += socket->readAll();
            if (!text.endsWith("\r\n\r\n"))
                return;
            reply(*socket, next(text), text);
            text.clear();
        });
    });
    {
        const std::scoped_lock lock(m_mutex);
        m_port = server.serverPort();
    }
    exec();
}

} // namespace lectern::test
