/// What is being done, how far it is, how long it takes: the lines and the bar of an ImportStatus. GUI thread.
#pragma once

#include "ui/dialogs/Sheet.h"
#include "ui/importing/ImportFlow.h"

#include <QProgressBar>

namespace lectern {

class ProgressView final : public QWidget
{
    Q_OBJECT

public:
    explicit ProgressView(const Theme& theme, QWidget* parent = nullptr);
    void setStatus(const ImportStatus& status);

private:
    QProgressBar* m_bar;
    QLabel* m_stage;
    QLabel* m_rows;
    QLabel* m_left;
};

} // namespace lectern
