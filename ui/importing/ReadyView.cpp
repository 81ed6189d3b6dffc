#include "ui/importing/ReadyView.h"

#include "ui/charts/Numbers.h"
#include "ui/data/Wording.h"
#include "ui/dialogs/MessageView.h"
#include "ui/importing/ImportWords.h"
#include "ui/theme/PlainTip.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QSet>

namespace lectern {

namespace {

QColor colourOf(EffectPart::Tone tone, const Theme& theme)
{
    switch (tone) {
    case EffectPart::Tone::Good:
        return theme.good;
    case EffectPart::Tone::Plain:
        return theme.ink;
    case EffectPart::Tone::Quiet:
        return theme.quiet;
    case EffectPart::Tone::Watch:
        return theme.watch;
    case EffectPart::Tone::Concern:
        return theme.concern;
    }
    return theme.ink;
}

void empty(QLayout* layout)
{
    while (QLayoutItem* item = layout->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

/// What stands beside a file in the list.
QString lineOf(const SourcePreview& source)
{
    const QString kind = kindOf(source);
    const QString rows = source.known() && !source.trouble ? rowsOf(source) : QString();
    return rows.isEmpty() ? kind : QStringLiteral("%1 · %2").arg(kind, rows);
}

} // namespace

ReadyView::ReadyView(const Theme& theme, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_files(new QListWidget), m_name(roleLabel({}, TextRole::Title, theme)),
      m_rows(roleLabel({}, TextRole::Body, theme, true)), m_format(roleLabel({}, TextRole::Caption, theme, true)),
      m_inside(new QStackedWidget), m_table(new PreviewTable(theme)), m_trouble(new MessageView(theme)),
      m_faults(roleLabel({}, TextRole::Body, theme)), m_bottom(new QStackedWidget),
      m_consequence(roleLabel({}, TextRole::Body, theme)), m_counting(roleLabel({}, TextRole::Body, theme, true)),
      m_parts(new QHBoxLayout), m_progress(new ProgressView(theme))
{
    m_files->setObjectName(QStringLiteral("files"));
    m_files->setAccessibleName(tr("Files"));
    m_files->setFixedWidth(250);
    m_files->setTextElideMode(Qt::ElideMiddle);
    m_files->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_name->setObjectName(QStringLiteral("sourceName"));
    m_rows->setObjectName(QStringLiteral("sourceRows"));
    m_rows->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_rows->setWordWrap(false);
    m_format->setObjectName(QStringLiteral("format"));
    m_faults->setObjectName(QStringLiteral("faults"));
    auto* heading = new QHBoxLayout;
    heading->addWidget(m_name, 1);
    heading->addWidget(m_rows);
    auto* troubled = new QWidget;
    auto* centred = new QVBoxLayout(troubled);
    centred->setContentsMargins(0, theme.space4, 0, 0);
    centred->addWidget(m_trouble);
    centred->addStretch();
    m_trouble->setObjectName(QStringLiteral("sourceTrouble"));
    m_inside->addWidget(m_table);
    m_inside->addWidget(troubled);
    auto* right = new QVBoxLayout;
    right->setSpacing(theme.space1);
    right->addLayout(heading);
    right->addWidget(m_format);
    right->addSpacing(theme.space1);
    right->addWidget(m_inside, 1);
    right->addWidget(m_faults);
    auto* middle = new QHBoxLayout;
    middle->setSpacing(theme.space4);
    middle->addWidget(m_files);
    middle->addLayout(right, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.space3);
    column->addLayout(middle, 1);
    column->addWidget(makeCard());
    connect(m_files, &QListWidget::currentRowChanged, this, &ReadyView::showSource);
}

QWidget* ReadyView::makeCard()
{
    auto* card = new QFrame;
    card->setObjectName(QStringLiteral("effectCard"));
    card->setStyleSheet(QStringLiteral("QFrame#effectCard { background: %1; border: 1px solid %2; border-radius: %3px; }")
                            .arg(m_theme.card.name(), m_theme.line.name())
                            .arg(m_theme.radius));
    m_consequence->setObjectName(QStringLiteral("consequence"));
    m_counting->setObjectName(QStringLiteral("counting"));
    m_parts->setSpacing(m_theme.space5);
    auto* effect = new QWidget;
    auto* column = new QVBoxLayout(effect);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(m_theme.space1);
    column->addLayout(m_parts);
    column->addWidget(m_counting);
    column->addWidget(m_consequence);
    column->addStretch();
    m_bottom->addWidget(effect);
    m_bottom->addWidget(m_progress);
    auto* inside = new QVBoxLayout(card);
    inside->setContentsMargins(m_theme.space4, m_theme.space3, m_theme.space4, m_theme.space3);
    inside->addWidget(m_bottom);
    card->setFixedHeight(96);
    return card;
}

void ReadyView::setStatus(const ImportStatus& status)
{
    if (status.preview != m_preview)
        setPreview(status.preview);
    const bool working = status.step == ImportStatus::Step::Working;
    m_bottom->setCurrentIndex(working ? 1 : 0);
    if (working)
        m_progress->setStatus(status);
    else
        showEffect(status.effect);
}

void ReadyView::setPreview(const std::shared_ptr<const ImportPreview>& preview)
{
    m_preview = preview;
    const QSignalBlocker quiet(m_files);
    m_files->clear();
    m_source = -1;
    if (!preview)
        return;
    for (const SourcePreview& source : preview->sources) {
        const bool bad = !source.known() || source.trouble || !source.faults.empty();
        auto* item = new QListWidgetItem(QStringLiteral("%1%2\n%3").arg(bad ? QStringLiteral("▲ ") : QString(),
                                                                       sourceName(source.source.fullName()), lineOf(source)));
        if (bad)
            item->setForeground(source.loads() ? m_theme.ink : m_theme.watch);
        item->setToolTip(plainTip(source.source.fullName()));
        m_files->addItem(item);
    }
    m_files->setVisible(preview->sources.size() > 1);
    m_files->setCurrentRow(0);
    showSource(0);
}

void ReadyView::showSource(int index)
{
    if (!m_preview || index < 0 || index >= int(m_preview->sources.size()))
        return;
    m_source = index;
    const SourcePreview& source = m_preview->sources[std::size_t(index)];
    m_name->setText(kindOf(source));
    m_rows->setText(source.trouble ? QString() : rowsOf(source));
    m_format->setText(formatOf(source));
    m_format->setToolTip(plainTip(reasonsOf(source)));
    m_format->setVisible(!m_format->text().isEmpty());
    const bool table = source.table && !source.trouble;
    m_inside->setCurrentIndex(table ? 0 : 1);
    if (table)
        m_table->setSource(source);
    else if (source.trouble)
        m_trouble->setError(*source.trouble);
    else
        m_trouble->setWords({tr("This file has no rows to be shown before it is imported."), {}, {}, {}});
    m_faults->setText(warningOf(source));
    m_faults->setVisible(table && !m_faults->text().isEmpty());
    setInk(m_faults, source.known() ? m_theme.concern : m_theme.watch);
    showConsequence();
}

void ReadyView::showConsequence()
{
    if (!m_preview || m_source < 0)
        return;
    const SourcePreview& source = m_preview->sources[std::size_t(m_source)];
    QStringList scope;
    bool changes = m_effect.state != ImportEffect::State::Counted; // as far as is known
    for (const Load& load : m_effect.report.loads) {
        if (load.source != source.source.fullName())
            continue;
        changes = changes || load.updated > 0;
        if (!source.entities.isEmpty() && load.entity == source.entities.first())
            scope = load.scope;
    }
    m_consequence->setText(consequence(source, scope, changes));
    m_consequence->setVisible(!m_consequence->text().isEmpty());
}

void ReadyView::showEffect(const ImportEffect& effect)
{
    using State = ImportEffect::State;
    const bool counted = effect.state == State::Counted;
    if (counted && m_effect.state == State::Counted)
        return; // shown already
    m_effect = effect;
    empty(m_parts);
    m_counting->setVisible(!counted);
    if (counted) {
        for (const EffectPart& part : effectOf(effect.report.loads)) {
            QLabel* label = roleLabel(QStringLiteral("%1 %2").arg(part.sign, part.text), TextRole::BodyStrong, m_theme);
            label->setObjectName(QStringLiteral("effect"));
            label->setProperty("role", QStringLiteral("title"));
            label->setWordWrap(false);
            setInk(label, colourOf(part.tone, m_theme));
            m_parts->addWidget(label);
        }
        m_parts->addStretch();
    } else if (effect.state == State::Counting) {
        m_counting->setText(effect.fraction > 0 ? tr("Counting what will change… %1 %").arg(int(effect.fraction * 100))
                                                : tr("Counting what will change…"));
    } else if (effect.state == State::Failed) {
        m_counting->setText(tr("▲ It could not be counted beforehand: %1").arg(messageWords(effect.error).happened));
    } else {
        m_counting->setText(tr("Nothing of this can be imported."));
    }
    showConsequence();
}

} // namespace lectern
