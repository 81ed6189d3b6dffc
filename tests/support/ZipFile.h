/// Zips made for tests, friendly and hostile.
#pragma once

#include <QByteArray>
#include <QString>
#include <utility>
#include <vector>

namespace lectern::test {

struct ZipMember
{
    QString name;
    QByteArray bytes;
    bool symbolicLink = false;
};

/// Writes a zip; fails the process if that is not possible.
void writeZip(const QString& path, const std::vector<ZipMember>& members);

/// A zip of two members whose contents are the same bytes of the file.
[[nodiscard]] QByteArray overlappingZip();

/// The files below `folder` as members, their names behind `prefix`.
[[nodiscard]] std::vector<ZipMember> membersOf(const QString& folder, const QString& prefix);

} // namespace lectern::test
