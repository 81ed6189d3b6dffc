/// What stands there while no school is open or nothing has been imported: what Lectern would show, which files bring
/// it, a button that imports them, a button that opens the sample school. GUI thread.
#pragma once

#include "ui/theme/Theme.h"

#include <QWidget>

class QPushButton;

namespace lectern {

class Welcome final : public QWidget
{
    Q_OBJECT

public:
    explicit Welcome(QWidget* parent = nullptr);
    void setLook(const Theme& theme);
    void setDropping(bool dropping);
    [[nodiscard]] QPushButton* importButton() const { return m_import; }

Q_SIGNALS:
    void importRequested();
    void sampleRequested();
    void openRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] QRectF box() const;

    Theme m_theme;
    bool m_dropping = false;
    QPushButton* m_import;
    QPushButton* m_sample;
    QPushButton* m_open;
};

} // namespace lectern
