#include "ui/importing/QuestionViews.h"

#include "core/table/CellShape.h"
#include "ui/dialogs/Sheet.h"

#include <QFrame>
#include <QHBoxLayout>

namespace lectern {

namespace {

QString typeWords(const QString& type)
{
    if (type == QLatin1String("number"))
        return DriftView::tr("numbers");
    if (type == QLatin1String("date"))
        return DriftView::tr("dates");
    if (type == QLatin1String("boolean"))
        return DriftView::tr("yes or no");
    return type == QLatin1String("text") ? DriftView::tr("text") : QString();
}

bool isDayText(std::string_view text)
{
    const CellShape shape = shapeOf(text);
    return shape == CellShape::Date || shape == CellShape::DateTime;
}

} // namespace

DriftView::DriftView(const Theme& theme, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_asked(roleLabel({}, TextRole::Title, theme)),
      m_then(roleLabel({}, TextRole::Body, theme, true)), m_before(makeSide(tr("Last time"))), m_now(makeSide(tr("Now"))),
      m_instead(new QComboBox), m_table(new PreviewTable(theme))
{
    m_instead->setObjectName(QStringLiteral("instead"));
    m_instead->setAccessibleName(tr("The column is called"));
    setFocusProxy(m_instead);
    static_cast<QVBoxLayout*>(m_now.card->layout())->insertWidget(2, m_instead);
    connect(m_instead, &QComboBox::currentIndexChanged, this, [this] {
        showName();
        Q_EMIT changed();
    });
    m_asked->setObjectName(QStringLiteral("closures"));
    QLabel* arrow = roleLabel(QStringLiteral("→"), TextRole::Figure, theme, true);
    arrow->setAlignment(Qt::AlignCenter);
    arrow->setAccessibleName(tr("became"));
    auto* sides = new QHBoxLayout;
    sides->setSpacing(theme.space3);
    sides->addWidget(m_before.card, 1);
    sides->addWidget(arrow);
    sides->addWidget(m_now.card, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.space4);
    column->addWidget(m_asked);
    column->addLayout(sides);
    column->addWidget(m_then);
    column->addWidget(m_table, 1);
    column->addStretch();
}

DriftView::Side DriftView::makeSide(const QString& when)
{
    auto* card = new QFrame;
    card->setObjectName(QStringLiteral("driftSide"));
    card->setStyleSheet(QStringLiteral("QFrame#driftSide { background: %1; border: 1px solid %2; border-radius: %3px; }")
                            .arg(m_theme.card.name(), m_theme.line.name())
                            .arg(m_theme.radius));
    Side side{card, roleLabel(when, TextRole::Caption, m_theme, true), roleLabel({}, TextRole::Title, m_theme),
              roleLabel({}, TextRole::Body, m_theme)};
    side.values->setTextFormat(Qt::PlainText);
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(m_theme.space4, m_theme.space3, m_theme.space4, m_theme.space4);
    column->setSpacing(m_theme.space1);
    column->addWidget(side.when);
    column->addWidget(side.name);
    column->addSpacing(m_theme.space2);
    column->addWidget(side.values);
    column->addStretch();
    card->setMinimumHeight(150);
    return side;
}

void DriftView::fill(Side& side, const QString& name, const QString& type, const QStringList& values)
{
    const bool there = !name.isEmpty();
    side.name->setText(there ? name : tr("not in this file"));
    setInk(side.name, there ? m_theme.ink : m_theme.quiet);
    QStringList lines = values;
    if (!type.isEmpty())
        lines.prepend(type);
    side.values->setText(lines.join(QLatin1Char('\n')));
    side.values->setVisible(!lines.isEmpty());
    side.card->setAccessibleName(QStringLiteral("%1: %2 (%3)").arg(side.when->text(), side.name->text(), values.join(QStringLiteral(", "))));
}

void DriftView::setQuestion(const DriftQuestion& question, const SourcePreview* preview)
{
    m_question = question;
    const DriftChange& change = question.change;
    QString then = tr("Your answer is remembered for later imports of this source. Without an answer this file is left out.");
    if (question.needed && change.kind != DriftChange::Kind::Retyped) {
        then = question.candidates.empty() ? tr("This file is left out. Export it again with this column.")
                                           : tr("No row can be read without it. ") + then;
    } else if (change.kind == DriftChange::Kind::Renamed) {
        then = tr("If you leave it out, rows that come again lose what they hold in “%1”. ").arg(change.before) + then;
    } else if (change.kind == DriftChange::Kind::Missing) {
        then = tr("Without it, rows that come again lose what they hold in “%1”. ").arg(change.before) + then;
        if (!question.candidates.empty())
            then = tr("If it is only called something else now, choose its new name. ") + then;
    } else {
        then = tr("Rows whose values do not fit are kept aside with their reasons.");
    }
    m_then->setText(then);
    const bool retyped = change.kind == DriftChange::Kind::Retyped;
    fill(m_before, change.before, retyped ? typeWords(change.typeBefore) : QString(), question.before);
    fill(m_now, change.header, retyped ? typeWords(change.typeNow) : QString(), question.now);
    const bool table = preview && preview->table;
    m_table->setVisible(table);
    m_headers.clear();
    if (table) {
        m_table->setSource(*preview);
        for (const TableColumn& column : preview->table->columns)
            m_headers << column.name.trimmed();
    }
    setNames();
    showName();
}

/// What the column may be called now: only a choice where there is one.
void DriftView::setNames()
{
    const QSignalBlocker quiet(m_instead);
    const DriftChange& change = m_question.change;
    const bool renamed = change.kind == DriftChange::Kind::Renamed;
    m_instead->clear();
    if (!renamed)
        m_instead->addItem(m_question.needed ? tr("choose its name") : tr("not in this file"), QString());
    for (const DriftExample::Candidate& each : m_question.candidates)
        m_instead->addItem(each.header, each.header);
    if (renamed)
        m_instead->setCurrentIndex(std::max(0, m_instead->findData(change.header)));
    const bool choice = m_instead->count() > 1;
    m_instead->setVisible(choice);
    m_now.name->setVisible(!choice);
}

/// The question with the name that is chosen, its values and its place in the table.
void DriftView::showName()
{
    const DriftChange& change = m_question.change;
    const QString& file = m_question.file;
    const QString name = m_instead->isHidden() ? change.header : m_instead->currentData().toString();
    QString asked;
    if (change.kind == DriftChange::Kind::Retyped)
        asked = tr("In %1, the values of “%2” look different from those of last time. Import it all the same?").arg(file, name);
    else if (change.kind == DriftChange::Kind::Renamed)
        asked = tr("In %1, “%2” is now called “%3”. Use it as %2?").arg(file, change.before, name);
    else if (!m_question.needed)
        asked = tr("%1 no longer has the column “%2”. Import it without?").arg(file, change.before);
    else if (!m_question.candidates.empty())
        asked = tr("%1 no longer has the column “%2”. What is it called now?").arg(file, change.before);
    else
        asked = tr("%1 no longer has the column “%2”, and no row can be read without it.").arg(file, change.before);
    m_asked->setText(asked);
    m_asked->setAccessibleName(asked);
    if (!m_instead->isHidden()) {
        QStringList values;
        for (const DriftExample::Candidate& each : m_question.candidates)
            if (each.header == name)
                values = each.values;
        m_now.values->setText(values.join(QLatin1Char('\n')));
        m_now.values->setVisible(!values.isEmpty());
    }
    QList<int> changed;
    for (int i = 0; i < int(m_headers.size()); ++i)
        if (!name.isEmpty() && m_headers.at(i) == name)
            changed << i;
    m_table->setHighlighted(changed);
}

QString DriftView::header() const
{
    const QString name = m_instead->isHidden() ? QString() : m_instead->currentData().toString();
    return name == m_question.change.header ? QString() : name;
}

bool DriftView::answered() const
{
    return !m_question.mustBeFound() || !header().isEmpty();
}

UnknownView::UnknownView(const Theme& theme, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_choices(new QListWidget), m_constant(new QLineEdit),
      m_why(roleLabel({}, TextRole::Caption, theme, true)), m_table(new PreviewTable(theme))
{
    m_choices->setObjectName(QStringLiteral("choices"));
    m_choices->setTextElideMode(Qt::ElideRight);
    m_choices->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_constant->setObjectName(QStringLiteral("constant"));
    m_constant->setAccessibleName(tr("The same for every row"));
    m_why->setObjectName(QStringLiteral("why"));
    auto* left = new QVBoxLayout;
    left->setSpacing(theme.space2);
    left->addWidget(m_choices, 1);
    left->addWidget(m_constant);
    left->addWidget(m_why);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme.space4);
    row->addLayout(left, 2);
    row->addWidget(m_table, 3);
    connect(m_choices, &QListWidget::itemSelectionChanged, this, &UnknownView::take);
    connect(m_choices, &QListWidget::itemChanged, this, &UnknownView::take);
    connect(m_constant, &QLineEdit::textChanged, this, &UnknownView::changed);
}

void UnknownView::setQuestion(const InterviewQuestion& question, const std::shared_ptr<const ImportPreview>& preview)
{
    if (m_preview != preview || m_question.source != question.source)
        m_table->setSource(preview->sources[question.source]);
    m_preview = preview;
    m_question = question;
    {
        const QSignalBlocker quiet(m_choices);
        m_choices->clear();
        for (int i = 0; i < question.choices.size(); ++i) {
            const InterviewChoice& choice = question.choices.at(i);
            auto* item = new QListWidgetItem(choice.detail.isEmpty() ? choice.text : choice.text + QLatin1Char('\n') + choice.detail);
            if (question.several)
                item->setCheckState(question.proposed.contains(i) ? Qt::Checked : Qt::Unchecked);
            m_choices->addItem(item);
        }
        m_choices->setCurrentRow(question.proposed.isEmpty() ? -1 : question.proposed.first());
    }
    m_choices->setAccessibleName(question.question);
    m_constant->setText(question.constant);
    m_choices->setFocus();
    take();
}

void UnknownView::take()
{
    bool constant = false;
    QList<int> columns;
    if (m_question.about >= 0)
        columns << m_question.about;
    for (const int each : answer().chosen) {
        const InterviewChoice& choice = m_question.choices.at(each);
        constant = constant || choice.kind == InterviewChoice::Kind::Constant;
        if (choice.column >= 0)
            columns << choice.column;
    }
    m_constant->setVisible(constant);
    const bool writesDay = constant && m_question.day;
    m_why->setText(writesDay                  ? tr("Write a day, for example 2026-03-14.")
                   : m_question.why.isEmpty() ? QString()
                                              : tr("Proposed: %1").arg(m_question.why));
    m_why->setVisible(!m_why->text().isEmpty());
    m_table->setHighlighted(columns);
    Q_EMIT changed();
}

InterviewAnswer UnknownView::answer() const
{
    InterviewAnswer answer;
    answer.constant = m_constant->text();
    if (!m_question.several) {
        for (const QListWidgetItem* each : m_choices->selectedItems()) // the focus alone chooses nothing
            answer.chosen = {m_choices->row(each)};
        return answer;
    }
    for (int i = 0; i < m_choices->count(); ++i)
        if (m_choices->item(i)->checkState() == Qt::Checked)
            answer.chosen << i;
    return answer;
}

bool UnknownView::answered() const
{
    const InterviewAnswer given = answer();
    const std::string constant = given.constant.trimmed().toStdString();
    for (const int each : given.chosen)
        if (m_question.choices.at(each).kind == InterviewChoice::Kind::Constant &&
            (constant.empty() || (m_question.day && !isDayText(constant))))
            return false;
    return !given.chosen.isEmpty();
}

} // namespace lectern
