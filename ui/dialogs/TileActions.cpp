#include "ui/dialogs/TileActions.h"

#include "ui/charts/Numbers.h"
#include "ui/dialogs/ExplainDialog.h"
#include "ui/dialogs/GridDialog.h"
#include "ui/dialogs/MessageView.h"
#include "ui/platform/WhenFinished.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QtConcurrent/QtConcurrentRun>

namespace lectern {

TileActions::TileActions(SchoolService& service, QWidget* window, const Theme& theme, QObject* parent)
    : QObject(parent), m_service(service), m_window(window), m_theme(theme)
{
}

TileActions::~TileActions()
{
    m_cancel.raise();
    for (QFuture<void>& each : m_running)
        each.waitForFinished(); // the service must not be left behind in use
}

template <class T>
void TileActions::ask(std::function<Result<T>(const Cancel&)> question, const QString& failed,
                      std::function<void(const T&)> show)
{
    m_cancel.raise(); // only the newest question counts
    m_cancel = Cancel();
    const quint64 generation = ++m_generation;
    const auto answer = std::make_shared<std::optional<Result<T>>>();
    m_running.removeIf([](const QFuture<void>& each) { return each.isFinished(); });
    m_running << QtConcurrent::run(
        [question = std::move(question), cancel = m_cancel, answer] { answer->emplace(question(cancel)); });
    whenFinished(m_running.last(), this, [this, generation, answer, failed, show = std::move(show)] {
        if (generation != m_generation || !*answer)
            return;
        if (**answer)
            show(***answer);
        else if ((*answer)->error().code != QLatin1String("cancelled"))
            showError(failed, (*answer)->error(), m_theme, m_window);
    });
}

void TileActions::present(QDialog* dialog)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowModality(Qt::WindowModal);
    dialog->open();
    Q_EMIT opened(dialog);
}

void TileActions::explain(const TileData& tile, const Filter& filter)
{
    ask<Explanation>([this, tile, filter](const Cancel&) { return m_service.explain(tile, filter); },
                     tr("The number could not be explained"),
                     [this, tile, filter](const Explanation& explanation) {
                         present(new ExplainDialog(explainWords(tile, filter, explanation), m_theme, m_window));
                     });
}

void TileActions::showTable(const TileData& tile)
{
    present(new TableDialog(tile, m_theme, m_window));
}

void TileActions::copy(const TileData& tile)
{
    QGuiApplication::clipboard()->setText(tabbedOf(gridOf(tile.table)));
    Q_EMIT copied(tile.spec.title.isEmpty() ? tile.table.title : tile.spec.title);
}

void TileActions::saveCsv(const TileData& tile)
{
    auto* dialog = new TableDialog(tile, m_theme, m_window);
    present(dialog);
    dialog->chooseFile();
}

void TileActions::listStudents(const TileData& tile, int row, const Filter& filter)
{
    if (row < 0 || row >= tile.table.rows.size())
        return;
    const MetricRow mark = tile.table.rows.at(row);
    QStringList what{tile.spec.title.isEmpty() ? tile.table.title : tile.spec.title};
    if (const QString label = rowLabel(mark); !label.isEmpty())
        what << label;
    ask<QList<StudentLine>>([this, tile, mark, filter](
                                const Cancel& cancel) { return m_service.studentsBehind(tile, mark, filter, cancel); },
                            tr("The students could not be listed"),
                            [this, what](const QList<StudentLine>& students) {
                                auto* dialog = new StudentListDialog(what.join(QStringLiteral(" · ")), students,
                                                                     m_theme, m_window);
                                connect(dialog, &StudentListDialog::studentChosen, this, &TileActions::studentChosen);
                                present(dialog);
                            });
}

} // namespace lectern
