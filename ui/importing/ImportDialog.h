/// The import as a person sees it: progress, the one question about closed rows, the result in words, or what went
/// wrong. Copies the status of an ImportFlow. Closing it while work runs hides it; the work goes on. GUI thread.
#pragma once

#include "ui/dialogs/MessageView.h"
#include "ui/importing/ImportFlow.h"

#include <QProgressBar>
#include <QScrollArea>
#include <QStackedWidget>

namespace lectern {

class ImportDialog final : public Sheet
{
    Q_OBJECT

public:
    ImportDialog(ImportFlow& flow, const Theme& theme, QWidget* parent = nullptr);

Q_SIGNALS:
    void refusedRequested(); ///< show the refused rows on the Data page

private:
    [[nodiscard]] QWidget* makeProgress();
    [[nodiscard]] QWidget* makeQuestion();
    [[nodiscard]] QWidget* makeResult();
    void showStatus(const ImportStatus& status);
    void showProgress(const ImportStatus& status);
    void showQuestion(const ImportSummary& summary);
    void showDrift(const DriftQuestion& question);
    void showResult(const ImportStatus& status);
    void addNotRead(const ImportSummary& summary, QVBoxLayout* column);

    ImportFlow& m_flow;
    ImportStatus::Step m_shown = ImportStatus::Step::Idle;
    QStackedWidget* m_stack;
    QProgressBar* m_bar;
    QLabel* m_stage;
    QLabel* m_rows;
    QLabel* m_left;
    QLabel* m_closures;
    QScrollArea* m_lines;
    QPushButton* m_cancel;
    QPushButton* m_anyway;
    QPushButton* m_keep;
    QPushButton* m_yes;
    QPushButton* m_leaveOut;
    QPushButton* m_skip;
    QPushButton* m_refused;
    QPushButton* m_retry;
};

} // namespace lectern
