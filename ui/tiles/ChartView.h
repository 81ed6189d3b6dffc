/// The widget around a Chart: pointer, keyboard, scrolling, sorting, what a screen reader hears. Computes nothing.
/// GUI thread.
#pragma once

#include "ui/charts/Chart.h"

#include <QWidget>
#include <memory>

class QScrollBar;

namespace lectern {

class ChartView final : public QWidget
{
    Q_OBJECT

public:
    explicit ChartView(QWidget* parent = nullptr);

    /// Takes the chart; keeps scroll position and sorting where the chart is of the same tile.
    void setChart(std::unique_ptr<Chart> chart);
    void setLook(const Theme& theme);
    void setSelected(const QSet<int>& rows);
    [[nodiscard]] Chart* chart() const { return m_chart.get(); }
    [[nodiscard]] const ChartState& state() const { return m_state; }

Q_SIGNALS:
    void markActivated(int row); ///< clicked, or Enter on the focused mark

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    [[nodiscard]] QRectF area() const;
    void arrange();
    void moveFocus(int step);
    void moveFocusTowards(QPointF direction);
    void focusMark(int mark);
    void sortBy(int column);

    std::unique_ptr<Chart> m_chart;
    Theme m_theme;
    ChartState m_state;
    QScrollBar* m_vertical;
    QScrollBar* m_horizontal;
};

} // namespace lectern
