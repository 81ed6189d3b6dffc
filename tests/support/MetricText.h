/// Metric tables as lines of text, so that a test compares what a person would read.
#pragma once

#include "core/metric/Metrics.h"

#include <QFile>

namespace lectern::test {

/// One line per row: dimension ids, then the category, then value, numerator/denominator, n, and the reason:
/// "7 | Active_Engaged | 1 | 1/3 | n 1". Without a value "-".
[[nodiscard]] QStringList lines(const MetricTable& table);

/// Evaluates and writes lines; an error is one line "error: code …".
[[nodiscard]] QStringList ask(const Database& reader, const QString& metric, const QStringList& by = {},
                              const QMap<QString, QStringList>& where = {}, Audience audience = Audience::Staff,
                              std::optional<Day> asOf = {});

} // namespace lectern::test
