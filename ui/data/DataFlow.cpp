#include "ui/data/DataFlow.h"

#include "ui/data/CorrectDialog.h"
#include "ui/data/RefusedDialog.h"
#include "ui/data/UndoDialog.h"
#include "ui/data/Wording.h"
#include "ui/dialogs/MessageView.h"
#include "ui/platform/WhenFinished.h"

#include <QPointer>
#include <QtConcurrent/QtConcurrentRun>

namespace lectern {

namespace {

constexpr qint64 mostRefused = 2000; // on screen; the file on disk has them all

Result<DataContent> ask(SchoolService& service)
{
    DataContent content;
    LECTERN_ASSIGN(content.loads, service.loads());
    LECTERN_ASSIGN(content.refused, service.quarantine(mostRefused));
    content.refusedInAll = qint64(content.refused.size());
    if (content.refusedInAll == mostRefused) { // then what the loads counted; corrected rows are few beside that
        content.refusedInAll = 0;
        for (const Load& load : content.loads)
            content.refusedInAll += inForce(load) ? load.quarantined : 0;
    }
    return content;
}

} // namespace

DataFlow::DataFlow(SchoolService& service, ImportFlow& flow, DataPage& page, QObject* parent)
    : QObject(parent), m_service(service), m_flow(flow), m_page(page), m_theme(theme(ThemeKind::Light))
{
    connect(&m_flow, &ImportFlow::schoolChanged, this, &DataFlow::refresh);
    connect(&m_page, &DataPage::undoRequested, this, &DataFlow::askUndo);
    connect(&m_flow, &ImportFlow::started, this, [this] { m_answer.clear(); });
    connect(&m_page, &DataPage::correctRequested, this, &DataFlow::askCorrection);
    connect(&m_page, &DataPage::saveRefusedRequested, this, &DataFlow::saveRefused);
}

DataFlow::~DataFlow()
{
    for (QFuture<void>& each : m_running)
        each.waitForFinished(); // the service must not be left behind in use
}

void DataFlow::setLook(const Theme& theme)
{
    m_theme = theme;
    m_page.setLook(theme);
}

void DataFlow::refresh()
{
    const quint64 generation = ++m_generation;
    const auto answer = std::make_shared<std::optional<Result<DataContent>>>();
    m_running.removeIf([](const QFuture<void>& each) { return each.isFinished(); });
    m_running << QtConcurrent::run([&service = m_service, answer] { answer->emplace(ask(service)); });
    whenFinished(m_running.last(), this, [this, generation, answer] {
        if (generation != m_generation || !*answer)
            return;
        if (!**answer) {
            m_page.setError((*answer)->error());
            return;
        }
        m_content = std::move(***answer);
        const SchoolState state = m_service.state();
        m_content.readOnlyReason = state.readOnlyReason;
        m_content.remark = state.remark;
        m_content.answer = m_answer;
        m_page.setContent(m_content);
        if (std::exchange(m_backToRefused, false))
            m_page.showRefused();
    });
}

void DataFlow::askUndo(qint64 load, qint64 package)
{
    const UndoPlan plan = load > 0 ? planOfLoad(m_content.loads, load) : planOfPackage(m_content.loads, package);
    if (plan.chosen.empty())
        return;
    auto* dialog = new UndoDialog(plan, m_theme, m_page.window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, load, package, withLater = !plan.later.empty()] {
        if (load > 0)
            m_flow.undoLoad(load, withLater);
        else
            m_flow.undoPackage(package, withLater);
    });
    dialog->open();
}

void DataFlow::askCorrection(qint64 id)
{
    const auto answer = std::make_shared<std::optional<Result<RefusedRow>>>();
    m_running << QtConcurrent::run([&service = m_service, id, answer] { answer->emplace(service.refusedRow(id)); });
    whenFinished(m_running.last(), this, [this, answer] {
        if (!*answer)
            return;
        if (**answer)
            showCorrection(***answer);
        else
            showError(tr("This row cannot be shown"), (*answer)->error(), m_theme, m_page.window());
    });
}

void DataFlow::showCorrection(const RefusedRow& row)
{
    auto* dialog = new CorrectDialog(row, m_theme, m_page.window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &CorrectDialog::tryRequested, this, [this, dialog](const CorrectionOrder& order) {
        const bool began = m_flow.correct(order, [this, view = QPointer(dialog)](const Result<CorrectionOutcome>& outcome) {
            if (outcome && outcome->corrected > 0)
                sayCorrected(*outcome);
            if (view)
                view->setAnswer(outcome);
        });
        if (began)
            dialog->setBusy(true);
        else
            dialog->setAnswer(failure(QStringLiteral("usage"), {}, {tr("Another import is running; try again when it has ended.")}));
    });
    dialog->open();
}

void DataFlow::sayCorrected(const CorrectionOutcome& outcome)
{
    qint64 again = 0;
    for (const Load& load : outcome.loads)
        again += load.quarantined;
    m_answer = tr("%Ln row(s) corrected.", nullptr, int(outcome.corrected - again));
    if (const qint64 left = again + qint64(outcome.still.size()); left > 0)
        m_answer += QLatin1Char(' ') + tr("%Ln row(s) (is|are) still refused.", nullptr, int(left));
    m_backToRefused = true;
}

void DataFlow::saveRefused()
{
    const bool all = qint64(m_content.refused.size()) >= m_content.refusedInAll;
    auto* dialog = new RefusedDialog(m_service, m_content.refused, all, m_theme, m_page.window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace lectern
