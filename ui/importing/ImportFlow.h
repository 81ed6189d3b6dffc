/// Import and undo as the window runs them: on the pool, with progress ten times a second, time left, cancel, one
/// question where a person must decide, and a plain status that widgets copy. GUI thread; the service is called on the
/// pool. Late answers of work that was replaced are dropped.
#pragma once

#include "ui/importing/ImportSummary.h"
#include "ui/importing/TimeLeft.h"
#include "ui/window/SchoolService.h"

#include <QElapsedTimer>
#include <QFuture>
#include <QObject>
#include <QTimer>

namespace lectern {

struct ImportStatus
{
    enum class Step { Idle, Working, Asking, Done, Failed, Cancelled };
    Step step = Step::Idle;
    QString title;        ///< "Importing 3 files"
    QString stage;        ///< "Reading users.csv"
    QString rows;         ///< "12,402 rows"; empty if unknown
    QString left;         ///< "about 20 seconds left"; empty while unknown
    double fraction = -1; ///< 0 to 1; below 0 = unknown
    bool cancelling = false;
    std::optional<DriftQuestion> drift; ///< Step::Asking: about this column; nothing = about summary.closures
    bool undo = false;    ///< loads are taken back, nothing is imported
    ImportSummary summary; ///< Step::Asking and Step::Done
    Error error;           ///< Step::Failed
};

/// "Reading users.csv", "Working out attendance": what is being done, from the codes of core.
[[nodiscard]] QString stageWords(const Progress& progress);

class ImportFlow final : public QObject
{
    Q_OBJECT

public:
    explicit ImportFlow(SchoolService& service, QObject* parent = nullptr);
    ~ImportFlow() override; ///< cancels and waits

    [[nodiscard]] const ImportStatus& status() const { return m_status; }
    [[nodiscard]] bool busy() const { return m_status.step == ImportStatus::Step::Working; }

    /// Does nothing while it is busy.
    void import(const QStringList& paths);
    void undoLoad(qint64 load, bool withLater);
    void undoPackage(qint64 package, bool withLater);
    /// Tries a corrected row again, without a step of its own to look at: `done` is called with the answer, on the GUI
    /// thread. False, and nothing is done, while it is busy.
    bool correct(const CorrectionOrder& order, std::function<void(const Result<CorrectionOutcome>&)> done);
    /// The answer to Step::Asking about a column that changed: it is what it seems to be; leave it out; or do not import
    /// this file. When all are answered the files are imported.
    enum class DriftReply { Yes, LeaveOut, Cancel };
    void answerDrift(DriftReply reply);
    /// The answer to Step::Asking about closures: import the files with closures too, or leave what is there.
    void answerClosures(bool importAnyway);
    void cancel();
    /// Once more what failed.
    void retry();

Q_SIGNALS:
    void started();
    void statusChanged();
    /// The school may hold other rows now: pages ask again. Sent after success and after a failure half-way.
    void schoolChanged();

private:
    struct Mailbox; ///< the newest progress, put there by the pool

    template <class T>
    void run(std::function<Result<T>(const ProgressSink&, const Cancel&)> work, std::function<void(T)> done);
    void begin(const QString& title, bool undo);
    void beginQuietly(const QString& title, bool undo);
    void importWith(const QStringList& paths, const ImportOptions& options, bool again);
    void askNext();
    void undo(std::function<Result<std::vector<qint64>>(const ProgressSink&, const Cancel&)> work);
    void finish(ImportStatus::Step step);
    void fail(const Error& error);
    void readMailbox();

    SchoolService& m_service;
    ImportStatus m_status;
    ImportReport m_report;
    QStringList m_paths;
    ImportOptions m_options;           ///< what was answered so far
    QList<DriftQuestion> m_unanswered; ///< columns that changed
    std::function<void()> m_again;
    Cancel m_cancel;
    std::shared_ptr<Mailbox> m_mailbox;
    TimeLeft m_timeLeft;
    QElapsedTimer m_clock;
    QTimer m_poll;
    QFuture<void> m_running;
    quint64 m_generation = 0;
};

} // namespace lectern
