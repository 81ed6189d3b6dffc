/// Rows of a list or tree with room beside the text, so that cells stand under their headers and numbers do not touch the
/// next column; chosen rows in the theme's soft accent. GUI thread.
#pragma once

#include "ui/theme/Theme.h"

#include <QStyledItemDelegate>

namespace lectern {

class PaddedItems final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit PaddedItems(const Theme& theme, QObject* parent) : QStyledItemDelegate(parent), m_theme(theme) {}

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    Theme m_theme;
};

} // namespace lectern
