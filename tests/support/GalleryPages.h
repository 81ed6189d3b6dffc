/// Pages with numbers made up by hand, for looking at charts and for testing ui without a school.
#pragma once

#include "core/page/Page.h"

namespace lectern::test {

/// Overview, Engagement, Content, Segments; the same shapes as resources/pages.
[[nodiscard]] QList<PageData> galleryPages();
/// The same with tiles that have no data, failed, or ignore a filter.
[[nodiscard]] PageData brokenPage();
[[nodiscard]] std::vector<PageSpec> gallerySpecs();

} // namespace lectern::test
