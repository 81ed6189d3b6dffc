#include "ui/data/Wording.h"

#include "ui/charts/Numbers.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFileInfo>

namespace lectern {

namespace {

QString translate(const char* text)
{
    return QCoreApplication::translate("Wording", text);
}

bool monthFirst(const QLocale& locale)
{
    const QString format = locale.dateFormat(QLocale::ShortFormat);
    return format.indexOf(QLatin1Char('M')) < format.indexOf(QLatin1Char('d'));
}

} // namespace

QString longDay(Day day, const QLocale& locale)
{
    return locale.toString(dateOf(day),
                           monthFirst(locale) ? QStringLiteral("ddd MMM d, yyyy") : QStringLiteral("ddd d MMM yyyy"));
}

QString moment(qint64 utcMs, const QLocale& locale)
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(utcMs);
    return QStringLiteral("%1, %2").arg(longDay(dayOf(local.date()), locale),
                                        locale.toString(local.time(), QLocale::ShortFormat));
}

QString sourceName(const QString& source)
{
    const QString plain = QString(source).replace(QLatin1Char('\\'), QLatin1Char('/'));
    const qsizetype archive = plain.indexOf(QStringLiteral(".zip/"), 0, Qt::CaseInsensitive);
    const qsizetype part = plain.lastIndexOf(QStringLiteral(" / ")); // one table of several in the file
    if (archive < 0)
        return QFileInfo(plain.left(part)).fileName() + (part < 0 ? QString() : plain.mid(part));
    return QStringLiteral("%1 / %2").arg(QFileInfo(plain.left(archive + 4)).fileName(), plain.mid(archive + 5));
}

QString sourceFolder(const QString& source)
{
    const QString plain = QString(source).replace(QLatin1Char('\\'), QLatin1Char('/'));
    const qsizetype archive = plain.indexOf(QStringLiteral(".zip/"), 0, Qt::CaseInsensitive);
    if (archive >= 0)
        return plain.left(archive + 4);
    const qsizetype part = plain.lastIndexOf(QStringLiteral(" / ")); // one table of several in the file
    const qsizetype slash = plain.left(part).lastIndexOf(QLatin1Char('/'));
    return slash < 0 ? QString() : plain.left(slash);
}

QString outcome(const Load& load)
{
    QStringList parts;
    const auto add = [&](qint64 number, const char* text) {
        if (number > 0)
            parts << translate(text).arg(countText(number));
    };
    add(load.inserted, QT_TRANSLATE_NOOP("Wording", "%1 new"));
    add(load.updated, QT_TRANSLATE_NOOP("Wording", "%1 changed"));
    add(load.unchanged, QT_TRANSLATE_NOOP("Wording", "%1 unchanged"));
    add(load.closed, QT_TRANSLATE_NOOP("Wording", "%1 closed"));
    add(load.quarantined, QT_TRANSLATE_NOOP("Wording", "%1 refused"));
    return parts.isEmpty() ? translate("no rows") : parts.join(QStringLiteral(" · "));
}

QString plainName(const QString& id)
{
    return QString(id).replace(QLatin1Char('_'), QLatin1Char(' '));
}

} // namespace lectern
