/// All models in the order in which they can be built. Plain values; any thread.
#pragma once

#include "core/transform/ModelFile.h"

namespace lectern {

/// Models sorted so that each stands behind those it reads; ties by name. Errors "model.broken": two of one name, a
/// dependency nobody makes, a circle.
[[nodiscard]] Result<std::vector<Model>> sortedModels(std::vector<Model> models);

/// The models that travel inside the program, sorted. Errors "model.broken", "resource.missing".
[[nodiscard]] Result<std::vector<Model>> allModels();

/// `models` narrowed to one and what it depends on, order kept. Error "model.unknown".
[[nodiscard]] Result<std::vector<Model>> modelsFor(const std::vector<Model>& models, const QString& name);

/// true for what a model may read that is no model: raw views, settings, accepted matches, the load log.
[[nodiscard]] bool isGivenInput(const QString& name);

} // namespace lectern
