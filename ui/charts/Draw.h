/// Small painting tools that all charts share: text that never leaves its box, bars, hatching, ticks, focus ring.
#pragma once

#include "ui/theme/Theme.h"

#include <QPainter>
#include <QPainterPath>
#include <QRectF>

namespace lectern::draw {

/// Width of `text` and height of one line, in logical pixels.
[[nodiscard]] double textWidth(const QFont& font, const QString& text);
[[nodiscard]] double lineHeight(const QFont& font);
/// `text` cut with "…" to `width`.
[[nodiscard]] QString elided(const QFont& font, const QString& text, double width);

/// One line, elided to the rectangle.
void text(QPainter& painter, const QRectF& area, int alignment, const QString& text, const QFont& font,
          const QColor& colour);
/// Wrapped to at most `lines` lines, the last one elided. Returns the height used.
double wrapped(QPainter& painter, const QRectF& area, int alignment, const QString& text, const QFont& font,
               const QColor& colour, int lines);
/// The lines `wrapped` would draw.
[[nodiscard]] QStringList wrapLines(const QFont& font, const QString& text, double width, int lines);
/// A figure with digits of one width, so that figures below each other line up. Returns its width.
double figure(QPainter& painter, QPointF baseline, const QString& text, const QFont& font, const QColor& colour);
[[nodiscard]] double figureWidth(const QFont& font, const QString& text);

enum class Round
{
    All,
    Top,
    Right
};
[[nodiscard]] QPainterPath barPath(const QRectF& bar, double radius, Round round);
/// Fills a mark in series colour `series`; on paper with the hatching of that series.
void fill(QPainter& painter, const QPainterPath& path, const QColor& colour, const Theme& theme, int series);
/// Ring around the mark that has the keyboard focus.
void focusRing(QPainter& painter, const QPainterPath& path, const Theme& theme);

enum class Sign
{
    Up,
    Down,
    Dot,
    Diamond
};
/// A small shape that goes with a status word, `size` px, centred.
void sign(QPainter& painter, QPointF centre, double size, Sign sign, const QColor& colour);

[[nodiscard]] QColor mix(const QColor& from, const QColor& to, double share);
/// Round steps from 0 to at least `highest`, about `count` of them; whole numbers only where `whole`.
[[nodiscard]] QList<double> ticks(double highest, int count, bool whole);

} // namespace lectern::draw
