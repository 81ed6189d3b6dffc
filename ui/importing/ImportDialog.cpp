#include "ui/importing/ImportDialog.h"

#include "ui/data/Wording.h"
#include "ui/dialogs/SaveBytes.h"
#include "ui/platform/DocumentsFolder.h"
#include "ui/platform/FileDialog.h"

#include <QPushButton>
#include <QSet>

namespace lectern {

namespace {

QPushButton* hiddenTool(QPushButton* button)
{
    button->hide();
    return button;
}

} // namespace

ImportDialog::ImportDialog(ImportFlow& flow, const Theme& theme, QWidget* parent)
    : Sheet(tr("Import"), {}, theme, parent), m_flow(flow), m_stack(new QStackedWidget), m_progress(new ProgressView(theme)),
      m_closures(roleLabel({}, TextRole::Body, theme)), m_result(new ResultView(theme)), m_ready(new ReadyView(theme)),
      m_drift(new DriftView(theme)), m_unknown(new UnknownView(theme)),
      m_cancel(hiddenTool(addTool(tr("Cancel"), QStringLiteral("cancel")))),
      m_anyway(hiddenTool(addTool(tr("Import anyway"), QStringLiteral("anyway")))),
      m_leaveOut(hiddenTool(addTool(tr("No, leave the column out"), QStringLiteral("leaveOut")))),
      m_skip(hiddenTool(addTool(tr("Leave this file out"), QStringLiteral("skip")))),
      m_back(hiddenTool(addTool(tr("Back"), QStringLiteral("back")))),
      m_askAgain(hiddenTool(addTool(tr("Ask me again"), QStringLiteral("askAgain")))),
      m_save(hiddenTool(addTool(tr("Save how it is read…"), QStringLiteral("saveMapping")))),
      m_refused(hiddenTool(addTool(tr("Show the refused rows"), QStringLiteral("refused")))),
      m_retry(hiddenTool(addTool(tr("Try again"), QStringLiteral("retry")))),
      m_keep(hiddenTool(addPrimary(tr("Keep what is there"), QStringLiteral("keep")))),
      m_yes(hiddenTool(addPrimary(tr("Yes"), QStringLiteral("yes")))),
      m_import(hiddenTool(addPrimary(tr("Import"), QStringLiteral("import"))))
{
    m_stack->addWidget(makeProgress());
    m_stack->addWidget(makeQuestion());
    m_stack->addWidget(m_result);
    m_stack->addWidget(m_ready);
    m_stack->addWidget(m_drift);
    m_stack->addWidget(m_unknown);
    content()->addWidget(m_stack, 1);
    m_save->setToolTip(tr("As a JSON file that others can use: which column is what."));
    resize(640, 460);
    wire();
    showStatus(m_flow.status());
}

void ImportDialog::wire()
{
    connect(m_cancel, &QPushButton::clicked, &m_flow, &ImportFlow::cancel);
    connect(m_anyway, &QPushButton::clicked, &m_flow, [this] { m_flow.answerClosures(true); });
    connect(m_keep, &QPushButton::clicked, &m_flow, [this] { m_flow.answerClosures(false); });
    connect(m_import, &QPushButton::clicked, &m_flow, &ImportFlow::confirm);
    connect(m_yes, &QPushButton::clicked, this, [this] {
        if (m_flow.status().unknown)
            m_flow.answerUnknown(m_unknown->answer());
        else
            m_flow.answerDrift(ImportFlow::DriftReply::Yes, m_drift->header());
    });
    connect(m_skip, &QPushButton::clicked, this, [this] {
        if (m_flow.status().unknown)
            m_flow.leaveOutUnknown();
        else
            m_flow.answerDrift(ImportFlow::DriftReply::Cancel);
    });
    connect(m_leaveOut, &QPushButton::clicked, &m_flow, [this] { m_flow.answerDrift(ImportFlow::DriftReply::LeaveOut); });
    connect(m_back, &QPushButton::clicked, &m_flow, &ImportFlow::goBack);
    connect(m_askAgain, &QPushButton::clicked, &m_flow, &ImportFlow::askAgain);
    connect(m_save, &QPushButton::clicked, this, &ImportDialog::saveMappings);
    connect(m_retry, &QPushButton::clicked, &m_flow, &ImportFlow::retry);
    connect(m_refused, &QPushButton::clicked, this, [this] {
        accept();
        Q_EMIT refusedRequested();
    });
    connect(m_unknown, &UnknownView::changed, this, [this] { m_yes->setEnabled(m_unknown->answered()); });
    connect(m_drift, &DriftView::changed, this, [this] { m_yes->setEnabled(m_drift->answered()); });
    connect(&m_flow, &ImportFlow::statusChanged, this, [this] { showStatus(m_flow.status()); });
}

/// Before anything is loaded, leaving means that nothing is imported.
void ImportDialog::reject()
{
    using Step = ImportStatus::Step;
    const Step step = m_flow.status().step;
    Sheet::reject();
    if (step == Step::Ready || step == Step::Looking || step == Step::Asking)
        m_flow.dismiss();
}

QWidget* ImportDialog::makeProgress()
{
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_progress);
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

void ImportDialog::showStatus(const ImportStatus& status)
{
    using Step = ImportStatus::Step;
    const bool entered = status.step != m_shown;
    m_shown = status.step;
    m_stack->setVisible(status.step != Step::Idle);
    showButtons(status);
    switch (status.step) {
    case Step::Idle:
        return;
    case Step::Looking:
    case Step::Working:
        return showWork(status, entered);
    case Step::Ready:
        return showReady(status, entered);
    case Step::Asking:
        return showAsked(status);
    case Step::Done:
    case Step::Failed:
    case Step::Cancelled:
        break;
    }
    if (!entered)
        return;
    showResult(status);
    buttons()->button(QDialogButtonBox::Close)->setFocus();
}

void ImportDialog::showButtons(const ImportStatus& status)
{
    using Step = ImportStatus::Step;
    const bool asking = status.step == Step::Asking;
    const bool drift = asking && status.drift;
    const bool unknown = asking && !drift && status.unknown;
    const bool closures = asking && !drift && !unknown;
    const bool ready = status.step == Step::Ready;
    const bool any = ready && std::ranges::any_of(status.preview->sources, &SourcePreview::loads);
    m_cancel->setVisible(status.step == Step::Working || status.step == Step::Looking);
    m_cancel->setEnabled(!status.cancelling);
    m_anyway->setVisible(closures);
    m_keep->setVisible(closures);
    const bool gone = drift && status.drift->mustBeFound();
    const bool lost = gone && status.drift->candidates.empty(); // nothing is left to be asked
    m_yes->setVisible((drift || unknown) && !lost);
    m_yes->setText(unknown || gone ? tr("Next") : tr("Yes")); // the one is asked which column, the other whether
    m_yes->setEnabled(unknown ? m_unknown->answered() : !drift || m_drift->answered());
    m_skip->setVisible(drift || unknown);
    const QString asked = drift ? status.drift->source : unknown ? status.preview->sources[status.unknown->source].source.fullName() : QString();
    m_skip->setText(fileOf(asked) != asked ? tr("Leave this table out") : tr("Leave this file out")); // of several in a file
    m_leaveOut->setVisible(drift && status.drift->change.kind == DriftChange::Kind::Renamed && !status.drift->needed);
    m_back->setVisible(m_flow.canGoBack());
    m_askAgain->setVisible(!m_flow.remembered().isEmpty());
    m_save->setVisible(any);
    m_import->setVisible(any);
    m_retry->setVisible(status.step == Step::Failed || status.step == Step::Cancelled);
    m_refused->setVisible(status.step == Step::Done && status.summary.refused > 0);
    QPushButton* close = buttons()->button(QDialogButtonBox::Close);
    close->setVisible(!drift && status.step != Step::Looking); // one question, its answers alone
    close->setText(any || unknown ? tr("Cancel") : tr("Close"));
    QPushButton* const meant = closures ? m_keep : lost ? m_skip : drift || unknown ? m_yes : any ? m_import : close;
    for (QPushButton* each : {m_keep, m_skip, m_yes, m_import, close})
        each->setDefault(each == meant);
}

/// Larger for what is to be read, never smaller again under the reader's eyes.
void ImportDialog::giveRoom(QSize size)
{
    const QSize room = parentWidget() ? parentWidget()->window()->size() - QSize(48, 48) : size;
    const QSize wanted = size.boundedTo(room).expandedTo(this->size());
    if (wanted == this->size())
        return;
    const QPoint middle = geometry().center();
    resize(wanted);
    if (isVisible())
        move(middle - rect().center());
}

void ImportDialog::showWork(const ImportStatus& status, bool entered)
{
    if (status.step == ImportStatus::Step::Looking && entered && !status.undo)
        giveRoom({1000, 640});
    const bool prepared = status.preview && status.step == ImportStatus::Step::Working;
    m_stack->setCurrentIndex(prepared ? Ready : Working);
    if (prepared)
        m_ready->setStatus(status);
    else
        m_progress->setStatus(status);
    setTitle(prepared ? status.title : tr("Import"));
    setSubtitle(prepared ? QString() : status.title);
    if (entered)
        m_cancel->setFocus();
}

void ImportDialog::showReady(const ImportStatus& status, bool entered)
{
    m_ready->setStatus(status);
    if (!entered)
        return;
    giveRoom({1000, 640});
    m_stack->setCurrentIndex(Ready);
    const std::vector<SourcePreview>& sources = status.preview->sources;
    if (sources.size() == 1) {
        setTitle(tr("Import %1").arg(sourceName(sources.front().source.fullName())));
        setSubtitle({});
    } else {
        QSet<QString> files, loading; // several tables of one file are one file
        for (const SourcePreview& each : sources) {
            files << fileOf(each.source.fullName());
            if (each.loads())
                loading << fileOf(each.source.fullName());
        }
        setTitle(files.size() == 1 ? tr("Import %1").arg(sourceName(*files.cbegin()))
                                   : tr("Import %Ln file(s)", nullptr, int(loading.size())));
        QSet<QString> filesOut;
        int tablesOut = 0; // of a file that holds others
        for (const SourcePreview& each : sources)
            if (const QString file = fileOf(each.source.fullName()); !each.known() || each.trouble || each.leftOut) {
                filesOut << file;
                tablesOut += files.size() == 1 || loading.contains(file);
            }
        setSubtitle(tablesOut > 0       ? tr("▲ %Ln table(s) will be left out; the list says why.", nullptr, tablesOut)
                    : filesOut.empty() ? QString()
                                       : tr("▲ %Ln file(s) of these will be left out; the list says why.", nullptr, int(filesOut.size())));
    }
    (m_import->isVisibleTo(this) ? m_import : buttons()->button(QDialogButtonBox::Close))->setFocus();
}

void ImportDialog::showAsked(const ImportStatus& status)
{
    if (status.drift) {
        setTitle(tr("A column has changed"));
        setSubtitle(status.drift->file);
        const SourcePreview* file = nullptr;
        for (std::size_t i = 0; status.preview && i < status.preview->sources.size(); ++i)
            if (status.preview->sources[i].source.fullName() == status.drift->source)
                file = &status.preview->sources[i];
        m_drift->setQuestion(*status.drift, file);
        m_yes->setEnabled(m_drift->answered());
        m_stack->setCurrentIndex(Drift);
        giveRoom({760, 460});
        QWidget* const first = status.preview && m_drift->answered() ? m_yes : m_skip; // where Yes loads at once, Enter alone imports nothing
        (m_drift->answered() || status.drift->candidates.empty() ? first : m_drift)->setFocus();
    } else if (status.unknown) {
        setTitle(status.unknown->question);
        setSubtitle(tr("Question %1 of %2 about %3. Your answers are remembered for files like this one.")
                        .arg(QString::number(status.unknown->number), QString::number(status.unknown->of), status.unknown->file));
        giveRoom({1000, 640});
        m_stack->setCurrentIndex(Unknown);
        m_unknown->setQuestion(*status.unknown, status.preview);
    } else {
        setTitle(tr("Import"));
        showQuestion(status);
        m_keep->setFocus();
    }
}

void ImportDialog::showQuestion(const ImportStatus& status)
{
    const ImportSummary& summary = status.summary;
    m_stack->setCurrentIndex(Closures);
    setSubtitle(tr("Are these rows really gone?"));
    QStringList sentences;
    for (const ClosureQuestion& each : summary.closures)
        sentences << tr("%1 no longer lists %2 of %3 rows of %4 (%5 %).")
                         .arg(each.file, each.closing, each.of, each.entity, each.percent);
    const auto isForm = [&](const ClosureQuestion& each) {
        return status.preview && std::ranges::any_of(status.preview->sources, [&](const SourcePreview& source) {
            return source.source.fullName() == each.source && source.connector == QLatin1String("forms");
        });
    };
    if (std::ranges::any_of(summary.closures, isForm))
        sentences << tr("A survey is known by the name of its file. If this is another survey of the same name, choose Keep what "
                        "is there, give the file a name of its own and import it again.");
    sentences << tr("Import anyway closes those rows: they stay in the history and no longer count. It can be taken "
                    "back on the Data page. Keep what is there leaves the school as it is; ask for a complete export.");
    const bool loaded = status.effect.state != ImportEffect::State::Counted; // else it was only counted
    if (loaded && !summary.lines.isEmpty())
        sentences << tr("Everything else has been imported: %Ln file(s).", nullptr, summary.files);
    m_closures->setText(sentences.join(QStringLiteral("\n\n")));
    m_closures->setAccessibleName(m_closures->text());
}

void ImportDialog::showResult(const ImportStatus& status)
{
    using Step = ImportStatus::Step;
    m_stack->setCurrentIndex(Result);
    setTitle(status.undo ? tr("Taking back") : tr("Import"));
    setSubtitle(status.step == Step::Cancelled ? tr("Cancelled")
                : status.step == Step::Done    ? status.summary.headline
                : status.undo                  ? tr("The loads could not be taken back")
                                               : tr("The import stopped"));
    m_result->setStatus(status);
}

/// One file of one choice of the person; several go into a folder.
void ImportDialog::saveMappings()
{
    const QList<std::pair<QString, QByteArray>> files = m_flow.savedMappings();
    if (files.isEmpty())
        return;
    const QString documents = documentsFolder();
    auto* dialog = fileDialog(this, tr("Save how it is read"), documents, tr("JSON files (*.json)"));
    dialog->setObjectName(QStringLiteral("saveMappingTo"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    if (files.size() == 1) {
        dialog->selectFile(files.first().first);
        dialog->setDefaultSuffix(QStringLiteral("json"));
    } else {
        dialog->setAcceptMode(QFileDialog::AcceptOpen);
        dialog->setFileMode(QFileDialog::Directory);
        dialog->setOption(QFileDialog::ShowDirsOnly);
    }
    connect(dialog, &QFileDialog::fileSelected, this, [this, files](const QString& chosen) {
        for (const auto& [name, bytes] : files) {
            const QString path = files.size() == 1 ? chosen : chosen + QLatin1Char('/') + name;
            saveBytes(path, bytes, this, [this](const Error& error) {
                showError(tr("It was not saved"), error, look(), this);
            });
        }
    });
    dialog->open();
}

} // namespace lectern
