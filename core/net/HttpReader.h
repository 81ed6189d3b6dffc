/// The bytes behind an http:// or https:// address, in order and once. A pull that breaks off is tried again from the byte
/// it had reached, as long as the file there is still the same. Thread: any, one at a time; the network has its own.
#pragma once

#include "core/base/ByteReader.h"
#include "core/base/Hash.h"
#include "core/net/HttpExchange.h"
#include "core/net/Retry.h"

#include <string>

namespace lectern {

struct HttpOptions
{
    RetryPolicy policy{};
    RetryTools tools = RetryTools::real();
    std::chrono::milliseconds timeout{30'000}; ///< without a byte, while somebody waits for one
};

class HttpReader final : public ByteReader
{
public:
    /// Waits for the server's first answer. Errors "net.…", "cancelled".
    [[nodiscard]] static Result<std::unique_ptr<HttpReader>> open(const QString& address, const Cancel& cancel, HttpOptions options = {});

    /// Errors "net.…", "cancelled"; "file.changed" if the file became another between two attempts.
    [[nodiscard]] Result<qint64> read(char* bytes, qint64 size) override;
    /// Bytes of the whole; -1 = the server does not say.
    [[nodiscard]] qint64 size() const { return m_size; }

private:
    /// Knows whether two beginnings of files are equal without keeping them.
    class Beginning
    {
    public:
        void add(std::string_view bytes);
        friend bool operator==(const Beginning&, const Beginning&) = default;

    private:
        Hash128 m_blocks;     ///< of all full blocks, each hashed with the hash before it
        std::string m_rest{}; ///< what has not filled a block
    };

    HttpReader(QString address, Cancel cancel, HttpOptions options)
        : m_address(std::move(address)), m_cancel(std::move(cancel)), m_timeout(options.timeout),
          m_retry(options.policy, std::move(options.tools))
    {
    }
    [[nodiscard]] Result<void> begin();
    [[nodiscard]] Result<void> resume(const HttpHead& head);
    [[nodiscard]] Result<void> passOver();
    [[nodiscard]] Result<qint64> attempt(char* bytes, qint64 size);
    [[nodiscard]] std::unexpected<Error> changed() const { return failure("file.changed", {shownAddress(m_address)}); }

    QString m_address;
    Cancel m_cancel;
    std::chrono::milliseconds m_timeout;
    Retry m_retry;
    std::unique_ptr<HttpExchange> m_exchange; ///< null between two attempts
    qint64 m_position = 0;
    qint64 m_size = -1;
    QByteArray m_version;
    bool m_rangeable = false;
    bool m_ended = false;
    Beginning m_read;
};

} // namespace lectern
