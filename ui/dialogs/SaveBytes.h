/// Writes a file on the pool, whole or not at all. GUI thread.
#pragma once

#include "core/base/Error.h"

#include <QByteArray>
#include <QObject>
#include <functional>

namespace lectern {

/// Exactly one of the two is called, on the GUI thread, unless `context` is gone by then. Error "file.unwritable".
void saveBytes(const QString& path, const QByteArray& bytes, QObject* context, std::function<void(const Error&)> failed,
               std::function<void()> saved = {});

} // namespace lectern
