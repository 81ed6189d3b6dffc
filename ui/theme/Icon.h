/// Line icons of resources/icons in a colour of the theme.
#pragma once

#include <QColor>
#include <QIcon>
#include <QPixmap>

namespace lectern {

/// `size` logical pixels, sharp at device pixel ratio `scale`. An unknown name gives the icon "page".
[[nodiscard]] QPixmap iconPixmap(const QString& name, const QColor& colour, int size, double scale);
[[nodiscard]] QIcon icon(const QString& name, const QColor& colour, int size = 16);

} // namespace lectern
