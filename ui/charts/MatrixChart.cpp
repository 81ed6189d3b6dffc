/// Learners × contents: a mark and a tone per cell, the name column and the header stay in place, any column sorts.
/// Only the cells in sight are laid out, so a school of thousands scrolls as quickly as a class.
#include "ui/charts/Charts.h"
#include "ui/charts/Draw.h"
#include "ui/charts/Numbers.h"

#include <QCoreApplication>
#include <QHash>
#include <algorithm>
#include <numeric>

namespace lectern {

namespace {

enum class Cell : qint8
{
    Missing,
    NotStarted,
    Started,
    Completed
};

constexpr double leastRow = 25;
constexpr double mostRow = 33; ///< a small class fills a tall card
constexpr double headHeight = 26;
constexpr double leastColumn = 46;

class MatrixChart final : public Chart
{
    Q_DECLARE_TR_FUNCTIONS(MatrixChart)

public:
    explicit MatrixChart(const TileData& data) : Chart(data)
    {
        QHash<QString, int> learnerAt, contentAt;
        struct Place
        {
            int learner, content, row;
        };
        QList<Place> places;
        for (int i = 0; i < m_data.table.rows.size(); ++i) {
            const MetricRow& row = m_data.table.rows.at(i);
            if (row.dimensions.size() < 2)
                continue;
            const DimensionValue& learner = row.dimensions.at(0);
            const DimensionValue& content = row.dimensions.at(1);
            if (!learnerAt.contains(learner.id)) {
                learnerAt.insert(learner.id, int(m_learners.size()));
                m_learners.append({learner.label.isEmpty() ? learner.id : learner.label, {}, 0, 0});
            }
            if (!contentAt.contains(content.id)) {
                contentAt.insert(content.id, int(m_contents.size()));
                m_contents.append(
                    {content.label.isEmpty() ? content.id : content.label, content.order, int(m_contents.size())});
            }
            places.append({learnerAt.value(learner.id), contentAt.value(content.id), i});
        }
        // Contents in course order, whatever order the learners brought them in.
        QList<int> order(m_contents.size());
        std::iota(order.begin(), order.end(), 0);
        std::stable_sort(order.begin(), order.end(),
                         [this](int a, int b) { return m_contents.at(a).order < m_contents.at(b).order; });
        QList<int> position(m_contents.size());
        QList<Content> sorted;
        for (int i = 0; i < order.size(); ++i) {
            position[order.at(i)] = i;
            sorted.append(m_contents.at(order.at(i)));
        }
        m_contents = sorted;
        for (Learner& learner : m_learners)
            learner.rows.fill(-1, m_contents.size());
        for (const Place& place : places) {
            Learner& learner = m_learners[place.learner];
            learner.rows[position.at(place.content)] = place.row;
            ++learner.assigned;
            learner.done += cell(place.row) == Cell::Completed ? 1 : 0;
        }
    }

    QString accessibleText() const override
    {
        return tr("%1, table of %2 learners and %3 contents")
            .arg(m_data.spec.title)
            .arg(m_learners.size())
            .arg(m_contents.size());
    }
    double wantedHeight(double, const Theme&) const override
    {
        return headHeight + leastRow * double(m_learners.size()) + 4;
    }
    double leastHeight(const Theme&) const override
    {
        return headHeight + leastRow * std::clamp(double(m_learners.size()), 2.0, 7.0);
    }
    QSizeF contentSize(const QRectF& area, const Theme& theme) const override
    {
        const double width = nameWidth(area, theme) + leastColumn * double(m_contents.size()) + doneWidth(theme);
        return {std::max(area.width(), width),
                std::max(area.height(), headHeight + leastRow * double(m_learners.size()))};
    }
    int rowCount() const override { return int(m_learners.size()); }
    int rowsThatFit(const QRectF& area, const Theme&) const override
    {
        return std::max(1, int((area.height() - headHeight) / leastRow));
    }

    int sortColumnAt(QPointF position) const override
    {
        if (position.y() < m_area.top() || position.y() > m_area.top() + headHeight)
            return -2;
        if (position.x() < m_area.left() + m_name)
            return -1;
        if (position.x() > m_area.right() - m_done)
            return int(m_contents.size());
        const int column = int((position.x() - m_area.left() - m_name + m_scroll.x()) / m_column);
        return column >= 0 && column < m_contents.size() ? column : -2;
    }

protected:
    void arrange(const QRectF& area, const Theme& theme, const ChartState& state) override
    {
        m_area = area;
        m_scroll = state.scroll;
        m_name = nameWidth(area, theme);
        m_done = doneWidth(theme);
        m_row = std::clamp((area.height() - headHeight) / std::max<double>(1, double(m_learners.size())), leastRow,
                           theme.patterns ? leastRow : mostRow);
        m_column =
            std::max(leastColumn, (area.width() - m_name - m_done) / std::max<double>(1, double(m_contents.size())));
        m_column = std::min(m_column, 120.0);
        sortLearners(state);
        m_visible.clear();
        const QRectF grid = gridRect();
        for (int i = state.firstRow; i < m_order.size(); ++i) {
            const double y = area.top() + headHeight + m_row * (i - state.firstRow) - state.scroll.y();
            // Rows are shown whole or not at all.
            if (y < grid.top() - 2)
                continue;
            if (y + m_row > grid.bottom() + 2)
                break;
            const Learner& learner = m_learners.at(m_order.at(i));
            m_visible.append({m_order.at(i), y});
            QPainterPath name;
            name.addRect(QRectF(area.left(), y, m_name, m_row)
                             .intersected(QRectF(area.left(), grid.top(), m_name, grid.height())));
            const auto any = std::find_if(learner.rows.cbegin(), learner.rows.cend(), [](int row) { return row >= 0; });
            m_marks.append({name, any == learner.rows.cend() ? -1 : *any,
                            tr("%1: done %2 of %3").arg(learner.name).arg(learner.done).arg(learner.assigned)});
            for (int c = 0; c < m_contents.size(); ++c) {
                const QRectF box = cellRect(c, y);
                if (learner.rows.at(c) < 0 || box.right() < grid.left() + 2 || box.left() > grid.right() - 2)
                    continue;
                QPainterPath path;
                path.addRoundedRect(box.intersected(grid), 3, 3);
                m_marks.append({path, learner.rows.at(c), tip(learner.rows.at(c))});
            }
        }
    }

    void draw(QPainter& painter, const QRectF& area, const Theme& theme, const ChartState& state) override
    {
        drawHeader(painter, area, theme, state);
        const QFont body = theme.font(TextRole::Body);
        painter.save();
        painter.setClipRect(
            QRectF(area.left() - 3, area.top() + headHeight, area.width() + 6, area.height() - headHeight + 3),
            Qt::IntersectClip);
        int mark = 0;
        for (const Visible& line : m_visible) {
            const Learner& learner = m_learners.at(line.learner);
            painter.setPen(QPen(theme.line, 1));
            const double edge = std::round(line.y + m_row) + 0.5;
            painter.drawLine(QPointF(area.left(), edge), QPointF(area.right(), edge));
            const bool pointed = mark == state.hovered;
            draw::text(painter, QRectF(area.left() + 1, line.y, m_name - 10, m_row), Qt::AlignLeft | Qt::AlignVCenter,
                       learner.name, body, pointed ? theme.accentText : theme.ink);
            if (mark == state.focused)
                draw::focusRing(painter, m_marks.at(mark).shape, theme);
            ++mark;
            painter.save();
            painter.setClipRect(gridRect(), Qt::IntersectClip);
            for (int c = 0; c < m_contents.size(); ++c) {
                const QRectF box = cellRect(c, line.y);
                if (learner.rows.at(c) < 0 || box.right() < gridRect().left() + 2 ||
                    box.left() > gridRect().right() - 2)
                    continue;
                drawCell(painter, box, cell(learner.rows.at(c)), theme, mark == state.hovered);
                if (mark == state.focused)
                    draw::focusRing(painter, m_marks.at(mark).shape, theme);
                ++mark;
            }
            painter.restore();
            draw::text(painter, QRectF(doneLeft(), line.y, m_done - 6, m_row), Qt::AlignRight | Qt::AlignVCenter,
                       tr("%1 of %2").arg(learner.done).arg(learner.assigned), body, theme.quiet);
        }
        painter.restore();
    }

private:
    struct Learner
    {
        QString name;
        QList<int> rows; ///< row of the table per content, -1 = not assigned
        int assigned = 0, done = 0;
    };
    struct Content
    {
        QString label;
        qint64 order = 0;
        int first = 0;
    };
    struct Visible
    {
        int learner;
        double y;
    };

    Cell cell(int row) const
    {
        if (row < 0)
            return Cell::Missing;
        const QString& category = m_data.table.rows.at(row).category;
        if (category == QLatin1String("completed") || category == QLatin1String("done"))
            return Cell::Completed;
        return category == QLatin1String("started") ? Cell::Started : Cell::NotStarted;
    }

    double nameWidth(const QRectF& area, const Theme& theme) const
    {
        const QFont font = theme.font(TextRole::Body);
        double width = draw::textWidth(font, tr("Student")) + 18;
        for (const Learner& learner : m_learners)
            width = std::max(width, draw::textWidth(font, learner.name));
        return std::min(width + 22, std::min(area.width() * 0.34, 230.0));
    }
    double doneWidth(const Theme& theme) const
    {
        return draw::textWidth(theme.font(TextRole::Body),
                               tr("%1 of %2").arg(m_contents.size()).arg(m_contents.size())) +
               26;
    }
    double doneLeft() const
    {
        return std::min(m_area.right() - m_done, m_area.left() + m_name + m_column * double(m_contents.size()));
    }
    QRectF gridRect() const
    {
        return {m_area.left() + m_name, m_area.top() + headHeight, m_area.width() - m_name - m_done,
                m_area.height() - headHeight};
    }
    QRectF cellRect(int column, double y) const
    {
        const double width = std::min(m_column - 10, 44.0);
        const double left = m_area.left() + m_name + m_column * column - m_scroll.x();
        return {left + (m_column - width) / 2, y + 4, width, m_row - 8};
    }

    void sortLearners(const ChartState& state)
    {
        m_order.resize(m_learners.size());
        std::iota(m_order.begin(), m_order.end(), 0);
        if (state.sortColumn == -1 && !state.sortDescending)
            return;
        const auto key = [&](int learner) {
            if (state.sortColumn == -1)
                return -learner;
            if (state.sortColumn >= m_contents.size())
                return m_learners.at(learner).done;
            return int(cell(m_learners.at(learner).rows.at(state.sortColumn)));
        };
        const bool down = state.sortDescending && state.sortColumn != -1;
        std::stable_sort(m_order.begin(), m_order.end(),
                         [&](int a, int b) { return down ? key(a) > key(b) : key(a) < key(b); });
    }

    void drawHeader(QPainter& painter, const QRectF& area, const Theme& theme, const ChartState& state) const
    {
        const QFont font = theme.font(TextRole::Subtitle);
        const auto arrow = [&](int column) {
            if (state.sortColumn != column)
                return QString();
            return state.sortDescending ? QStringLiteral(" ▾") : QStringLiteral(" ▴");
        };
        const auto colour = [&](int column) { return state.sortColumn == column ? theme.ink : theme.quiet; };
        draw::text(painter, QRectF(area.left() + 1, area.top(), m_name, headHeight - 4),
                   Qt::AlignLeft | Qt::AlignVCenter, tr("Student") + arrow(-1), font, colour(-1));
        painter.save();
        const QRectF grid = gridRect();
        painter.setClipRect(QRectF(grid.left(), area.top(), grid.width(), headHeight), Qt::IntersectClip);
        for (int c = 0; c < m_contents.size(); ++c) {
            const double left = area.left() + m_name + m_column * c - m_scroll.x();
            if (left + m_column < grid.left() || left > grid.right())
                continue;
            draw::text(painter, QRectF(left + 1, area.top(), m_column - 2, headHeight - 4), Qt::AlignCenter,
                       m_contents.at(c).label + arrow(c), font, colour(c));
        }
        painter.restore();
        const int last = int(m_contents.size());
        draw::text(painter, QRectF(doneLeft(), area.top(), m_done - 6, headHeight - 4),
                   Qt::AlignRight | Qt::AlignVCenter, tr("done") + arrow(last), font, colour(last));
        painter.setPen(QPen(theme.line, 1));
        const double edge = std::round(area.top() + headHeight) - 0.5;
        painter.drawLine(QPointF(area.left(), edge), QPointF(area.right(), edge));
    }

    void drawCell(QPainter& painter, const QRectF& box, Cell value, const Theme& theme, bool pointed) const
    {
        QPainterPath path;
        path.addRoundedRect(box, 3, 3);
        const QColor ground = value == Cell::Completed ? theme.accent
                              : value == Cell::Started ? theme.accentSoft
                                                       : theme.track;
        painter.setPen(pointed                  ? QPen(theme.ink, 1.2)
                       : value == Cell::Started ? QPen(theme.accent, 1)
                                                : QPen(Qt::NoPen));
        painter.setBrush(ground);
        painter.drawPath(path);
        const QPointF centre = box.center();
        if (value == Cell::Completed) {
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(theme.textOn(theme.accent), 1.7, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
            painter.drawPolyline(
                QPolygonF{centre + QPointF(-4.2, 0.2), centre + QPointF(-1.2, 3.2), centre + QPointF(4.4, -3.2)});
        } else if (value == Cell::Started) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(theme.accentText);
            for (const double x : {-5.0, 0.0, 5.0})
                painter.drawEllipse(centre + QPointF(x, 0), 1.4, 1.4);
        }
    }

    QString tip(int row) const
    {
        const MetricRow& r = m_data.table.rows.at(row);
        const QString what = cell(row) == Cell::Completed ? tr("completed")
                             : cell(row) == Cell::Started ? tr("started")
                                                          : tr("not started");
        const DimensionValue& learner = r.dimensions.at(0);
        const DimensionValue& content = r.dimensions.at(1);
        return tr("%1 · %2: %3")
            .arg(learner.label.isEmpty() ? learner.id : learner.label,
                 content.label.isEmpty() ? content.id : content.label, what);
    }

    QList<Learner> m_learners;
    QList<Content> m_contents;
    QList<int> m_order;
    QList<Visible> m_visible;
    QRectF m_area;
    QPointF m_scroll;
    double m_row = leastRow, m_name = 160, m_done = 70, m_column = leastColumn;
};

} // namespace

std::unique_ptr<Chart> makeMatrix(const TileData& data)
{
    return std::make_unique<MatrixChart>(data);
}

} // namespace lectern
