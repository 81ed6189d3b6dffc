/// metrics, metric, explain: the definitions, one number or table of them, and where it comes from.
#include "app/cli/Command.h"
#include "app/cli/Filters.h"
#include "app/cli/JsonOutput.h"
#include "app/cli/TextOutput.h"

#include <QCoreApplication>

namespace lectern::cli {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("CommandLine", text);
}

Result<MetricQuestion> questionOf(const Context& context)
{
    MetricQuestion question;
    question.metric = context.arguments.at(1);
    for (const QString& list : context.options.value("by"))
        question.by += list.split(',', Qt::SkipEmptyParts);
    LECTERN_ASSIGN(question.filter, filterOf(context));
    question.asOf = context.asOf;
    question.viewer = context.viewer;
    question.audience = context.audience.value_or(Audience::Screen);
    return question;
}

QString cell(const std::optional<double>& number)
{
    return number ? numberText(*number) : QString();
}

QString valueCell(const MetricTable& table, const MetricRow& row)
{
    return table.unit == "date" && row.value ? dayText(Day(*row.value)) : cell(row.value);
}

QString cell(const std::optional<qint64>& number)
{
    return number ? QString::number(*number) : QString();
}

QString csv(const MetricTable& table)
{
    const bool categories = std::ranges::any_of(table.rows, [](const MetricRow& row) { return !row.category.isEmpty(); });
    QStringList headers;
    for (const QString& dimension : table.by)
        headers << dimension << dimension + "_label";
    if (categories)
        headers << "category";
    headers << QStringList{"value", "numerator", "denominator", "n", "low", "high", "withheld", "reason"};
    QList<QStringList> rows;
    for (const MetricRow& row : table.rows) {
        QStringList line;
        for (qsizetype i = 0; i < table.by.size(); ++i) {
            const DimensionValue value = row.dimensions.value(i);
            line << value.id << value.label;
        }
        if (categories)
            line << row.category;
        rows << line + QStringList{valueCell(table, row), cell(row.numerator), cell(row.denominator), QString::number(row.n),
                                   cell(row.low), cell(row.high), row.withheld ? "true" : "false", row.reason};
    }
    return csvText(headers, rows);
}

Result<Answer> runMetric(const Context& context)
{
    LECTERN_ASSIGN(const MetricQuestion question, questionOf(context));
    LECTERN_ASSIGN(auto school, context.school());
    LECTERN_ASSIGN(const Database reader, goldReader(*school));
    LECTERN_ASSIGN(const MetricTable table, evaluate(reader, question, context.console->cancel()));
    Answer answer;
    if (context.json)
        answer.json = toJson(table);
    else
        answer.text = csv(table);
    if (!table.available) {
        LECTERN_ASSIGN(const MetricDefinition definition, metricDefinition(question.metric));
        answer.notes << missingWords(definition);
        answer.json["missing"] = missingWords(definition);
    }
    answer.school = std::move(school);
    return answer;
}

Result<Answer> runMetrics(const Context& context)
{
    LECTERN_ASSIGN(const auto school, context.school());
    LECTERN_ASSIGN(const Database reader, school->reader());
    LECTERN_ASSIGN(const std::vector<MetricDefinition> definitions, metricDefinitionsInForce(reader));
    QJsonArray list;
    QList<QStringList> rows;
    for (const MetricDefinition& definition : definitions) {
        list << toJson(definition);
        rows << QStringList{definition.id, definition.unit, definition.words};
    }
    return Answer{.json = {{"metrics", list}}, .text = alignedText({tr("metric"), tr("unit"), tr("rule")}, rows)};
}

Result<Answer> runExplain(const Context& context)
{
    LECTERN_ASSIGN(const MetricQuestion question, questionOf(context));
    LECTERN_ASSIGN(const auto school, context.school());
    LECTERN_ASSIGN(const Database reader, goldReader(*school));
    LECTERN_ASSIGN(const Explanation explanation, explain(reader, question));
    QJsonArray loadList;
    QString loadLines;
    for (const auto& line : explanation.loads) {
        loadList << QJsonObject{{"load", line.load}, {"feed", line.feed}, {"source", line.source}, {"entity", line.entity}};
        loadLines += QString("  %1  %2  %3  %4\n").arg(QString::number(line.load), line.feed, line.entity, line.source);
    }
    QJsonArray sourceList;
    QString sourceLines;
    for (const auto& line : explanation.sources) {
        QJsonArray numbers;
        QStringList texts;
        for (const qint64 row : line.rows) {
            numbers << row;
            texts << QString::number(row);
        }
        sourceList << QJsonObject{{"file", line.file}, {"rows", numbers}};
        sourceLines += "  " + line.file + (texts.isEmpty() ? QString() : tr(", rows %1").arg(texts.join(", "))) + '\n';
    }
    Answer answer;
    answer.json = {{"metric", explanation.metric},
                   {"words", explanation.words},
                   {"numerator", explanation.numerator},
                   {"denominator", explanation.denominator},
                   {"sql", explanation.sql},
                   {"models", QJsonArray::fromStringList(explanation.models)},
                   {"loads", loadList},
                   {"sources", sourceList}};
    answer.text = explanation.words + "\n\n" + tr("Numerator: %1").arg(explanation.numerator) + '\n'
        + (explanation.denominator.isEmpty() ? QString() : tr("Denominator: %1").arg(explanation.denominator) + '\n')
        + tr("Models: %1").arg(explanation.models.join(", ")) + "\n\n" + tr("Loads:") + '\n' + loadLines + '\n'
        + tr("Rows behind it, the first of each file:") + '\n' + sourceLines + "\nSQL:\n" + explanation.sql.trimmed() + '\n';
    return answer;
}

} // namespace

QList<Command> metricCommands()
{
    return {
        {.name = "metrics",
         .arguments = "SCHOOL",
         .summary = tr("List the metric definitions."),
         .example = "metrics northside.lectern",
         .least = 1,
         .most = 1,
         .run = runMetrics},
        {.name = "metric",
         .arguments = "SCHOOL ID",
         .summary = tr("Answer one metric, as CSV or JSON. Rates are fractions from 0 to 1."),
         .example = "metric northside.lectern attendance_rate --by grade --where gender=F --json",
         .least = 2,
         .most = 2,
         .options = QList<QCommandLineOption>{{"by", tr("Split by these dimensions, separated by commas."), "DIM,..."}} + filterOptions(),
         .run = runMetric},
        {.name = "explain",
         .arguments = "SCHOOL ID",
         .summary = tr("Say what a metric means, how it is worked out, and which rows of which files are behind it."),
         .example = "explain northside.lectern completion_rate --where content_type=video",
         .least = 2,
         .most = 2,
         .options = filterOptions(),
         .run = runExplain},
    };
}

} // namespace lectern::cli
