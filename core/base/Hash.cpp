#include "core/base/Hash.h"

#include <QFile>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <xxhash.h>

namespace lectern {

Hash128 hash128(std::string_view bytes)
{
    const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
    return {hash.low64, hash.high64};
}

quint64 hash64(std::string_view bytes)
{
    return XXH3_64bits(bytes.data(), bytes.size());
}

Sha256::Sha256() : m_context(EVP_MD_CTX_new())
{
    EVP_DigestInit_ex(static_cast<EVP_MD_CTX*>(m_context), EVP_sha256(), nullptr);
}

Sha256::~Sha256()
{
    EVP_MD_CTX_free(static_cast<EVP_MD_CTX*>(m_context));
}

void Sha256::add(std::string_view bytes)
{
    EVP_DigestUpdate(static_cast<EVP_MD_CTX*>(m_context), bytes.data(), bytes.size());
}

QString Sha256::hex()
{
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned int size = 0;
    EVP_DigestFinal_ex(static_cast<EVP_MD_CTX*>(m_context), digest, &size);
    return QString::fromLatin1(QByteArray(reinterpret_cast<const char*>(digest), int(size)).toHex());
}

QString sha256(std::string_view bytes)
{
    Sha256 digest;
    digest.add(bytes);
    return digest.hex();
}

Result<QString> sha256OfFile(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure("file.unreadable", {.file = path}, {}, file.errorString());
    Sha256 digest;
    QByteArray piece(1 << 20, Qt::Uninitialized);
    for (;;) {
        const qint64 size = file.read(piece.data(), piece.size());
        if (size < 0)
            return failure("file.unreadable", {.file = path}, {}, file.errorString());
        if (size == 0)
            return digest.hex();
        digest.add({piece.constData(), std::size_t(size)});
    }
}

QByteArray keyedHash(const QByteArray& key, std::string_view bytes)
{
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned int size = 0;
    HMAC(EVP_sha256(), key.constData(), int(key.size()), reinterpret_cast<const unsigned char*>(bytes.data()),
         bytes.size(), digest, &size);
    return QByteArray(reinterpret_cast<const char*>(digest), 16).toHex();
}

QByteArray randomBytes(int count)
{
    QByteArray bytes(count, '\0');
    RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), count);
    return bytes;
}

} // namespace lectern
