/// Asks Windows' and GNOME's own settings files where they can be read without linking anything; else the palette.
#include "ui/platform/ColourScheme.h"

#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QPalette>
#include <QSettings>
#include <QStandardPaths>
#include <optional>

namespace lectern {

namespace {

std::optional<ThemeKind> fromSystemSettings()
{
#if defined(Q_OS_WIN)
    const QSettings settings(
        QStringLiteral("HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Themes\\Personalize"),
        QSettings::NativeFormat);
    const QVariant light = settings.value(QStringLiteral("AppsUseLightTheme"));
    if (light.isValid())
        return light.toInt() == 0 ? ThemeKind::Dark : ThemeKind::Light;
#elif defined(Q_OS_MACOS)
    const QSettings settings(QStringLiteral("Apple Global Domain"), QSettings::NativeFormat);
    return settings.value(QStringLiteral("AppleInterfaceStyle")).toString() == QLatin1String("Dark") ? ThemeKind::Dark
                                                                                                     : ThemeKind::Light;
#else
    const QString configuration = QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation);
    for (const char* name : {"/gtk-4.0/settings.ini", "/gtk-3.0/settings.ini"}) {
        const QString path = configuration + QLatin1String(name);
        if (!QFile::exists(path))
            continue;
        const QSettings settings(path, QSettings::IniFormat);
        const QVariant dark = settings.value(QStringLiteral("Settings/gtk-application-prefer-dark-theme"));
        const QString themeName = settings.value(QStringLiteral("Settings/gtk-theme-name")).toString();
        if (dark.toString() == QLatin1String("1") || dark.toString() == QLatin1String("true") ||
            themeName.endsWith(QLatin1String("dark"), Qt::CaseInsensitive))
            return ThemeKind::Dark;
    }
    const QString kde = configuration + QStringLiteral("/kdeglobals");
    if (QFile::exists(kde)) {
        const QSettings settings(kde, QSettings::IniFormat);
        if (settings.value(QStringLiteral("General/ColorScheme"))
                .toString()
                .contains(QLatin1String("dark"), Qt::CaseInsensitive))
            return ThemeKind::Dark;
    }
#endif
    return {};
}

} // namespace

ThemeKind systemTheme()
{
    if (const auto told = fromSystemSettings())
        return *told;
    const QPalette palette = QGuiApplication::palette();
    return lightness(palette.color(QPalette::Window)) < 50 ? ThemeKind::Dark : ThemeKind::Light;
}

} // namespace lectern
