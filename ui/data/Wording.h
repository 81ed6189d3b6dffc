/// How moments, files and the outcome of a load are written for people, in the manner of the locale; numbers and days
/// themselves are in ui/charts/Numbers.h. Free functions, any thread.
#pragma once

#include "core/base/Day.h"
#include "core/store/LoadLog.h"

#include <QLocale>
#include <QString>

namespace lectern {

/// "Fri 13 Mar 2026" ("Fri Mar 13, 2026" where the month goes first): a day that stands alone, on paper or in a log.
[[nodiscard]] QString longDay(Day day, const QLocale& locale = QLocale());
/// "Fri 13 Mar 2026, 14:05", in the zone of this computer: when someone here did something.
[[nodiscard]] QString moment(qint64 utcMs, const QLocale& locale = QLocale());
/// The name a person knows a source by: "users.csv", or "northside.zip / users.csv" for a member of an archive.
[[nodiscard]] QString sourceName(const QString& source);
/// The folder or archive a source lies in, "" if it names none.
[[nodiscard]] QString sourceFolder(const QString& source);

/// "412 new · 3 changed · 88 unchanged · 2 closed · 1 refused"; what is 0 is left out; "no rows" if all are.
[[nodiscard]] QString outcome(const Load& load);

/// "academic_sessions" -> "academic sessions": an id of a connector or entity as a person reads it.
[[nodiscard]] QString plainName(const QString& id);

} // namespace lectern
