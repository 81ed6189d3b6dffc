#include "ui/importing/ImportDialog.h"

#include "ui/charts/Numbers.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QPushButton>

namespace lectern {

namespace {

QPushButton* hiddenTool(QPushButton* button)
{
    button->hide();
    return button;
}

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

ImportDialog::ImportDialog(ImportFlow& flow, const Theme& theme, QWidget* parent)
    : Sheet(tr("Import"), {}, theme, parent), m_flow(flow), m_stack(new QStackedWidget),
      m_bar(new QProgressBar), m_stage(roleLabel({}, TextRole::Body, theme)),
      m_rows(roleLabel({}, TextRole::Caption, theme, true)), m_left(roleLabel({}, TextRole::Caption, theme, true)),
      m_closures(roleLabel({}, TextRole::Body, theme)), m_lines(new QScrollArea),
      m_cancel(hiddenTool(addTool(tr("Cancel"), QStringLiteral("cancel")))),
      m_anyway(hiddenTool(addTool(tr("Import anyway"), QStringLiteral("anyway")))),
      m_keep(hiddenTool(addTool(tr("Keep what is there"), QStringLiteral("keep")))),
      m_yes(hiddenTool(addTool(tr("Yes"), QStringLiteral("yes")))),
      m_leaveOut(hiddenTool(addTool(tr("No, leave it out"), QStringLiteral("leaveOut")))),
      m_skip(hiddenTool(addTool(tr("Cancel"), QStringLiteral("skip")))),
      m_refused(hiddenTool(addTool(tr("Show the refused rows"), QStringLiteral("refused")))),
      m_retry(hiddenTool(addTool(tr("Try again"), QStringLiteral("retry"))))
{
    m_stack->addWidget(makeProgress());
    m_stack->addWidget(makeQuestion());
    m_stack->addWidget(makeResult());
    content()->addWidget(m_stack, 1);
    connect(m_cancel, &QPushButton::clicked, &m_flow, &ImportFlow::cancel);
    connect(m_anyway, &QPushButton::clicked, &m_flow, [this] { m_flow.answerClosures(true); });
    connect(m_keep, &QPushButton::clicked, &m_flow, [this] { m_flow.answerClosures(false); });
    connect(m_yes, &QPushButton::clicked, &m_flow, [this] { m_flow.answerDrift(ImportFlow::DriftReply::Yes); });
    connect(m_leaveOut, &QPushButton::clicked, &m_flow, [this] { m_flow.answerDrift(ImportFlow::DriftReply::LeaveOut); });
    connect(m_skip, &QPushButton::clicked, &m_flow, [this] { m_flow.answerDrift(ImportFlow::DriftReply::Cancel); });
    connect(m_retry, &QPushButton::clicked, &m_flow, &ImportFlow::retry);
    connect(m_refused, &QPushButton::clicked, this, [this] {
        accept();
        Q_EMIT refusedRequested();
    });
    connect(&m_flow, &ImportFlow::statusChanged, this, [this] { showStatus(m_flow.status()); });
    resize(640, 460);
    showStatus(m_flow.status());
}

QWidget* ImportDialog::makeProgress()
{
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(look().space2);
    m_bar->setObjectName(QStringLiteral("bar"));
    m_bar->setAccessibleName(tr("Progress"));
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(8);
    m_stage->setObjectName(QStringLiteral("stage"));
    m_rows->setObjectName(QStringLiteral("rows"));
    m_left->setObjectName(QStringLiteral("left"));
    m_left->setAlignment(Qt::AlignRight);
    auto* below = new QHBoxLayout;
    below->addWidget(m_rows);
    below->addWidget(m_left);
    column->addWidget(m_stage);
    column->addWidget(m_bar);
    column->addLayout(below);
    column->addStretch();
    return page;
}

QWidget* ImportDialog::makeQuestion()
{
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    m_closures->setObjectName(QStringLiteral("closures"));
    column->addWidget(m_closures);
    column->addStretch();
    return page;
}

QWidget* ImportDialog::makeResult()
{
    m_lines->setObjectName(QStringLiteral("lines"));
    m_lines->setAccessibleName(tr("Files and what became of them"));
    m_lines->setWidgetResizable(true);
    m_lines->setFrameShape(QFrame::NoFrame);
    return m_lines;
}

void ImportDialog::showStatus(const ImportStatus& status)
{
    using Step = ImportStatus::Step;
    const bool entered = status.step != m_shown;
    m_shown = status.step;
    m_cancel->setVisible(status.step == Step::Working);
    const bool closures = status.step == Step::Asking && !status.drift;
    m_anyway->setVisible(closures);
    m_keep->setVisible(closures);
    const bool drift = status.step == Step::Asking && status.drift;
    m_yes->setVisible(drift);
    m_skip->setVisible(drift);
    buttons()->button(QDialogButtonBox::Close)->setVisible(!drift); // one question, its answers alone
    m_leaveOut->setVisible(drift && status.drift->change.kind == DriftChange::Kind::Renamed);
    m_retry->setVisible(status.step == Step::Failed || status.step == Step::Cancelled);
    m_refused->setVisible(status.step == Step::Done && status.summary.refused > 0);
    m_stack->setVisible(status.step != Step::Idle);
    if (status.step == Step::Working) {
        showProgress(status);
        if (entered)
            m_cancel->setFocus();
    } else if (drift) {
        showDrift(*status.drift);
        m_skip->setFocus(); // Enter alone imports nothing
    } else if (closures) {
        showQuestion(status.summary);
        m_keep->setFocus();
    } else if (entered && status.step != Step::Idle) {
        showResult(status);
        buttons()->button(QDialogButtonBox::Close)->setFocus();
    }
}

void ImportDialog::showProgress(const ImportStatus& status)
{
    m_stack->setCurrentIndex(0);
    setSubtitle(status.title);
    m_stage->setText(status.cancelling ? tr("Stopping…") : status.stage);
    m_rows->setText(status.rows);
    m_left->setText(status.left);
    m_bar->setRange(0, status.fraction < 0 ? 0 : 1000);
    if (status.fraction >= 0)
        m_bar->setValue(int(status.fraction * 1000));
    m_cancel->setEnabled(!status.cancelling);
}

void ImportDialog::showQuestion(const ImportSummary& summary)
{
    m_stack->setCurrentIndex(1);
    setSubtitle(tr("Are these rows really gone?"));
    QStringList sentences;
    for (const ClosureQuestion& each : summary.closures)
        sentences << tr("%1 no longer lists %2 of %3 rows of %4 (%5 %).")
                         .arg(each.file, each.closing, each.of, each.entity, each.percent);
    sentences << tr("Import anyway closes those rows: they stay in the history and no longer count. It can be taken "
                    "back on the Data page. Keep what is there leaves the school as it is; ask for a complete export.");
    if (!summary.lines.isEmpty())
        sentences << tr("Everything else has been imported: %n file(s).", nullptr, int(summary.lines.size()));
    m_closures->setText(sentences.join(QStringLiteral("\n\n")));
    m_closures->setAccessibleName(m_closures->text());
}

void ImportDialog::showDrift(const DriftQuestion& question)
{
    m_stack->setCurrentIndex(1);
    setSubtitle(tr("A column has changed"));
    const DriftChange& change = question.change;
    QString asked;
    QString then = tr("Your answer is remembered for later imports of this source. Cancel leaves this file out.");
    if (change.kind == DriftChange::Kind::Renamed) {
        asked = tr("In %1, “%2” is now called “%3”. Use it as %2?").arg(question.file, change.before, change.header);
    } else if (change.kind == DriftChange::Kind::Missing) {
        asked = tr("%1 no longer has the column “%2”. Import it without?").arg(question.file, change.before);
    } else {
        asked = tr("In %1, the values of “%2” look different from those of last time. Import it all the same?")
                    .arg(question.file, change.header);
        then = tr("Rows whose values do not fit are kept aside with their reasons. Cancel leaves this file out.");
    }
    m_closures->setText(asked + QStringLiteral("\n\n") + then);
    m_closures->setAccessibleName(asked);
}

void ImportDialog::showResult(const ImportStatus& status)
{
    m_stack->setCurrentIndex(2);
    auto* inside = new QWidget;
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(0, 0, look().space2, 0);
    column->setSpacing(0);
    if (status.step == ImportStatus::Step::Failed || status.step == ImportStatus::Step::Cancelled) {
        setSubtitle(status.step == ImportStatus::Step::Cancelled ? tr("Cancelled")
                    : status.undo                                ? tr("The loads could not be taken back")
                                                                 : tr("The import stopped"));
        auto* message = new MessageView(look());
        message->setObjectName(QStringLiteral("message"));
        message->setError(status.error);
        column->addWidget(message);
    } else {
        const ImportSummary& summary = status.summary;
        setSubtitle(summary.headline);
        if (summary.refused > 0) {
            column->addWidget(roleLabel(tr("%1 rows were refused and are kept aside with their reasons.")
                                            .arg(countText(summary.refused)),
                                        TextRole::Body, look()));
            column->addSpacing(look().space2);
        }
        addNotRead(summary, column);
        for (const ImportLine& line : summary.lines) {
            column->addWidget(rule(look()));
            column->addWidget(lineOf(line, look()));
        }
        for (const QString& warning : summary.warnings) {
            column->addWidget(rule(look()));
            column->addWidget(roleLabel(warning, TextRole::Caption, look(), true));
        }
    }
    column->addStretch();
    m_lines->setWidget(inside);
}

void ImportDialog::addNotRead(const ImportSummary& summary, QVBoxLayout* column)
{
    for (const ClosureQuestion& each : summary.closures)
        column->addWidget(roleLabel(tr("%1 was not imported: what is there was kept.").arg(each.file),
                                    TextRole::Body, look()));
    QStringList changed;
    for (const DriftQuestion& each : summary.drifts)
        if (!changed.contains(each.file))
            changed << each.file;
    for (const QString& file : changed)
        column->addWidget(roleLabel(tr("%1 was not imported: its columns have changed.").arg(file), TextRole::Body, look()));
    if (summary.notRead.isEmpty())
        return;
    QLabel* heading = roleLabel(tr("Not read"), TextRole::Title, look());
    column->addWidget(heading);
    for (const ImportTrouble& trouble : summary.notRead) {
        auto* message = new MessageView(look());
        message->setObjectName(QStringLiteral("trouble"));
        Error error = trouble.error;
        if (error.where.file.isEmpty())
            error.where.file = trouble.source;
        error.where.file = trouble.file;
        message->setError(error);
        column->addSpacing(look().space2);
        column->addWidget(message);
    }
    column->addSpacing(look().space3);
    if (!summary.lines.isEmpty())
        column->addWidget(roleLabel(tr("Imported"), TextRole::Title, look()));
}

} // namespace lectern
