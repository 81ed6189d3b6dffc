#include "core/net/PulledFile.h"

#include <QTemporaryFile>
#include <algorithm>
#include <mutex>
#include <vector>

namespace lectern {

namespace {

class PulledFile final : public RemoteFile, public std::enable_shared_from_this<PulledFile>
{
public:
    explicit PulledFile(std::unique_ptr<HttpReader> pull) : m_pull(std::move(pull)), m_size(m_pull->size()) {}

    Result<void> prepare()
    {
        if (m_file.open())
            return {};
        return failure("file.unwritable", {m_file.fileTemplate()}, {}, m_file.errorString());
    }

    [[nodiscard]] qint64 size() const override { return m_size; }
    [[nodiscard]] Result<std::unique_ptr<ByteReader>> open() override;

    /// Up to `size` bytes from `position` on, which is at most what has come; pulls more where that is the end.
    Result<qint64> read(qint64 position, char* bytes, qint64 size)
    {
        const std::scoped_lock lock(m_mutex);
        if (position == m_come)
            LECTERN_TRY(pullSome());
        const qint64 count = std::min(size, m_come - position);
        if (count <= 0)
            return 0;
        if (!m_file.seek(position) || m_file.read(bytes, count) != count)
            return failure("file.unreadable", {m_file.fileName()}, {}, m_file.errorString());
        return count;
    }

private:
    Result<void> pullSome()
    {
        m_piece.resize(256 * 1024);
        LECTERN_ASSIGN(const qint64 count, m_pull->read(m_piece.data(), qint64(m_piece.size())));
        if (count > 0 && (!m_file.seek(m_come) || m_file.write(m_piece.data(), count) != count || !m_file.flush()))
            return failure("file.unwritable", {m_file.fileName()}, {}, m_file.errorString());
        m_come += count;
        return {};
    }

    std::mutex m_mutex;
    std::unique_ptr<HttpReader> m_pull;
    const qint64 m_size;
    QTemporaryFile m_file;
    qint64 m_come = 0; ///< bytes in the file
    std::vector<char> m_piece;
};

class PulledReader final : public ByteReader
{
public:
    explicit PulledReader(std::shared_ptr<PulledFile> file) : m_file(std::move(file)) {}

    [[nodiscard]] Result<qint64> read(char* bytes, qint64 size) override
    {
        LECTERN_ASSIGN(const qint64 count, m_file->read(m_position, bytes, size));
        m_position += count;
        return count;
    }

private:
    std::shared_ptr<PulledFile> m_file;
    qint64 m_position = 0;
};

Result<std::unique_ptr<ByteReader>> PulledFile::open()
{
    return std::make_unique<PulledReader>(shared_from_this());
}

} // namespace

Result<std::shared_ptr<RemoteFile>> pullFile(const QString& address, const Cancel& cancel, HttpOptions options)
{
    LECTERN_ASSIGN(std::unique_ptr<HttpReader> pull, HttpReader::open(address, cancel, std::move(options)));
    const auto file = std::make_shared<PulledFile>(std::move(pull));
    LECTERN_TRY(file->prepare());
    return file;
}

Result<std::shared_ptr<RemoteFile>> pullFileByHttp(const QString& address, const Cancel& cancel)
{
    return pullFile(address, cancel, {});
}

} // namespace lectern
