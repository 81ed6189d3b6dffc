/// One page: title, question, cards in the grid. Built from PageData, a plain value; asks for nothing itself. GUI
/// thread.
#pragma once

#include "ui/pages/PageGrid.h"
#include "ui/tiles/TileCard.h"

#include <QScrollArea>

class QLabel;

namespace lectern {

class PageView final : public QScrollArea
{
    Q_OBJECT

public:
    explicit PageView(QWidget* parent = nullptr);

    /// Shows the page's cards as loading, unless it is the page already shown (then the old numbers stay until the new
    /// ones are there).
    void setLoading(const PageSpec& spec);
    void setPage(const PageData& page);
    void setLook(const Theme& theme);
    [[nodiscard]] const PageData& page() const { return m_page; }
    [[nodiscard]] QList<TileCard*> cards() const { return m_cards; }

Q_SIGNALS:
    void markActivated(const lectern::TileData& tile, int row);
    void wished(const lectern::TileData& tile, lectern::TileWish wish, lectern::TileCard* card);
    void importRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void build(const PageSpec& spec);
    void arrange();
    [[nodiscard]] GridTile gridTile(const TileCard& card, double width) const;

    PageData m_page;
    Theme m_theme;
    QWidget* m_inside;
    QLabel* m_title;
    QLabel* m_question;
    QList<TileCard*> m_cards; ///< row by row
    QList<qsizetype> m_rowSizes;
};

} // namespace lectern
