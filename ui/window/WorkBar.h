/// A line at the bottom while long work runs: what, how far, how long still, cancel. GUI thread.
#pragma once

#include "ui/theme/Theme.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace lectern {

struct WorkStatus
{
    QString title;        ///< "Importing 3 files"
    QString detail;       ///< "Reading users.csv · 12,402 rows"
    QString left;         ///< "about 20 seconds left"
    double fraction = -1; ///< below 0 = unknown
    bool cancelling = false;
};

class WorkBar final : public QWidget
{
    Q_OBJECT

public:
    explicit WorkBar(QWidget* parent = nullptr);
    void setStatus(const WorkStatus& status);
    void setLook(const Theme& theme);

Q_SIGNALS:
    void cancelRequested();
    void detailsRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    Theme m_theme;
    QLabel* m_title;
    QLabel* m_detail;
    QLabel* m_left;
    QProgressBar* m_bar;
    QPushButton* m_cancel;
};

} // namespace lectern
