#include "ui/dialogs/GridDialog.h"

#include "ui/charts/Numbers.h"
#include "ui/dialogs/MessageView.h"
#include "ui/dialogs/SaveBytes.h"
#include "ui/platform/DocumentsFolder.h"
#include "ui/platform/FileDialog.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace lectern {

QString fileNameOf(const QString& title)
{
    QString name;
    for (const QChar letter : title.simplified())
        name += letter.isLetterOrNumber() ? letter.toLower() : QLatin1Char('-');
    while (name.contains(QStringLiteral("--")))
        name.replace(QStringLiteral("--"), QStringLiteral("-"));
    while (name.endsWith(QLatin1Char('-')))
        name.chop(1);
    return name.isEmpty() ? QStringLiteral("table") : name.left(60);
}

GridDialog::GridDialog(const QString& title, const QString& subtitle, Grid grid, const QString& fileName,
                       const Theme& theme, QWidget* parent)
    : Sheet(title, subtitle, theme, parent), m_view(new GridView), m_filter(new QLineEdit),
      m_count(roleLabel({}, TextRole::Caption, theme, true)), m_fileName(fileName), m_all(int(grid.rows.size()))
{
    m_filter->setObjectName(QStringLiteral("filter"));
    m_filter->setPlaceholderText(tr("Filter: type part of any cell"));
    m_filter->setAccessibleName(tr("Filter the rows"));
    m_filter->setClearButtonEnabled(true);
    m_view->setObjectName(QStringLiteral("grid"));
    m_view->setAccessibleName(title);
    m_view->setGrid(std::move(grid));
    m_count->setObjectName(QStringLiteral("count"));
    content()->addWidget(m_filter);
    content()->addWidget(m_view, 1);
    content()->addWidget(m_count);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_view->setFilter(text);
        showCount();
    });
    connect(addTool(tr("Copy"), QStringLiteral("copy")), &QPushButton::clicked, m_view, &GridView::copySelection);
    connect(addTool(tr("Save as CSV…"), QStringLiteral("save")), &QPushButton::clicked, this, [this] { chooseFile(); });
    showCount();
    m_filter->setFocus();
    resize(760, 520);
}

void GridDialog::showCount()
{
    const int shown = m_view->shownRows();
    m_count->setText(shown == m_all ? tr("%Ln row(s)", nullptr, m_all)
                                    : tr("%1 of %2 rows").arg(countText(shown), countText(m_all)));
}

void GridDialog::chooseFile()
{
    const QString path = askedFile(this, tr("Save as CSV"), documentsFolder() + QLatin1Char('/') + m_fileName + QStringLiteral(".csv"),
                                   tr("CSV files (*.csv)"), QFileDialog::AcceptSave);
    if (!path.isEmpty())
        saveCsv(path);
}

void GridDialog::saveCsv(const QString& path)
{
    const QByteArray bytes = "\xEF\xBB\xBF" + csvOf(m_view->shownGrid()).toUtf8(); // the mark tells Excel it is UTF-8
    saveBytes(path, bytes, this,
              [this](const Error& error) { showError(tr("The table was not saved"), error, look(), this); },
              [this, path] {
                  m_count->setText(tr("Saved as %1").arg(path));
                  Q_EMIT saved(path);
              });
}

TableDialog::TableDialog(const TileData& tile, const Theme& theme, QWidget* parent)
    : GridDialog(tile.spec.title.isEmpty() ? tile.table.title : tile.spec.title,
                 tile.table.asOf ? tr("%1 · data to %2").arg(tile.table.rule, dayWords(*tile.table.asOf))
                                 : tile.table.rule,
                 gridOf(tile.table), fileNameOf(tile.spec.title), theme, parent)
{
}

StudentListDialog::StudentListDialog(const QString& what, const QList<StudentLine>& students, const Theme& theme,
                                     QWidget* parent)
    : GridDialog(tr("%Ln student(s)", nullptr, int(students.size())), what, gridOf(students),
                 fileNameOf(what.isEmpty() ? tr("students") : what), theme, parent)
{
    connect(view(), &GridView::rowActivated, this, [this, students](int row) {
        if (row >= 0 && row < students.size())
            Q_EMIT studentChosen(students.at(row).studentKey);
    });
}

} // namespace lectern
