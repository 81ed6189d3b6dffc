/// An error as a person can use it: what happened, where, what to do; the system's own words one click away. Also as a
/// dialog of its own. GUI thread.
#pragma once

#include "core/base/Error.h"
#include "ui/dialogs/Sheet.h"

#include <QToolButton>

namespace lectern {

/// The parts of what is shown, worded for the window (core's remedies may name commands of the command line).
struct MessageWords
{
    QString happened;
    QString where;   ///< "users.csv, row 12, column score"
    QString remedy;
    QString details; ///< codes and the system's words, of the error and its causes
};
[[nodiscard]] MessageWords messageWords(const Error& error);

class MessageView final : public QWidget
{
    Q_OBJECT

public:
    explicit MessageView(const Theme& theme, QWidget* parent = nullptr);
    void setError(const Error& error);
    void setWords(const MessageWords& words);

private:
    QLabel* m_happened;
    QLabel* m_where;
    QLabel* m_remedy;
    QToolButton* m_more;
    QLabel* m_details;
};

/// Shows the error in a dialog of its own, without stopping the program; it deletes itself.
void showError(const QString& title, const Error& error, const Theme& theme, QWidget* parent);

} // namespace lectern
