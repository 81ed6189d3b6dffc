/// Import and undo as the window runs them: on the pool, with progress ten times a second, time left, cancel, one
/// question at a time where a person must decide, and a plain status that widgets copy. An import is prepared first: the
/// files are looked at, what must be asked is asked, what would change is counted while the person reads. GUI thread; the
/// service is called on the pool. Late answers of work that was replaced are dropped.
#pragma once

#include "ui/importing/ImportSummary.h"
#include "ui/importing/Interview.h"
#include "ui/importing/TimeLeft.h"
#include "ui/window/SchoolService.h"

#include <QElapsedTimer>
#include <QFuture>
#include <QObject>
#include <QTimer>
#include <mutex>

namespace lectern {

/// What an import would change, counted by a dry run beside the reading of its preview.
struct ImportEffect
{
    enum class State { None, Counting, Counted, Failed };
    State state = State::None;
    double fraction = -1; ///< of Counting; below 0 = unknown
    ImportReport report;  ///< of Counted
    Error error;          ///< of Failed
};

struct ImportStatus
{
    /// Looking, Ready: the import is prepared; Asking: in either phase; Working: rows are loaded or taken back.
    enum class Step { Idle, Looking, Ready, Working, Asking, Done, Failed, Cancelled };
    Step step = Step::Idle;
    QString title;        ///< "Importing 3 files"
    QString stage;        ///< "Reading users.csv"
    QString rows;         ///< "12,402 rows"; empty if unknown
    QString left;         ///< "about 20 seconds left"; empty while unknown
    double fraction = -1; ///< 0 to 1; below 0 = unknown
    bool cancelling = false;
    std::shared_ptr<const ImportPreview> preview; ///< from Ready on; null if the import was not prepared
    ImportEffect effect;                          ///< Step::Ready
    std::optional<DriftQuestion> drift;           ///< Step::Asking: about this column …
    std::optional<InterviewQuestion> unknown;     ///< … or about a file nobody knows; neither = summary.closures
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
    [[nodiscard]] bool busy() const
    {
        return m_status.step == ImportStatus::Step::Working || m_status.step == ImportStatus::Step::Looking;
    }

    /// Looks at the files and asks what must be asked; nothing is imported before confirm(). Nothing while it is busy.
    void prepare(const QStringList& paths);
    /// Step::Ready: imports what was shown, whether everything was counted or not.
    void confirm();
    /// Gives up what was prepared: the school is as it was. Nothing while rows are loaded.
    void dismiss();
    /// Imports without showing anything first. Does nothing while it is busy.
    void import(const QStringList& paths);
    void undoLoad(qint64 load, bool withLater);
    void undoPackage(qint64 package, bool withLater);
    /// Tries a corrected row again, without a step of its own to look at: `done` is called with the answer, on the GUI
    /// thread. False, and nothing is done, while it is busy.
    bool correct(const CorrectionOrder& order, std::function<void(const Result<CorrectionOutcome>&)> done);
    /// The answer to Step::Asking about a column that changed: it is what it seems to be; leave it out; or do not import
    /// this file.
    enum class DriftReply { Yes, LeaveOut, Cancel };
    /// `header`: what a column that seems to be gone is called now.
    void answerDrift(DriftReply reply, const QString& header = {});
    /// The answer to Step::Asking about a file nobody knows.
    void answerUnknown(const InterviewAnswer& answer);
    void leaveOutUnknown(); ///< the file is not imported
    /// Whether a question of this import was answered that can be asked once more: in Step::Asking and Step::Ready.
    [[nodiscard]] bool canGoBack() const;
    /// To the question answered last, with the answers given before it.
    void goBack();
    /// Step::Ready: the layouts by which files are read as a person answered at an earlier import.
    [[nodiscard]] QStringList remembered() const;
    /// Step::Ready: asks the questions about such files once more; Back returns to what is ready now.
    void askAgain();
    /// The answer to Step::Asking about closures: import the files with closures too, or leave what is there.
    void answerClosures(bool importAnyway);
    void cancel();
    /// Once more what failed.
    void retry();
    /// How the sources that are prepared are read, as JSON files that can be given to others: name and bytes.
    [[nodiscard]] QList<std::pair<QString, QByteArray>> savedMappings() const;

Q_SIGNALS:
    void started();
    void statusChanged();
    /// The school may hold other rows now: pages ask again. Sent after success and after a failure half-way.
    void schoolChanged();

private:
    /// The newest progress, put there by the pool.
    struct Mailbox
    {
        std::mutex mutex;
        std::optional<Progress> newest;
    };
    [[nodiscard]] static ProgressSink sinkOf(const std::shared_ptr<Mailbox>& box);
    [[nodiscard]] static std::optional<Progress> newestIn(const std::shared_ptr<Mailbox>& box);

    /// What was answered, and what is still to be asked.
    struct Answers
    {
        ImportOptions options;            ///< what was answered so far
        QList<DriftQuestion> unanswered;  ///< columns that changed
        QStringList leftOut, settled;     ///< sources that are not to be imported, and those a layout was made for
        std::optional<Interview> interview;
        bool closuresKept = false;        ///< asked and answered: what is there is kept
        bool given = false;               ///< since the files were last looked at
    };
    struct Moment
    {
        Answers answers;
        std::shared_ptr<const ImportPreview> preview;
        ImportEffect effect;   ///< with the summary: of a question about closures
        ImportSummary summary;
    };

    template <class T>
    void run(std::function<Result<T>(const ProgressSink&, const Cancel&)> work, std::function<void(T)> done);
    void begin(const QString& title, bool undo, ImportStatus::Step step = ImportStatus::Step::Working);
    void beginQuietly(const QString& title, bool undo, ImportStatus::Step step = ImportStatus::Step::Working);
    void importWith(const QStringList& paths, const ImportOptions& options, bool again);
    void takeReport(ImportReport report, bool again);
    void askNext();
    void forget(const QStringList& paths); ///< what was answered before; begins anew with these
    [[nodiscard]] bool asksClosures() const;
    void leaveOutClosures();
    void undo(std::function<Result<std::vector<qint64>>(const ProgressSink&, const Cancel&)> work);
    void keep(const QFuture<void>& future);
    void finish(ImportStatus::Step step);
    void fail(const Error& error);
    void readMailbox();
    // Of an import that is prepared (ImportFlowPlan.cpp).
    void look();
    void takePreview(ImportPreview preview);
    void askNextOfPlan();
    void remember(); ///< the question that is being answered, to come back to
    void count();
    void stopCounting();
    void takeEffect(const Result<ImportReport>& report);

    SchoolService& m_service;
    ImportStatus m_status;
    ImportReport m_report;
    QStringList m_paths;
    Answers m_answers;
    std::vector<Moment> m_before; ///< each answered question of a plan, as it was asked
    bool m_planned = false;       ///< prepared, not yet confirmed
    std::function<void()> m_again;
    Cancel m_cancel;
    std::shared_ptr<Mailbox> m_mailbox;
    TimeLeft m_timeLeft;
    QElapsedTimer m_clock;
    QTimer m_poll;
    QList<QFuture<void>> m_running; ///< waited for at the end
    quint64 m_generation = 0;
    Cancel m_countCancel;
    std::shared_ptr<Mailbox> m_countMailbox;
    quint64 m_countGeneration = 0;
};

} // namespace lectern
