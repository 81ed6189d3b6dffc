#include "ui/data/UndoDialog.h"

#include "ui/data/Wording.h"

#include <QListWidget>
#include <QPushButton>

namespace lectern {

UndoDialog::UndoDialog(const UndoPlan& plan, const Theme& theme, QWidget* parent)
    : Sheet(tr("Take back %Ln load(s)?", nullptr, int(plan.chosen.size() + plan.later.size())),
            tr("What was added goes, what was closed comes back, and the numbers are worked out again. The "
               "files themselves stay where they are and can be imported again."),
            theme, parent)
{
    addList(tr("You asked for"), plan.chosen, QStringLiteral("chosen"));
    if (!plan.later.empty()) {
        addList(tr("These came later from the same source and go with it"), plan.later, QStringLiteral("later"));
        content()->addWidget(roleLabel(tr("Import their files again afterwards to have them back."), TextRole::Body,
                                       theme, true));
    }
    QPushButton* cancel = addCancel(tr("Cancel"));
    QPushButton* go = buttons()->addButton(tr("Take back"), QDialogButtonBox::AcceptRole);
    go->setObjectName(QStringLiteral("takeBack"));
    go->setAutoDefault(false);
    cancel->setDefault(true); // Enter alone takes nothing back
    cancel->setFocus();
    resize(560, plan.later.empty() ? 340 : 460);
}

void UndoDialog::addList(const QString& heading, const std::vector<Load>& loads, const QString& name)
{
    content()->addWidget(roleLabel(heading, TextRole::BodyStrong, look()));
    auto* list = new QListWidget;
    list->setObjectName(name);
    list->setAccessibleName(heading);
    list->setSelectionMode(QAbstractItemView::NoSelection);
    for (const Load& load : loads)
        list->addItem(QStringLiteral("%1 · %2 · %3 · %4")
                          .arg(tr("load %1").arg(load.load), sourceName(load.source), moment(load.startedMs),
                               outcome(load)));
    list->setMinimumHeight(72);
    content()->addWidget(list, 1);
}

} // namespace lectern
