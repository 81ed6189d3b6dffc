/// The sources of a school as lines: name, connector, last import, files, rows that wait to be corrected. A few lines high,
/// however many there are: the others are scrolled to. GUI thread.
#pragma once

#include "ui/data/LoadHistory.h"
#include "ui/theme/Theme.h"

#include <QList>

class QWidget;

namespace lectern {

/// `refused` of a line: the rows that still wait. The caller owns the widget.
[[nodiscard]] QWidget* sourceList(const QList<FeedLine>& feeds, const Theme& theme);

} // namespace lectern
