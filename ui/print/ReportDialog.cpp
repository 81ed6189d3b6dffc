#include "ui/print/ReportDialog.h"

#include "core/base/ErrorText.h"
#include "ui/dialogs/ExplainDialog.h"
#include "ui/platform/FileDialog.h"
#include "ui/platform/WhenFinished.h"
#include "ui/print/ReportPrinter.h"

#include <QDesktopServices>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QUrl>
#include <QtConcurrent/QtConcurrentRun>
#include <atomic>

namespace lectern {

struct ReportDialog::Shared
{
    std::atomic<double> fraction = -1;
};

ReportDialog::ReportDialog(SchoolService& service, const ReportOrder& order, const Theme& theme, QWidget* parent)
    : Sheet(tr("Report as PDF"), {}, theme, parent), m_service(service), m_order(order), m_pages(new QListWidget),
      m_audience(new QComboBox), m_paper(new QComboBox), m_file(new QLineEdit), m_bar(new QProgressBar),
      m_state(roleLabel({}, TextRole::Body, theme)), m_write(addTool(tr("Write the PDF"), QStringLiteral("write"))),
      m_open(addTool(tr("Open it"), QStringLiteral("open")))
{
    const QString filters = filterWords(order.filter);
    setSubtitle(filters.isEmpty() ? tr("No filters: the whole school") : tr("Filters: %1").arg(filters));
    addForm();
    addPages(order.pages);
    m_open->hide();
    m_write->setDefault(true);
    m_poll.setInterval(100);
    connect(&m_poll, &QTimer::timeout, this, [this] {
        const double fraction = m_shared->fraction;
        m_bar->setRange(0, fraction < 0 ? 0 : 100);
        m_bar->setValue(int(fraction * 100));
    });
    connect(m_write, &QPushButton::clicked, this, &ReportDialog::write);
    connect(m_open, &QPushButton::clicked, this,
            [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(m_file->text())); });
    connect(this, &QDialog::rejected, this, [this] { m_cancel.raise(); });
    resize(520, 460);
}

ReportDialog::~ReportDialog()
{
    m_cancel.raise();
    m_running.waitForFinished();
}

void ReportDialog::addForm()
{
    m_audience->setObjectName(QStringLiteral("audience"));
    m_audience->addItem(tr("Readers outside the school"), int(Audience::Outside));
    m_audience->addItem(tr("Staff who may see these students"), int(Audience::Staff));
    m_audience->setCurrentIndex(m_order.audience == Audience::Staff ? 1 : 0);
    m_paper->setObjectName(QStringLiteral("paper"));
    m_paper->addItems({QStringLiteral("A4"), QStringLiteral("Letter")});
    m_paper->setCurrentText(m_order.paper);
    m_file->setObjectName(QStringLiteral("file"));
    m_file->setText(m_order.file);
    m_pages->setObjectName(QStringLiteral("pages"));
    m_pages->setAccessibleName(tr("Pages of the report"));
    auto* browse = new QPushButton(tr("Choose…"));
    browse->setAutoDefault(false);
    connect(browse, &QPushButton::clicked, this, &ReportDialog::chooseFile);
    auto* file = new QHBoxLayout;
    file->addWidget(m_file, 1);
    file->addWidget(browse);

    auto* form = new QFormLayout;
    form->setSpacing(look().space2);
    form->addRow(tr("&Pages"), m_pages);
    form->addRow(tr("&For"), m_audience);
    form->addRow(tr("P&aper"), m_paper);
    auto* fileLabel = new QLabel(tr("F&ile"));
    fileLabel->setBuddy(m_file); // a form sees to that only for a single widget
    form->addRow(fileLabel, file);
    content()->addLayout(form, 1);
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(8);
    m_bar->hide();
    m_bar->setAccessibleName(tr("Progress"));
    m_state->setObjectName(QStringLiteral("state"));
    content()->addWidget(m_bar);
    content()->addWidget(m_state);
}

void ReportDialog::addPages(const QStringList& chosen)
{
    for (const PageSpec& page : pageSpecs()) {
        auto* item = new QListWidgetItem(page.title, m_pages);
        item->setData(Qt::UserRole, page.id);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        const bool wanted = chosen.isEmpty() ? !page.lower : chosen.contains(page.id);
        item->setCheckState(wanted ? Qt::Checked : Qt::Unchecked);
    }
}

ReportOrder ReportDialog::order() const
{
    ReportOrder order = m_order;
    order.pages.clear();
    for (int i = 0; i < m_pages->count(); ++i)
        if (m_pages->item(i)->checkState() == Qt::Checked)
            order.pages << m_pages->item(i)->data(Qt::UserRole).toString();
    order.audience = Audience(m_audience->currentData().toInt());
    order.paper = m_paper->currentText();
    order.file = m_file->text().trimmed();
    return order;
}

void ReportDialog::chooseFile()
{
    const QString path = askedFile(this, tr("Report as PDF"), m_file->text(), tr("PDF files (*.pdf)"), QFileDialog::AcceptSave);
    if (!path.isEmpty())
        m_file->setText(path);
}

void ReportDialog::setBusy(bool busy)
{
    for (QWidget* each :
         {static_cast<QWidget*>(m_write), static_cast<QWidget*>(m_pages), static_cast<QWidget*>(m_audience),
          static_cast<QWidget*>(m_paper), static_cast<QWidget*>(m_file)})
        each->setEnabled(!busy);
    m_bar->setVisible(busy);
}

void ReportDialog::write()
{
    const ReportOrder wanted = order();
    if (wanted.pages.isEmpty() || wanted.file.isEmpty()) {
        m_state->setText(wanted.pages.isEmpty() ? tr("Choose at least one page.") : tr("Choose where to save it."));
        return;
    }
    setBusy(true);
    m_open->hide();
    m_state->setText(tr("Writing…"));
    m_cancel = Cancel();
    m_shared = std::make_shared<Shared>();
    m_poll.start();
    const ReportFrame frame{m_service.state().name, wanted.audience, paperFromName(wanted.paper).value_or(Paper::A4)};
    const auto answer = std::make_shared<std::optional<Result<int>>>();
    m_running = QtConcurrent::run([&service = m_service, wanted, frame, answer, shared = m_shared, cancel = m_cancel] {
        const ProgressSink sink = [shared](const Progress& progress) { shared->fraction = progress.fraction; };
        const Result<QList<PageData>> pages = service.reportPages(wanted, sink, cancel);
        answer->emplace(pages ? writeReport(*pages, frame, wanted.file, cancel) : failure(pages.error()));
    });
    whenFinished(m_running, this, [this, answer, file = wanted.file] {
        if (*answer)
            finished(**answer, file);
    });
}

void ReportDialog::finished(const Result<int>& sheets, const QString& file)
{
    m_poll.stop();
    setBusy(false);
    if (!sheets) {
        const ErrorWords text = words(sheets.error());
        m_state->setText(text.message + QLatin1Char('\n') + text.remedy);
        return;
    }
    m_state->setText(tr("%Ln page(s) written to %1.", nullptr, *sheets).arg(file));
    m_open->show();
    m_open->setFocus();
    Q_EMIT written(file, *sheets);
}

} // namespace lectern
