/// Progress at the bottom of the window.
#include "ui/window/WorkBar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <QProgressBar>
#include <QPushButton>

namespace lectern {

WorkBar::WorkBar(QWidget* parent)
    : QWidget(parent), m_theme(theme(ThemeKind::Light)), m_title(new QLabel(this)), m_detail(new QLabel(this)),
      m_left(new QLabel(this)), m_bar(new QProgressBar(this)), m_cancel(new QPushButton(tr("Cancel"), this))
{
    setAccessibleName(tr("Progress"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(20, 8, 20, 8);
    row->setSpacing(12);
    m_bar->setTextVisible(false);
    m_bar->setFixedWidth(220);
    m_detail->setProperty("quiet", true);
    m_left->setProperty("quiet", true);
    for (QLabel* label : {m_title, m_detail, m_left}) // names of files among the words
        label->setTextFormat(Qt::PlainText);
    row->addWidget(m_title);
    row->addWidget(m_bar);
    row->addWidget(m_detail, 1);
    row->addWidget(m_left);
    row->addWidget(m_cancel);
    connect(m_cancel, &QPushButton::clicked, this, &WorkBar::cancelRequested);
    hide();
}

void WorkBar::setStatus(const WorkStatus& status)
{
    m_title->setText(status.title);
    m_detail->setText(status.detail);
    m_left->setText(status.cancelling ? tr("stopping…") : status.left);
    m_bar->setRange(0, status.fraction < 0 ? 0 : 1000);
    m_bar->setValue(status.fraction < 0 ? 0 : int(status.fraction * 1000));
    m_bar->setAccessibleName(status.title);
    m_cancel->setEnabled(!status.cancelling);
}

void WorkBar::setLook(const Theme& theme)
{
    m_theme = theme;
    update();
}

void WorkBar::mouseReleaseEvent(QMouseEvent*)
{
    Q_EMIT detailsRequested();
}

void WorkBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.card);
    painter.setPen(m_theme.line);
    painter.drawLine(0, 0, width(), 0);
}

} // namespace lectern
