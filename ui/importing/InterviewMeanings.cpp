// Interview: what the codes of a column mean, and what numbers rows without a number of their own.
#include "core/ingest/ColumnWords.h"
#include "core/ingest/RowIdentity.h"
#include "ui/importing/ImportWords.h"
#include "ui/importing/Interview.h"

#include <QCoreApplication>
#include <QSet>
#include <algorithm>

namespace lectern {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("Interview", text);
}

struct MeaningWords
{
    const char* value;
    const char* title;
};

constexpr MeaningWords meaningWords[] = {
    {"present", QT_TRANSLATE_NOOP("Interview", "There")},
    {"absent", QT_TRANSLATE_NOOP("Interview", "Absent")},
    {"excused", QT_TRANSLATE_NOOP("Interview", "Absent, excused")},
    {"late", QT_TRANSLATE_NOOP("Interview", "There, but late")},
    {"half day", QT_TRANSLATE_NOOP("Interview", "Half the day")},
    {"no school", QT_TRANSLATE_NOOP("Interview", "No school for this student; it does not count")},
};

} // namespace

const ColumnSchema& Interview::targetOf(const Step& step) const
{
    return proposal().target.columns[std::size_t(proposal().target.indexOf(step.column))];
}

/// The different texts of the columns that were chosen, or the constant; no more than a person can be asked about.
QStringList Interview::textsOf(const Said& chosen) const
{
    if (!chosen.constant.isEmpty())
        return {chosen.constant};
    QStringList texts;
    QSet<QString> seen;
    const QStringList& missing = proposal().suggestion.layout.missing;
    const std::vector<TableColumn>& columns = m_preview.table->columns;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (!chosen.headers.contains(columns[i].name))
            continue;
        for (const QStringList& row : m_preview.sample) {
            const QString text = row.value(qsizetype(i)).trimmed();
            if (text.isEmpty() || missing.contains(text) || seen.contains(text.toCaseFolded()) || texts.size() == mostMeanings)
                continue;
            seen.insert(text.toCaseFolded());
            texts << text;
        }
    }
    return texts;
}

/// What the texts of the column that was chosen mean: as the person said, else as it seems.
QMap<QString, QString> Interview::meaningsIn(const QString& column) const
{
    if (columnWords().meanings(column).isEmpty())
        return {};
    const Said chosen = proposedFor(targetOf({column}));
    QMap<QString, QString> meant = columnWords().meant(column, textsOf(chosen));
    const LayoutCell draft = proposal().suggestion.layout.columns.value(column);
    if (chosen.headers == QStringList(draft.from)) // with what was accepted before
        meant.insert(draft.values);
    meant.insert(m_meant.value(column));
    return meant;
}

/// Asks after the column at hand what each of its texts means; what is plain in the target's own words is not asked.
void Interview::askMeanings(const QString& column)
{
    m_steps.removeIf([&](const Step& step) { return step.column == column && !step.text.isEmpty(); });
    m_meant.remove(column);
    if (columnWords().meanings(column).isEmpty())
        return;
    const QSet<QString> plain = columnWords().plain(column);
    int at = m_at;
    for (const QString& text : columnWords().meant(column, textsOf(proposedFor(targetOf({column})))).keys())
        if (!plain.contains(text))
            m_steps.insert(at++, Step{column, text});
}

InterviewQuestion Interview::meaningQuestion(const Step& step) const
{
    InterviewQuestion question;
    const Said chosen = proposedFor(targetOf(step));
    QString written = step.text;
    for (const QString& text : textsOf(chosen))
        if (text.toCaseFolded() == step.text)
            written = text;
    const std::vector<TableColumn>& columns = m_preview.table->columns;
    for (int i = 0; i < int(columns.size()); ++i)
        if (chosen.headers.contains(columns[std::size_t(i)].name))
            question.about = i;
    question.question = chosen.headers.isEmpty() ? tr("What does “%1” mean?").arg(written)
                                                 : tr("What does “%1” mean in “%2”?").arg(written, chosen.headers.first());
    const QString said = meaningsIn(step.column).value(step.text);
    for (const QString& value : columnWords().meanings(step.column)) {
        if (value == said)
            question.proposed = {int(question.choices.size())};
        QString title = value;
        for (const MeaningWords& words : meaningWords)
            if (value == QLatin1String(words.value))
                title = tr(words.title);
        question.choices << InterviewChoice{InterviewChoice::Kind::Meaning, title, {}, -1, value};
    }
    return question;
}

/// A column of ids that the student and the rest of the key may stand for.
bool Interview::isRowId(const QString& column) const
{
    const EntitySchema& target = proposal().target;
    const LayoutCell draft = proposal().suggestion.layout.columns.value(column);
    const QString student = proposal().suggestion.layout.columns.value(target.subject).from;
    return column == QLatin1String("id") && target.key.contains(column) && target.key.size() > 1 && !target.subject.isEmpty() &&
           (draft.from.isEmpty() || draft.from == student);
}

/// Numbers the rows by the student if the answers so far allow it; asks for a column of numbers if they forbid it.
void Interview::settleRowId()
{
    const QString id = QStringLiteral("id");
    m_rowId.clear();
    if (!isRowId(id))
        return;
    const Layout made = layout();
    const LookedAt look{{}, m_preview.table->columns, m_preview.sample, {}};
    const EntitySchema& target = proposal().target;
    bool complete = true;
    for (const QString& column : QStringList(target.subject) + target.key)
        if (column != id) {
            const LayoutCell cell = made.columns.value(column);
            complete = complete && (!cell.from.isEmpty() || !cell.constant.isEmpty());
        }
    m_rowId = headerOfRowId(look, target, made);
    const auto step = std::ranges::find(m_steps, id, &Step::column);
    if (complete && m_rowId.isEmpty() && step == m_steps.end())
        m_steps << Step{id};
    else if (!m_rowId.isEmpty() && step != m_steps.end())
        m_steps.erase(step); // the last one: it stands behind the question at hand
    if (!m_rowId.isEmpty())
        m_said.remove(id);
}

} // namespace lectern
