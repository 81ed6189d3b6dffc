#include "ui/importing/ResultView.h"

#include "ui/charts/Numbers.h"
#include "ui/dialogs/MessageView.h"

#include <QFrame>
#include <QGridLayout>

namespace lectern {

namespace {

// One file and what became of it, with a line above.
QWidget* lineOf(const ImportLine& line, const Theme& theme)
{
    auto* widget = new QWidget;
    auto* grid = new QGridLayout(widget);
    grid->setContentsMargins(0, theme.space2, 0, theme.space2);
    grid->setHorizontalSpacing(theme.space4);
    grid->setVerticalSpacing(2);
    grid->addWidget(roleLabel(line.file, TextRole::BodyStrong, theme), 0, 0);
    grid->addWidget(roleLabel(line.place, TextRole::Caption, theme, true), 1, 0);
    QLabel* outcome = roleLabel(line.outcome, TextRole::Body, theme);
    outcome->setAlignment(Qt::AlignRight | Qt::AlignTop);
    grid->addWidget(outcome, 0, 1, 2, 1);
    if (!line.remarks.isEmpty())
        grid->addWidget(roleLabel(line.remarks, TextRole::Caption, theme, true), 2, 0, 1, 2);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    widget->setAccessibleName(QStringLiteral("%1, %2: %3").arg(line.file, line.place, line.outcome));
    return widget;
}

QFrame* rule(const Theme& theme)
{
    auto* frame = new QFrame;
    frame->setFixedHeight(1);
    frame->setStyleSheet(QStringLiteral("background: %1; border: none;").arg(theme.line.name()));
    return frame;
}

} // namespace

ResultView::ResultView(const Theme& theme, QWidget* parent) : QScrollArea(parent), m_theme(theme)
{
    setObjectName(QStringLiteral("lines"));
    setAccessibleName(tr("Files and what became of them"));
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
}

void ResultView::setStatus(const ImportStatus& status)
{
    auto* inside = new QWidget;
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(0, 0, m_theme.space2, 0);
    column->setSpacing(0);
    if (status.step == ImportStatus::Step::Done) {
        addLines(status.summary, column);
    } else {
        auto* message = new MessageView(m_theme);
        message->setObjectName(QStringLiteral("message"));
        message->setError(status.error);
        column->addWidget(message);
    }
    column->addStretch();
    setWidget(inside);
}

void ResultView::addLines(const ImportSummary& summary, QVBoxLayout* column)
{
    if (summary.refused > 0) {
        column->addWidget(roleLabel(tr("▲ %Ln row(s) refused, kept aside with the reasons.", nullptr, int(summary.refused)),
                                    TextRole::Body, m_theme));
        column->addSpacing(m_theme.space2);
    }
    addNotRead(summary, column);
    for (const ImportLine& line : summary.lines) {
        column->addWidget(rule(m_theme));
        column->addWidget(lineOf(line, m_theme));
    }
    for (const QString& warning : summary.warnings) {
        column->addWidget(rule(m_theme));
        column->addWidget(roleLabel(warning, TextRole::Caption, m_theme, true));
    }
}

void ResultView::addNotRead(const ImportSummary& summary, QVBoxLayout* column)
{
    for (const ClosureQuestion& each : summary.closures)
        column->addWidget(roleLabel(tr("%1 was not imported: what is there was kept.").arg(each.file),
                                    TextRole::Body, m_theme));
    QStringList changed;
    for (const DriftQuestion& each : summary.drifts)
        if (!changed.contains(each.file))
            changed << each.file;
    for (const QString& file : changed)
        column->addWidget(roleLabel(tr("%1 was not imported: its columns have changed.").arg(file), TextRole::Body, m_theme));
    if (summary.notRead.isEmpty())
        return;
    QLabel* heading = roleLabel(tr("Not read"), TextRole::Title, m_theme);
    column->addWidget(heading);
    for (const ImportTrouble& trouble : summary.notRead) {
        auto* message = new MessageView(m_theme);
        message->setObjectName(QStringLiteral("trouble"));
        Error error = trouble.error;
        if (error.where.file.isEmpty())
            error.where.file = trouble.source;
        error.where.file = trouble.file;
        message->setError(error);
        column->addSpacing(m_theme.space2);
        column->addWidget(message);
    }
    column->addSpacing(m_theme.space3);
    if (!summary.lines.isEmpty())
        column->addWidget(roleLabel(tr("Imported"), TextRole::Title, m_theme));
}

} // namespace lectern
