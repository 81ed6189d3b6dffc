/// Pointer and keyboard for charts.
#include "ui/tiles/ChartView.h"

#include "ui/theme/PlainTip.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>
#include <cmath>

namespace lectern {

namespace {

constexpr int margin = 4; ///< room for focus rings around the outermost marks

} // namespace

ChartView::ChartView(QWidget* parent)
    : QWidget(parent), m_theme(theme(ThemeKind::Light)), m_vertical(new QScrollBar(Qt::Vertical, this)),
      m_horizontal(new QScrollBar(Qt::Horizontal, this))
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    for (QScrollBar* bar : {m_vertical, m_horizontal}) {
        bar->setFocusPolicy(Qt::NoFocus);
        bar->hide();
        connect(bar, &QScrollBar::valueChanged, this, [this] {
            m_state.scroll = QPointF(m_horizontal->value(), m_vertical->value());
            update();
        });
    }
    m_vertical->setSingleStep(25);
    m_horizontal->setSingleStep(46);
}

void ChartView::setChart(std::unique_ptr<Chart> chart)
{
    const bool same = m_chart && chart && m_chart->data().spec.id == chart->data().spec.id;
    m_chart = std::move(chart);
    m_state.hovered = m_state.focused = -1;
    if (!same) {
        m_state = {};
        m_vertical->setValue(0);
        m_horizontal->setValue(0);
    }
    setAccessibleName(m_chart ? m_chart->accessibleText() : QString());
    arrange();
    update();
}

void ChartView::setLook(const Theme& theme)
{
    m_theme = theme;
    arrange();
    update();
}

void ChartView::setSelected(const QSet<int>& rows)
{
    m_state.selected = rows;
    update();
}

QRectF ChartView::area() const
{
    QRectF inner = QRectF(rect()).adjusted(margin, margin, -margin, -margin);
    if (m_vertical->isVisibleTo(this))
        inner.setRight(inner.right() - m_vertical->width());
    if (m_horizontal->isVisibleTo(this))
        inner.setBottom(inner.bottom() - m_horizontal->height());
    return inner;
}

void ChartView::arrange()
{
    if (!m_chart || width() < 20 || height() < 20)
        return;
    constexpr int bar = 10;
    m_vertical->hide();
    m_horizontal->hide();
    // A bar takes room and may thereby call for the other one: twice is enough.
    for (int pass = 0; pass < 2; ++pass) {
        const QRectF inner = area();
        const QSizeF content = m_chart->contentSize(inner, m_theme);
        m_vertical->setVisible(content.height() > inner.height() + 1);
        m_horizontal->setVisible(content.width() > inner.width() + 1);
        m_vertical->setGeometry(width() - bar, 0, bar, height());
        m_horizontal->setGeometry(0, height() - bar, width(), bar);
    }
    const QRectF inner = area();
    const QSizeF content = m_chart->contentSize(inner, m_theme);
    m_vertical->setRange(0, std::max(0, int(std::ceil(content.height() - inner.height()))));
    m_vertical->setPageStep(int(inner.height()));
    m_horizontal->setRange(0, std::max(0, int(std::ceil(content.width() - inner.width()))));
    m_horizontal->setPageStep(int(inner.width()));
    m_state.scroll = QPointF(m_horizontal->value(), m_vertical->value());
    m_chart->layout(inner, m_theme, m_state);
}

void ChartView::paintEvent(QPaintEvent*)
{
    if (!m_chart)
        return;
    QPainter painter(this);
    m_chart->paint(painter, area(), m_theme, m_state);
}

void ChartView::resizeEvent(QResizeEvent*)
{
    arrange();
}

void ChartView::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_chart)
        return;
    const int mark = m_chart->markAt(event->position());
    const bool sortable = m_chart->sortColumnAt(event->position()) > -2;
    const bool active = mark >= 0 && m_chart->marks().at(mark).row >= 0;
    setCursor(sortable || active ? Qt::PointingHandCursor : Qt::ArrowCursor);
    if (mark == m_state.hovered)
        return;
    m_state.hovered = mark;
    if (mark >= 0)
        QToolTip::showText(event->globalPosition().toPoint() + QPoint(8, 8), plainTip(m_chart->marks().at(mark).tooltip), this);
    else
        QToolTip::hideText();
    update();
}

void ChartView::mouseReleaseEvent(QMouseEvent* event)
{
    if (!m_chart || event->button() != Qt::LeftButton)
        return;
    if (const int column = m_chart->sortColumnAt(event->position()); column > -2) {
        sortBy(column);
        return;
    }
    const int mark = m_chart->markAt(event->position());
    if (mark >= 0 && m_chart->marks().at(mark).row >= 0)
        Q_EMIT markActivated(m_chart->marks().at(mark).row);
}

void ChartView::leaveEvent(QEvent*)
{
    m_state.hovered = -1;
    update();
}

void ChartView::sortBy(int column)
{
    if (m_state.sortColumn == column)
        m_state.sortDescending = !m_state.sortDescending;
    else
        m_state.sortDescending = column >= 0;
    m_state.sortColumn = column;
    m_vertical->setValue(0);
    arrange();
    update();
}

void ChartView::keyPressEvent(QKeyEvent* event)
{
    const auto count = m_chart ? m_chart->marks().size() : 0;
    switch (event->key()) {
    case Qt::Key_Right:
        moveFocusTowards({1, 0});
        return;
    case Qt::Key_Left:
        moveFocusTowards({-1, 0});
        return;
    case Qt::Key_Down:
        moveFocusTowards({0, 1});
        return;
    case Qt::Key_Up:
        moveFocusTowards({0, -1});
        return;
    case Qt::Key_Home:
        focusMark(count > 0 ? 0 : -1);
        return;
    case Qt::Key_End:
        focusMark(int(count) - 1);
        return;
    case Qt::Key_PageDown:
        m_vertical->triggerAction(QAbstractSlider::SliderPageStepAdd);
        return;
    case Qt::Key_PageUp:
        m_vertical->triggerAction(QAbstractSlider::SliderPageStepSub);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (m_state.focused >= 0 && m_state.focused < count && m_chart->marks().at(m_state.focused).row >= 0)
            Q_EMIT markActivated(m_chart->marks().at(m_state.focused).row);
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void ChartView::focusInEvent(QFocusEvent* event)
{
    if (event->reason() == Qt::TabFocusReason && m_chart && !m_chart->marks().isEmpty())
        focusMark(0);
    if (event->reason() == Qt::BacktabFocusReason && m_chart && !m_chart->marks().isEmpty())
        focusMark(int(m_chart->marks().size()) - 1);
    QWidget::focusInEvent(event);
}

void ChartView::focusOutEvent(QFocusEvent* event)
{
    m_state.focused = -1;
    update();
    QWidget::focusOutEvent(event);
}

/// The nearest mark in that direction; without one, the next or previous in reading order, then scrolling.
void ChartView::moveFocusTowards(QPointF direction)
{
    if (!m_chart || m_chart->marks().isEmpty())
        return;
    const QList<Mark>& marks = m_chart->marks();
    if (m_state.focused < 0 || m_state.focused >= marks.size()) {
        focusMark(0);
        return;
    }
    const QPointF from = marks.at(m_state.focused).shape.boundingRect().center();
    int best = -1;
    double least = 1e12;
    for (int i = 0; i < marks.size(); ++i) {
        const QPointF delta = marks.at(i).shape.boundingRect().center() - from;
        const double along = QPointF::dotProduct(delta, direction);
        const double across = std::abs(delta.x() * direction.y() - delta.y() * direction.x());
        if (i == m_state.focused || along < 1)
            continue;
        const double cost = along + 3 * across;
        if (cost < least && across < 4 * along + 12) {
            least = cost;
            best = i;
        }
    }
    const bool forward = direction.x() + direction.y() > 0;
    if (best >= 0)
        focusMark(best);
    else if (direction.y() != 0 && m_vertical->isVisible())
        m_vertical->triggerAction(forward ? QAbstractSlider::SliderSingleStepAdd
                                          : QAbstractSlider::SliderSingleStepSub);
    else
        moveFocus(forward ? 1 : -1);
}

void ChartView::moveFocus(int step)
{
    const int last = int(m_chart->marks().size()) - 1;
    focusMark(std::clamp(m_state.focused + step, 0, last));
}

void ChartView::focusMark(int mark)
{
    m_state.focused = mark;
    update();
    if (mark < 0)
        return;
    const Mark& at = m_chart->marks().at(mark);
    setAccessibleDescription(at.tooltip);
    QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
    QToolTip::showText(mapToGlobal(at.shape.boundingRect().bottomRight().toPoint() + QPoint(4, 4)), plainTip(at.tooltip), this);
}

void ChartView::wheelEvent(QWheelEvent* event)
{
    const bool sideways = std::abs(event->angleDelta().x()) > std::abs(event->angleDelta().y()) ||
                          event->modifiers().testFlag(Qt::ShiftModifier);
    QScrollBar* bar = sideways ? m_horizontal : m_vertical;
    const int delta = sideways && event->angleDelta().x() != 0 ? event->angleDelta().x() : event->angleDelta().y();
    const bool atEnd = (delta < 0 && bar->value() == bar->maximum()) || (delta > 0 && bar->value() == bar->minimum());
    if (!bar->isVisible() || atEnd) {
        event->ignore(); // the page scrolls
        return;
    }
    bar->setValue(bar->value() - delta * bar->singleStep() / 120 * 2);
    event->accept();
}

} // namespace lectern
