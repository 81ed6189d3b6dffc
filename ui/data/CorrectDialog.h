/// One refused row to be corrected: the cells at fault first, each with its reason, then the rest of the row. Asks for
/// nothing itself; shows the answer it is given and stays until the row is in order. GUI thread.
#pragma once

#include "core/ingest/Corrections.h"
#include "ui/dialogs/Sheet.h"

class QCheckBox;
class QGridLayout;
class QLineEdit;

namespace lectern {

class CorrectDialog final : public Sheet
{
    Q_OBJECT

public:
    CorrectDialog(const RefusedRow& row, const Theme& theme, QWidget* parent = nullptr);

    /// While the row is tried again nothing can be typed.
    void setBusy(bool busy);
    /// Closes when the row was corrected, else says and marks what does not fit yet.
    void setAnswer(const Result<CorrectionOutcome>& answer);

Q_SIGNALS:
    void tryRequested(const lectern::CorrectionOrder& order);

private:
    struct Field
    {
        RefusedCell cell;
        QString shown; ///< what stood in the field when the row came
        QLineEdit* edit;
        QLabel* reason;
    };
    [[nodiscard]] QWidget* makeFields();
    void addField(QGridLayout* grid, const RefusedCell& cell);
    void mark(Field& field, const QString& reason);
    void say(const QString& text);
    void tryAgain();

    RefusedRow m_row;
    std::vector<Field> m_fields;
    QLabel* m_said = nullptr;
    QWidget* m_form = nullptr;
    QCheckBox* m_alike = nullptr;
    QPushButton* m_try = nullptr;
};

} // namespace lectern
