#include "ui/data/DataPage.h"

#include "core/base/ErrorText.h"
#include "ui/charts/Numbers.h"
#include "ui/data/SourceList.h"
#include "ui/data/Wording.h"
#include "ui/dialogs/MessageView.h"
#include "ui/theme/PlainTip.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <algorithm>

namespace lectern {

namespace {

constexpr int loadRole = Qt::UserRole;
constexpr int packageRole = Qt::UserRole + 1;
constexpr int refusedRole = Qt::UserRole + 2; // of a row its id, of a group its key

QString stateWords(const Load& load)
{
    if (inForce(load))
        return DataPage::tr("in force");
    if (load.state == QLatin1String("undone"))
        return DataPage::tr("taken back");
    if (load.state == QLatin1String("repeat"))
        return DataPage::tr("same as load %1").arg(load.repeatOf);
    return load.state;
}

QString refusedCell(qint64 number)
{
    return number > 0 ? countText(number) : QString();
}

void alignNumbers(QTreeWidgetItem* item, std::initializer_list<int> columns)
{
    for (int column : columns)
        item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
}

void setInkOf(QTreeWidgetItem* item, const QColor& colour)
{
    for (int column = 0; column < item->columnCount(); ++column)
        item->setForeground(column, colour);
}

} // namespace

DataPage::DataPage(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme)
{
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    setAccessibleName(tr("Data"));
    rebuild();
}

void DataPage::setContent(const DataContent& content)
{
    m_content = content;
    m_error = {};
    m_ready = true;
    rebuild();
}

void DataPage::setError(const Error& error)
{
    m_error = error;
    m_ready = true;
    rebuild();
}

void DataPage::setLook(const Theme& theme)
{
    m_theme = theme;
    rebuild();
}

void DataPage::showRefused()
{
    if (!m_refused)
        return;
    QTreeWidgetItem* first = m_refused->topLevelItem(0);
    for (int i = 1; i < m_refused->topLevelItemCount() && first && !first->isExpanded(); ++i)
        if (m_refused->topLevelItem(i)->isExpanded())
            first = m_refused->topLevelItem(i); // where a person was at work
    if (first) {
        first->setExpanded(true);
        m_refused->setCurrentItem(first->childCount() > 0 ? first->child(0) : first);
    }
    m_refused->setFocus();
}

void DataPage::rebuild()
{
    m_loads = m_refused = nullptr;
    m_undo = m_correct = nullptr;
    if (m_inside) {
        m_inside->hide();
        m_inside->setParent(nullptr); // may be the sender of what is being handled
        m_inside->deleteLater();
    }
    m_inside = new QWidget;
    m_inside->setPalette(m_theme.palette());
    auto* column = new QVBoxLayout(m_inside);
    const int side = int(m_theme.space4 + m_theme.space1); // as the tiles of a page stand
    column->setContentsMargins(side, int(m_theme.space2), side, int(m_theme.space4));
    column->setSpacing(m_theme.space3);
    addHead(column);
    if (!m_error.code.isEmpty()) {
        auto* message = new MessageView(m_theme);
        message->setError(m_error);
        column->addWidget(message);
        column->addStretch();
    } else if (!m_ready) {
        column->addWidget(roleLabel(tr("Looking up what has been imported…"), TextRole::Body, m_theme, true));
        column->addStretch();
    } else if (m_content.loads.empty()) {
        addEmpty(column);
    } else {
        addFeeds(column);
        addLoads(column);
        addRefused(column);
    }
    layout()->addWidget(m_inside);
}

void DataPage::addHead(QVBoxLayout* column)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(m_theme.space3);
    auto* title = roleLabel(tr("Data"), TextRole::PageTitle, m_theme);
    title->setWordWrap(false);
    row->addWidget(title, 0, Qt::AlignBaseline);
    const QString question = tr("What came in, and what was refused?");
    row->addWidget(roleLabel(m_content.remark.isEmpty() ? question : question + QLatin1Char(' ') + m_content.remark,
                             TextRole::Body, m_theme, true),
                   1, Qt::AlignBaseline);
    auto* backups = new QPushButton(tr("Backups…"));
    backups->setObjectName(QStringLiteral("backups"));
    connect(backups, &QPushButton::clicked, this, &DataPage::backupsRequested);
    row->addWidget(backups);
    auto* import = new QPushButton(tr("Import files…"));
    import->setObjectName(QStringLiteral("import"));
    import->setEnabled(m_content.readOnlyReason.isEmpty());
    import->setToolTip(plainTip(m_content.readOnlyReason));
    connect(import, &QPushButton::clicked, this, &DataPage::importRequested);
    row->addWidget(import);
    column->addLayout(row);
}

void DataPage::addEmpty(QVBoxLayout* column)
{
    QVBoxLayout* inside = nullptr;
    QWidget* frame = card(inside, tr("Nothing has been imported yet"),
                          tr("Drop the exports of your school's systems anywhere on this window: CSV files, JSON files, "
                             "folders or zips. Lectern recognises them by their content."));
    auto* sample = new QPushButton(tr("Open the sample school"));
    sample->setObjectName(QStringLiteral("sample"));
    connect(sample, &QPushButton::clicked, this, &DataPage::sampleRequested);
    inside->addSpacing(m_theme.space2);
    inside->addWidget(sample, 0, Qt::AlignLeft);
    column->addWidget(frame);
    column->addStretch();
}

QWidget* DataPage::card(QVBoxLayout*& inside, const QString& title, const QString& subtitle,
                        const QList<QPushButton*>& actions)
{
    auto* frame = new QFrame;
    frame->setObjectName(QStringLiteral("dataCard"));
    frame->setStyleSheet(QStringLiteral("QFrame#dataCard { background: %1; border: 1px solid %2; border-radius: %3px; }")
                             .arg(m_theme.card.name(), m_theme.line.name())
                             .arg(m_theme.radius));
    inside = new QVBoxLayout(frame);
    inside->setContentsMargins(m_theme.space4, m_theme.space3, m_theme.space4, m_theme.space3);
    inside->setSpacing(2);
    auto* row = new QHBoxLayout;
    auto* texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(roleLabel(title, TextRole::Title, m_theme));
    if (!subtitle.isEmpty())
        texts->addWidget(roleLabel(subtitle, TextRole::Subtitle, m_theme, true));
    row->addLayout(texts, 1);
    for (QPushButton* action : actions)
        row->addWidget(action, 0, Qt::AlignTop);
    inside->addLayout(row);
    return frame;
}

void DataPage::addFeeds(QVBoxLayout* column)
{
    QVBoxLayout* inside = nullptr;
    QWidget* frame = card(inside, tr("Sources"), tr("each source, and when it was last heard of"));
    inside->addSpacing(m_theme.space2);
    QList<FeedLine> feeds = feedsOf(m_content.loads);
    for (FeedLine& feed : feeds)
        feed.refused = waitingOf(feed);
    inside->addWidget(sourceList(feeds, m_theme));
    column->addWidget(frame, 1);
}

/// Rows refused and not corrected since; what the loads counted where the list is cut off.
qint64 DataPage::waitingOf(const FeedLine& feed) const
{
    if (m_content.refusedInAll > qint64(m_content.refused.size()))
        return feed.refused;
    return std::ranges::count(m_content.refused, feed.feedId, &QuarantinedRow::feedId);
}

QTreeWidget* DataPage::tree(const QStringList& header, const QString& name, const QString& accessibleName)
{
    auto* tree = new QTreeWidget;
    tree->setObjectName(name);
    tree->setAccessibleName(accessibleName);
    tree->setHeaderLabels(header);
    tree->setUniformRowHeights(true);
    tree->setAllColumnsShowFocus(true);
    tree->setFrameShape(QFrame::NoFrame);
    tree->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    tree->setMinimumHeight(120);
    tree->header()->setStretchLastSection(true);
    return tree;
}

void DataPage::addLoads(QVBoxLayout* column)
{
    m_undo = new QPushButton(tr("Take back…"));
    m_undo->setObjectName(QStringLiteral("undo"));
    m_undo->setEnabled(false);
    QVBoxLayout* inside = nullptr;
    QWidget* frame = card(inside, tr("Imports"),
                          m_content.readOnlyReason.isEmpty()
                              ? tr("newest first · files that came together go together · nothing is lost by taking back")
                              : tr("newest first · %1").arg(m_content.readOnlyReason),
                          {m_undo});
    m_loads = tree({tr("When"), tr("What"), tr("Source"), tr("New"), tr("Changed"), tr("Unchanged"), tr("Closed"),
                    tr("Refused"), tr("State")},
                   QStringLiteral("loads"), tr("Imports"));
    fillLoads();
    inside->addSpacing(m_theme.space2);
    inside->addWidget(m_loads, 1);
    column->addWidget(frame, 3);
    connect(m_loads, &QTreeWidget::currentItemChanged, this, [this](const QTreeWidgetItem* item) {
        m_undo->setEnabled(item && m_content.readOnlyReason.isEmpty() &&
                           (item->data(0, loadRole).toLongLong() > 0 || item->data(0, packageRole).toLongLong() > 0));
    });
    connect(m_undo, &QPushButton::clicked, this, &DataPage::askUndo);
}

void DataPage::fillLoads()
{
    const auto line = [this](const Load& rows, const QString& when, const QString& what, const QString& feed,
                             const QString& state) {
        auto* item = new QTreeWidgetItem({when, what, feed, countText(rows.inserted), countText(rows.updated),
                                          countText(rows.unchanged), countText(rows.closed),
                                          refusedCell(rows.quarantined), state});
        alignNumbers(item, {3, 4, 5, 6, 7});
        if (rows.quarantined > 0)
            item->setForeground(7, m_theme.watch);
        return item;
    };
    for (const LoadPackage& package : packagesOf(m_content.loads)) {
        const Load& first = package.loads.front();
        const bool alone = package.loads.size() == 1;
        QTreeWidgetItem* top = line(package.total, moment(package.startedMs), package.title, first.feed,
                                    alone ? stateWords(first) : package.inForce ? tr("in force") : stateWords(first));
        if (package.inForce) {
            top->setData(0, packageRole, alone ? 0 : package.package);
            top->setData(0, loadRole, alone ? first.load : 0);
        }
        for (const Load& load : package.loads) {
            if (alone)
                break;
            QTreeWidgetItem* child = line(load, tr("load %1").arg(load.load), sourceName(load.source),
                                          plainName(load.entity), stateWords(load));
            if (inForce(load))
                child->setData(0, loadRole, load.load);
            else
                setInkOf(child, m_theme.quiet);
            child->setToolTip(1, plainTip((QStringList(load.source) + load.remarks).join(QLatin1Char('\n'))));
            top->addChild(child);
        }
        if (!package.inForce)
            setInkOf(top, m_theme.quiet);
        m_loads->addTopLevelItem(top);
    }
    for (int column = 0; column < m_loads->columnCount(); ++column) {
        m_loads->resizeColumnToContents(column);
        m_loads->setColumnWidth(column, qBound(72, m_loads->columnWidth(column) + 12, 320));
        if (column >= 3 && column <= 7)
            m_loads->headerItem()->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    }
}

void DataPage::askUndo()
{
    const QTreeWidgetItem* item = m_loads ? m_loads->currentItem() : nullptr;
    if (item)
        Q_EMIT undoRequested(item->data(0, loadRole).toLongLong(), item->data(0, packageRole).toLongLong());
}

void DataPage::addRefused(QVBoxLayout* column)
{
    const QList<RefusedGroup> groups = groupsOf(m_content.refused);
    QVBoxLayout* inside = nullptr;
    if (groups.isEmpty()) {
        column->addWidget(card(inside, tr("Refused rows"), m_content.answer.isEmpty() ? tr("None: every row that was read could be used.") : m_content.answer));
        return;
    }
    m_correct = new QPushButton(tr("Correct…"));
    m_correct->setObjectName(QStringLiteral("correct"));
    m_correct->setEnabled(false);
    auto* save = new QPushButton(tr("Save as CSV…"));
    save->setObjectName(QStringLiteral("saveRefused"));
    connect(save, &QPushButton::clicked, this, &DataPage::saveRefusedRequested);
    const qint64 shown = qint64(m_content.refused.size());
    const QString counted = m_content.refusedInAll > shown
                                ? tr("the first %1 of %2").arg(countText(shown), countText(m_content.refusedInAll))
                                : tr("%Ln row(s)", nullptr, int(shown));
    QWidget* frame = card(inside, tr("Refused rows"),
                          tr("%1 · kept aside, not counted · correct a row here, or the export and import it again").arg(counted),
                          {m_correct, save});
    m_refused = tree({tr("Reason"), tr("File"), tr("Row"), tr("Column"), tr("Value as it came")},
                     QStringLiteral("refused"), tr("Refused rows by reason"));
    fillRefused(groups);
    if (!m_content.answer.isEmpty()) {
        auto* answer = roleLabel(m_content.answer, TextRole::BodyStrong, m_theme);
        answer->setObjectName(QStringLiteral("answer"));
        inside->addWidget(answer);
    }
    inside->addWidget(m_refused, 1);
    const auto correct = [this] {
        const QTreeWidgetItem* item = m_refused->currentItem();
        if (item && item->parent() && m_content.readOnlyReason.isEmpty())
            Q_EMIT correctRequested(item->data(0, refusedRole).toLongLong());
    };
    connect(m_refused, &QTreeWidget::currentItemChanged, this, [this](const QTreeWidgetItem* item) {
        m_correct->setEnabled(item && item->parent() && m_content.readOnlyReason.isEmpty());
    });
    connect(m_refused, &QTreeWidget::itemActivated, this, correct);
    connect(m_correct, &QPushButton::clicked, this, correct);
    connect(m_refused, &QTreeWidget::itemExpanded, this,
            [this](const QTreeWidgetItem* item) { m_opened.insert(item->data(0, refusedRole).toString()); });
    connect(m_refused, &QTreeWidget::itemCollapsed, this,
            [this](const QTreeWidgetItem* item) { m_opened.remove(item->data(0, refusedRole).toString()); });
    column->addWidget(frame, 2);
}

void DataPage::fillRefused(const QList<RefusedGroup>& groups)
{
    for (const RefusedGroup& group : groups) {
        const QString title = tr("%Ln row(s): %1", nullptr, int(group.rows.size())).arg(group.words);
        auto* top = new QTreeWidgetItem({title, group.entity, QString(), group.column, QString()});
        for (const QuarantinedRow& row : group.rows) {
            auto* child = new QTreeWidgetItem({reasonWords(row.reason, row.arguments), sourceName(row.source),
                                               countText(row.row), row.column, row.arguments.value(0)});
            child->setData(0, refusedRole, row.id);
            child->setToolTip(4, plainTip(row.rowJson));
            alignNumbers(child, {2});
            top->addChild(child);
        }
        const QString key = group.words + QLatin1Char('\n') + group.entity + QLatin1Char('\n') + group.column;
        top->setData(0, refusedRole, key);
        m_refused->addTopLevelItem(top);
        top->setExpanded(groups.size() == 1 || m_opened.contains(key));
    }
    m_refused->headerItem()->setTextAlignment(2, Qt::AlignRight | Qt::AlignVCenter);
    const QList<int> widths{360, 240, 72, 140};
    for (int column = 0; column < widths.size(); ++column)
        m_refused->setColumnWidth(column, widths.at(column));
}

} // namespace lectern
