#include "core/base/Resources.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>

namespace lectern {

namespace {
const QString root = QStringLiteral(":/lectern/");
}

Result<QByteArray> resource(const QString& path)
{
    QFile file(root + path);
    if (!file.open(QIODevice::ReadOnly))
        return failure("resource.missing", {.file = path});
    return file.readAll();
}

Result<QJsonObject> resourceJson(const QString& path)
{
    LECTERN_ASSIGN(const QByteArray bytes, resource(path));
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &problem);
    if (!document.isObject())
        return failure("resource.not_json", {.file = path}, {}, problem.errorString());
    return document.object();
}

QStringList resourceNames(const QString& folder, const QString& suffix)
{
    return QDir(root + folder).entryList({"*" + suffix}, QDir::Files, QDir::Name);
}

} // namespace lectern
