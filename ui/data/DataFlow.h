/// Keeps the Data page filled: asks the school on the pool, drops late answers, asks before loads are taken back, and
/// hands that to the ImportFlow. GUI thread.
#pragma once

#include "ui/data/DataPage.h"
#include "ui/importing/ImportFlow.h"

namespace lectern {

class DataFlow final : public QObject
{
    Q_OBJECT

public:
    /// `page` and `flow` must outlive it. It refreshes by itself when the flow has changed the school.
    DataFlow(SchoolService& service, ImportFlow& flow, DataPage& page, QObject* parent = nullptr);
    ~DataFlow() override; ///< waits for what runs

    void refresh();
    void setLook(const Theme& theme);

private:
    void askUndo(qint64 load, qint64 package);
    void saveRefused();
    void askCorrection(qint64 id);
    void showCorrection(const RefusedRow& row);
    void sayCorrected(const CorrectionOutcome& outcome);

    SchoolService& m_service;
    ImportFlow& m_flow;
    DataPage& m_page;
    Theme m_theme;
    DataContent m_content;
    QString m_answer;             ///< said until the next import or correction
    bool m_backToRefused = false; ///< the focus goes back to the refused rows
    QList<QFuture<void>> m_running;
    quint64 m_generation = 0;
};

} // namespace lectern
