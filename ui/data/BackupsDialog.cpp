#include "ui/data/BackupsDialog.h"

#include "core/base/Room.h"
#include "ui/data/Wording.h"
#include "ui/dialogs/PaddedItems.h"
#include "ui/theme/PlainTip.h"

#include <QHeaderView>
#include <QPushButton>

namespace lectern {

namespace {

QString reasonWords(BackupReason reason)
{
    switch (reason) {
    case BackupReason::ByHand:
        return BackupsDialog::tr("by hand");
    case BackupReason::Scheduled:
        return BackupsDialog::tr("on schedule");
    case BackupReason::BeforeMigration:
        return BackupsDialog::tr("before an update of Lectern");
    case BackupReason::BeforeRestore:
        return BackupsDialog::tr("before going back");
    }
    return {};
}

} // namespace

BackupsDialog::BackupsDialog(const QString& readOnlyReason, const Theme& theme, QWidget* parent)
    : Sheet(tr("Backups"), tr("Copies of the whole school. Each was opened and checked after it was made."), theme, parent),
      m_readOnlyReason(readOnlyReason), m_list(new QTreeWidget), m_said(roleLabel({}, TextRole::Body, theme, true)),
      m_make(addTool(tr("Back up now"), QStringLiteral("backUpNow"))),
      m_restore(addTool(tr("Go back to this one…"), QStringLiteral("restore")))
{
    m_list->setObjectName(QStringLiteral("backups"));
    m_list->setAccessibleName(tr("Backups"));
    m_list->setHeaderLabels({tr("When"), tr("Why"), tr("Size"), tr("State")});
    m_list->setRootIsDecorated(false);
    m_list->setItemDelegate(new PaddedItems(theme, m_list));
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->headerItem()->setTextAlignment(2, Qt::AlignRight | Qt::AlignVCenter);
    content()->addWidget(m_list, 1);
    m_said->setObjectName(QStringLiteral("said"));
    content()->addWidget(m_said);
    m_restore->setToolTip(plainTip(readOnlyReason));
    connect(m_list, &QTreeWidget::currentItemChanged, this, &BackupsDialog::updateButtons);
    connect(m_make, &QPushButton::clicked, this, &BackupsDialog::backUpRequested);
    connect(m_restore, &QPushButton::clicked, this, &BackupsDialog::askRestore);
    say(tr("Looking for backups…"));
    updateButtons();
    resize(680, 420);
}

void BackupsDialog::setBackups(const std::vector<Backup>& backups)
{
    m_backups = backups;
    m_list->clear();
    for (const Backup& backup : backups) {
        auto* item = new QTreeWidgetItem({moment(backup.madeMs), reasonWords(backup.reason), sizeText(backup.bytes),
                                          backup.whole ? tr("checked") : tr("▲ damaged")});
        item->setTextAlignment(2, Qt::AlignRight | Qt::AlignVCenter);
        item->setToolTip(0, plainTip(backup.path));
        if (!backup.whole)
            item->setForeground(3, look().watch);
        m_list->addTopLevelItem(item);
    }
    const QList<int> widths{230, 210, 84};
    for (int column = 0; column < widths.size(); ++column)
        m_list->setColumnWidth(column, widths.at(column));
    if (backups.empty())
        say(tr("There is no backup yet. They are made by themselves after an import, once a day."));
    else
        say({});
    updateButtons();
}

void BackupsDialog::setWorking(bool working, double fraction)
{
    m_working = working;
    if (working)
        say(fraction < 0 ? tr("Backing up…") : tr("Backing up… %1 %").arg(int(fraction * 100)));
    updateButtons();
}

void BackupsDialog::say(const QString& text, bool bad)
{
    m_said->setText(text);
    m_said->setVisible(!text.isEmpty());
    setInk(m_said, bad ? look().watch : look().quiet);
}

void BackupsDialog::updateButtons()
{
    const int row = m_list->indexOfTopLevelItem(m_list->currentItem());
    m_make->setEnabled(!m_working);
    m_restore->setEnabled(!m_working && m_readOnlyReason.isEmpty() && row >= 0 && m_backups.at(std::size_t(row)).whole);
}

void BackupsDialog::askRestore()
{
    const int row = m_list->indexOfTopLevelItem(m_list->currentItem());
    if (row < 0)
        return;
    const Backup& backup = m_backups.at(std::size_t(row));
    auto* question = new RestoreQuestion(backup, look(), this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    connect(question, &QDialog::accepted, this, [this, path = backup.path] {
        Q_EMIT restoreRequested(path);
        accept();
    });
    question->open();
}

RestoreQuestion::RestoreQuestion(const Backup& backup, const Theme& theme, QWidget* parent)
    : Sheet(tr("Go back to %1?").arg(moment(backup.madeMs)),
            tr("What was imported or decided after that is no longer in the school. The school as it is now is kept as a "
               "backup, so you can come back."),
            theme, parent)
{
    QPushButton* cancel = addCancel(tr("Cancel"));
    QPushButton* go = buttons()->addButton(tr("Go back"), QDialogButtonBox::AcceptRole);
    go->setObjectName(QStringLiteral("goBack"));
    go->setAutoDefault(false);
    cancel->setDefault(true); // Enter alone changes nothing
    cancel->setFocus();
    resize(480, 190);
}

} // namespace lectern
