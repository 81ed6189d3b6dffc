/// Explains a number: its rule, the SQL that is really run, and the way back to the files it came from.
/// Thread: that of the connection.
#include "core/metric/Plan.h"

#include "core/store/LoadLog.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <algorithm>

namespace lectern {

namespace {

constexpr int rowsShown = 5;
constexpr int filesShown = 40;

using Lineage = QMultiMap<QString, QString>; ///< model -> what it reads

Result<Lineage> lineage(const Database& reader)
{
    Lineage inputs;
    LECTERN_ASSIGN(Statement rows, reader.prepare("SELECT model, input FROM model_input ORDER BY model, input"));
    for (;;) {
        LECTERN_ASSIGN(const bool more, rows.step());
        if (!more)
            return inputs;
        inputs.insert(rows.text(0), rows.text(1));
    }
}

/// Everything below `model`; `factsOnly` leaves out what only says who or what the facts are about.
void descend(const Lineage& inputs, const QString& model, bool factsOnly, QStringList& found)
{
    if (found.contains(model))
        return;
    found << model;
    for (const QString& input : inputs.values(model)) {
        const bool about = input.startsWith("dim_") || input.startsWith("key_") || input.startsWith("int_person");
        if (!factsOnly || !about)
            descend(inputs, input, factsOnly, found);
    }
}

QStringList goldTables(const QString& sql)
{
    static const QRegularExpression names("\\b(?:dim|fct|agg)_[a-z_]+\\b");
    QStringList found;
    for (auto it = names.globalMatch(sql); it.hasNext();) {
        const QString name = it.next().captured();
        if (!found.contains(name))
            found << name;
    }
    return found;
}

Result<Explanation::SourceLine> firstRows(const Database& reader, const QString& view, const Load& load)
{
    Explanation::SourceLine line{.file = load.source, .rows = {}, .more = false};
    LECTERN_ASSIGN(Statement statement, reader.prepare("SELECT source_row FROM " + quoted(view)
                                                       + " WHERE row_no BETWEEN ? AND ? ORDER BY row_no LIMIT ?"));
    statement.bind(1, load.firstRow).bind(2, load.lastRow).bind(3, rowsShown + 1);
    for (;;) {
        LECTERN_ASSIGN(const bool more, statement.step());
        line.more = more && line.rows.size() == rowsShown;
        if (!more || line.more)
            return line;
        line.rows << statement.integer(0);
    }
}

/// The plans behind a question: one, or one per part of a composite.
Result<std::vector<Plan>> plansOf(const Database& reader, const MetricQuestion& question,
                                  const MetricDefinition& definition)
{
    std::vector<Plan> plans;
    QStringList by = question.by.isEmpty() ? definition.json["default_by"].toVariant().toStringList() : question.by;
    for (const QString& always : definition.json["always_by"].toVariant().toStringList())
        if (!by.contains(always))
            by << always;
    MetricQuestion asked = question;
    asked.by = by;
    for (const QJsonValue& part : definition.json["parts"].toArray()) {
        LECTERN_ASSIGN(const MetricDefinition own, metricDefinition(part["metric"].toString()));
        MetricQuestion sub = asked;
        const QVariantMap where = part["where"].toObject().toVariantMap();
        for (auto it = where.begin(); it != where.end(); ++it)
            sub.filter.where.insert(it.key(), it.value().toStringList());
        LECTERN_ASSIGN(std::vector<Plan> below, plansOf(reader, sub, own));
        std::ranges::move(below, std::back_inserter(plans));
    }
    if (!definition.json.contains("parts")) {
        LECTERN_ASSIGN(const std::optional<Scope> scope, scopeOf(reader, definition, question));
        LECTERN_ASSIGN(Plan plan, planOf(definition, by, scope.value_or(Scope())));
        plans.push_back(std::move(plan));
    }
    return plans;
}

Result<void> addSources(const Database& reader, const QStringList& read, Explanation& explanation)
{
    LECTERN_ASSIGN(const std::vector<Load> all, loads(reader));
    for (const Load& load : all) {
        const QString view = "now_" + load.connector + "__" + load.entity;
        if (load.state != "in force" || !read.contains(view) || explanation.sources.size() >= filesShown)
            continue;
        LECTERN_ASSIGN(const Explanation::SourceLine line, firstRows(reader, view, load));
        explanation.loads << Explanation::LoadLine{load.load, load.feed, load.source, load.entity};
        if (!line.rows.isEmpty())
            explanation.sources << line;
    }
    return {};
}

} // namespace

Result<Explanation> explain(const Database& reader, const MetricQuestion& question)
{
    LECTERN_ASSIGN(const MetricDefinition definition, metricDefinition(question.metric));
    LECTERN_ASSIGN(const std::vector<Plan> plans, plansOf(reader, question, definition));
    LECTERN_ASSIGN(const std::optional<Scope> scope, scopeOf(reader, definition, question));
    LECTERN_ASSIGN(const Lineage inputs, lineage(reader));
    const Scope inEffect = scope.value_or(Scope());
    Explanation explanation;
    explanation.metric = definition.id;
    explanation.words = inForce(definition.words, inEffect);
    explanation.numerator = inForce(definition.numerator, inEffect);
    explanation.denominator = inForce(definition.denominator, inEffect);
    QStringList statements, models, read;
    for (const Plan& plan : plans) {
        statements << plan.rows;
        for (const QString& table : goldTables(plan.rows))
            descend(inputs, table, false, models);
        descend(inputs, plan.table, !plan.table.startsWith("dim_"), read);
    }
    explanation.sql = statements.join(";\n\n");
    for (const QString& model : models)
        if (!model.startsWith("now_") && inputs.contains(model))
            explanation.models << model;
    LECTERN_TRY(addSources(reader, read, explanation));
    return explanation;
}

} // namespace lectern
