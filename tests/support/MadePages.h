/// Pages with numbers made by hand, for what draws them: paper, dialogs, pictures.
#pragma once

#include "core/page/Page.h"

namespace lectern {

/// Five figures, a line, a donut, columns and a list, as the Overview has them.
[[nodiscard]] PageData madeOverview();
/// A matrix of `students` × `contents`, bars, bands.
[[nodiscard]] PageData madeEngagement(int students, int contents);
/// A funnel of `steps` contents in course order.
[[nodiscard]] PageData madeFunnel(int steps);
/// One tile without data, one withheld, one per student.
[[nodiscard]] PageData madeAbsences();

} // namespace lectern
