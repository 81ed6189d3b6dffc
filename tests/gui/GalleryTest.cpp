/// Draws the four pages and the states in which there is little to draw, in both themes and two sizes, into the build
/// folder for people to look at; and checks what can be checked without eyes.
#include "tests/support/GalleryPages.h"
#include "ui/charts/ChartFactory.h"
#include "ui/tiles/TilePainter.h"
#include "ui/window/PageImage.h"
#include "ui/window/WindowFrame.h"

#include <QDir>
#include <QElapsedTimer>
#include <QtTest>

using namespace lectern;

namespace {

QString galleryFolder()
{
    const QString path = QStringLiteral(LECTERN_BINARY_DIR "/gallery");
    QDir().mkpath(path);
    return path;
}

/// Share of pixels that are not the ground of the theme.
double inked(const QImage& image, const Theme& look)
{
    qint64 count = 0;
    for (int y = 0; y < image.height(); y += 2)
        for (int x = 0; x < image.width(); x += 2)
            count += image.pixelColor(x, y) != look.ground ? 1 : 0;
    return double(count) / (double(image.width()) * image.height() / 4);
}

} // namespace

class GalleryTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPageIsDrawn_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QSize>("size");
        QTest::newRow("light, laptop") << int(ThemeKind::Light) << QSize(1366, 768);
        QTest::newRow("dark, laptop") << int(ThemeKind::Dark) << QSize(1366, 768);
        QTest::newRow("light, large") << int(ThemeKind::Light) << QSize(1920, 1080);
        QTest::newRow("dark, large") << int(ThemeKind::Dark) << QSize(1920, 1080);
        QTest::newRow("light, narrow") << int(ThemeKind::Light) << QSize(900, 700);
    }
    void everyPageIsDrawn()
    {
        QFETCH(int, kind);
        QFETCH(QSize, size);
        const Theme& look = theme(ThemeKind(kind));
        QList<PageData> pages = test::galleryPages();
        PageData broken = test::brokenPage();
        broken.spec.title = QStringLiteral("Broken");
        pages.append(broken);
        for (const PageData& page : pages) {
            const QImage image =
                pageImage(page, test::gallerySpecs(), QStringLiteral("Northside School"), size, look.kind);
            QCOMPARE(image.size(), size);
            QVERIFY2(inked(image, look) > 0.5, qPrintable(page.spec.title));
            QVERIFY(image.save(QStringLiteral("%1/%2-%3-%4.png")
                                   .arg(galleryFolder(), page.spec.title.toLower(), look.id)
                                   .arg(size.width())));
        }
    }

    void everyChartKindPaintsInEveryThemeAndStaysInside()
    {
        QStringList seen;
        for (const PageData& page : test::galleryPages())
            for (const auto& row : page.rows)
                for (const TileData& tile : row)
                    for (const ThemeKind kind : {ThemeKind::Light, ThemeKind::Dark, ThemeKind::Print}) {
                        const auto chart = makeChart(tile);
                        seen.append(tile.spec.chart);
                        const Theme& look = theme(kind);
                        QImage image(480, 300, QImage::Format_RGB32);
                        image.fill(look.card);
                        QPainter painter(&image);
                        chart->paint(painter, QRectF(40, 40, 400, 220), look);
                        painter.end();
                        for (int x = 0; x < image.width(); ++x)
                            for (const int y : {20, 280})
                                QVERIFY2(image.pixelColor(x, y) == look.card, qPrintable(tile.spec.id));
                        QVERIFY2(!chart->marks().isEmpty(), qPrintable(tile.spec.id));
                        QVERIFY(!chart->accessibleText().isEmpty());
                        for (const Mark& mark : chart->marks())
                            QVERIFY2(mark.row < tile.table.rows.size() && !mark.tooltip.isEmpty(),
                                     qPrintable(tile.spec.id));
                    }
        for (const QString& kind : chartKinds())
            QVERIFY2(seen.contains(kind), qPrintable(kind));
    }

    void everyMarkIsFoundWhereItIsDrawn()
    {
        for (const PageData& page : test::galleryPages())
            for (const auto& row : page.rows)
                for (const TileData& tile : row) {
                    const auto chart = makeChart(tile);
                    chart->layout(QRectF(0, 0, 900, 400), theme(ThemeKind::Light));
                    for (int i = 0; i < chart->marks().size(); ++i) {
                        const QPainterPath& shape = chart->marks().at(i).shape;
                        if (shape.boundingRect().height() < 4)
                            continue;
                        QCOMPARE(chart->markAt(shape.pointAtPercent(0.0) * 0.02 +
                                               shape.boundingRect().center() * 0.98) >= 0 ||
                                     tile.spec.chart == QLatin1String("donut"),
                                 true);
                    }
                }
    }

    void theWelcomeTeaches()
    {
        for (const ThemeKind kind : {ThemeKind::Light, ThemeKind::Dark}) {
            applyTheme(theme(kind));
            WindowFrame frame;
            frame.setLook(theme(kind));
            frame.setPages(test::gallerySpecs());
            frame.setDataPage(new QWidget);
            frame.showWelcome();
            frame.resize(1366, 768);
            frame.show();
            QImage image(frame.size(), QImage::Format_RGB32);
            frame.render(&image);
            QVERIFY(image.save(QStringLiteral("%1/welcome-%2.png").arg(galleryFolder(), theme(kind).id)));
        }
    }

    void chartsForPaper()
    {
        QImage image(1200, 1500, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        int at = 0;
        for (const PageData& page : test::galleryPages())
            for (const auto& row : page.rows)
                for (const TileData& tile : row) {
                    if (tile.spec.chart == QLatin1String("headline") || tile.spec.chart == QLatin1String("matrix"))
                        continue;
                    const auto chart = makeChart(tile);
                    paintTile(painter, QRectF(20 + 390 * (at % 3), 20 + 290 * (at / 3), 380, 280), tile, chart.get(),
                              {}, theme(ThemeKind::Print));
                    ++at;
                }
        painter.end();
        QVERIFY(image.save(galleryFolder() + QStringLiteral("/paper.png")));
        QVERIFY(
            image.convertToFormat(QImage::Format_Grayscale8).save(galleryFolder() + QStringLiteral("/paper-grey.png")));
    }

    void aPageIsShownAndPaintedWithinASecond()
    {
        const PageData page = test::galleryPages().first();
        WindowFrame frame;
        frame.setLook(theme(ThemeKind::Light));
        frame.setPages(test::gallerySpecs());
        frame.resize(1366, 768);
        frame.show();
        QElapsedTimer clock;
        clock.start();
        frame.showPage(page);
        QImage image(frame.size(), QImage::Format_RGB32);
        frame.render(&image);
        qInfo("page shown and painted in %lld ms", clock.elapsed());
        QVERIFY(clock.elapsed() < 1000);
    }
};

QTEST_MAIN(GalleryTest)
#include "GalleryTest.moc"
