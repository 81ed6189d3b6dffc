/// The first rows of a file as a table: headers with type and target, row numbers of the file, cells that will be refused
/// marked with colour, sign and reason. Shows a SourcePreview, computes nothing. GUI thread.
#pragma once

#include "core/ingest/ImportPreview.h"
#include "ui/theme/Theme.h"

#include <QAbstractTableModel>
#include <QHeaderView>
#include <QTableView>

namespace lectern {

class PreviewModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        FaultRole = Qt::UserRole, ///< bool: the cell will be refused
        DroppedRole,              ///< bool: the column is never kept
        TypeRole,                 ///< header: the type in words
        TargetRole,               ///< header: where the column goes; "" = nothing to say
        DamageRole                ///< header: bool, something was lost before the file came
    };

    explicit PreviewModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}
    void setSource(const SourcePreview& source);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString faultAt(int row, int column) const; ///< in words; column -1 = the row's
    [[nodiscard]] QVariant columnHeader(int column, int role) const;

    TablePreview m_table;
    std::vector<PreviewTarget> m_targets;
    bool m_known = false;
    QHash<std::pair<qint64, int>, QString> m_faults; ///< (row number, column) -> words
};

class PreviewTable final : public QTableView
{
    Q_OBJECT

public:
    explicit PreviewTable(const Theme& theme, QWidget* parent = nullptr);
    void setSource(const SourcePreview& source);
    /// Columns a question is about; scrolls to the first.
    void setHighlighted(const QList<int>& columns);
    [[nodiscard]] const QList<int>& highlighted() const { return m_highlighted; }
    [[nodiscard]] const Theme& look() const { return m_theme; }

private:
    Theme m_theme;
    PreviewModel* m_model;
    QList<int> m_highlighted;
};

} // namespace lectern
