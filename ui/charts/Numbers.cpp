/// Words for numbers and days.
#include "ui/charts/Numbers.h"

#include "core/metric/Metrics.h"

#include <QCoreApplication>
#include <cmath>

namespace lectern {

namespace {

QString translated(const char* text)
{
    return QCoreApplication::translate("Numbers", text);
}

/// One decimal, but none where it says nothing.
QString decimal(double value, int places)
{
    const QLocale locale;
    return std::abs(value - std::round(value)) < 1e-9 && places > 0 && std::abs(value) >= 100
               ? locale.toString(qint64(std::llround(value)))
               : locale.toString(value, 'f', places);
}

} // namespace

QString countText(qint64 count)
{
    return QLocale().toString(count);
}

QString shareText(double fraction)
{
    if (fraction > 0 && fraction < 0.005)
        return QStringLiteral("<1 %");
    return QStringLiteral("%1 %").arg(QLocale().toString(fraction * 100, 'f', 0));
}

QString valueText(std::optional<double> value, const QString& unit)
{
    if (!value)
        return QStringLiteral("–");
    if (unit == QLatin1String("fraction"))
        return QStringLiteral("%1 %").arg(QLocale().toString(*value * 100, 'f', 1));
    if (unit == QLatin1String("count"))
        return countText(std::llround(*value));
    if (unit == QLatin1String("minutes"))
        return translated("%1 min").arg(decimal(*value, 1));
    if (unit == QLatin1String("days"))
        return translated("%1 days").arg(decimal(*value, 0));
    if (unit == QLatin1String("points"))
        return translated("%1 points").arg(decimal(*value, 1));
    if (unit == QLatin1String("ms"))
        return translated("%1 ms").arg(decimal(*value, *value < 10 ? 1 : 0));
    if (unit == QLatin1String("megabytes"))
        return translated("%1 MB").arg(decimal(*value, 1));
    if (unit == QLatin1String("date"))
        return QLocale().toString(dateOf(Day(*value)), QLocale::ShortFormat);
    return decimal(*value, 1);
}

QString shortValueText(std::optional<double> value, const QString& unit)
{
    if (!value)
        return QStringLiteral("–");
    if (unit == QLatin1String("fraction")) {
        // Rounding must not turn "nearly all" into "all".
        if (*value < 1 && *value >= 0.995)
            return QStringLiteral(">99 %");
        return shareText(*value);
    }
    if (unit == QLatin1String("count"))
        return countText(std::llround(*value));
    if (unit == QLatin1String("ms") || unit == QLatin1String("date"))
        return valueText(value, unit);
    return decimal(*value, 1);
}

QString shortDay(Day day)
{
    return QLocale().toString(dateOf(day), QStringLiteral("d MMM"));
}

QString dayWords(Day day, std::optional<Day> reference)
{
    const QDate date = dateOf(day);
    const bool year = reference && dateOf(*reference).year() != date.year();
    return QLocale().toString(date, year ? QStringLiteral("ddd d MMM yyyy") : QStringLiteral("ddd d MMM"));
}

QString rowText(const MetricRow& row, const QString& unit)
{
    if (row.value)
        return valueText(row.value, unit);
    return row.reason.isEmpty() ? translated("no data") : reasonText(row.reason);
}

QString rowLabel(const MetricRow& row)
{
    QStringList parts;
    for (const DimensionValue& value : row.dimensions)
        parts.append(value.label.isEmpty() ? value.id : value.label);
    if (!row.category.isEmpty())
        parts.append(row.categoryLabel.isEmpty() ? row.category : row.categoryLabel);
    return parts.join(QStringLiteral(" · "));
}

QString filled(const QString& subtitle, const MetricTable& table)
{
    QString text = subtitle;
    text.replace(QLatin1String("%n"), countText(table.population));
    text.replace(QLatin1String("%asof"), table.asOf ? dayWords(*table.asOf) : QStringLiteral("–"));
    return text;
}

} // namespace lectern
