/// An HTTP server of a few lines on a free port of the loopback, in a thread of its own, that answers each request as the
/// test's script says: badly, most of all. Gone with the object.
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QThread>
#include <mutex>

namespace lectern::test {

/// How one request is answered.
struct Answer
{
    int status = 200;           ///< 200 becomes 206 where a range is asked for and honoured
    QByteArray headers = {};    ///< further ones, each with "\r\n" behind
    QByteArray body = {};       ///< the whole file
    QByteArray version = "\"v1\""; ///< entity tag; empty = none
    bool honoursRange = true;
    bool saysLength = true;
    qint64 breaksAfter = -1;    ///< bytes of the body after which the connection is cut; -1 = never
    bool silent = false;        ///< takes the request and says nothing
};

/// Where in the file a request wants to begin; 0 = at the beginning.
[[nodiscard]] qint64 rangeStart(const QByteArray& request);

class ScriptedServer final : public QThread
{
public:
    /// The n-th request gets the n-th answer, all later ones the last.
    explicit ScriptedServer(QList<Answer> script);
    ~ScriptedServer() override;

    [[nodiscard]] QString address(const QString& path = "export.csv") const;
    /// The requests so far, as they came.
    [[nodiscard]] QList<QByteArray> requests() const;

protected:
    void run() override;

private:
    [[nodiscard]] Answer next(const QByteArray& request);

    const QList<Answer> m_script;
    mutable std::mutex m_mutex;
    QList<QByteArray> m_requests;
    quint16 m_port = 0;
};

} // namespace lectern::test
