/// The answer to a metric question: an immutable table that tiles, PDF, command line and exports all read.
#pragma once

#include "core/base/Day.h"

#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>
#include <optional>

namespace lectern {

/// One value of one dimension.
struct DimensionValue
{
    QString id;         ///< "7", "PY101", "2026-03-14": what a filter takes; stable
    QString label;      ///< what a person reads: "Grade 7", "Python", "Sat 14 Mar"
    qint64 key = 0;     ///< surrogate key or day, 0 where there is none
    qint64 order = 0;   ///< natural order (grades, lessons, days); rows come sorted by it
};

struct MetricRow
{
    QList<DimensionValue> dimensions;   ///< as in MetricTable::by
    QString category;                   ///< of a distribution, classifier or matrix; else empty
    QString categoryLabel;
    std::optional<double> value;        ///< fraction 0–1 for rates; nothing = no data
    std::optional<qint64> numerator;
    std::optional<qint64> denominator;
    qint64 n = 0;                       ///< people (or what the definition says) behind the value
    std::optional<double> low, high;    ///< 95 % interval, where the kind has one
    bool withheld = false;              ///< the gate took the value away
    QString reason;                     ///< why there is no value: "no_data", "small_group", …; see reasonText()
};

struct MetricTable
{
    QString metric;
    QString title;        ///< "Attendance"
    QString unit;         ///< "fraction", "count", "minutes", "ms", "points", "days", "megabytes"; "date" = days since 1970
    QString rule;         ///< the rule in force, one sentence
    QStringList by;
    QMap<QString, QStringList> where;
    std::optional<Day> asOf;
    QList<MetricRow> rows;
    bool available = true;
    QString unavailableReason; ///< code: "no_data_in_source", "needs:<export>"; words by missingWords()
    qint64 population = 0;     ///< people in the whole answer (distinct)
};

/// Whether a value of this unit is its numerator divided by its denominator, as minutes of a session are. In a count or a
/// fraction the numerator is a part of the denominator: 3 of 40 learners.
[[nodiscard]] inline bool isQuotient(const QString& unit)
{
    return unit != QLatin1String("fraction") && unit != QLatin1String("count");
}

} // namespace lectern
