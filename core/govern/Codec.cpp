#include "core/govern/Codec.h"

namespace lectern {

std::string_view encodeCell(std::string_view, Privacy, std::string_view plain)
{
    return plain;
}

QString decodeCell(const QString& stored)
{
    return stored;
}

std::string normaliseMatch(const QString& kind, std::string_view text)
{
    const QString value = QString::fromUtf8(text.data(), qsizetype(text.size())).trimmed().toCaseFolded();
    return (kind + ':' + value).toStdString();
}

} // namespace lectern
