/// Digests: content hashes for rows, SHA-256 for files, keyed hashes for columns that match people.
#pragma once

#include "core/base/Error.h"

#include <QByteArray>
#include <array>
#include <string_view>

namespace lectern {

/// 128-bit content hash (XXH3). Not for secrets.
struct Hash128
{
    quint64 low = 0;
    quint64 high = 0;
    friend bool operator==(const Hash128&, const Hash128&) = default;
};

/// Hash of one piece of bytes.
[[nodiscard]] Hash128 hash128(std::string_view bytes);

/// 64-bit hash (XXH3) of one piece of bytes, e.g. of a natural key. Not for secrets.
[[nodiscard]] quint64 hash64(std::string_view bytes);

/// SHA-256 as 64 lower-case hexadecimal digits. Reads the file in pieces; error "file.unreadable".
[[nodiscard]] Result<QString> sha256OfFile(const QString& path);

[[nodiscard]] QString sha256(std::string_view bytes);

/// SHA-256 fed in pieces; for sources that are read once.
class Sha256
{
public:
    Sha256();
    ~Sha256();
    Sha256(const Sha256&) = delete;
    Sha256& operator=(const Sha256&) = delete;
    void add(std::string_view bytes);
    [[nodiscard]] QString hex(); ///< ends the digest

private:
    void* m_context;
};

/// HMAC-SHA-256 under `key`, first 16 bytes as 32 hexadecimal digits.
[[nodiscard]] QByteArray keyedHash(const QByteArray& key, std::string_view bytes);

/// `count` bytes from the system's generator for secrets.
[[nodiscard]] QByteArray randomBytes(int count);

} // namespace lectern
