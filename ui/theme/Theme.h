/// Colours, spacing and type of one theme, read from resources/themes/<id>.json. Every colour and size in the window,
/// in pictures and on paper comes from here. A plain value; any thread may copy it, the GUI thread loads it.
#pragma once

#include <QColor>
#include <QFont>
#include <QList>
#include <QPalette>
#include <QString>

namespace lectern {

enum class ThemeKind
{
    Light,
    Dark,
    Print
};

/// What a piece of text is for; sizes come from the theme's file.
enum class TextRole
{
    Figure, ///< headline figures
    PageTitle,
    Title, ///< card titles
    Body,
    BodyStrong,
    Subtitle,      ///< one line under a card's title
    Caption,       ///< axes, notes; the smallest there is
    CaptionStrong, ///< values on marks
};

struct Theme
{
    ThemeKind kind = ThemeKind::Light;
    QString id; ///< "light", "dark", "print"

    QColor ground, card, ink, quiet, line;
    QColor accent;     ///< links, focus, first series
    QColor accentSoft; ///< ground of what is chosen
    QColor accentText; ///< accent as text on accentSoft or card
    QColor track;      ///< the empty part of a bar, a cell with nothing in it
    QColor shade;      ///< weekends and holidays
    QColor ghost;      ///< last year's line
    QColor hover;      ///< ground under the pointer
    QColor good, watch, concern;
    QColor neutralMark;    ///< a category that means "no data"
    QList<QColor> series;  ///< six; a category keeps its place on every page
    bool patterns = false; ///< marks also differ by hatching (paper)

    int radius = 8;
    int space1 = 4, space2 = 8, space3 = 12, space4 = 16, space5 = 24, space6 = 32;
    int contentWidth = 1600; ///< widest content of a page, px
    int figureSize = 28, pageTitleSize = 20, titleSize = 16, bodySize = 13, subtitleSize = 12, captionSize = 11;
    QString family; ///< Inter where it is installed, else the system's face

    /// Font in logical pixels (96 per inch); scale the painter for paper.
    [[nodiscard]] QFont font(TextRole role) const;
    /// Colour of series `index`; beyond the six, the colour of "other".
    [[nodiscard]] QColor seriesColour(int index) const;
    /// Ink or card, whichever reads on `ground`.
    [[nodiscard]] QColor textOn(const QColor& ground) const;
    /// Palette for plain widgets (menus, dialogs, tables).
    [[nodiscard]] QPalette palette() const;
    /// Style sheet for plain widgets; set on the application once per theme change.
    [[nodiscard]] QString styleSheet() const;
};

/// The theme of that kind; read once. Aborts only if the resource itself is missing.
[[nodiscard]] const Theme& theme(ThemeKind kind);

/// WCAG 2.1 contrast ratio of two opaque colours, 1 to 21.
[[nodiscard]] double contrast(const QColor& a, const QColor& b);
/// CIE L* of a colour (D65), 0 to 100.
[[nodiscard]] double lightness(const QColor& colour);

} // namespace lectern
