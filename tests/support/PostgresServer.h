/// A PostgreSQL of its own in a temporary folder, reached through a socket there; it ends with the object. Only where
/// Debian's PostgreSQL 15 is installed. Thread: the one that made it.
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>
#include <expected>
#include <memory>
#include <utility>

namespace lectern::test {

class PostgresServer
{
public:
    /// Whether a lost power supply may cost rows: tests need no disk, whoever measures does.
    enum class Durable { No, Yes };

    [[nodiscard]] static bool isInstalled();
    /// Error: what initdb or the server said.
    [[nodiscard]] static std::expected<std::unique_ptr<PostgresServer>, QString> start(Durable durable);
    ~PostgresServer();
    PostgresServer(const PostgresServer&) = delete;
    PostgresServer& operator=(const PostgresServer&) = delete;

    /// Exit status and output of psql reading `sql`; it stops at the first error.
    [[nodiscard]] std::pair<int, QString> psql(const QByteArray& sql) const;
    [[nodiscard]] QString folder() const { return m_folder.path(); } ///< of the socket
    [[nodiscard]] QString port() const { return m_port; }            ///< part of the socket's name

private:
    PostgresServer() = default;
    [[nodiscard]] QString data() const { return m_folder.filePath("data"); }

    QTemporaryDir m_folder;
    QString m_port;
    bool m_running = false;
};

} // namespace lectern::test
