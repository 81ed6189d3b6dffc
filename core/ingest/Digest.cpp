#include "core/ingest/Digest.h"

#include "core/base/Hash.h"

#include <chrono>
#include <new>

namespace lectern {

namespace {

Result<QString> read(const Source& source, const Cancel& cancel, const Cancel& stop)
{
    LECTERN_ASSIGN(const auto bytes, source.open());
    Sha256 digest;
    QByteArray piece(1 << 20, Qt::Uninitialized);
    for (;;) {
        if (cancel.raised() || stop.raised())
            return failure("cancelled");
        LECTERN_ASSIGN(const qint64 size, bytes->read(piece.data(), piece.size()));
        if (size == 0)
            return digest.hex();
        digest.add({piece.constData(), std::size_t(size)});
    }
}

} // namespace

Result<QString> digestOf(const Source& source, const Cancel& cancel)
{
    return read(source, cancel, {});
}

Digest::Digest(const Source& source, const Cancel& cancel)
    // Where no thread can be had it is read when it is asked for.
    : m_reading(std::async([&source, cancel, stop = m_stop]() -> Result<QString> {
          try {
              return read(source, cancel, stop);
          } catch (const std::bad_alloc&) {
              return failure("memory.exhausted");
          }
      }))
{
}

Digest::~Digest()
{
    m_stop.raise(); // and the future waits for the thread
}

bool Digest::isReady() const
{
    return m_value || m_reading.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
}

Result<QString> Digest::value()
{
    if (!m_value)
        m_value = m_reading.get();
    return *m_value;
}

} // namespace lectern
