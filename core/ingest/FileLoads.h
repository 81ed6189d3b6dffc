/// Loads of one file: each of its tables is one, as each entity found in it, and is in whole or nothing of it is. Tables of one
/// entity, feed and mode are one list together, see Listing. Writer thread.
#pragma once

#include "core/ingest/ImportJob.h"
#include "core/ingest/Loader.h"
#include "core/ingest/Recognition.h"
#include "core/ingest/Shape.h"

#include <span>

namespace lectern {

/// What is loaded by loadOne().
struct LoadOrder
{
    Load load;                  ///< as it stands before anything is read
    const EntitySchema& schema;
    Loader::Open open;
    Shape shape;                ///< filled when the source is opened
    Digest* digest = nullptr;   ///< there if the load has none yet
    Listing* listing = nullptr; ///< of the tables before this one, where there are several; continued by a load that succeeds
    bool closes = true;         ///< it is the last of them
};

/// Loads one source as one entity. After an error nothing of it is staged. Errors of Loader::run(), of the digest.
[[nodiscard]] Result<Load> loadOne(ImportJob& job, const LoadOrder& order);

/// Loads the tables of one file by the layouts that fit them, else as connectors recognised them; what cannot be loaded is
/// said in the report. Errors that end the import: "cancelled", "database.…", "disk.…", "memory.exhausted".
[[nodiscard]] Result<void> loadFile(ImportJob& job, std::span<const Recognised> tables, qint64 package);

} // namespace lectern
