/// Footnotes: what the numbers of a section mean, one per metric, in two columns at the foot of the page.
#pragma once

#include "core/page/Page.h"
#include "ui/theme/Theme.h"

#include <QPainter>
#include <QRectF>

namespace lectern {

class PaperNotes
{
public:
    PaperNotes(const Theme& theme, double width);

    /// Number of the metric's footnote from 1 on; the same metric has one number throughout the report. 0 = none.
    int numberFor(const TileData& tile);
    [[nodiscard]] QString text(int number) const { return m_texts.value(number - 1); }
    [[nodiscard]] int size() const { return int(m_texts.size()); }

    /// Height of these notes with the line above them.
    [[nodiscard]] double height(const QList<int>& notes) const;
    /// Paints them with their lower edge at the lower edge of `area`.
    void paint(QPainter& painter, const QRectF& area, const QList<int>& notes) const;

private:
    [[nodiscard]] double heightOf(int number) const;
    [[nodiscard]] int leftColumn(const QList<int>& notes) const; ///< how many stand in the left column

    Theme m_theme;
    double m_column;
    QStringList m_metrics;
    QStringList m_texts;
};

/// "¹²": a number in superscript digits.
[[nodiscard]] QString superscript(int number);

} // namespace lectern
