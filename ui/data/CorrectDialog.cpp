#include "ui/data/CorrectDialog.h"

#include "core/base/ErrorText.h"
#include "ui/charts/Numbers.h"
#include "ui/data/Wording.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <algorithm>

namespace lectern {

CorrectDialog::CorrectDialog(const RefusedRow& row, const Theme& theme, QWidget* parent)
    : Sheet(tr("Correct this row"),
            tr("Row %1 of %2 · %3").arg(countText(row.row.row), sourceName(row.row.source), plainName(row.row.entity)), theme,
            parent),
      m_row(row)
{
    m_said = roleLabel({}, TextRole::BodyStrong, theme);
    m_said->setObjectName(QStringLiteral("said"));
    setInk(m_said, theme.concern);
    m_said->hide();
    content()->addWidget(m_said);
    QPushButton* cancel = addCancel(row.correctable ? tr("Cancel") : tr("Close"));
    cancel->setAutoDefault(false);
    if (!row.correctable) {
        content()->addWidget(roleLabel(tr("This row cannot be corrected here: %1. Correct it in the system it comes from and "
                                          "import its export again.")
                                           .arg(reasonWords(row.row.reason, row.row.arguments)),
                                       TextRole::Body, theme));
        content()->addStretch();
        resize(520, 240);
        return;
    }
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(makeFields());
    content()->addWidget(scroll, 1);
    if (std::ranges::any_of(m_row.cells, [](const RefusedCell& cell) { return !cell.reason.isEmpty(); })) {
        m_fields.front().edit->setFocus(); // what was refused stands first
        m_fields.front().edit->selectAll();
    }
    if (row.alike > 0) {
        m_alike = new QCheckBox(tr("Do the same in the %Ln other row(s) where “%1” was refused", nullptr, int(row.alike))
                                    .arg(row.row.arguments.value(0)));
        m_alike->setObjectName(QStringLiteral("alike"));
        content()->addWidget(m_alike);
    }
    m_try = buttons()->addButton(tr("Try again"), QDialogButtonBox::ActionRole);
    m_try->setObjectName(QStringLiteral("try"));
    m_try->setDefault(true);
    connect(m_try, &QPushButton::clicked, this, &CorrectDialog::tryAgain);
    resize(600, 520);
}

QWidget* CorrectDialog::makeFields()
{
    m_form = new QWidget;
    auto* grid = new QGridLayout(m_form);
    grid->setContentsMargins(2, 0, look().space2, 0);
    grid->setHorizontalSpacing(look().space4);
    grid->setVerticalSpacing(look().space1);
    for (const RefusedCell& cell : m_row.cells)
        if (!cell.reason.isEmpty())
            addField(grid, cell);
    auto* rest = roleLabel(tr("The rest of the row"), TextRole::BodyStrong, look(), true);
    rest->setContentsMargins(0, look().space3, 0, 0);
    grid->addWidget(rest, grid->rowCount(), 0, 1, 2);
    for (const RefusedCell& cell : m_row.cells)
        if (cell.reason.isEmpty())
            addField(grid, cell);
    grid->setColumnStretch(1, 1);
    grid->setRowStretch(grid->rowCount(), 1);
    return m_form;
}

void CorrectDialog::addField(QGridLayout* grid, const RefusedCell& cell)
{
    const int row = grid->rowCount();
    auto* name = roleLabel(cell.header, cell.reason.isEmpty() ? TextRole::Body : TextRole::BodyStrong, look());
    name->setWordWrap(false);
    auto* edit = new QLineEdit(cell.value);
    edit->setObjectName(cell.column);
    edit->setAccessibleName(cell.header);
    name->setBuddy(edit);
    auto* reason = roleLabel({}, TextRole::Caption, look());
    setInk(reason, look().watch);
    grid->addWidget(name, row, 0);
    grid->addWidget(edit, row, 1);
    grid->addWidget(reason, row + 1, 1);
    m_fields.push_back({cell, edit->text(), edit, reason});
    mark(m_fields.back(), cell.reason.isEmpty() ? QString() : reasonWords(cell.reason, cell.arguments));
}

void CorrectDialog::mark(Field& field, const QString& reason)
{
    field.reason->setText(reason.isEmpty() ? QString() : QStringLiteral("▲ %1").arg(reason));
    field.reason->setVisible(!reason.isEmpty());
    field.edit->setAccessibleDescription(reason);
    field.edit->setStyleSheet(reason.isEmpty() ? QString()
                                               : QStringLiteral("border: 2px solid %1;").arg(look().watch.name()));
}

void CorrectDialog::say(const QString& text)
{
    m_said->setText(text);
    m_said->setVisible(!text.isEmpty());
    setAccessibleDescription(text);
}

void CorrectDialog::tryAgain()
{
    CorrectionOrder order{.id = m_row.row.id, .cells = {}, .alike = m_alike && m_alike->isChecked()};
    for (const Field& field : m_fields)
        if (field.edit->text() != field.shown)
            order.cells.insert(field.cell.column, field.edit->text());
    if (order.cells.isEmpty())
        return say(tr("Nothing has been changed yet: type what belongs into the marked field."));
    Q_EMIT tryRequested(order);
}

void CorrectDialog::setBusy(bool busy)
{
    m_form->setEnabled(!busy);
    m_try->setEnabled(!busy);
    m_try->setText(busy ? tr("Trying…") : tr("Try again"));
}

void CorrectDialog::setAnswer(const Result<CorrectionOutcome>& answer)
{
    setBusy(false);
    if (!answer) {
        const ErrorWords said = words(answer.error());
        return say(said.message + QLatin1Char(' ') + said.remedy);
    }
    const auto mine = std::ranges::find_if(answer->still, [this](const StillRefused& still) {
        return still.load == m_row.row.load && still.row == m_row.row.row;
    });
    if (mine == answer->still.end())
        return accept();
    Field* first = nullptr;
    for (Field& field : m_fields) {
        const auto fault = std::ranges::find(mine->faults, field.cell.column, &RowFault::column);
        const bool at = fault != mine->faults.end();
        mark(field, at ? reasonWords(fault->reason, fault->arguments) : QString());
        if (at && !first)
            first = &field;
    }
    say(answer->corrected > 0 ? tr("%Ln other row(s) corrected; this one is still refused.", nullptr, int(answer->corrected))
                              : tr("Still refused: look at the marked fields."));
    if (first) {
        first->edit->setFocus();
        first->edit->selectAll();
    }
}

} // namespace lectern
