/// The shape of each load's source, remembered: its header in order, the column each cell went to, the type its values
/// had in a sample, how its dates and numbers were written. Writer thread.
#pragma once

#include "core/connector/Connector.h"
#include "core/store/Database.h"

namespace lectern {

struct ShapeColumn
{
    QString header;  ///< as the source writes it
    QString column;  ///< of the schema; "" = none
    QString type;    ///< "number", "date", "boolean", "text"; "" = no value seen
    QString written; ///< "mdy" or "dmy" of dates, "," or "." in front of fractions; "" = the schema's default
};

using Shape = std::vector<ShapeColumn>; ///< in the order of the source; empty = a source without a header

/// The shape of a sample; how it is written stays open.
[[nodiscard]] Shape shapeOf(const EntitySchema& schema, const SourceSample& sample);

/// ShapeColumn::written of a column of the schema.
[[nodiscard]] QString writtenIn(const Reader& reader, int column);

/// The shape of what `reader` has opened.
[[nodiscard]] Shape shapeOf(const EntitySchema& schema, const Reader& reader);

/// Writes it beside the load, once more if the load is taken up again. Inside the load's transaction. Error
/// "database.failed".
[[nodiscard]] Result<void> keepShape(const Database& writer, qint64 load, const Shape& shape);

/// The shape a load left; empty if it left none.
[[nodiscard]] Result<Shape> shapeOfLoad(const Database& database, qint64 load);

/// The shape of the newest load in force of a feed and entity that left one; empty if there is none.
[[nodiscard]] Result<Shape> lastShape(const Database& database, qint64 feedId, const QString& entity);

/// How dates are written in the newest load in force of a feed and entity, where it was not as the schema says.
[[nodiscard]] Result<Learnt> usualOrders(const Database& database, qint64 feedId, const QString& entity);

} // namespace lectern
