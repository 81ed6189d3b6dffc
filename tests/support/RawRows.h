/// Rows given as text put straight into raw tables, with the companions an import would make. For tests of models.
#pragma once

#include "core/store/School.h"

#include <QStringList>

namespace lectern::test {

/// Puts rows into the raw table of `entity` ("sis.attendance") as feed `feed` (made if it is not there). `columns` are
/// the schema's names; an empty cell or "∅" is missing. Times are read as UTC, dates as ISO.
void giveRows(School& school, const QString& entity, int feed, const QStringList& columns,
              const std::vector<QStringList>& rows);

/// Takes all raw rows, feeds, settings and matches away; keys and gold stay.
void clearRawRows(School& school);

} // namespace lectern::test
