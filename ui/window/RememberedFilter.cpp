/// Reads and writes the person's settings.
#include "ui/window/RememberedFilter.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QSettings>

namespace lectern {

namespace {

QString groupOf(const QString& school)
{
    const QByteArray path = QFileInfo(school).absoluteFilePath().toUtf8();
    return QStringLiteral("filters/%1")
        .arg(QString::fromLatin1(QCryptographicHash::hash(path, QCryptographicHash::Sha256).toHex().left(16)));
}

} // namespace

Filter rememberedFilter(const QString& school)
{
    QSettings settings;
    settings.beginGroup(groupOf(school));
    Filter filter;
    for (const QString& key : settings.childKeys()) {
        if (key == QLatin1String("from-day"))
            filter.from = settings.value(key).toInt();
        else if (key == QLatin1String("to-day"))
            filter.to = settings.value(key).toInt();
        else if (const QStringList values = settings.value(key).toStringList(); !values.isEmpty())
            filter.where.insert(key, values);
    }
    return filter;
}

void rememberFilter(const QString& school, const Filter& filter)
{
    QSettings settings;
    settings.beginGroup(groupOf(school));
    settings.remove(QString());
    for (auto it = filter.where.cbegin(); it != filter.where.cend(); ++it)
        settings.setValue(it.key(), it.value());
    if (filter.from)
        settings.setValue(QStringLiteral("from-day"), *filter.from);
    if (filter.to)
        settings.setValue(QStringLiteral("to-day"), *filter.to);
}

} // namespace lectern
