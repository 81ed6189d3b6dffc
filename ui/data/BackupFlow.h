/// Backups asked of the school on the pool: those of the schedule, after an import or opening, without a word unless
/// one fails; and those of the dialog. Late answers find no dialog and are dropped. GUI thread.
#pragma once

#include "ui/data/BackupsDialog.h"
#include "ui/window/SchoolService.h"

#include <QFuture>
#include <QPointer>

namespace lectern {

class BackupFlow final : public QObject
{
    Q_OBJECT

public:
    /// `service` must outlive it.
    explicit BackupFlow(SchoolService& service, QObject* parent = nullptr);
    ~BackupFlow() override; ///< cancels and waits for what runs

    /// Shows the backups of the school that is open.
    void open(const Theme& theme, QWidget* parent);

public Q_SLOTS:
    /// Makes the backup that is due, if one is.
    void backUpIfDue();

Q_SIGNALS:
    void failed(const QString& title, const lectern::Error& error);
    void restoreRequested(const QString& path);

private:
    void refresh(const QString& thenSay = {});
    void backUpNow();
    void remember(QFuture<void> future);

    SchoolService& m_service;
    Cancel m_cancel;
    QPointer<BackupsDialog> m_dialog;
    QList<QFuture<void>> m_running;
};

} // namespace lectern
