#include "ui/importing/PreviewTable.h"

#include "core/base/ErrorText.h"
#include "core/table/Header.h"
#include "ui/charts/Draw.h"
#include "ui/data/Wording.h"
#include "ui/importing/ImportWords.h"
#include "ui/theme/PlainTip.h"

#include <QPainter>
#include <QStyledItemDelegate>

namespace lectern {

namespace {

constexpr int widest = 220, narrowest = 72, padding = 8, lineHeight = 26;
const QString sign = QStringLiteral("▲");
const QString hidden = QStringLiteral("•••");

QString oneLine(const QString& text)
{
    return text.size() > 200 ? text.left(200).simplified() : text.simplified();
}

/// Cells: tinted and signed where they will be refused.
class PreviewDelegate final : public QStyledItemDelegate
{
public:
    explicit PreviewDelegate(PreviewTable* table) : QStyledItemDelegate(table), m_table(table) {}

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Theme& look = m_table->look();
        const bool fault = index.data(PreviewModel::FaultRole).toBool();
        const bool dropped = index.data(PreviewModel::DroppedRole).toBool();
        QColor ground = look.card;
        if (m_table->highlighted().contains(index.column()))
            ground = look.accentSoft;
        if (fault)
            ground = draw::mix(ground, look.concern, 0.16);
        painter->save();
        painter->fillRect(option.rect, ground);
        painter->setPen(look.line);
        painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
        QRect inside = option.rect.adjusted(padding, 0, -padding, 0);
        painter->setFont(option.font);
        if (fault) {
            painter->setPen(look.concern);
            painter->drawText(inside, Qt::AlignLeft | Qt::AlignVCenter, sign);
            inside.setLeft(inside.left() + option.fontMetrics.horizontalAdvance(sign) + 4);
        }
        painter->setPen(dropped ? look.quiet : look.ink);
        const QString text = option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, inside.width());
        painter->drawText(inside, index.data(Qt::TextAlignmentRole).toInt() | Qt::TextSingleLine, text);
        if (option.state.testFlag(QStyle::State_HasFocus)) {
            painter->setPen(QPen(look.accent, 1));
            painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
        }
        painter->restore();
    }

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        QString text = index.data().toString();
        if (index.data(PreviewModel::FaultRole).toBool())
            text.prepend(sign + QLatin1Char(' '));
        return {option.fontMetrics.horizontalAdvance(text) + 2 * padding + 2, lineHeight};
    }

private:
    PreviewTable* m_table;
};

/// Name, type, and where the column goes, one under the other.
class PreviewHeader final : public QHeaderView
{
public:
    explicit PreviewHeader(PreviewTable* table) : QHeaderView(Qt::Horizontal, table), m_table(table)
    {
        setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
        setSectionsClickable(false);
        setHighlightSections(false);
    }

    QSize sectionSizeFromContents(int section) const override
    {
        const QFontMetrics strong(m_table->look().font(TextRole::BodyStrong)), small(m_table->look().font(TextRole::Caption));
        int width = strong.horizontalAdvance(text(section, Qt::DisplayRole));
        for (const int role : {int(PreviewModel::TypeRole), int(PreviewModel::TargetRole)})
            width = std::max(width, small.horizontalAdvance(text(section, role)) + small.horizontalAdvance(sign) + 4);
        const int lines = anyTarget() ? 2 : 1;
        return {width + 2 * padding + 2, strong.height() + lines * (small.height() + 1) + 2 * 5};
    }

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override
    {
        const Theme& look = m_table->look();
        const bool lit = m_table->highlighted().contains(section);
        painter->save();
        painter->fillRect(rect, lit ? look.accentSoft : look.card);
        painter->setPen(look.line);
        painter->drawLine(rect.bottomLeft(), rect.bottomRight());
        QRect line = rect.adjusted(padding, 5, -padding, 0);
        const auto write = [&](const QFont& font, const QColor& ink, const QString& words) {
            const QFontMetrics metrics(font);
            painter->setFont(font);
            painter->setPen(ink);
            line.setHeight(metrics.height());
            painter->drawText(line, Qt::AlignLeft | Qt::AlignTop | Qt::TextSingleLine,
                              metrics.elidedText(words, Qt::ElideRight, line.width()));
            line.translate(0, metrics.height() + 1);
        };
        write(look.font(TextRole::BodyStrong), lit ? look.accentText : look.ink, text(section, Qt::DisplayRole));
        const bool damage = model()->headerData(section, Qt::Horizontal, PreviewModel::DamageRole).toBool();
        write(look.font(TextRole::Caption), damage ? look.watch : look.quiet,
              damage ? sign + QLatin1Char(' ') + text(section, PreviewModel::TypeRole) : text(section, PreviewModel::TypeRole));
        write(look.font(TextRole::Caption), look.accentText, text(section, PreviewModel::TargetRole));
        painter->restore();
    }

private:
    [[nodiscard]] QString text(int section, int role) const
    {
        return model()->headerData(section, Qt::Horizontal, role).toString();
    }
    [[nodiscard]] bool anyTarget() const
    {
        for (int i = 0; i < count(); ++i)
            if (!text(i, PreviewModel::TargetRole).isEmpty())
                return true;
        return false;
    }

    PreviewTable* m_table;
};

} // namespace

void PreviewModel::setSource(const SourcePreview& source)
{
    beginResetModel();
    m_table = source.table.value_or(TablePreview());
    m_targets = source.targets;
    m_known = source.known() && !source.targets.empty();
    m_faults.clear();
    for (const PreviewFault& fault : source.faults) {
        QString& words = m_faults[{fault.row, fault.column}];
        if (!words.isEmpty())
            words += QLatin1Char('\n');
        words += fault.column < 0 && !fault.name.isEmpty()
                     ? QStringLiteral("%1: %2").arg(fault.name, reasonWords(fault.reason, fault.arguments))
                     : reasonWords(fault.reason, fault.arguments);
    }
    endResetModel();
}

int PreviewModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_table.rows.size());
}

int PreviewModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_table.columns.size());
}

QString PreviewModel::faultAt(int row, int column) const
{
    return m_faults.value({m_table.rows.at(row).number, column});
}

QVariant PreviewModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const auto column = std::size_t(index.column());
    const bool dropped = column < m_targets.size() && !m_targets[column].kept;
    const QString cell = m_table.rows.at(index.row()).cells.value(index.column());
    const ColumnKind kind = m_table.columns[column].type.kind;
    switch (role) {
    case Qt::DisplayRole:
        return dropped && !cell.isEmpty() ? hidden : oneLine(cell);
    case Qt::ToolTipRole: {
        const QString fault = faultAt(index.row(), index.column());
        if (!fault.isEmpty())
            return plainTip(QStringLiteral("▲ %1").arg(fault));
        return dropped ? tr("Never stored") : cell.size() > 20 ? QVariant(plainTip(cell.left(2000))) : QVariant();
    }
    case Qt::AccessibleTextRole: {
        const QString fault = faultAt(index.row(), index.column());
        return fault.isEmpty() ? oneLine(cell) : tr("%1, will be refused: %2").arg(oneLine(cell), fault);
    }
    case Qt::TextAlignmentRole:
        return int((kind == ColumnKind::Integer || kind == ColumnKind::Decimal ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case FaultRole:
        return !faultAt(index.row(), index.column()).isEmpty();
    case DroppedRole:
        return dropped;
    default:
        return {};
    }
}

QVariant PreviewModel::columnHeader(int column, int role) const
{
    const TableColumn& known = m_table.columns[std::size_t(column)];
    const PreviewTarget target = std::size_t(column) < m_targets.size() ? m_targets[std::size_t(column)] : PreviewTarget{};
    switch (role) {
    case Qt::DisplayRole:
        return oneLine(known.name);
    case TypeRole:
        return target.kept ? typeOf(known.type) : tr("never stored");
    case TargetRole:
        if (!m_known || normalisedHeader(target.column) == normalisedHeader(known.name) || !target.kept)
            return QString();
        return target.column.isEmpty() ? tr("kept along") : QStringLiteral("→ %1").arg(plainName(target.column));
    case DamageRole:
        return !known.type.damage.isEmpty();
    case Qt::ToolTipRole: {
        QStringList lines{known.name};
        if (!known.type.why.isEmpty())
            lines << QStringLiteral("%1: %2").arg(typeOf(known.type), known.type.why);
        for (const QString& damage : known.type.damage)
            lines << QStringLiteral("▲ %1").arg(damage);
        return plainTip(lines.join(QLatin1Char('\n')));
    }
    default:
        return {};
    }
}

QVariant PreviewModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal)
        return section < columnCount() ? columnHeader(section, role) : QVariant();
    if (section >= rowCount())
        return {};
    const QString fault = faultAt(section, -1);
    if (role == Qt::DisplayRole)
        return fault.isEmpty() ? QString::number(m_table.rows.at(section).number)
                               : QStringLiteral("▲ %1").arg(m_table.rows.at(section).number);
    if (role == Qt::ToolTipRole && !fault.isEmpty())
        return plainTip(QStringLiteral("▲ %1").arg(fault));
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    return {};
}

PreviewTable::PreviewTable(const Theme& theme, QWidget* parent)
    : QTableView(parent), m_theme(theme), m_model(new PreviewModel(this))
{
    setObjectName(QStringLiteral("preview"));
    setAccessibleName(tr("First rows"));
    setHorizontalHeader(new PreviewHeader(this));
    setItemDelegate(new PreviewDelegate(this));
    setModel(m_model);
    setSelectionMode(NoSelection);
    setEditTriggers(NoEditTriggers);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false); // Tab leaves the table, arrows move in it
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    verticalHeader()->setDefaultSectionSize(lineHeight);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setSectionsClickable(false);
    horizontalHeader()->setStretchLastSection(false); // a number at the far right belongs to no column any more
}

void PreviewTable::setSource(const SourcePreview& source)
{
    m_highlighted.clear();
    m_model->setSource(source);
    resizeColumnsToContents();
    for (int column = 0; column < m_model->columnCount(); ++column)
        setColumnWidth(column, qBound(narrowest, columnWidth(column) + padding, widest));
    scrollToTop();
}

void PreviewTable::setHighlighted(const QList<int>& columns)
{
    m_highlighted = columns;
    if (!columns.isEmpty() && m_model->rowCount() > 0)
        scrollTo(m_model->index(0, columns.first()), EnsureVisible);
    viewport()->update();
    horizontalHeader()->viewport()->update();
}

} // namespace lectern
