/// What a person has narrowed the numbers to. The same filter acts on every tile.
#pragma once

#include "core/base/Day.h"

#include <QMap>
#include <QStringList>
#include <optional>

namespace lectern {

struct Filter
{
    /// dimension id -> allowed value ids (DimensionValue::id or label), e.g. {"grade": ["7"], "class": ["7B"]}.
    QMap<QString, QStringList> where;
    std::optional<Day> from; ///< first day, included
    std::optional<Day> to;   ///< last day, included
    friend bool operator==(const Filter&, const Filter&) = default;
};

} // namespace lectern
