/// Fixtures in tests/data, and files made for one test.
#pragma once

#include <QByteArray>
#include <QString>
#include <QTemporaryDir>

namespace lectern::test {

/// tests/data of the source tree.
[[nodiscard]] QString dataFolder();

/// All bytes of a file; empty if it cannot be read.
[[nodiscard]] QByteArray bytesOf(const QString& path);

/// Writes a file into a temporary folder (folders are made) and returns its path; fails the process if it cannot.
QString writeFile(const QTemporaryDir& folder, const QString& name, const QByteArray& bytes);

} // namespace lectern::test
