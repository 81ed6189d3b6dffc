/// One card of a page: frame and words by paintTile(), the chart inside, the "…" menu. Sends wishes as signals; the
/// window fulfils them. GUI thread.
#pragma once

#include "ui/tiles/ChartView.h"
#include "ui/tiles/TilePainter.h"

class QToolButton;

namespace lectern {

enum class TileWish
{
    Explain,
    Table,
    Copy,
    SavePng,
    SaveSvg,
    SaveCsv
};

class TileCard final : public QWidget
{
    Q_OBJECT

public:
    explicit TileCard(QWidget* parent = nullptr);

    void setLoading(const TileSpec& spec);
    void setData(const TileData& data);
    void setLook(const Theme& theme);
    void setSelected(const QSet<int>& rows);
    [[nodiscard]] const TileData& data() const { return m_data; }
    [[nodiscard]] const TileWords& words() const { return m_words; }
    [[nodiscard]] ChartView* view() const { return m_view; }
    [[nodiscard]] QToolButton* menuButton() const { return m_menu; }

Q_SIGNALS:
    void markActivated(int row);
    void wished(lectern::TileWish wish);
    void importRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void arrange();
    void fillMenu();

    TileData m_data;
    TileWords m_words;
    Theme m_theme;
    ChartView* m_view;
    QToolButton* m_menu;
    QToolButton* m_import;
};

} // namespace lectern
