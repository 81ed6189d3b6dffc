/// Cards of a page and where they go.
#include "ui/pages/PageView.h"

#include "ui/charts/ChartFactory.h"
#include "ui/charts/Draw.h"

#include <QLabel>
#include <QScrollBar>
#include <cmath>

namespace lectern {

namespace {

constexpr double emptyCard = 124;

} // namespace

PageView::PageView(QWidget* parent)
    : QScrollArea(parent), m_theme(theme(ThemeKind::Light)), m_inside(new QWidget), m_title(new QLabel(m_inside)),
      m_question(new QLabel(m_inside))
{
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    m_inside->setObjectName(QStringLiteral("page"));
    m_title->setProperty("role", QStringLiteral("pageTitle"));
    m_question->setProperty("quiet", true);
    m_title->setTextFormat(Qt::PlainText);
    m_question->setTextFormat(Qt::PlainText);
    setWidget(m_inside);
}

void PageView::setLoading(const PageSpec& spec)
{
    if (m_page.spec.id == spec.id)
        return;
    build(spec);
    m_page = {};
    m_page.spec = spec;
    qsizetype at = 0;
    for (const auto& row : spec.rows)
        for (const TileSpec& tile : row)
            m_cards.at(at++)->setLoading(tile);
    arrange();
    verticalScrollBar()->setValue(0);
}

void PageView::setPage(const PageData& page)
{
    const bool same = m_page.spec.id == page.spec.id && !m_cards.isEmpty();
    if (!same)
        build(page.spec);
    m_page = page;
    qsizetype at = 0;
    for (const auto& row : page.rows) {
        for (const TileData& tile : row) {
            if (at >= m_cards.size())
                break;
            TileCard* card = m_cards.at(at++);
            card->setData(tile);
            QSet<int> selected;
            const QString dimension = card->view()->chart() ? card->view()->chart()->filterDimension() : QString();
            const QStringList chosen = page.filter.where.value(dimension);
            for (int i = 0; i < tile.table.rows.size() && !chosen.isEmpty(); ++i)
                for (const DimensionValue& value : tile.table.rows.at(i).dimensions)
                    if (chosen.contains(value.id) || chosen.contains(value.label))
                        selected.insert(i);
            card->setSelected(selected.size() < tile.table.rows.size() ? selected : QSet<int>());
        }
    }
    arrange();
}

void PageView::setLook(const Theme& theme)
{
    m_theme = theme;
    viewport()->setStyleSheet(QString());
    m_inside->setStyleSheet(QStringLiteral("#page { background: %1; }").arg(theme.ground.name()));
    QPalette colours = viewport()->palette();
    colours.setColor(QPalette::Window, theme.ground);
    viewport()->setPalette(colours);
    m_title->setFont(theme.font(TextRole::PageTitle));
    m_question->setFont(theme.font(TextRole::Body));
    for (TileCard* card : m_cards)
        card->setLook(theme);
    arrange();
}

void PageView::build(const PageSpec& spec)
{
    // Later: one of them may be the sender of what led here.
    for (TileCard* card : m_cards) {
        card->hide();
        card->setObjectName(QString());
        card->deleteLater();
    }
    m_cards.clear();
    m_rowSizes.clear();
    m_title->setText(spec.title);
    m_question->setText(spec.question);
    setAccessibleName(spec.title);
    setAccessibleDescription(spec.question);
    for (const auto& row : spec.rows) {
        m_rowSizes.append(row.size());
        for (const TileSpec& tile : row) {
            auto* card = new TileCard(m_inside);
            card->setObjectName(QStringLiteral("tile:%1").arg(tile.id));
            card->setLook(m_theme);
            connect(card, &TileCard::markActivated, this,
                    [this, card](int mark) { Q_EMIT markActivated(card->data(), mark); });
            connect(card, &TileCard::wished, this,
                    [this, card](TileWish wish) { Q_EMIT wished(card->data(), wish, card); });
            connect(card, &TileCard::importRequested, this, &PageView::importRequested);
            card->show();
            m_cards.append(card);
        }
    }
}

GridTile PageView::gridTile(const TileCard& card, double width) const
{
    const TileData& shown = card.data();
    GridTile tile;
    tile.span = shown.spec.span;
    tile.height = std::max(1, shown.spec.height);
    tile.headline = shown.spec.chart == QLatin1String("headline");
    const double inner = width * tile.span / 12 - 2 * m_theme.space4;
    if (tile.headline) {
        static const auto probe = makeChart([] {
            TileData d;
            d.spec.chart = QStringLiteral("headline");
            return d;
        }());
        tile.least = tile.wanted = tileHeight(probe->leastHeight(m_theme), width, shown, m_theme);
        return tile;
    }
    if (card.words().state == TileState::Empty || card.words().state == TileState::Failed) {
        tile.least = tile.wanted = emptyCard;
        return tile;
    }
    const Chart* chart = card.view()->chart();
    tile.least = tileHeight(chart ? chart->leastHeight(m_theme) : 150, inner, shown, m_theme);
    tile.wanted =
        std::max(tile.least, tileHeight(chart ? chart->wantedHeight(inner, m_theme) : 220, inner, shown, m_theme));
    return tile;
}

void PageView::arrange()
{
    if (width() < 100)
        return;
    const int side = m_theme.space5 - 4;
    const double whole = viewport()->width();
    const double content = std::min<double>(m_theme.contentWidth, whole - 2 * side);
    const double left = std::round(side + std::max(0.0, (whole - 2 * side - content) / 2));
    const double head = draw::lineHeight(m_theme.font(TextRole::PageTitle));
    const double titleWidth = draw::textWidth(m_theme.font(TextRole::PageTitle), m_title->text()) + 4;
    m_title->setGeometry(QRectF(left, 2, std::min(titleWidth, content), head).toRect());
    m_question->setGeometry(
        QRectF(left + titleWidth + m_theme.space2, 5, std::max(0.0, content - titleWidth - m_theme.space2), head - 2)
            .toRect());

    QList<QList<GridTile>> rows;
    qsizetype at = 0;
    for (const qsizetype size : m_rowSizes) {
        QList<GridTile> row;
        int freed = 0;
        int full = 0;
        for (qsizetype i = 0; i < size; ++i) {
            row.append(gridTile(*m_cards.at(at + i), content));
            const bool empty = m_cards.at(at + i)->words().state == TileState::Empty && !row.last().headline;
            if (empty && row.last().span > 4) {
                freed += row.last().span - 4;
                row.last().span = 4;
            }
            full += empty ? 0 : 1;
        }
        // A card with nothing to show gives its room to its neighbours.
        for (qsizetype i = 0; full > 0 && freed > 0; i = (i + 1) % size)
            if (m_cards.at(at + i)->words().state != TileState::Empty) {
                ++row[i].span;
                --freed;
            }
        at += size;
        rows.append(row);
    }
    const double top = head + m_theme.space3 - 2;
    const GridResult grid = pageGrid(rows, content, viewport()->height() - top - m_theme.space4, m_theme);
    at = 0;
    for (const auto& row : grid.tiles)
        for (const QRectF& rect : row)
            m_cards.at(at++)->setGeometry(rect.translated(left, top).toRect());
    m_inside->resize(int(whole), int(std::max<double>(viewport()->height(), top + grid.height + m_theme.space4)));
}

void PageView::resizeEvent(QResizeEvent* event)
{
    QScrollArea::resizeEvent(event);
    arrange();
}

} // namespace lectern
