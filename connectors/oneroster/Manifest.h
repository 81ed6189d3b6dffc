/// manifest.csv of a OneRoster package: which files are bulk, which delta. A hint: the files that are there win.
#pragma once

#include "core/table/TableHead.h"

#include <optional>

namespace lectern::oneroster {

struct Manifest
{
    QString version;             ///< "1.1", "1.2"
    QHash<QString, Mode> modes;  ///< by file name without ".csv", lower case; absent files are not listed
};

/// The manifest if `head` is one: two columns, propertyName and value.
[[nodiscard]] std::optional<Manifest> manifestIn(const TableHead& head);

} // namespace lectern::oneroster
