#include "ui/importing/Interview.h"

#include "core/connector/LayoutTable.h"
#include "core/ingest/ColumnWords.h"
#include "ui/data/Wording.h"
#include "ui/importing/ImportWords.h"

#include <QCoreApplication>
#include <algorithm>

namespace lectern {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("Interview", text);
}

struct KindWords
{
    const char* target;
    const char* title;
    const char* detail;
};

constexpr KindWords kinds[] = {
    {"assessments.scores", QT_TRANSLATE_NOOP("Interview", "Test results"), QT_TRANSLATE_NOOP("Interview", "students with the scores of a test")},
    {"sis.students", QT_TRANSLATE_NOOP("Interview", "A list of students"), QT_TRANSLATE_NOOP("Interview", "one row per student: name, grade, …")},
    {"sis.attendance", QT_TRANSLATE_NOOP("Interview", "Attendance"), QT_TRANSLATE_NOOP("Interview", "who was there or missing on which day")},
    {"sis.section_marks", QT_TRANSLATE_NOOP("Interview", "Marks"), QT_TRANSLATE_NOOP("Interview", "marks of students in their classes")},
    {"sis.calendar", QT_TRANSLATE_NOOP("Interview", "The school calendar"), QT_TRANSLATE_NOOP("Interview", "which days are school days")},
    {"sis.demographics", QT_TRANSLATE_NOOP("Interview", "Background of students"), QT_TRANSLATE_NOOP("Interview", "language, support, income: to compare groups fairly")},
    {"sis.home_places", QT_TRANSLATE_NOOP("Interview", "Where students live"), QT_TRANSLATE_NOOP("Interview", "places, not addresses")},
    {"forms", QT_TRANSLATE_NOOP("Interview", "Answers to a survey"), QT_TRANSLATE_NOOP("Interview", "one row per answer sheet, one column per question")},
};

struct QuestionWords
{
    const char* column;
    const char* question;
};

constexpr QuestionWords questionWords[] = {
    {"student_id", QT_TRANSLATE_NOOP("Interview", "Which column says who the student is?")},
    {"SIS ID", QT_TRANSLATE_NOOP("Interview", "Which column says who the student is?")},
    {"date", QT_TRANSLATE_NOOP("Interview", "Which column is the date?")},
    {"attendance_date", QT_TRANSLATE_NOOP("Interview", "Which column is the date?")},
    {"assessment", QT_TRANSLATE_NOOP("Interview", "Which column names the test?")},
    {"score", QT_TRANSLATE_NOOP("Interview", "Which columns hold the scores?")},
    {"id", QT_TRANSLATE_NOOP("Interview", "Which column holds a number that no other row of the day has?")},
    {"attendance_status", QT_TRANSLATE_NOOP("Interview", "Which column says whether the student was there?")},
    {"Timestamp", QT_TRANSLATE_NOOP("Interview", "Which column says when it was answered?")},
    {"Student ID", QT_TRANSLATE_NOOP("Interview", "Which column holds the number of the student who answered?")},
    {"subject", QT_TRANSLATE_NOOP("Interview", "Which column is the subject?")},
};

QString questionFor(const ColumnSchema& target)
{
    for (const QuestionWords& each : questionWords)
        if (target.name == QLatin1String(each.column))
            return tr(each.question);
    return tr("Which column is this: %1?").arg(target.doc.isEmpty() ? plainName(target.name) : target.doc);
}

bool isDay(const ColumnSchema& column)
{
    return column.type == CellType::Date || column.type == CellType::Instant;
}

bool isMeasure(const ColumnSchema& column)
{
    return column.mandatory && column.type == CellType::Decimal;
}

/// The first different values of a column.
QString someValues(const TablePreview& table, int column)
{
    QStringList values;
    for (const PreviewRow& row : table.rows) {
        const QString value = row.cells.value(column).simplified();
        if (!value.isEmpty() && !values.contains(value))
            values << (value.size() > 24 ? value.left(23) + QChar(0x2026) : value);
        if (values.size() == 3)
            break;
    }
    return values.join(QStringLiteral(" · "));
}

} // namespace

Interview::Interview(const SourcePreview& preview, std::size_t source) : m_preview(preview), m_source(source)
{
    chooseKind(0);
}

/// What is asked of this kind of table: who, when, how much, and what nothing was found for.
void Interview::chooseKind(int kind)
{
    m_kind = kind;
    m_said.clear();
    m_meant.clear();
    m_steps.clear();
    const EntitySchema& target = proposal().target;
    for (const ColumnSchema& column : target.columns) {
        const bool open = proposal().suggestion.open.contains(column.name);
        const bool who = column.name == target.subject || (target.key.size() == 1 && target.key.contains(column.name));
        const bool when = isDay(column) && (column.mandatory || target.key.contains(column.name));
        const bool means = !columnWords().meanings(column.name).isEmpty() && proposal().suggestion.layout.columns.contains(column.name);
        if ((open && !isRowId(column.name)) || who || when || means || isMeasure(column))
            m_steps << Step{column.name};
    }
    settleRowId();
}

Interview::Said Interview::proposedFor(const ColumnSchema& target) const
{
    const auto said = m_said.constFind(target.name);
    if (said != m_said.cend())
        return *said;
    Said proposed;
    for (const ColumnSuggestion& each : proposal().suggestion.columns)
        if (each.target == target.name)
            proposed.headers << each.header;
    if (proposed.headers.isEmpty())
        proposed.constant = constantOf(proposal().suggestion.layout.columns.value(target.name), titleOf(m_preview.source));
    if (proposed.headers.isEmpty() && proposed.constant.isEmpty() && target.name == QLatin1String("assessment"))
        proposed.constant = titleOf(m_preview.source);
    return proposed;
}

InterviewQuestion Interview::question() const
{
    InterviewQuestion question =
        m_at == 0 ? kindQuestion()
                  : m_steps.at(m_at - 1).text.isEmpty() ? columnQuestion(targetOf(m_steps.at(m_at - 1)))
                                                        : meaningQuestion(m_steps.at(m_at - 1));
    question.file = sourceName(m_preview.source.fullName());
    question.number = m_at + 1;
    question.of = int(m_steps.size()) + 1;
    question.source = m_source;
    return question;
}

InterviewQuestion Interview::kindQuestion() const
{
    InterviewQuestion question;
    question.question = tr("What is in %1?").arg(sourceName(m_preview.source.fullName()));
    for (const LayoutProposal& each : m_preview.proposals) {
        InterviewChoice choice{InterviewChoice::Kind::What, each.target.title, {}, -1};
        for (const KindWords& words : kinds)
            if (each.suggestion.layout.target() == QLatin1String(words.target)) {
                choice.text = tr(words.title);
                choice.detail = tr(words.detail);
            }
        question.choices << choice;
    }
    question.proposed = {m_kind};
    return question;
}

InterviewQuestion Interview::columnQuestion(const ColumnSchema& target) const
{
    InterviewQuestion question;
    question.question = questionFor(target);
    question.several = isMeasure(target);
    const Said proposed = proposedFor(target);
    const TablePreview& table = *m_preview.table;
    for (int i = 0; i < int(table.columns.size()); ++i) {
        const QString& name = table.columns[std::size_t(i)].name;
        if (proposed.headers.contains(name))
            question.proposed << int(question.choices.size());
        question.choices << InterviewChoice{InterviewChoice::Kind::Column, name, someValues(table, i), i};
    }
    for (const ColumnSuggestion& each : proposal().suggestion.columns)
        if (each.target == target.name && proposed.headers.contains(each.header))
            question.why = QStringLiteral("“%1” (%2)").arg(each.header, each.why);
    const bool text = target.type == CellType::Text;
    if (text || (isDay(target) && target.name != proposal().target.subject)) {
        question.constant = proposed.constant;
        question.day = isDay(target);
        if (!proposed.constant.isEmpty())
            question.proposed = {int(question.choices.size())};
        question.choices << InterviewChoice{InterviewChoice::Kind::Constant, tr("The same for every row"),
                                            tr("write it below"), -1};
    }
    if (!target.required && !target.mandatory) {
        const bool telling = !columnWords().meanings(target.name).isEmpty(); // without it the rows say nothing
        if (proposed.nothing || (question.proposed.isEmpty() && !telling))
            question.proposed = {int(question.choices.size())};
        question.choices << InterviewChoice{InterviewChoice::Kind::Nothing, tr("It is not in this file"), {}, -1};
    }
    return question;
}

bool Interview::answer(const InterviewAnswer& answer)
{
    const InterviewQuestion asked = question();
    if (answer.chosen.isEmpty())
        return true;
    if (m_at == 0) {
        if (const int kind = answer.chosen.first(); kind != m_kind)
            chooseKind(kind);
    } else if (const Step step = m_steps.at(m_at - 1); !step.text.isEmpty()) {
        m_meant[step.column].insert(step.text, asked.choices.at(answer.chosen.first()).value);
    } else {
        Said said;
        for (const int each : answer.chosen) {
            const InterviewChoice& choice = asked.choices.at(each);
            if (choice.kind == InterviewChoice::Kind::Column)
                said.headers << choice.text;
            else if (choice.kind == InterviewChoice::Kind::Constant)
                said.constant = answer.constant.trimmed();
            else
                said.nothing = true;
        }
        if (said.headers.isEmpty() && said.constant.isEmpty() && !said.nothing)
            return true;
        const bool same = m_said.contains(step.column) && m_said.value(step.column) == said;
        m_said.insert(step.column, said);
        if (!same)
            askMeanings(step.column);
        settleRowId();
    }
    if (m_at == m_steps.size())
        return false;
    ++m_at;
    return true;
}

bool Interview::back()
{
    if (m_at == 0)
        return false;
    --m_at;
    return true;
}

namespace {

/// The cell as it was proposed if it came from this column, else one that takes the column as it is.
LayoutCell cellFrom(const LayoutCell& before, const QString& header)
{
    if (before.from == header)
        return before;
    LayoutCell cell;
    cell.from = header;
    return cell;
}

LayoutCell constantCell(const QString& text)
{
    LayoutCell cell;
    cell.constant = text;
    return cell;
}

/// Several columns of one measure: one row of each, told apart by what the column is called.
void spreadOver(Layout& layout, const QString& column, const QStringList& headers, const EntitySchema& target)
{
    const std::vector<LayoutRow> before = std::exchange(layout.spread, {});
    const LayoutCell single = layout.columns.take(column);
    QString apart; // the column that tells the rows of one student apart
    for (const char* name : {"subject", "assessment"})
        if (apart.isEmpty() && target.indexOf(QLatin1String(name)) >= 0 && layout.columns.value(QLatin1String(name)).from.isEmpty())
            apart = QLatin1String(name);
    for (const QString& header : headers) {
        const auto same = std::ranges::find_if(before, [&](const LayoutRow& row) { return row.value(column).from == header; });
        LayoutRow row;
        if (same != before.end()) {
            row = *same;
        } else {
            row.insert(column, cellFrom(single, header));
            if (!apart.isEmpty())
                row.insert(apart, constantCell(header));
        }
        layout.spread.push_back(row);
    }
}

} // namespace

Layout Interview::layout() const
{
    const EntitySchema& target = proposal().target;
    Layout layout = proposal().suggestion.layout;
    if (layout.name.isEmpty())
        layout.name = titleOf(m_preview.source);
    if (isRowId(QStringLiteral("id")))
        layout.columns.remove(QStringLiteral("id"));
    for (auto said = m_said.cbegin(); said != m_said.cend(); ++said) {
        const QString& column = said.key();
        const bool apart = std::ranges::any_of(layout.spread, [&](const LayoutRow& row) { return row.contains(column); });
        if (said->headers.size() > 1 || (apart && !said->headers.isEmpty())) {
            spreadOver(layout, column, said->headers, target);
            continue;
        }
        LayoutCell before = layout.columns.take(column);
        for (LayoutRow& row : layout.spread)
            if (row.contains(column)) {
                if (before.from.isEmpty())
                    before = row.value(column);
                row.remove(column);
            }
        std::erase_if(layout.spread, [](const LayoutRow& row) {
            return std::ranges::none_of(row, [](const LayoutCell& cell) { return !cell.from.isEmpty(); });
        });
        const QMap<QString, QString> meant = meaningsIn(column);
        if (!said->headers.isEmpty()) {
            layout.columns.insert(column, cellFrom(before, said->headers.first()));
            for (auto text = meant.cbegin(); text != meant.cend(); ++text)
                if (!text->isEmpty()) // else it stays as it is, and the load says that nobody explained it
                    layout.columns[column].values.insert(text.key(), *text);
        } else if (!said->constant.isEmpty()) {
            const QString constant = meant.value(said->constant.toCaseFolded(), said->constant);
            layout.columns.insert(column, constantCell(constant == titleOf(m_preview.source) ? fileToken : constant));
        }
    }
    if (!m_rowId.isEmpty())
        layout.columns.insert(QStringLiteral("id"), cellFrom({}, m_rowId));
    return layout;
}

} // namespace lectern
