/// The card widget.
#include "ui/tiles/TileCard.h"

#include "ui/charts/ChartFactory.h"
#include "ui/charts/Draw.h"

#include <QMenu>
#include <QPainter>
#include <QToolButton>

namespace lectern {

namespace {

constexpr int menuSize = 26;
constexpr int inset = 4; ///< the chart widget is that much larger than the chart, for focus rings

} // namespace

TileCard::TileCard(QWidget* parent)
    : QWidget(parent), m_theme(theme(ThemeKind::Light)), m_view(new ChartView(this)), m_menu(new QToolButton(this)),
      m_import(new QToolButton(this))
{
    m_menu->setText(QStringLiteral("⋯"));
    m_menu->setPopupMode(QToolButton::InstantPopup);
    m_menu->setFocusPolicy(Qt::TabFocus);
    m_menu->setCursor(Qt::PointingHandCursor);
    m_import->setText(tr("Import…"));
    m_import->setProperty("link", true);
    m_import->setCursor(Qt::PointingHandCursor);
    m_import->hide();
    fillMenu();
    connect(m_view, &ChartView::markActivated, this, &TileCard::markActivated);
    connect(m_import, &QToolButton::clicked, this, &TileCard::importRequested);
}

void TileCard::fillMenu()
{
    auto* menu = new QMenu(m_menu);
    const auto add = [&](const QString& text, TileWish wish) {
        connect(menu->addAction(text), &QAction::triggered, this, [this, wish] { Q_EMIT wished(wish); });
    };
    add(tr("Explain this number"), TileWish::Explain);
    add(tr("Show as table"), TileWish::Table);
    add(tr("Copy"), TileWish::Copy);
    menu->addSeparator();
    add(tr("Save as PNG…"), TileWish::SavePng);
    add(tr("Save as SVG…"), TileWish::SaveSvg);
    add(tr("Save as CSV…"), TileWish::SaveCsv);
    m_menu->setMenu(menu);
}

void TileCard::setLoading(const TileSpec& spec)
{
    m_data = {};
    m_data.spec = spec;
    m_words = {TileState::Loading, {}, {}};
    m_view->setChart(nullptr);
    setAccessibleName(tr("%1, loading").arg(spec.title));
    arrange();
    update();
}

void TileCard::setData(const TileData& data)
{
    m_data = data;
    m_words = tileWords(data);
    m_view->setChart(m_words.state == TileState::Ready ? makeChart(data) : nullptr);
    setAccessibleName(m_words.state == TileState::Ready
                          ? data.spec.title
                          : QStringLiteral("%1: %2. %3").arg(data.spec.title, m_words.headline, m_words.body));
    m_menu->setAccessibleName(tr("Menu of %1").arg(data.spec.title));
    m_menu->setToolTip(tr("Explain, table, save"));
    arrange();
    update();
}

void TileCard::setLook(const Theme& theme)
{
    m_theme = theme;
    m_view->setLook(theme);
    arrange();
    update();
}

void TileCard::setSelected(const QSet<int>& rows)
{
    m_view->setSelected(rows);
}

void TileCard::arrange()
{
    const TileParts parts = tileParts(rect(), m_data, m_theme, menuSize);
    m_menu->setGeometry(width() - menuSize - 8, 7, menuSize, menuSize - 2);
    m_menu->setVisible(m_words.state == TileState::Ready);
    m_view->setVisible(m_words.state == TileState::Ready);
    m_view->setGeometry(parts.chart.adjusted(-inset, -inset, inset, inset).toAlignedRect());
    // The button that brings what is missing stands where the card has room for it.
    const bool room = parts.chart.height() > 78 && m_data.spec.chart != QLatin1String("headline");
    m_import->setVisible(m_words.state == TileState::Empty && !m_data.table.available && room);
    m_import->adjustSize();
    const double words =
        draw::lineHeight(m_theme.font(TextRole::Body)) *
        double(1 + draw::wrapLines(m_theme.font(TextRole::Body), m_words.body, std::min(parts.chart.width(), 520.0), 4)
                       .size());
    m_import->move(int(parts.chart.left()) - 7,
                   int(std::min(parts.chart.top() + words + m_theme.space3, height() - m_import->height() - 8.0)));
    m_menu->raise();
}

void TileCard::resizeEvent(QResizeEvent*)
{
    arrange();
}

void TileCard::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintTile(painter, rect(), m_data, nullptr, m_words, m_theme, {}, menuSize);
}

} // namespace lectern
