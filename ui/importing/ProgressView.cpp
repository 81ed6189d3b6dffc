#include "ui/importing/ProgressView.h"

#include <QHBoxLayout>

namespace lectern {

ProgressView::ProgressView(const Theme& theme, QWidget* parent)
    : QWidget(parent), m_bar(new QProgressBar), m_stage(roleLabel({}, TextRole::Body, theme)),
      m_rows(roleLabel({}, TextRole::Caption, theme, true)), m_left(roleLabel({}, TextRole::Caption, theme, true))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.space2);
    m_bar->setObjectName(QStringLiteral("bar"));
    m_bar->setAccessibleName(tr("Progress"));
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(8);
    m_stage->setObjectName(QStringLiteral("stage"));
    m_rows->setObjectName(QStringLiteral("rows"));
    m_left->setObjectName(QStringLiteral("left"));
    m_left->setAlignment(Qt::AlignRight);
    auto* below = new QHBoxLayout;
    below->addWidget(m_rows);
    below->addWidget(m_left);
    column->addWidget(m_stage);
    column->addWidget(m_bar);
    column->addLayout(below);
}

void ProgressView::setStatus(const ImportStatus& status)
{
    m_stage->setText(status.cancelling ? tr("Stopping…") : status.stage);
    m_rows->setText(status.rows);
    m_left->setText(status.left);
    m_bar->setRange(0, status.fraction < 0 ? 0 : 1000);
    if (status.fraction >= 0)
        m_bar->setValue(int(status.fraction * 1000));
}

} // namespace lectern
