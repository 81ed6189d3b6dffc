/// Made-up exports that touch every way of loading at once: a keyed snapshot within scopes, an upsert with rows that
/// go to quarantine, events without a key, JSON lines with broken lines between. The same size and edition give the
/// same bytes. For tests of what an import leaves behind when it is interrupted. Thread: any.
#pragma once

#include "core/connector/ConnectorCatalog.h"

#include <QByteArray>
#include <QString>

namespace lectern::test {

struct MixedSize
{
    int students = 200; ///< rows of the snapshot; the upsert has twice as many
    int clicks = 2000;  ///< rows without a key
    int events = 200;   ///< JSON lines
};

/// Writes the folder: studentInfo.csv, studentAssessment.csv, studentVle.csv and events/events.jsonl. A later edition
/// (1, 2, …) changes, adds and leaves out some students, upserts other marks and overlaps half of the clicks and events
/// of the one before. Edition 0 has nothing to refuse. Fails the process if it cannot be written.
void writeMixedExport(const QString& folder, const MixedSize& size, int edition);

/// studentVle.csv as text: `rows` rows, `first` onwards, of the endless list that all editions are cut from.
[[nodiscard]] QByteArray clickRows(int first, int rows);

/// The schemas of what the folder holds and no others, for schools that are opened many times.
[[nodiscard]] std::vector<const EntitySchema*> mixedEntities(const ConnectorCatalog& catalog);

} // namespace lectern::test
