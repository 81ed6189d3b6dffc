/// The palette of Ctrl+K.
#include "ui/window/GoAnywhere.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace lectern {

namespace {

constexpr int most = 12;

/// 0 = begins with it, 1 = a word begins with it, 2 = holds it, 3 = no.
int rank(const Destination& destination, const QString& typed)
{
    if (typed.isEmpty() || destination.title.startsWith(typed, Qt::CaseInsensitive))
        return 0;
    if (destination.title.contains(QLatin1Char(' ') + typed, Qt::CaseInsensitive))
        return 1;
    if (destination.title.contains(typed, Qt::CaseInsensitive) || destination.hint.contains(typed, Qt::CaseInsensitive))
        return 2;
    return 3;
}

} // namespace

QList<Destination> matching(const QList<Destination>& all, const QString& typed)
{
    const QString text = typed.trimmed();
    QList<Destination> result;
    for (int wanted = 0; wanted < 3; ++wanted)
        for (const Destination& destination : all)
            if (rank(destination, text) == wanted && result.size() < most)
                result.append(destination);
    return result;
}

GoAnywhere::GoAnywhere(QList<Destination> all, QWidget* parent)
    : QDialog(parent, Qt::Popup | Qt::FramelessWindowHint), m_all(std::move(all)), m_field(new QLineEdit(this)),
      m_list(new QListWidget(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setAccessibleName(tr("Go anywhere"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(8);
    m_field->setPlaceholderText(tr("Page, class, grade, command…"));
    m_field->setAccessibleName(tr("Where to?"));
    m_field->installEventFilter(this);
    m_list->setAccessibleName(tr("Places"));
    m_list->setFocusPolicy(Qt::NoFocus);
    column->addWidget(m_field);
    column->addWidget(m_list);
    resize(520, 440);
    if (parent) {
        const QPoint at =
            parent->mapToGlobal(QPoint((parent->width() - width()) / 2, std::min(110, parent->height() / 6)));
        move(at);
    }
    connect(m_field, &QLineEdit::textChanged, this, &GoAnywhere::refill);
    connect(m_list, &QListWidget::itemClicked, this, &GoAnywhere::choose);
    refill();
    m_field->setFocus();
}

void GoAnywhere::add(const QList<Destination>& more)
{
    m_all.append(more);
    refill();
}

void GoAnywhere::refill()
{
    m_list->clear();
    for (const Destination& destination : matching(m_all, m_field->text())) {
        auto* item =
            new QListWidgetItem(QStringLiteral("%1   ·   %2").arg(destination.title, destination.hint), m_list);
        item->setData(Qt::UserRole, destination.id);
    }
    m_list->setCurrentRow(0);
}

void GoAnywhere::choose()
{
    const QListWidgetItem* item = m_list->currentItem();
    if (!item)
        return;
    const QString id = item->data(Qt::UserRole).toString();
    close();
    Q_EMIT chosen(id);
}

bool GoAnywhere::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    const int step = key == Qt::Key_Down ? 1 : key == Qt::Key_Up ? -1 : 0;
    if (step != 0 && m_list->count() > 0) {
        m_list->setCurrentRow((m_list->currentRow() + step + m_list->count()) % m_list->count());
        return true;
    }
    if (key == Qt::Key_Return || key == Qt::Key_Enter) {
        choose();
        return true;
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace lectern
