/// What a question means on this school: the day it is asked as of, the school year of that day, the settings in
/// force, and its filters as SQL literals. Thread: that of the connection.
#pragma once

#include "core/metric/Metrics.h"
#include "core/metric/MetricModel.h"
#include "core/store/Settings.h"

namespace lectern {

/// Category of those of whom the source does not say (no gender, no grade, no place).
inline const QString unknownCategory = QStringLiteral("unknown");

struct Scope
{
    Day asOf = 0;
    int year = 0; ///< school year of asOf, named by the calendar year in which it ends
    std::optional<Day> from;
    SettingValues settings;
    QMap<QString, QStringList> filters; ///< dimension -> SQL literals allowed; "category" too
};

/// Nothing if the clock has not begun: there is no data of that domain and no day was given.
[[nodiscard]] Result<std::optional<Scope>> scopeOf(const Database& reader, const MetricDefinition& definition,
                                                   const MetricQuestion& question);

/// :as_of, :year and {setting:key} replaced by what is in force.
[[nodiscard]] QString inForce(QString text, const Scope& scope);

/// `text` as an SQL literal.
[[nodiscard]] QString literal(const QString& text);

/// The school year in which a day lies.
[[nodiscard]] int schoolYearOf(Day day, const SettingValues& settings);

} // namespace lectern
