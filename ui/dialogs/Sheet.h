/// What every dialog of Lectern looks like: title, one quiet line, content, a row of buttons. Escape closes, Tab goes
/// through everything, the name is read out. Also the labels in the theme's type sizes. GUI thread.
#pragma once

#include "ui/theme/Theme.h"

#include <QDialog>
#include <QDialogButtonBox>
#include <QLabel>
#include <QVBoxLayout>

namespace lectern {

/// A label in the size of that role; `quiet` takes the palette's quiet ink. Text can be selected with the mouse.
[[nodiscard]] QLabel* roleLabel(const QString& text, TextRole role, const Theme& theme, bool quiet = false,
                                QWidget* parent = nullptr);

/// Gives `widget` the colour as its text colour.
void setInk(QWidget* widget, const QColor& colour);

class Sheet : public QDialog
{
    Q_OBJECT

public:
    Sheet(const QString& title, const QString& subtitle, const Theme& theme, QWidget* parent = nullptr);

    [[nodiscard]] const Theme& look() const { return m_theme; }
    void setTitle(const QString& title);
    void setSubtitle(const QString& subtitle);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void showEvent(QShowEvent* event) override;
    [[nodiscard]] QVBoxLayout* content() const { return m_content; }
    [[nodiscard]] QDialogButtonBox* buttons() const { return m_buttons; }
    /// The one button that changes nothing, in place of Close.
    QPushButton* addCancel(const QString& text);
    /// A button on the left of the row that does not close the dialog.
    QPushButton* addTool(const QString& text, const QString& name);
    /// The answer that is meant to be given, on the right beside Close; closes nothing by itself.
    QPushButton* addPrimary(const QString& text, const QString& name);

private:
    void goBeforeClose(QPushButton* button);

    Theme m_theme;
    QLabel* m_title;
    QLabel* m_subtitle;
    QVBoxLayout* m_content;
    QDialogButtonBox* m_buttons;
};

} // namespace lectern
