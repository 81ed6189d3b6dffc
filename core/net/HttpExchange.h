/// One request and the bytes of its answer, taken in by a thread of its own so that whoever reads may wait on any thread.
/// The answer is held back once a megabyte waits to be read.
#pragma once

#include "core/base/Cancel.h"
#include "core/base/Error.h"

#include <QByteArray>
#include <QString>
#include <chrono>
#include <memory>

namespace lectern {

struct HttpRequest
{
    QString address;
    qint64 from = 0;         ///< first byte wanted; above 0 asks for a range
    QByteArray ifVersion;    ///< If-Range: the range only while the file is this version
};

/// What the server said before the bytes.
struct HttpHead
{
    int status = 0;
    qint64 from = 0;        ///< first byte of the body within the file (Content-Range of a 206)
    qint64 size = -1;       ///< bytes of the whole file; -1 = not said
    QByteArray version;     ///< strong entity tag, else date of last change; empty = not said
    bool rangeable = false; ///< `version` may stand in If-Range
};

class HttpExchange final
{
public:
    /// Sends the request. Thread of the reader; one at a time.
    HttpExchange(HttpRequest request, std::chrono::milliseconds timeout);
    ~HttpExchange(); ///< breaks off whatever is under way
    HttpExchange(const HttpExchange&) = delete;
    HttpExchange& operator=(const HttpExchange&) = delete;

    /// Waits for the head of an answer that is good (200, 206; 416 as well, for the reader to judge). Errors "net.…": see
    /// ErrorText; "net.busy" and "net.server_failed" have the status and the seconds of Retry-After as arguments;
    /// "cancelled".
    [[nodiscard]] Result<HttpHead> head(const Cancel& cancel);
    /// Waits for some bytes of the body; 0 = the answer has ended as it should. Errors as above.
    [[nodiscard]] Result<qint64> read(char* bytes, qint64 size, const Cancel& cancel);

private:
    class Worker;
    struct Shared;
    [[nodiscard]] Result<void> await(bool forBody, const Cancel& cancel);

    std::shared_ptr<Shared> m_shared;
    std::unique_ptr<Worker> m_worker;
    QString m_address;
    std::chrono::milliseconds m_timeout;
};

/// An address as it may be shown and logged: without user, password and query, where keys like to hide.
[[nodiscard]] QString shownAddress(const QString& address);

} // namespace lectern
