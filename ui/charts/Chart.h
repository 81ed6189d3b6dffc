/// A chart is a pure function of (TileData, Theme, rectangle): the same code paints the screen, pictures and paper.
/// It also knows its marks: where they are, which row they show, what they say. All lengths are logical pixels
/// (96 per inch): on paper, scale the painter. Painted with QPainter and not with Qt Charts, because shaded holidays,
/// gaps, losses between columns, print patterns, hit-testing and keyboard reach would each need a layer beside the
/// QChart scene, and a scene per tile costs more to build than a whole page costs to paint.
/// Thread: any for painting into a QImage or QPdfWriter, one thread per Chart object.
#pragma once

#include "core/page/Page.h"
#include "ui/theme/Theme.h"

#include <QPainter>
#include <QPainterPath>
#include <QRectF>
#include <QSet>

namespace lectern {

/// One thing that can be pointed at, reached by keyboard and read out.
struct Mark
{
    QPainterPath shape; ///< where it is, in the coordinates of the last layout (before scrolling)
    int row = -1;       ///< index into TileData::table.rows; -1 = no row behind it
    QString tooltip;    ///< exact value, n and date; the accessible text too
};

/// What the widget adds to the numbers: pointer, focus, selection, scrolling, sorting.
struct ChartState
{
    int hovered = -1;    ///< mark under the pointer
    int focused = -1;    ///< mark with the keyboard focus
    QSet<int> selected;  ///< rows the page is filtered by; others are toned down
    QPointF scroll;      ///< matrix and lists: offset of the content
    int sortColumn = -1; ///< matrix: -1 = names, n = content n, contents() = done
    bool sortDescending = false;
    int firstRow = 0; ///< matrix and lists on paper: first row of this page
};

class Chart
{
public:
    explicit Chart(TileData data) : m_data(std::move(data)) {}
    virtual ~Chart() = default;
    Chart(const Chart&) = delete;
    Chart& operator=(const Chart&) = delete;

    /// Works out where everything goes; marks() are valid afterwards.
    void layout(const QRectF& area, const Theme& theme, const ChartState& state = {});
    /// Lays out and paints into `area`. Never paints outside of it.
    void paint(QPainter& painter, const QRectF& area, const Theme& theme, const ChartState& state = {});

    [[nodiscard]] const TileData& data() const { return m_data; }
    [[nodiscard]] const QList<Mark>& marks() const { return m_marks; }
    /// Index of the mark at `position`, -1 if there is none.
    [[nodiscard]] virtual int markAt(QPointF position) const;
    /// "Daily active learners, line chart, 92 days, latest 11".
    [[nodiscard]] virtual QString accessibleText() const = 0;
    /// Height at which everything shows at that width; what the page gives may be more or less.
    [[nodiscard]] virtual double wantedHeight(double width, const Theme& theme) const = 0;
    /// Smallest height at which the chart can still be read.
    [[nodiscard]] virtual double leastHeight(const Theme& theme) const;
    /// Size of all content for that area; larger than the area = it scrolls.
    [[nodiscard]] virtual QSizeF contentSize(const QRectF& area, const Theme& theme) const;
    /// Matrix and lists: rows in all, and rows that fit into `area` on paper. 0 = the chart does not continue.
    [[nodiscard]] virtual int rowCount() const { return 0; }
    [[nodiscard]] virtual int rowsThatFit(const QRectF&, const Theme&) const { return 0; }
    /// Column header at `position` (matrix): -2 none, else a ChartState::sortColumn.
    [[nodiscard]] virtual int sortColumnAt(QPointF) const { return -2; }
    /// The dimension a click filters the page by (donut, bars); empty = a click lists the students.
    [[nodiscard]] QString filterDimension() const;

protected:
    virtual void arrange(const QRectF& area, const Theme& theme, const ChartState& state) = 0;
    virtual void draw(QPainter& painter, const QRectF& area, const Theme& theme, const ChartState& state) = 0;

    /// Colour of a mark as it is pointed at, or toned down because others are chosen.
    [[nodiscard]] static QColor toned(const QColor& colour, int mark, int row, const Theme& theme,
                                      const ChartState& state);

    const TileData m_data;
    QList<Mark> m_marks;
};

} // namespace lectern
