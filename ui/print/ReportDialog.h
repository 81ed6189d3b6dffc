/// From the wish for a report to the PDF: asks for pages, readers, paper and file, evaluates and draws on the pool with
/// progress and cancel, says where it is. GUI thread.
#pragma once

#include "ui/dialogs/Sheet.h"
#include "ui/window/SchoolService.h"

#include <QComboBox>
#include <QFuture>
#include <QLineEdit>
#include <QListWidget>
#include <QProgressBar>
#include <QTimer>

namespace lectern {

class ReportDialog final : public Sheet
{
    Q_OBJECT

public:
    /// `order` is what is proposed: pages, filter, file, paper, audience.
    ReportDialog(SchoolService& service, const ReportOrder& order, const Theme& theme, QWidget* parent = nullptr);
    ~ReportDialog() override; ///< cancels and waits

    /// What stands in the form now.
    [[nodiscard]] ReportOrder order() const;

Q_SIGNALS:
    void written(const QString& file, int sheets);

private:
    struct Shared; ///< progress, put there by the pool

    void addForm();
    void addPages(const QStringList& chosen);
    void chooseFile();
    void write();
    void finished(const Result<int>& sheets, const QString& file);
    void setBusy(bool busy);

    SchoolService& m_service;
    ReportOrder m_order;
    QListWidget* m_pages;
    QComboBox* m_audience;
    QComboBox* m_paper;
    QLineEdit* m_file;
    QProgressBar* m_bar;
    QLabel* m_state;
    QPushButton* m_write;
    QPushButton* m_open;
    std::shared_ptr<Shared> m_shared;
    QTimer m_poll;
    Cancel m_cancel;
    QFuture<void> m_running;
};

} // namespace lectern
