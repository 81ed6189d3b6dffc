/// The JSON forms of the command line's contract: errors, loads, metric tables. Thread: any.
#pragma once

#include "core/base/Error.h"
#include "core/metric/Metrics.h"
#include "core/page/Alerts.h"
#include "core/store/LoadLog.h"
#include "core/transform/Runner.h"

#include <QJsonArray>
#include <QJsonObject>

namespace lectern::cli {

/// {"code", "where": {"file", "row", "column"}, "message", "remedy"}.
[[nodiscard]] QJsonObject toJson(const Error& error);
[[nodiscard]] QJsonObject toJson(const Load& load);
[[nodiscard]] QJsonArray toJson(const std::vector<Load>& loads);
[[nodiscard]] QJsonArray toJson(const std::vector<Alert>& alerts);
/// "2026-03-13T18:05:00.000Z".
[[nodiscard]] QString isoInstant(qint64 ms);
[[nodiscard]] QJsonObject toJson(const QuarantinedRow& row);
[[nodiscard]] QJsonObject toJson(const CheckOutcome& check);
[[nodiscard]] QJsonObject toJson(const MetricDefinition& definition);
/// Rates are fractions 0-1; a missing number is null. Each dimension is its id, with "<dimension>_label" beside it.
[[nodiscard]] QJsonObject toJson(const MetricTable& table);
/// The filter of a metric: a single value as text, several as a list.
[[nodiscard]] QJsonObject toJson(const QMap<QString, QStringList>& where);

} // namespace lectern::cli
