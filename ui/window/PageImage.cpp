/// Draws the window's inside into an image.
#include "ui/window/PageImage.h"

#include "ui/window/WindowFrame.h"

#include <QApplication>
#include <QStyle>
#include <QStyleFactory>

namespace lectern {

void applyTheme(const Theme& theme)
{
    // Fusion everywhere: the native styles ignore half of the palette, and the pages must look the same.
    if (!QApplication::style() || QApplication::style()->name() != QLatin1String("fusion"))
        QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication::setFont(theme.font(TextRole::Body));
    QApplication::setPalette(theme.palette());
    qApp->setStyleSheet(theme.styleSheet());
}

QImage pageImage(const PageData& page, const std::vector<PageSpec>& pages, const QString& school, QSize size,
                 ThemeKind kind, int alerts)
{
    const Theme& look = theme(kind);
    applyTheme(look);
    WindowFrame frame;
    frame.setLook(look);
    frame.setPages(pages);
    frame.setDataPage(new QWidget);
    frame.sidebar()->setSchool(school);
    frame.bar()->setAlerts(alerts);
    frame.resize(size);
    frame.setAttribute(Qt::WA_DontShowOnScreen);
    frame.show();
    frame.showPage(page);
    QApplication::processEvents(QEventLoop::ExcludeUserInputEvents);
    QImage image(size, QImage::Format_RGB32);
    image.fill(look.ground);
    frame.render(&image);
    return image;
}

} // namespace lectern
