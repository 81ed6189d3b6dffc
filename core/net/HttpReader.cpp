#include "core/net/HttpReader.h"

#include <algorithm>
#include <vector>

namespace lectern {

namespace {
constexpr std::size_t block = 64 * 1024;
} // namespace

void HttpReader::Beginning::add(std::string_view bytes)
{
    while (!bytes.empty()) {
        const std::size_t part = std::min(bytes.size(), block - m_rest.size());
        m_rest.append(bytes.substr(0, part));
        bytes.remove_prefix(part);
        if (m_rest.size() == block) {
            m_rest.append(reinterpret_cast<const char*>(&m_blocks), sizeof m_blocks);
            m_blocks = hash128(m_rest);
            m_rest.clear();
        }
    }
}

Result<std::unique_ptr<HttpReader>> HttpReader::open(const QString& address, const Cancel& cancel, HttpOptions options)
{
    std::unique_ptr<HttpReader> reader(new HttpReader(address, cancel, std::move(options)));
    LECTERN_TRY(withRetry(reader->m_retry, cancel, [&] { return reader->begin(); }));
    return reader;
}

/// One attempt to get the file, or the rest of it.
Result<void> HttpReader::begin()
{
    HttpRequest request{.address = m_address, .from = 0, .ifVersion = {}};
    if (m_position > 0 && m_rangeable) {
        request.from = m_position;
        request.ifVersion = m_version;
    }
    auto exchange = std::make_unique<HttpExchange>(std::move(request), m_timeout);
    LECTERN_ASSIGN(const HttpHead head, exchange->head(m_cancel));
    m_exchange = std::move(exchange);
    if (m_position > 0)
        return resume(head);
    m_size = head.size;
    m_version = head.version;
    m_rangeable = head.rangeable;
    return {};
}

/// Whether what comes now continues what was read, and from the right byte on.
Result<void> HttpReader::resume(const HttpHead& head)
{
    if (m_size >= 0 && head.size >= 0 && head.size != m_size)
        return changed();
    if (head.status == 416) { // nothing behind what was read
        if (head.size != m_position)
            return changed();
        m_ended = true;
        return {};
    }
    const bool promised = head.status == 206 && head.version.isEmpty(); // by If-Range, without being named again
    if (head.version != m_version && !promised)
        return changed();
    if (head.status == 206 && head.from == m_position)
        return {};
    if (head.status != 206)
        return passOver();
    m_rangeable = false; // it sends another range than it was asked for
    return failure("net.broken_off", {shownAddress(m_address)});
}

/// The server sends the whole again: what was read already must come as it came before.
Result<void> HttpReader::passOver()
{
    Beginning again;
    std::vector<char> bytes(block);
    for (qint64 left = m_position; left > 0;) {
        LECTERN_ASSIGN(const qint64 count, m_exchange->read(bytes.data(), std::min(left, qint64(bytes.size())), m_cancel));
        if (count == 0)
            return changed();
        again.add({bytes.data(), std::size_t(count)});
        left -= count;
    }
    if (again != m_read)
        return changed();
    return {};
}

Result<qint64> HttpReader::attempt(char* bytes, qint64 size)
{
    if (!m_exchange && !m_ended)
        LECTERN_TRY(begin());
    if (m_ended)
        return 0;
    LECTERN_ASSIGN(const qint64 count, m_exchange->read(bytes, size, m_cancel));
    if (count > 0)
        return count;
    if (m_size >= 0 && m_position < m_size)
        return failure("net.broken_off", {shownAddress(m_address)});
    m_ended = true;
    return 0;
}

Result<qint64> HttpReader::read(char* bytes, qint64 size)
{
    if (size <= 0)
        return 0;
    for (;;) {
        const Result<qint64> count = attempt(bytes, size);
        if (!count) {
            m_exchange.reset();
            LECTERN_TRY(m_retry.after(count.error(), m_cancel));
            continue;
        }
        if (*count > 0) {
            m_retry.succeeded();
            m_position += *count;
            m_read.add({bytes, std::size_t(*count)});
        }
        return count;
    }
}

} // namespace lectern
