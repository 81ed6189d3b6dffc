#include "ui/data/BackupFlow.h"

#include "core/base/ErrorText.h"
#include "ui/platform/WhenFinished.h"

#include <QTimer>
#include <QtConcurrent/QtConcurrentRun>
#include <atomic>
#include <memory>

namespace lectern {

BackupFlow::BackupFlow(SchoolService& service, QObject* parent) : QObject(parent), m_service(service)
{
}

BackupFlow::~BackupFlow()
{
    m_cancel.raise();
    for (QFuture<void>& each : m_running)
        each.waitForFinished();
}

void BackupFlow::remember(QFuture<void> future)
{
    m_running.removeIf([](const QFuture<void>& each) { return each.isFinished(); });
    m_running << std::move(future);
}

void BackupFlow::backUpIfDue()
{
    if (!m_service.state().open)
        return;
    auto work = QtConcurrent::run([service = &m_service, cancel = m_cancel] { return service->backUpIfDue(cancel); });
    remember(QFuture<void>(work));
    whenFinished(work, this, [this](const Result<std::optional<Backup>>& made) {
        if (!made) {
            if (made.error().code != QLatin1String("cancelled"))
                Q_EMIT failed(tr("The backup that was due could not be made"), made.error());
        } else if (*made && m_dialog) {
            refresh();
        }
    });
}

void BackupFlow::open(const Theme& theme, QWidget* parent)
{
    if (m_dialog)
        return;
    m_dialog = new BackupsDialog(m_service.state().readOnlyReason, theme, parent);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_dialog, &BackupsDialog::backUpRequested, this, &BackupFlow::backUpNow);
    connect(m_dialog, &BackupsDialog::restoreRequested, this, &BackupFlow::restoreRequested);
    m_dialog->open();
    refresh();
}

void BackupFlow::refresh(const QString& thenSay)
{
    auto work = QtConcurrent::run([service = &m_service] { return service->backups(); });
    remember(QFuture<void>(work));
    whenFinished(work, this, [this, thenSay](const Result<std::vector<Backup>>& found) {
        if (!m_dialog)
            return;
        if (!found)
            return m_dialog->say(words(found.error()).message, true);
        m_dialog->setBackups(*found);
        if (!thenSay.isEmpty())
            m_dialog->say(thenSay);
    });
}

void BackupFlow::backUpNow()
{
    m_dialog->setWorking(true);
    const auto fraction = std::make_shared<std::atomic<double>>(-1);
    auto* poll = new QTimer(m_dialog);
    connect(poll, &QTimer::timeout, m_dialog, [dialog = m_dialog.data(), fraction] { dialog->setWorking(true, *fraction); });
    poll->start(100);
    auto work = QtConcurrent::run([service = &m_service, cancel = m_cancel, fraction] {
        return service->backUpNow([fraction](const Progress& progress) { *fraction = progress.fraction; }, cancel);
    });
    remember(QFuture<void>(work));
    whenFinished(work, this, [this, poll = QPointer(poll)](const Result<Backup>& made) {
        delete poll;
        if (!m_dialog) {
            if (!made && made.error().code != QLatin1String("cancelled"))
                Q_EMIT failed(tr("The backup could not be made"), made.error());
            return;
        }
        m_dialog->setWorking(false);
        if (made)
            return refresh(tr("Backed up and checked."));
        const ErrorWords said = words(made.error());
        m_dialog->say(said.message + QLatin1Char(' ') + said.remedy, true);
    });
}

} // namespace lectern
