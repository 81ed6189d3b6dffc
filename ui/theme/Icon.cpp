/// Draws the SVG icons in any colour.
#include "ui/theme/Icon.h"

#include "core/base/Resources.h"

#include <QPainter>
#include <QSvgRenderer>

namespace lectern {

QPixmap iconPixmap(const QString& name, const QColor& colour, int size, double scale)
{
    auto bytes = resource(QStringLiteral("icons/%1.svg").arg(name));
    if (!bytes)
        bytes = resource(QStringLiteral("icons/page.svg"));
    QPixmap pixmap(QSize(size, size) * scale);
    pixmap.fill(Qt::transparent);
    pixmap.setDevicePixelRatio(scale);
    if (!bytes)
        return pixmap;
    QSvgRenderer renderer(bytes->replace("#000000", colour.name().toLatin1()));
    QPainter painter(&pixmap);
    renderer.render(&painter, QRectF(0, 0, size, size));
    return pixmap;
}

QIcon icon(const QString& name, const QColor& colour, int size)
{
    QIcon result;
    for (const double scale : {1.0, 2.0})
        result.addPixmap(iconPixmap(name, colour, size, scale));
    return result;
}

} // namespace lectern
