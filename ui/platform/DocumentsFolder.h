/// Where files of a person are proposed to be kept. Any thread.
#pragma once

#include <QDir>
#include <QStandardPaths>

namespace lectern {

/// The folder for documents, or the home folder where there is none: a desktop may name one that does not exist.
[[nodiscard]] inline QString documentsFolder()
{
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return !documents.isEmpty() && QDir(documents).exists() ? documents : QDir::homePath();
}

} // namespace lectern
