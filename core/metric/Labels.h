/// How the values of a dimension are named, and which values a filter means. Thread: that of the connection.
#pragma once

#include "core/metric/MetricModel.h"
#include "core/metric/MetricTable.h"
#include "core/store/Database.h"

namespace lectern {

/// One value from the four columns every dimension is read as. Empty id and label: not known.
[[nodiscard]] DimensionValue dimensionValue(const Dimension& dimension, const QString& id, const QString& label,
                                            qint64 key, qint64 order);

/// Names of people by student or staff key, "Family, Given", decoded by the gate's codec. `keyColumn` is
/// "student_key" or "staff_key".
[[nodiscard]] Result<QMap<qint64, QString>> personNames(const Database& reader, const QString& keyColumn);

/// Replaces the labels of students and staff by their names and their order by that of the names.
[[nodiscard]] Result<void> namePeople(const Database& reader, const Dimension& dimension, QList<DimensionValue*>& values);

/// All values of a dimension, in natural order.
[[nodiscard]] Result<QList<DimensionValue>> valuesOf(const Database& reader, const Dimension& dimension);

} // namespace lectern
