/// A grid on screen: sortable by every column, filtered by a line of text, copied with Ctrl+C. Used by the dialogs and
/// by the Data page. GUI thread.
#pragma once

#include "ui/dialogs/Grid.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>
#include <QTableView>

namespace lectern {

class GridModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    static constexpr int SortRole = Qt::UserRole; ///< number where there is one, else the text

    explicit GridModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}
    void setGrid(Grid grid);
    [[nodiscard]] const Grid& grid() const { return m_grid; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    Grid m_grid;
};

class GridView final : public QTableView
{
    Q_OBJECT

public:
    explicit GridView(QWidget* parent = nullptr);
    void setGrid(Grid grid);
    /// Only rows with `text` in any cell are shown; every word must be found.
    void setFilter(const QString& text);
    [[nodiscard]] int shownRows() const;
    /// Row of the grid under the cursor, -1 if there is none.
    [[nodiscard]] int currentRow() const;
    /// What is shown, in the order shown: what Copy and Save work on.
    [[nodiscard]] Grid shownGrid() const;
    /// The rows of the grid that are shown, in that order.
    [[nodiscard]] QList<int> shownIndices() const;
    void copySelection();

Q_SIGNALS:
    void rowActivated(int row); ///< row of the grid: double click or Enter

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    GridModel* m_model;
    QSortFilterProxyModel* m_proxy;
};

} // namespace lectern
