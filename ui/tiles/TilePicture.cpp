/// Writes tiles as pictures.
#include "ui/tiles/TilePicture.h"

#include "ui/charts/ChartFactory.h"

#include <QImage>
#include <QSaveFile>
#include <QSvgGenerator>

namespace lectern {

namespace {

void paintWhole(QPainter& painter, const TileData& data, QSizeF size, const Theme& theme)
{
    const TileWords told = tileWords(data);
    const auto chart = told.state == TileState::Ready ? makeChart(data) : nullptr;
    paintTile(painter, QRectF(QPointF(), size), data, chart.get(), told, theme);
}

template <class Write> Result<void> writeFile(const QString& path, Write write)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !write(file) || !file.commit())
        return failure(QStringLiteral("file.unwritable"), Where{path, 0, {}}, {path}, file.errorString());
    return {};
}

} // namespace

Result<void> writeTilePng(const TileData& data, QSizeF size, const Theme& theme, const QString& file)
{
    constexpr double scale = 2;
    QImage image((size * scale).toSize(), QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(scale);
    image.fill(theme.ground);
    QPainter painter(&image);
    paintWhole(painter, data, size, theme);
    painter.end();
    return writeFile(file, [&](QSaveFile& device) { return image.save(&device, "PNG"); });
}

Result<void> writeTileSvg(const TileData& data, QSizeF size, const Theme& theme, const QString& file)
{
    return writeFile(file, [&](QSaveFile& device) {
        QSvgGenerator generator;
        generator.setOutputDevice(&device);
        generator.setSize(size.toSize());
        generator.setViewBox(QRectF(QPointF(), size));
        generator.setTitle(data.spec.title);
        generator.setResolution(96);
        QPainter painter;
        if (!painter.begin(&generator))
            return false;
        painter.fillRect(QRectF(QPointF(), size), theme.ground);
        paintWhole(painter, data, size, theme);
        return painter.end();
    });
}

} // namespace lectern
