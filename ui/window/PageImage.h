/// A page as a picture, without a display: the window's inside drawn offscreen. GUI thread (a QApplication must exist,
/// the platform may be "offscreen").
#pragma once

#include "core/page/Page.h"
#include "ui/theme/Theme.h"

#include <QImage>

namespace lectern {

/// `size` logical pixels; `pages` fill the sidebar; `alerts` stand beside the date.
[[nodiscard]] QImage pageImage(const PageData& page, const std::vector<PageSpec>& pages, const QString& school,
                               QSize size, ThemeKind kind, int alerts = 0);

/// Sets palette, font and style sheet of the application to the theme.
void applyTheme(const Theme& theme);

} // namespace lectern
