#include "ui/data/RefusedDialog.h"

#include "core/base/ErrorText.h"
#include "ui/data/Wording.h"
#include "ui/dialogs/MessageView.h"
#include "ui/dialogs/SaveBytes.h"
#include "ui/platform/DocumentsFolder.h"
#include "ui/platform/FileDialog.h"
#include "ui/platform/WhenFinished.h"

#include <QtConcurrent/QtConcurrentRun>

namespace lectern {

namespace {

Grid refusedGrid(const std::vector<QuarantinedRow>& rows)
{
    Grid grid;
    grid.header = {RefusedDialog::tr("Load"),   RefusedDialog::tr("File"),  RefusedDialog::tr("Row"),
                   RefusedDialog::tr("Column"), RefusedDialog::tr("Value"), RefusedDialog::tr("Reason")};
    grid.numeric = {true, false, true, false, false, false};
    for (const QuarantinedRow& row : rows)
        grid.rows << QList<GridCell>{
            {QString::number(row.load), row.load}, {sourceName(row.source), {}},
            {QString::number(row.row), row.row},   {row.column, {}},
            {row.arguments.value(0), {}},          {reasonWords(row.reason, row.arguments), {}}};
    return grid;
}

} // namespace

RefusedDialog::RefusedDialog(SchoolService& service, const std::vector<QuarantinedRow>& rows, bool all, const Theme& theme,
                             QWidget* parent)
    : GridDialog(tr("Refused rows"),
                 tr("What was not counted, and why. Save the rows, mend them in a spreadsheet, import the file again."),
                 refusedGrid(rows), QStringLiteral("refused-rows"), theme, parent),
      m_service(service), m_rows(rows), m_all(all)
{
}

RefusedDialog::~RefusedDialog()
{
    m_running.waitForFinished();
}

QSet<QString> RefusedDialog::kinds() const
{
    QSet<QString> kinds;
    for (const int row : view()->shownIndices())
        kinds.insert(m_rows.at(std::size_t(row)).connector + QLatin1Char('.') + m_rows.at(std::size_t(row)).entity);
    return kinds;
}

void RefusedDialog::chooseFile()
{
    const QSet<QString> of = kinds();
    if (of.isEmpty())
        return;
    auto* dialog = fileDialog(this, of.size() == 1 ? tr("Save as CSV") : tr("One file per kind of row, into this folder"),
                              documentsFolder(), tr("CSV files (*.csv)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (of.size() == 1) {
        dialog->setAcceptMode(QFileDialog::AcceptSave);
        dialog->setDefaultSuffix(QStringLiteral("csv"));
        dialog->selectFile(QStringLiteral("refused.%1.csv").arg(*of.cbegin()));
    } else {
        dialog->setFileMode(QFileDialog::Directory);
        dialog->setOption(QFileDialog::ShowDirsOnly);
    }
    connect(dialog, &QFileDialog::fileSelected, this, &RefusedDialog::saveTo);
    dialog->open();
}

void RefusedDialog::saveTo(const QString& path)
{
    QSet<qint64> ids;
    const QList<int> shown = view()->shownIndices();
    if (!m_all && qsizetype(m_rows.size()) == shown.size())
        ids.clear(); // nothing is filtered: those beyond the table, too
    else
        for (const int row : shown)
            ids.insert(m_rows.at(std::size_t(row)).id);
    const auto answer = std::make_shared<std::optional<Result<std::vector<CorrectionCsv>>>>();
    m_running = QtConcurrent::run([&service = m_service, ids, answer] { answer->emplace(service.correctionFiles(ids)); });
    whenFinished(m_running, this, [this, path, answer] {
        if (*answer && **answer)
            write(path, ***answer);
        else if (*answer)
            showError(tr("The rows were not saved"), (*answer)->error(), look(), this);
    });
}

void RefusedDialog::write(const QString& path, const std::vector<CorrectionCsv>& files)
{
    const auto written = std::make_shared<QStringList>();
    for (const CorrectionCsv& file : files) {
        const QString to = files.size() == 1 ? path : path + QLatin1Char('/') + file.name;
        saveBytes(to, file.bytes, this, [this](const Error& error) { showError(tr("The rows were not saved"), error, look(), this); },
                  [this, to, written, all = files.size()] {
                      *written << to;
                      if (written->size() != qsizetype(all))
                          return;
                      say(tr("Saved as %1. Mend the cells, leave #load and #row as they are, and import the file again.")
                              .arg(written->join(QStringLiteral(", "))));
                      Q_EMIT savedRows(*written);
                  });
    }
}

} // namespace lectern
