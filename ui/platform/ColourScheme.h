/// Whether the desktop is dark. Qt 6.4 does not tell, so each system is asked in its own way; where nothing answers,
/// the lightness of the palette decides. Thread: GUI.
#pragma once

#include "ui/theme/Theme.h"

namespace lectern {

/// Light or dark, as the desktop is now. Quick; never fails. Never called after our own palette is set.
[[nodiscard]] ThemeKind systemTheme();

} // namespace lectern
