/// How numbers, days and units are written, in the school's locale: one place for tiles, tables, paper and tooltips.
#pragma once

#include "core/metric/MetricTable.h"

#include <QLocale>

namespace lectern {

/// "94.1 %", "1,204", "12.4 min", "71.5 points"; "–" for nothing.
[[nodiscard]] QString valueText(std::optional<double> value, const QString& unit);
/// The same, shorter, for labels on marks: "94 %", "1,204", "12.4".
[[nodiscard]] QString shortValueText(std::optional<double> value, const QString& unit);
/// "1,204".
[[nodiscard]] QString countText(qint64 count);
/// "35 %": a share of a whole.
[[nodiscard]] QString shareText(double fraction);
/// "Fri 13 Mar", with the year where it is not that of `reference`.
[[nodiscard]] QString dayWords(Day day, std::optional<Day> reference = {});
/// "13 Jan".
[[nodiscard]] QString shortDay(Day day);
/// The value of a row, or the words why there is none.
[[nodiscard]] QString rowText(const MetricRow& row, const QString& unit);
/// "Grade 7 · Video": dimension labels and category of a row.
[[nodiscard]] QString rowLabel(const MetricRow& row);
/// TileSpec::subtitle with %n and %asof filled in.
[[nodiscard]] QString filled(const QString& subtitle, const MetricTable& table);

} // namespace lectern
