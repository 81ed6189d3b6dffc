/// What a question is, is told by its answers: numbers or words of a scale, few short answers given again and again,
/// or whatever people write. In doubt it is text, which stays closed.
#include "connectors/forms/FormTable.h"

#include "core/table/DateOrder.h"

#include <QRegularExpression>
#include <algorithm>

namespace lectern {

namespace {

constexpr std::size_t mostChoices = 24;    // different answers of a choice
constexpr std::size_t longestChoice = 80;  // bytes of one
constexpr qint64 fewestAnswers = 6;        // below that nothing shows whether answers repeat
constexpr std::size_t headerWithin = 25;   // records
constexpr qint64 repetition = 3;           // times a choice is given on average

/// The answers of one column as far as they matter.
struct Answers
{
    AnswerCounts whole;
    AnswerCounts parts; ///< of check boxes, joined by ';'
    bool many = false;  ///< more different answers than a choice has; `whole` is incomplete
    bool manyParts = false;
    std::size_t longest = 0;
    qint64 given = 0;
};

void count(AnswerCounts& counts, bool& many, std::string answer)
{
    const auto found = counts.find(answer);
    if (found != counts.end())
        ++found->second;
    else if (counts.size() < 4 * mostChoices)
        counts.emplace(std::move(answer), 1);
    else
        many = true;
}

void count(Answers& answers, std::string_view cell)
{
    cell = trimmedAnswer(cell);
    if (cell.empty())
        return;
    ++answers.given;
    if (cell.size() > 8 * longestChoice) {
        answers.many = answers.manyParts = true;
        answers.longest = cell.size();
        return;
    }
    count(answers.whole, answers.many, normalisedAnswer(cell));
    while (!cell.empty()) {
        const std::size_t end = std::min(cell.find(';'), cell.size());
        const std::string_view part = trimmedAnswer(cell.substr(0, end));
        answers.longest = std::max(answers.longest, part.size());
        count(answers.parts, answers.manyParts, normalisedAnswer(part));
        cell.remove_prefix(std::min(end + 1, cell.size()));
    }
}

bool matches(const QString& text, const char* pattern)
{
    return QRegularExpression(QString::fromUtf8(pattern), QRegularExpression::CaseInsensitiveOption).match(text).hasMatch();
}

/// The column the form program writes addresses to, in the language of who made the form.
bool isAddress(const QString& text)
{
    return matches(text, "^(username|e-?mail( address)?|e-?mail-adresse|nutzername|adresse e-?mail|nom d.utilisateur|"
                         "(endereço de )?e-?mail|nome de usuário|(dirección de )?correo( electrónico)?|nombre de usuario|"
                         "indirizzo e-?mail|nome utente|e-?mailadres|gebruikersnaam)$");
}

/// The number a school knows a student by.
bool isStudentNumber(const QString& text)
{
    return matches(text, "^((what is )?your )?(student|pupil|learner) ?(id|number|no\\.?|code)( number)?\\??$") ||
        matches(text, "^(schülernummer|schüler-id|numéro d.élève|número de (aluno|estudiante)|matrícula|leerlingnummer)$");
}

/// Headers the form program writes itself.
bool isMeta(const FormQuestion& question, const std::vector<FormQuestion>& before)
{
    if (question.position == 1 || isAddress(question.text) || matches(question.text, "^(score|total score)$"))
        return true;
    // A quiz writes "Question [Score]" and "Question [Feedback]" behind each question; a grid may have such a row too.
    for (const char* suffix : {" [Score]", " [Feedback]"}) {
        const QString title = question.text.chopped(question.text.endsWith(QLatin1String(suffix)) ? qstrlen(suffix) : 0);
        if (title != question.text && std::ranges::any_of(before, [&](const auto& other) { return other.text == title; }))
            return true;
    }
    return false;
}

/// Answers to these name a person: never a choice, however often they repeat.
bool asksWhoYouAre(const QString& text)
{
    return matches(text, "\\b(name|names|student id|id number|phone|telephone|address|e-?mail|birth ?da(y|te)|initials)\\b");
}

/// Numbers given here are amounts or grades, not points of a scale.
bool asksHowMany(const QString& text)
{
    return matches(text, "\\b(how many|number of|how old|age|grade|grades|year group|years|hours|minutes|times)\\b");
}

/// Whatever is answered to these is meant as free text, even if some say the same.
bool asksOpenly(const QString& text)
{
    return matches(text, "\\b(anything else|comments?|explain|tell us|own words|suggest(ions?)?|feedback|why|"
                         "what (would|should|could|can))\\b");
}

/// To agree with these, or to say that they are often so, is no good news.
bool soundsUnfavourable(const QString& text)
{
    static constexpr const char* bad =
        "\\b(bored|boring|bullied|bullying|teased|afraid|scared|unsafe|lonely|left out|stressed|worried|anxious|ashamed|"
        "ignored|unfair|unfairly|waste of time|too (high|much|many|hard|difficult|loud|noisy|long|little|few))\\b";
    return matches(text, bad) && !matches(text, "\\b(not|never|no|nobody|without|isn't|aren't|don't|doesn't)\\b");
}

QString topicOf(const QString& text)
{
    if (const qsizetype bracket = text.indexOf(" ["); bracket > 0 && text.endsWith(']'))
        return text.left(bracket).trimmed();
    const qsizetype colon = text.indexOf(':');
    const QString before = text.left(colon).trimmed();
    if (colon <= 0 || before.size() > 40 || before.contains('?') || matches(before, "^(q|question)? ?\\d+[a-z]?\\.?$"))
        return {};
    return before;
}

std::vector<FormQuestion> questionsOf(const QStringList& header)
{
    std::vector<FormQuestion> questions;
    QStringList keys;
    for (const QString& cell : header) {
        FormQuestion question;
        question.position = int(questions.size()) + 1;
        question.text = QString(cell).replace(QChar(0xa0), ' ').simplified();
        question.topic = topicOf(question.text);
        question.reversed = matches(question.text, "[(\\[](r|rev|reversed|reverse[ -]scored)[)\\]]");
        QString key = question.text.isEmpty() ? QString("#col%1").arg(question.position) : question.text;
        if (keys.contains(key))
            key += QString("#%1").arg(question.position);
        keys << key;
        question.key = key.toStdString();
        if (isMeta(question, questions) || isStudentNumber(question.text))
            question.kind = QuestionKind::Meta;
        questions.push_back(std::move(question));
    }
    return questions;
}

bool isChoice(const Answers& answers)
{
    if (answers.given == 0 || answers.longest > longestChoice)
        return false;
    if (!answers.many && std::ranges::all_of(answers.whole, [](const auto& a) { return isYesOrNo(a.first); }))
        return true;
    const auto repeats = [&](const AnswerCounts& counts, bool many) {
        return !many && counts.size() <= mostChoices && qint64(counts.size()) * repetition <= answers.given;
    };
    return answers.given >= fewestAnswers && (repeats(answers.whole, answers.many) || repeats(answers.parts, answers.manyParts));
}

void classify(std::vector<FormQuestion>& questions, const std::vector<Answers>& answers)
{
    AnswerCounts pooled; // of all questions that may be on a scale
    std::map<QString, AnswerCounts> grids;
    const auto isGrid = [](const FormQuestion& q) { return !q.topic.isEmpty() && q.text.endsWith(']'); };
    for (std::size_t i = 0; i < questions.size(); ++i) {
        if (questions[i].kind == QuestionKind::Meta || answers[i].many)
            continue;
        for (const auto& [answer, given] : answers[i].whole) {
            pooled[answer] += given;
            if (isGrid(questions[i]))
                grids[questions[i].topic][answer] += given;
        }
    }
    for (std::size_t i = 0; i < questions.size(); ++i) {
        FormQuestion& question = questions[i];
        if (question.kind == QuestionKind::Meta || answers[i].given == 0 || asksWhoYouAre(question.text))
            continue;
        std::optional<AnswerScale> scale;
        if (!answers[i].many && isGrid(question))
            scale = scaleOf(grids[question.topic], pooled);
        if (!answers[i].many && !scale)
            scale = scaleOf(answers[i].whole, pooled);
        if (scale && (scale->table >= 0 || !asksHowMany(question.text))) {
            question.kind = QuestionKind::Scale;
            question.scale = *scale;
            question.reversed = question.reversed || (canBeReversed(*scale) && soundsUnfavourable(question.text));
        } else if (!asksOpenly(question.text) && isChoice(answers[i])) {
            question.kind = QuestionKind::Choice;
        }
    }
}

/// Who answers: a column that asks it, else the first choice most of whose answers say it, else the form's name.
void findRespondent(FormShape& shape, const std::vector<Answers>& answers)
{
    for (std::size_t i = 0; i < answers.size() && shape.describing < 0; ++i) {
        const FormQuestion& question = shape.questions[i];
        if (question.kind != QuestionKind::Choice || answers[i].many)
            continue;
        qint64 telling = 0;
        for (const auto& [answer, given] : answers[i].whole)
            telling += respondentOf(answer).isEmpty() ? 0 : given;
        const bool asks = matches(question.text, "describes? you|your role|are you a\\b|i am a\\b|who are you");
        if (telling > 0 && (asks || telling * 10 >= answers[i].given * 8))
            shape.describing = int(i);
    }
    QStringList all;
    if (shape.describing >= 0)
        for (const auto& [answer, given] : answers[std::size_t(shape.describing)].whole)
            all << respondentOf(answer);
    else
        all << respondentOf(shape.form.toStdString());
    all.removeDuplicates();
    shape.respondent = all.size() == 1 && !all.first().isEmpty() ? all.first() : QString("unknown");
}

/// GMT, UTC, GMT+1, UTC-03:30: what the import reads.
bool isOffset(std::string_view zone)
{
    if (!zone.starts_with("GMT") && !zone.starts_with("UTC"))
        return false;
    const std::string_view behind = zone.substr(3);
    return behind.empty() || ((behind[0] == '+' || behind[0] == '-') && behind.size() > 1 &&
                              behind.find_first_not_of("0123456789:", 1) == std::string_view::npos);
}

/// "AST" of "2018/08/12 6:28:23 AM AST"; "" if the time ends the cell, or an offset does: "GMT+1" is not ambiguous.
std::string_view zoneOf(std::string_view cell)
{
    const std::size_t space = cell.rfind(' ');
    if (space == std::string_view::npos)
        return {};
    const std::string_view last = cell.substr(space + 1);
    const bool letters = last.size() >= 2 && last[0] >= 'A' && last[0] <= 'Z' && last[1] >= 'A' && last[1] <= 'Z';
    return letters && last != "AM" && last != "PM" && !isOffset(last) ? last : std::string_view();
}

} // namespace

std::string_view trimmedAnswer(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n";
    for (;;) {
        if (!text.empty() && blanks.find(text.front()) != std::string_view::npos)
            text.remove_prefix(1);
        else if (!text.empty() && blanks.find(text.back()) != std::string_view::npos)
            text.remove_suffix(1);
        else if (text.starts_with("\xc2\xa0"))
            text.remove_prefix(2);
        else if (text.ends_with("\xc2\xa0"))
            text.remove_suffix(2);
        else
            return text;
    }
}

int formHeader(const TableHead& head)
{
    static const QRegularExpression time("^\\d{1,4}[/.-]\\d{1,2}[/.-]\\d{1,4}[ ,T]");
    static const QRegularExpression identifier("^[a-z0-9]+([_.][a-z0-9]+)*$", QRegularExpression::CaseInsensitiveOption);
    for (std::size_t i = 0; i < std::min<std::size_t>(head.records.size(), headerWithin); ++i) {
        const QStringList& cells = head.records[i].cells;
        if (cells.size() < 2 || cells.first().trimmed().compare(u"timestamp", Qt::CaseInsensitive) != 0)
            continue;
        if (head.format == "layout") // a person said that it is the time of an answer, whatever stands there
            return int(i);
        // Logs of machines begin with a time stamp as well, but their headers are names, not questions.
        const auto isName = [](const QString& cell) { return identifier.match(cell.trimmed()).hasMatch(); };
        if (std::ranges::all_of(cells, isName))
            return -1;
        const bool last = i + 1 == head.records.size();
        return last || time.match(head.records[i + 1].cells.first().trimmed()).hasMatch() ||
                       head.records[i + 1].cells.first().trimmed().isEmpty()
                   ? int(i)
                   : -1;
    }
    return -1;
}

QString formName(const Source& source)
{
    QString name = source.baseName();
    // One sheet of several: its own name tells it from the others, unless the form program has given it.
    static const QRegularExpression given("^(Form Responses|Sheet) ?\\d+$", QRegularExpression::CaseInsensitiveOption);
    if (!source.part.name.isEmpty() && !given.match(source.part.name).hasMatch())
        name += " - " + source.part.name;
    static const QRegularExpression tails("(\\.(csv|zip|txt|tsv|xlsx|xlsm|ods|xls|html?|json)| - Form Responses \\d+| ?\\(Responses\\)| \\(\\d+\\))$",
                                          QRegularExpression::CaseInsensitiveOption);
    for (QRegularExpressionMatch match = tails.match(name); match.hasMatch(); match = tails.match(name))
        name.truncate(match.capturedStart());
    return name.trimmed();
}

Result<FormShape> formShape(const Source& source, const Cancel& cancel)
{
    FormShape shape;
    shape.form = formName(source);
    shape.whole = !source.table;
    LECTERN_ASSIGN(shape.table, openHeaded(source));
    const std::vector<HeadRecord>& records = shape.table.head.records;
    shape.header = formHeader(shape.table.head);
    if (shape.header < 0)
        return failure("table.missing_column", {source.fullName(), 1, "Timestamp"}, {"Timestamp"});
    shape.questions = questionsOf(records[std::size_t(shape.header)].cells);
    std::vector<Answers> answers(shape.questions.size());
    DateOrderEvidence dates;
    LECTERN_ASSIGN(FormRecords responses, FormRecords::open(source, shape.table, shape.header));
    for (;;) {
        LECTERN_ASSIGN(const bool more, responses.next());
        if (!more)
            break;
        if (++shape.responses % 512 == 0 && cancel.raised())
            return failure("cancelled");
        const auto cells = responses.cells();
        for (std::size_t i = 0; i < std::min(cells.size(), answers.size()); ++i)
            count(answers[i], cells[i]);
        const std::string_view stamp = trimmedAnswer(cells.front());
        dates.add(stamp);
        const std::string_view zone = zoneOf(stamp);
        if (!zone.empty() && shape.zones.size() < 8)
            shape.zones << QString::fromUtf8(zone.data(), qsizetype(zone.size()));
    }
    shape.zones.removeDuplicates();
    shape.dateOrder = dates.order();
    classify(shape.questions, answers);
    for (const FormQuestion& question : shape.questions) {
        if (shape.email < 0 && isAddress(question.text))
            shape.email = question.position - 1;
        if (shape.student < 0 && isStudentNumber(question.text))
            shape.student = question.position - 1;
    }
    findRespondent(shape, answers);
    return shape;
}

Result<FormRecords> FormRecords::open(const Source& source, const HeadedTable& table, int header)
{
    FormRecords records;
    const HeadRecord& first = table.head.records[std::size_t(header)];
    for (const QString& cell : first.cells)
        records.m_header.push_back(cell.toStdString());
    LECTERN_ASSIGN(records.m_records, rowsBehind(table, first, source.fullName()));
    return records;
}

Result<bool> FormRecords::next()
{
    for (;;) {
        LECTERN_ASSIGN(const bool more, m_records->next());
        if (!more)
            return false;
        const auto all = cells();
        const bool blank = std::ranges::all_of(all, [](std::string_view cell) { return trimmedAnswer(cell).empty(); });
        if (!blank && !std::ranges::equal(all, m_header))
            return true;
    }
}

} // namespace lectern
