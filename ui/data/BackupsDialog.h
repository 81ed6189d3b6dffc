/// The backups of a school: when and why each was made, how large it is; making one now, and going back to one after
/// a plain question. Built from plain values; asks for nothing itself. GUI thread.
#pragma once

#include "core/base/Error.h"
#include "core/store/Backup.h"
#include "ui/dialogs/Sheet.h"

#include <QTreeWidget>

namespace lectern {

class BackupsDialog final : public Sheet
{
    Q_OBJECT

public:
    /// `readOnlyReason` says why the school cannot go back; empty = it can.
    BackupsDialog(const QString& readOnlyReason, const Theme& theme, QWidget* parent = nullptr);

    void setBackups(const std::vector<Backup>& backups);
    /// While a backup is made nothing else can be asked for. `fraction` 0 to 1, below 0 = unknown.
    void setWorking(bool working, double fraction = -1);
    /// One line below the list: what was made, or what went wrong.
    void say(const QString& text, bool bad = false);

Q_SIGNALS:
    void backUpRequested();
    /// Asked and confirmed.
    void restoreRequested(const QString& path);

private:
    void askRestore();
    void updateButtons();

    QString m_readOnlyReason;
    std::vector<Backup> m_backups;
    bool m_working = false;
    QTreeWidget* m_list;
    QLabel* m_said;
    QPushButton* m_make;
    QPushButton* m_restore;
};

/// The question before a school goes back: to when, what that means, that nothing is lost.
class RestoreQuestion final : public Sheet
{
    Q_OBJECT

public:
    RestoreQuestion(const Backup& backup, const Theme& theme, QWidget* parent = nullptr);
};

} // namespace lectern
