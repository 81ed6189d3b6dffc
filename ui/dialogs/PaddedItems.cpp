#include "ui/dialogs/PaddedItems.h"

#include <QPainter>

namespace lectern {

void PaddedItems::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const bool chosen = option.state.testFlag(QStyle::State_Selected);
    const QVariant ink = index.data(Qt::ForegroundRole);
    const QVariant side = index.data(Qt::TextAlignmentRole);
    painter->save();
    painter->fillRect(option.rect, chosen ? m_theme.accentSoft : m_theme.card);
    painter->setFont(option.font);
    painter->setPen(ink.isValid() ? ink.value<QBrush>().color() : m_theme.ink);
    const QRect inside = option.rect.adjusted(m_theme.space2, 0, -m_theme.space2, 0);
    painter->drawText(inside, (side.isValid() ? side.toInt() : int(Qt::AlignLeft | Qt::AlignVCenter)) | Qt::TextSingleLine,
                      option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, inside.width()));
    painter->restore();
}

QSize PaddedItems::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const QSize text = QStyledItemDelegate::sizeHint(option, index);
    return {text.width() + 2 * m_theme.space2, option.fontMetrics.height() + 2 * m_theme.space1 + 4};
}

} // namespace lectern
