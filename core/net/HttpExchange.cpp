#include "core/net/HttpExchange.h"

#include <QDateTime>
#include <QLocale>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QThread>
#include <QUrl>
#include <algorithm>
#include <condition_variable>
#include <cstring>
#include <mutex>
#include <optional>
#include <utility>

namespace lectern {

namespace {

constexpr qint64 mostHeld = 1 << 20; // bytes that wait to be read
constexpr std::chrono::milliseconds glance{20}; // between two looks at the cancel

/// Seconds of Retry-After, which is a number or a date; "" = it does not say.
QString secondsAsked(const QByteArray& header)
{
    bool ok = false;
    const qint64 seconds = header.trimmed().toLongLong(&ok);
    if (ok && seconds >= 0)
        return QString::number(seconds);
    QDateTime until = QLocale::c().toDateTime(QString::fromLatin1(header.trimmed()), QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"));
    if (!until.isValid())
        return {};
    until.setTimeSpec(Qt::UTC);
    return QString::number(std::max<qint64>(0, QDateTime::currentDateTimeUtc().secsTo(until)));
}

Error errorOfStatus(int status, const QString& address, const QByteArray& retryAfter)
{
    const Where where{shownAddress(address)};
    const QString number = QString::number(status);
    if (status == 401 || status == 403 || status == 407)
        return {"net.not_allowed", where, {number}, {}, nullptr};
    if (status == 404 || status == 410)
        return {"net.missing", where, {number}, {}, nullptr};
    if (status == 429 || status == 503)
        return {"net.busy", where, {number, secondsAsked(retryAfter)}, {}, nullptr};
    if (status >= 500)
        return {"net.server_failed", where, {number, secondsAsked(retryAfter)}, {}, nullptr};
    return {"net.refused", where, {number}, {}, nullptr};
}

Error errorOfReply(const QNetworkReply& reply, const QString& address)
{
    const auto say = [&](const char* code) { return Error{code, {shownAddress(address)}, {}, reply.errorString(), nullptr}; };
    switch (reply.error()) {
    case QNetworkReply::TimeoutError:
    case QNetworkReply::ProxyTimeoutError:
        return say("net.timeout");
    case QNetworkReply::HostNotFoundError:
    case QNetworkReply::ProxyNotFoundError:
        return say("net.no_host");
    case QNetworkReply::SslHandshakeFailedError:
    case QNetworkReply::InsecureRedirectError:
        return say("net.insecure");
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::TemporaryNetworkFailureError:
    case QNetworkReply::NetworkSessionFailedError:
    case QNetworkReply::UnknownNetworkError:
        return say("net.unreachable");
    case QNetworkReply::ProtocolUnknownError:
    case QNetworkReply::TooManyRedirectsError:
        return {"net.refused", {shownAddress(address)}, {reply.errorString()}, {}, nullptr};
    default:
        return say("net.broken_off");
    }
}

HttpHead headOf(const QNetworkReply& reply, int status)
{
    HttpHead head;
    head.status = status;
    const QByteArray tag = reply.rawHeader("ETag");
    const bool strong = !tag.isEmpty() && !tag.startsWith("W/");
    head.version = strong ? tag : reply.rawHeader("Last-Modified");
    head.rangeable = !head.version.isEmpty();
    if (head.version.isEmpty())
        head.version = tag; // a weak tag still tells that the file changed
    const QByteArray length = reply.rawHeader("Content-Length");
    const QByteArray range = reply.rawHeader("Content-Range"); // "bytes 100-199/200", "bytes */200"
    if (range.isEmpty()) {
        bool ok = false;
        const qint64 bytes = length.toLongLong(&ok);
        head.size = ok ? bytes : -1;
        return head;
    }
    const QByteArray whole = range.mid(range.indexOf('/') + 1).trimmed();
    bool ok = false;
    const qint64 bytes = whole.toLongLong(&ok);
    head.size = ok ? bytes : -1;
    const qsizetype space = range.indexOf(' '), dash = range.indexOf('-');
    head.from = dash > space ? range.mid(space + 1, dash - space - 1).trimmed().toLongLong(&ok) : -1;
    return head;
}

} // namespace

/// What the two threads hand to each other.
struct HttpExchange::Shared
{
    std::mutex mutex;
    std::condition_variable changed;
    QByteArray held;             ///< bytes of the body not read yet, from `taken` on
    qsizetype taken = 0;
    std::optional<HttpHead> head;
    std::optional<Error> error;
    bool ended = false;
};

/// The thread that speaks with the server.
class HttpExchange::Worker final : public QThread
{
public:
    Worker(HttpRequest request, std::shared_ptr<Shared> shared) : m_request(std::move(request)), m_shared(std::move(shared))
    {
        m_here.moveToThread(this);
    }

    /// There is room again. Thread of the reader.
    void wantMore()
    {
        QMetaObject::invokeMethod(&m_here, [this] { takeIn(); }, Qt::QueuedConnection);
    }

protected:
    void run() override
    {
        QNetworkAccessManager manager;
        QNetworkRequest request{QUrl(m_request.address)};
        request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::NoLessSafeRedirectPolicy);
        request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
        request.setRawHeader("Accept-Encoding", "identity"); // positions count the bytes of the file itself
        request.setRawHeader("User-Agent", "Lectern/" LECTERN_VERSION);
        if (m_request.from > 0) {
            request.setRawHeader("Range", "bytes=" + QByteArray::number(m_request.from) + '-');
            request.setRawHeader("If-Range", m_request.ifVersion);
        }
        m_reply = manager.get(request);
        m_reply->setReadBufferSize(mostHeld);
        QObject::connect(m_reply, &QNetworkReply::metaDataChanged, &m_here, [this] { takeIn(); });
        QObject::connect(m_reply, &QNetworkReply::readyRead, &m_here, [this] { takeIn(); });
        QObject::connect(m_reply, &QNetworkReply::finished, &m_here, [this] {
            m_finished = true;
            takeIn();
        });
        exec();
        m_reply->disconnect(&m_here);
        m_reply->abort();
        delete m_reply;
    }

private:
    /// Passes on what has come. Reading from a reply may make it speak again, so one call waits for the other.
    void takeIn()
    {
        m_again = true;
        if (m_busy)
            return;
        m_busy = true;
        while (std::exchange(m_again, false))
            takeSome();
        m_busy = false;
    }

    /// The head, bytes while there is room, the end.
    void takeSome()
    {
        const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        const bool good = status >= 200 && status < 300;
        const bool judged = good || status == 416; // 416: the reader knows what it means
        qint64 room = 0;
        {
            const std::scoped_lock lock(m_shared->mutex);
            room = mostHeld - (m_shared->held.size() - m_shared->taken);
        }
        const QByteArray bytes = good && room > 0 ? m_reply->read(room) : QByteArray();
        const bool drained = !good || m_reply->bytesAvailable() == 0;

        const std::scoped_lock lock(m_shared->mutex);
        if (judged && !m_shared->head)
            m_shared->head = headOf(*m_reply, status);
        if (status >= 400 && !judged && !m_shared->error)
            m_shared->error = errorOfStatus(status, m_request.address, m_reply->rawHeader("Retry-After"));
        if (m_shared->taken > 0)
            m_shared->held.remove(0, std::exchange(m_shared->taken, 0));
        m_shared->held += bytes;
        if (m_finished && drained) {
            if (m_reply->error() != QNetworkReply::NoError && status != 416 && !m_shared->error)
                m_shared->error = errorOfReply(*m_reply, m_request.address);
            m_shared->ended = true;
        }
        m_shared->changed.notify_all();
    }

    HttpRequest m_request;
    std::shared_ptr<Shared> m_shared;
    QObject m_here; ///< belongs to this thread: what is called through it runs here
    QNetworkReply* m_reply = nullptr;
    bool m_finished = false;
    bool m_busy = false;  ///< takeIn() is at work
    bool m_again = false; ///< and was called once more
};

HttpExchange::HttpExchange(HttpRequest request, std::chrono::milliseconds timeout)
    : m_shared(std::make_shared<Shared>()), m_address(request.address), m_timeout(timeout)
{
    m_worker = std::make_unique<Worker>(std::move(request), m_shared);
    m_worker->start();
}

HttpExchange::~HttpExchange()
{
    m_worker->quit();
    m_worker->wait();
}

Result<void> HttpExchange::await(bool forBody, const Cancel& cancel)
{
    const auto deadline = std::chrono::steady_clock::now() + m_timeout;
    std::unique_lock lock(m_shared->mutex);
    for (;;) {
        const bool there = forBody ? m_shared->held.size() > m_shared->taken : m_shared->head.has_value();
        if (there)
            return {};
        if (m_shared->error)
            return failure(*m_shared->error);
        if (m_shared->ended)
            return {};
        if (cancel.raised())
            return failure("cancelled");
        if (std::chrono::steady_clock::now() > deadline)
            return failure("net.timeout", {shownAddress(m_address)});
        m_shared->changed.wait_for(lock, glance);
    }
}

Result<HttpHead> HttpExchange::head(const Cancel& cancel)
{
    LECTERN_TRY(await(false, cancel));
    const std::scoped_lock lock(m_shared->mutex);
    if (!m_shared->head)
        return failure("net.broken_off", {shownAddress(m_address)});
    return *m_shared->head;
}

Result<qint64> HttpExchange::read(char* bytes, qint64 size, const Cancel& cancel)
{
    LECTERN_TRY(await(true, cancel));
    qint64 count = 0;
    {
        const std::scoped_lock lock(m_shared->mutex);
        count = std::min<qint64>(size, m_shared->held.size() - m_shared->taken);
        std::memcpy(bytes, m_shared->held.constData() + m_shared->taken, std::size_t(count));
        m_shared->taken += count;
        if (m_shared->taken < m_shared->held.size() || m_shared->ended)
            return count;
    }
    m_worker->wantMore();
    return count;
}

QString shownAddress(const QString& address)
{
    return QUrl(address).toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
}

} // namespace lectern
