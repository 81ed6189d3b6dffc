/// What the runner remembers between builds: of which inputs each model was made, and what came out.
#pragma once

#include "core/store/Database.h"
#include "core/transform/ModelFile.h"

#include <QMap>

namespace lectern {

/// State of one model after its last build.
struct ModelState
{
    QString inputs;  ///< hash of file and inputs
    QString content; ///< hash of the rows, or a number that never repeats
    qint64 version = 0;
    qint64 rows = 0;
};

/// All remembered models, by name. `fingerprint` in the table is "inputs content".
[[nodiscard]] Result<QMap<QString, ModelState>> modelStates(const Database& database);
/// Remembers one model and its inputs.
[[nodiscard]] Result<void> rememberModel(const Database& writer, const Model& model, const ModelState& state,
                                         double seconds);
[[nodiscard]] Result<void> forgetModel(const Database& writer, const QString& model);

/// What a given input (raw view, settings, matches, loads) looks like now, as a short text that changes when it does.
[[nodiscard]] Result<QString> givenState(const Database& database, const QString& input);

/// Hash over all rows of a built model in key order; above `limit` rows a text that never repeats.
[[nodiscard]] Result<QString> contentHash(const Database& database, const Model& model, qint64 rows, qint64 version);

} // namespace lectern
