/// The promises of the palettes: contrast, lightness between neighbours, apart for people who see fewer colours.
#include "ui/theme/PlainTip.h"
#include "ui/theme/Theme.h"

#include <QTextDocument>
#include <QtTest>
#include <array>
#include <cmath>

using namespace lectern;

namespace {

using Triple = std::array<double, 3>;

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

Triple linearOf(const QColor& colour)
{
    return {linear(colour.redF()), linear(colour.greenF()), linear(colour.blueF())};
}

/// CIE L*a*b* (D65) of linear sRGB.
Triple lab(const Triple& c)
{
    const double x = (0.4124564 * c[0] + 0.3575761 * c[1] + 0.1804375 * c[2]) / 0.95047;
    const double y = 0.2126729 * c[0] + 0.7151522 * c[1] + 0.0721750 * c[2];
    const double z = (0.0193339 * c[0] + 0.1191920 * c[1] + 0.9503041 * c[2]) / 1.08883;
    const auto f = [](double t) { return t > 216.0 / 24389 ? std::cbrt(t) : (24389.0 / 27 * t + 16) / 116; };
    return {116 * f(y) - 16, 500 * (f(x) - f(y)), 200 * (f(y) - f(z))};
}

double apart(const Triple& a, const Triple& b)
{
    return std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

/// Machado, Oliveira and Fernandes 2009, severity 1, on linear sRGB.
constexpr std::array<Triple, 3> deuteranopia{
    Triple{0.367322, 0.860646, -0.227968}, Triple{0.280085, 0.672501, 0.047413}, Triple{-0.011820, 0.042940, 0.968881}};
constexpr std::array<Triple, 3> protanopia{Triple{0.152286, 1.052583, -0.204868}, Triple{0.114503, 0.786281, 0.099216},
                                           Triple{-0.003882, -0.048116, 1.051998}};

Triple seen(const std::array<Triple, 3>& eye, const Triple& c)
{
    Triple result{};
    for (size_t i = 0; i < 3; ++i)
        result[i] = std::clamp(eye[i][0] * c[0] + eye[i][1] * c[1] + eye[i][2] * c[2], 0.0, 1.0);
    return result;
}

} // namespace

class ThemeTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void seriesStandOutFromTheCard()
    {
        for (const ThemeKind kind : {ThemeKind::Light, ThemeKind::Dark, ThemeKind::Print}) {
            QCOMPARE(theme(kind).series.size(), 6);
            for (const QColor& colour : theme(kind).series)
                QVERIFY2(contrast(colour, theme(kind).card) >= 3.0, qPrintable(theme(kind).id + colour.name()));
        }
    }

    void neighboursDifferInGrey()
    {
        for (const ThemeKind kind : {ThemeKind::Light, ThemeKind::Dark, ThemeKind::Print}) {
            const auto& series = theme(kind).series;
            for (qsizetype i = 0; i + 1 < series.size(); ++i)
                QVERIFY2(std::abs(lightness(series.at(i)) - lightness(series.at(i + 1))) >= 12.0,
                         qPrintable(theme(kind).id + series.at(i).name()));
        }
    }

    void seriesStayApartForEveryEye()
    {
        for (const ThemeKind kind : {ThemeKind::Light, ThemeKind::Dark, ThemeKind::Print}) {
            const auto& series = theme(kind).series;
            for (qsizetype i = 0; i < series.size(); ++i)
                for (qsizetype j = i + 1; j < series.size(); ++j) {
                    const Triple a = linearOf(series.at(i));
                    const Triple b = linearOf(series.at(j));
                    const QString pair =
                        QStringLiteral("%1: %2 and %3").arg(theme(kind).id, series.at(i).name(), series.at(j).name());
                    QVERIFY2(apart(lab(a), lab(b)) >= 15, qPrintable(pair));
                    QVERIFY2(apart(lab(seen(deuteranopia, a)), lab(seen(deuteranopia, b))) >= 15,
                             qPrintable(pair + QStringLiteral(", deuteranopia")));
                    QVERIFY2(apart(lab(seen(protanopia, a)), lab(seen(protanopia, b))) >= 15,
                             qPrintable(pair + QStringLiteral(", protanopia")));
                }
        }
    }

    void textCanBeRead()
    {
        for (const ThemeKind kind : {ThemeKind::Light, ThemeKind::Dark, ThemeKind::Print}) {
            const Theme& t = theme(kind);
            const auto reads = [&](const QColor& text, const QColor& ground, const char* what) {
                QVERIFY2(
                    contrast(text, ground) >= 4.5,
                    qPrintable(QStringLiteral("%1: %2 %3").arg(t.id, QLatin1String(what)).arg(contrast(text, ground))));
            };
            for (const QColor& ground : {t.card, t.ground, t.hover, t.shade, t.accentSoft})
                reads(t.ink, ground, "ink");
            for (const QColor& ground : {t.card, t.ground, t.hover, t.shade})
                reads(t.quiet, ground, "quiet");
            for (const QColor& ground : {t.card, t.ground, t.accentSoft})
                reads(t.accentText, ground, "accent");
            for (const QColor& status : {t.good, t.watch, t.concern})
                reads(status, t.card, "status");
            reads(t.textOn(t.accent), t.accent, "text on accent");
        }
    }

    void theTokensAreThoseOfTheLook()
    {
        const Theme& light = theme(ThemeKind::Light);
        QCOMPARE(light.ground.name().toUpper(), QStringLiteral("#F6F7F9"));
        QCOMPARE(light.accent.name().toUpper(), QStringLiteral("#2F6FDE"));
        const Theme& dark = theme(ThemeKind::Dark);
        QCOMPARE(dark.card.name().toUpper(), QStringLiteral("#1D2127"));
        QCOMPARE(dark.concern.name().toUpper(), QStringLiteral("#FF7B72"));
        for (const ThemeKind kind : {ThemeKind::Light, ThemeKind::Dark, ThemeKind::Print}) {
            const Theme& t = theme(kind);
            for (const int size :
                 {t.figureSize, t.pageTitleSize, t.titleSize, t.bodySize, t.subtitleSize, t.captionSize})
                QVERIFY(size >= 11);
        }
    }

    void aTooltipShowsExactlyTheCharactersOfACell()
    {
        for (const QString& cell : {QStringLiteral("7B"), QStringLiteral("<b>Read</b> & write"), QString(90, 'x') + "\n  <5"}) {
            QTextDocument shown; // as Qt does it: HTML where the tip looks like HTML
            const QString tip = plainTip(cell);
            Qt::mightBeRichText(tip) ? shown.setHtml(tip) : shown.setPlainText(tip);
            QCOMPARE(shown.toPlainText(), cell);
        }
    }
};

QTEST_MAIN(ThemeTest)
#include "ThemeTest.moc"
