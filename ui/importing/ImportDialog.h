/// The import as a person sees it: what the files are and what will happen, one question at a time, progress, the result in
/// words, or what went wrong. Copies the status of an ImportFlow. Closing it while rows are loaded hides it and the work
/// goes on; closing it before gives the import up. GUI thread.
#pragma once

#include "ui/dialogs/MessageView.h"
#include "ui/importing/ImportFlow.h"
#include "ui/importing/QuestionViews.h"
#include "ui/importing/ReadyView.h"
#include "ui/importing/ResultView.h"

#include <QStackedWidget>

namespace lectern {

class ImportDialog final : public Sheet
{
    Q_OBJECT

public:
    ImportDialog(ImportFlow& flow, const Theme& theme, QWidget* parent = nullptr);

    void reject() override;

Q_SIGNALS:
    void refusedRequested(); ///< show the refused rows on the Data page

private:
    enum Page { Working, Closures, Result, Ready, Drift, Unknown };
    [[nodiscard]] QWidget* makeProgress();
    [[nodiscard]] QWidget* makeQuestion();
    void wire();
    void showStatus(const ImportStatus& status);
    void showButtons(const ImportStatus& status);
    void showWork(const ImportStatus& status, bool entered);
    void showReady(const ImportStatus& status, bool entered);
    void showAsked(const ImportStatus& status);
    void showQuestion(const ImportStatus& status);
    void showResult(const ImportStatus& status);
    void giveRoom(QSize size);
    void saveMappings();

    ImportFlow& m_flow;
    ImportStatus::Step m_shown = ImportStatus::Step::Idle;
    QStackedWidget* m_stack;
    ProgressView* m_progress;
    QLabel* m_closures;
    ResultView* m_result;
    ReadyView* m_ready;
    DriftView* m_drift;
    UnknownView* m_unknown;
    QPushButton* m_cancel;
    QPushButton* m_anyway;
    QPushButton* m_leaveOut;
    QPushButton* m_skip;
    QPushButton* m_back;
    QPushButton* m_askAgain;
    QPushButton* m_save;
    QPushButton* m_refused;
    QPushButton* m_retry;
    QPushButton* m_keep;
    QPushButton* m_yes;
    QPushButton* m_import;
};

} // namespace lectern
