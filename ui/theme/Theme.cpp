/// Reads the themes and builds fonts, palette and style sheet from them.
#include "ui/theme/Theme.h"

#include "core/base/Resources.h"

#include <QFontDatabase>
#include <QGuiApplication>
#include <QJsonArray>
#include <algorithm>
#include <array>
#include <cmath>

namespace lectern {

namespace {

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& colour)
{
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

QString systemFamily()
{
    static const QString family = [] {
        const QStringList known = QFontDatabase::families();
        return known.contains(QStringLiteral("Inter")) ? QStringLiteral("Inter")
                                                       : QFontDatabase::systemFont(QFontDatabase::GeneralFont).family();
    }();
    return family;
}

QString idOf(ThemeKind kind)
{
    switch (kind) {
    case ThemeKind::Light:
        return QStringLiteral("light");
    case ThemeKind::Dark:
        return QStringLiteral("dark");
    case ThemeKind::Print:
        return QStringLiteral("print");
    }
    return {};
}

Theme readTheme(ThemeKind kind)
{
    const auto json = resourceJson(QStringLiteral("themes/%1.json").arg(idOf(kind)));
    if (!json)
        qFatal("The theme %s is missing from the program.", qPrintable(idOf(kind)));
    const QJsonObject colours = json->value(QLatin1String("colours")).toObject();
    const QJsonObject type = json->value(QLatin1String("type")).toObject();
    const QJsonArray spacing = json->value(QLatin1String("spacing")).toArray();
    const auto colour = [&](const char* name) { return QColor(colours.value(QLatin1String(name)).toString()); };
    const auto size = [&](const char* name) { return type.value(QLatin1String(name)).toInt(13); };

    Theme t;
    t.kind = kind;
    t.id = idOf(kind);
    t.ground = colour("ground");
    t.card = colour("card");
    t.ink = colour("ink");
    t.quiet = colour("quiet");
    t.line = colour("line");
    t.accent = colour("accent");
    t.accentSoft = colour("accentSoft");
    t.accentText = colour("accentText");
    t.track = colour("track");
    t.shade = colour("shade");
    t.ghost = colour("ghost");
    t.hover = colour("hover");
    t.good = colour("good");
    t.watch = colour("watch");
    t.concern = colour("concern");
    t.neutralMark = colour("neutralMark");
    for (const QJsonValue& value : json->value(QLatin1String("series")).toArray())
        t.series.append(QColor(value.toString()));
    t.patterns = json->value(QLatin1String("patterns")).toBool();
    t.radius = json->value(QLatin1String("radius")).toInt(8);
    t.contentWidth = json->value(QLatin1String("contentWidth")).toInt(1600);
    const std::array<int*, 6> steps{&t.space1, &t.space2, &t.space3, &t.space4, &t.space5, &t.space6};
    for (size_t i = 0; i < steps.size(); ++i)
        *steps[i] = spacing.at(qsizetype(i)).toInt(*steps[i]);
    t.figureSize = size("figure");
    t.pageTitleSize = size("pageTitle");
    t.titleSize = size("title");
    t.bodySize = size("body");
    t.subtitleSize = size("subtitle");
    t.captionSize = size("caption");
    t.family = systemFamily();
    return t;
}

} // namespace

double contrast(const QColor& a, const QColor& b)
{
    const double first = luminance(a);
    const double second = luminance(b);
    const auto [darker, lighter] = std::minmax(first, second);
    return (lighter + 0.05) / (darker + 0.05);
}

double lightness(const QColor& colour)
{
    const double y = luminance(colour);
    return y > 216.0 / 24389.0 ? 116.0 * std::cbrt(y) - 16.0 : y * 24389.0 / 27.0;
}

const Theme& theme(ThemeKind kind)
{
    static const std::array<Theme, 3> themes{readTheme(ThemeKind::Light), readTheme(ThemeKind::Dark),
                                             readTheme(ThemeKind::Print)};
    return themes[size_t(kind)];
}

QFont Theme::font(TextRole role) const
{
    QFont font(family);
    font.setHintingPreference(QFont::PreferNoHinting);
    font.setStyleStrategy(QFont::PreferAntialias);
    const auto set = [&](int size, QFont::Weight weight) {
        font.setPixelSize(size);
        font.setWeight(weight);
    };
    switch (role) {
    case TextRole::Figure:
        set(figureSize, QFont::DemiBold);
        break;
    case TextRole::PageTitle:
        set(pageTitleSize, QFont::DemiBold);
        break;
    case TextRole::Title:
        set(titleSize, QFont::DemiBold);
        break;
    case TextRole::Body:
        set(bodySize, QFont::Normal);
        break;
    case TextRole::BodyStrong:
        set(bodySize, QFont::DemiBold);
        break;
    case TextRole::Subtitle:
        set(subtitleSize, QFont::Normal);
        break;
    case TextRole::Caption:
        set(captionSize, QFont::Normal);
        break;
    case TextRole::CaptionStrong:
        set(captionSize, QFont::DemiBold);
        break;
    }
    return font;
}

QColor Theme::seriesColour(int index) const
{
    return index >= 0 && index < series.size() ? series.at(index) : quiet;
}

QColor Theme::textOn(const QColor& colour) const
{
    const QColor dark = kind == ThemeKind::Dark ? ground : ink;
    const QColor bright = kind == ThemeKind::Dark ? ink : card;
    return contrast(bright, colour) >= contrast(dark, colour) ? bright : dark;
}

QPalette Theme::palette() const
{
    QPalette p;
    p.setColor(QPalette::Window, ground);
    p.setColor(QPalette::Base, card);
    p.setColor(QPalette::AlternateBase, ground);
    p.setColor(QPalette::Button, card);
    p.setColor(QPalette::ToolTipBase, ink);
    p.setColor(QPalette::ToolTipText, card);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(role, ink);
    p.setColor(QPalette::PlaceholderText, quiet);
    p.setColor(QPalette::Highlight, accent);
    p.setColor(QPalette::HighlightedText, textOn(accent));
    p.setColor(QPalette::Link, accentText);
    p.setColor(QPalette::Mid, line);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, quiet);
    return p;
}

} // namespace lectern
