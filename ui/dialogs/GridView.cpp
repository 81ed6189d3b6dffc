#include "ui/dialogs/GridView.h"

#include "ui/theme/PlainTip.h"

#include <QClipboard>
#include <QCollator>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>

namespace lectern {

namespace {

// "Grade 2" before "Grade 10", in every locale (QCollator knows numbers in none of the plain ones).
int naturalCompare(const QString& a, const QString& b, const QCollator& collator)
{
    const auto run = [](const QString& text, qsizetype from) {
        qsizetype to = from;
        while (to < text.size() && text.at(to).isDigit() == text.at(from).isDigit())
            ++to;
        return text.mid(from, to - from);
    };
    qsizetype i = 0, j = 0;
    while (i < a.size() && j < b.size()) {
        const QString left = run(a, i), right = run(b, j);
        const bool numbers = left.at(0).isDigit() && right.at(0).isDigit();
        const double difference = numbers ? left.toDouble() - right.toDouble() : 0;
        const int order = difference != 0 ? (difference < 0 ? -1 : 1) : numbers ? 0 : collator.compare(left, right);
        if (order != 0)
            return order;
        i += left.size();
        j += right.size();
    }
    return int(a.size() - i) - int(b.size() - j);
}

// Sorts numbers as numbers and "Grade 2" before "Grade 10"; every word of the filter must stand in some cell.
class GridProxy final : public QSortFilterProxyModel
{
public:
    explicit GridProxy(QObject* parent) : QSortFilterProxyModel(parent)
    {
        m_collator.setCaseSensitivity(Qt::CaseInsensitive);
    }

    void setWords(const QString& text)
    {
        m_words = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
        invalidateFilter();
    }

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override
    {
        const auto found = [&](const QString& word) {
            for (int column = 0; column < sourceModel()->columnCount(); ++column)
                if (sourceModel()->index(row, column, parent).data().toString().contains(word, Qt::CaseInsensitive))
                    return true;
            return false;
        };
        return std::all_of(m_words.cbegin(), m_words.cend(), found);
    }

    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override
    {
        const QVariant a = left.data(GridModel::SortRole);
        const QVariant b = right.data(GridModel::SortRole);
        const bool aNumber = a.typeId() != QMetaType::QString, bNumber = b.typeId() != QMetaType::QString;
        if (aNumber && bNumber)
            return a.toDouble() < b.toDouble();
        if (aNumber != bNumber)
            return bNumber; // cells without a number come first, so that they never hide among the numbers
        return naturalCompare(a.toString(), b.toString(), m_collator) < 0;
    }

private:
    QStringList m_words;
    QCollator m_collator;
};

} // namespace

void GridModel::setGrid(Grid grid)
{
    beginResetModel();
    m_grid = std::move(grid);
    endResetModel();
}

int GridModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_grid.rows.size());
}

int GridModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_grid.header.size());
}

QVariant GridModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const GridCell& cell = m_grid.rows.at(index.row()).at(index.column());
    if (role == Qt::DisplayRole)
        return cell.text;
    if (role == Qt::ToolTipRole)
        return plainTip(cell.text);
    if (role == SortRole)
        return cell.value.isValid() ? cell.value : QVariant(cell.text);
    if (role == Qt::TextAlignmentRole)
        return int((m_grid.numeric.at(index.column()) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    return {};
}

QVariant GridModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::DisplayRole)
        return m_grid.header.value(section);
    if (role == Qt::TextAlignmentRole)
        return int((m_grid.numeric.value(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    return {};
}

GridView::GridView(QWidget* parent) : QTableView(parent), m_model(new GridModel(this)), m_proxy(new GridProxy(this))
{
    m_proxy->setSourceModel(m_model);
    setModel(m_proxy);
    setSortingEnabled(true);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setAlternatingRowColors(false);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false); // Tab leaves the table, arrows move in it
    setHorizontalScrollMode(ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(28);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setStretchLastSection(true);
    connect(this, &QTableView::doubleClicked, this, [this](const QModelIndex& index) {
        Q_EMIT rowActivated(m_proxy->mapToSource(index).row());
    });
}

void GridView::setGrid(Grid grid)
{
    m_model->setGrid(std::move(grid));
    m_proxy->sort(-1); // as it came, until a header is clicked
    horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    resizeColumnsToContents();
    for (int column = 0; column < m_model->columnCount(); ++column)
        setColumnWidth(column, qBound(64, columnWidth(column) + 16, 320));
    if (m_model->rowCount() > 0)
        setCurrentIndex(m_proxy->index(0, 0));
}

void GridView::setFilter(const QString& text)
{
    static_cast<GridProxy*>(m_proxy)->setWords(text);
}

int GridView::shownRows() const
{
    return m_proxy->rowCount();
}

int GridView::currentRow() const
{
    return currentIndex().isValid() ? m_proxy->mapToSource(currentIndex()).row() : -1;
}

Grid GridView::shownGrid() const
{
    Grid grid{m_model->grid().header, m_model->grid().numeric, {}};
    for (const int row : shownIndices())
        grid.rows << m_model->grid().rows.at(row);
    return grid;
}

QList<int> GridView::shownIndices() const
{
    QList<int> rows;
    for (int row = 0; row < m_proxy->rowCount(); ++row)
        rows << m_proxy->mapToSource(m_proxy->index(row, 0)).row();
    return rows;
}

void GridView::copySelection()
{
    Grid grid{m_model->grid().header, m_model->grid().numeric, {}};
    QModelIndexList chosen = selectionModel()->selectedRows();
    std::ranges::sort(chosen, {}, &QModelIndex::row);
    for (const QModelIndex& index : std::as_const(chosen))
        grid.rows << m_model->grid().rows.at(m_proxy->mapToSource(index).row());
    QGuiApplication::clipboard()->setText(tabbedOf(grid.isEmpty() ? shownGrid() : grid));
}

void GridView::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy)) {
        copySelection();
        return;
    }
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentRow() >= 0) {
        Q_EMIT rowActivated(currentRow());
        return;
    }
    QTableView::keyPressEvent(event);
}

} // namespace lectern
