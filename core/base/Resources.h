/// Resources travel inside the program: migrations, transforms, metrics, pages … under ":/lectern/".
#pragma once

#include "core/base/Error.h"

#include <QByteArray>
#include <QJsonObject>

namespace lectern {

/// The bytes of one resource, e.g. resource("metrics/attendance_rate.json"). Error "resource.missing".
[[nodiscard]] Result<QByteArray> resource(const QString& path);

/// One resource as a JSON object. Errors "resource.missing", "resource.not_json".
[[nodiscard]] Result<QJsonObject> resourceJson(const QString& path);

/// Names of the files in one resource folder that end with `suffix`, sorted; without the folder.
[[nodiscard]] QStringList resourceNames(const QString& folder, const QString& suffix);

} // namespace lectern
