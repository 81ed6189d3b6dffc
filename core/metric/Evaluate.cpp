/// Evaluates metric questions: runs the planned SQL on a read-only connection, divides once, completes categories, and
/// passes the gate. Thread: that of the connection.
#include "core/metric/Evaluate.h"

#include "core/metric/Rows.h"
#include "core/metric/Statistics.h"
#include "core/metric/Withhold.h"
#include "core/store/Monitor.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <algorithm>
#include <sqlite3.h>

namespace lectern {

namespace {

/// Ends running statements of the connection soon after the cancel was raised.
class CancelGuard
{
public:
    CancelGuard(const Database& reader, const Cancel& cancel) : m_reader(reader), m_cancel(cancel)
    {
        sqlite3_progress_handler(
            reader.handle(), 20000, [](void* flag) { return static_cast<const Cancel*>(flag)->raised() ? 1 : 0; },
            &m_cancel);
    }
    ~CancelGuard() { sqlite3_progress_handler(m_reader.handle(), 0, nullptr, nullptr); }
    CancelGuard(const CancelGuard&) = delete;
    CancelGuard& operator=(const CancelGuard&) = delete;

private:
    const Database& m_reader;
    Cancel m_cancel;
};

/// What a definition says about its answer.
struct Shape
{
    double scale = 1;
    bool divides = false; ///< value = numerator / denominator
    bool rate = false;    ///< … of things that happened or not: it has an interval
    bool share = false;   ///< value of a category = its part of the group
};

Shape shapeOf(const MetricDefinition& definition)
{
    const QJsonObject& json = definition.json;
    const bool categorised = json.contains("categories") || json.contains("category_dimension");
    const bool ratio = definition.kind == "ratio";
    return {.scale = json["scale"].toDouble(1),
            .divides = ratio || definition.kind == "mean" || definition.kind == "statistics",
            .rate = ratio && definition.unit == "fraction",
            .share = categorised && definition.unit == "fraction"};
}

void divide(MetricRow& row, const Shape& shape)
{
    if (!shape.divides) {
        if (row.numerator)
            row.value = double(*row.numerator) / shape.scale;
        return;
    }
    if (!row.numerator || !row.denominator || *row.denominator <= 0) {
        row.reason = "no_data";
        return;
    }
    row.value = double(*row.numerator) / shape.scale / double(*row.denominator);
    if (shape.rate && *row.numerator >= 0 && *row.numerator <= *row.denominator) {
        const auto [low, high] = wilson(*row.numerator, *row.denominator);
        row.low = low;
        row.high = high;
    }
}

/// Whether the facts themselves are there; a table that the runner has not made yet is an empty one. Where none is an
/// answer ("no refused rows"), the table is enough.
Result<bool> hasFacts(const Database& reader, const QString& table, bool noneIsZero)
{
    const QString name = "SELECT COUNT(*) FROM sqlite_master WHERE name = " + literal(table);
    LECTERN_ASSIGN(const qint64 made, reader.integer(name));
    if (made == 0 || noneIsZero)
        return made != 0;
    LECTERN_ASSIGN(const qint64 any, reader.integer("SELECT EXISTS (SELECT 1 FROM " + table + ")"));
    return any == 1;
}

void markUnavailable(MetricTable& table, const MetricDefinition& definition, bool sourceIsThere)
{
    table.available = false;
    table.unavailableReason = sourceIsThere ? QString("no_data_in_source") : "needs:" + definition.needs;
    table.rows.clear();
}

/// Denominators from another metric, e.g. the learners of whom some are active.
Result<void> addWhole(const Database& reader, const MetricQuestion& question, const MetricDefinition& definition,
                      MetricTable& table, const Cancel& cancel)
{
    MetricQuestion whole = question;
    whole.metric = definition.json["of"].toString();
    whole.by = table.by;
    whole.asOf = table.asOf;
    whole.audience = Audience::Screen;
    const auto counted = evaluateUngated(reader, whole, cancel);
    if (!counted) // some dimensions of the part are none of the whole: it stands alone then
        return counted.error().code == "metric.dimension" ? Result<void>() : failure(counted.error());
    QMap<QStringList, qint64> counts;
    for (const MetricRow& row : counted->rows)
        counts.insert(groupOf(row), row.numerator.value_or(0));
    for (MetricRow& row : table.rows)
        if (const auto it = counts.constFind(groupOf(row)); it != counts.constEnd())
            row.denominator = *it;
    if (table.by.isEmpty())
        table.population = counts.value({}, table.population); // "11 of 100 learners"
    return {};
}

Result<MetricTable> answer(const Database& reader, const MetricQuestion& question, const MetricDefinition& definition,
                           const Cancel& cancel);

Result<MetricTable> evaluateParts(const Database& reader, const MetricQuestion& question,
                                  const MetricDefinition& definition, MetricTable table, const Cancel& cancel)
{
    table.available = false;
    for (const QJsonValue& part : definition.json["parts"].toArray()) {
        MetricQuestion sub = question;
        sub.metric = part["metric"].toString();
        sub.by = table.by;
        const QVariantMap where = part["where"].toObject().toVariantMap();
        for (auto it = where.begin(); it != where.end(); ++it)
            sub.filter.where.insert(it.key(), it.value().toStringList());
        LECTERN_ASSIGN(MetricDefinition own, metricDefinition(sub.metric));
        own.json["labels"] = definition.json["labels"];
        LECTERN_ASSIGN(const MetricTable found, answer(reader, sub, own, cancel));
        table.available = table.available || found.available;
        table.population = std::max(table.population, found.population);
        for (MetricRow row : found.rows) {
            row.category = part["id"].toString();
            row.categoryLabel = QCoreApplication::translate("Metric", qUtf8Printable(part["label"].toString()));
            table.rows << row;
        }
    }
    std::ranges::stable_sort(table.rows, {}, orderOf);
    if (!table.available)
        table.unavailableReason = "needs:" + definition.needs;
    return table;
}

/// The question's dimensions, the metric's own added.
QStringList dimensionsAsked(const MetricQuestion& question, const QJsonObject& json)
{
    QStringList by = question.by.isEmpty() ? json["default_by"].toVariant().toStringList() : question.by;
    for (const QString& always : json["always_by"].toVariant().toStringList())
        if (!by.contains(always))
            by << always;
    return by;
}

Result<MetricTable> answer(const Database& reader, const MetricQuestion& question, const MetricDefinition& definition,
                           const Cancel& cancel)
{
    if (cancel.raised())
        return failure("cancelled");
    LECTERN_ASSIGN(const std::optional<Scope> scope, scopeOf(reader, definition, question));
    MetricTable table{.metric = definition.id, .title = definition.title, .unit = definition.unit,
                      .rule = definition.words, .by = dimensionsAsked(question, definition.json),
                      .where = question.filter.where, .asOf = {}, .rows = {}, .available = true,
                      .unavailableReason = {}, .population = 0};
    if (!scope) {
        markUnavailable(table, definition, false);
        return table;
    }
    table.asOf = scope->asOf;
    table.rule = inForce(definition.words, *scope);
    if (definition.json.contains("parts"))
        return evaluateParts(reader, question, definition, table, cancel);

    LECTERN_ASSIGN(const Plan plan, planOf(definition, table.by, *scope));
    LECTERN_ASSIGN(const bool there, hasFacts(reader, plan.table, definition.json["empty"].toString() == "zero"));
    if (!there) {
        LECTERN_ASSIGN(const std::optional<Day> clock, clockDay(reader, definition.clock));
        markUnavailable(table, definition, clock.has_value() && definition.json.contains("unavailable"));
        return table;
    }
    const CancelGuard guard(reader, cancel);
    LECTERN_ASSIGN(table.rows, readRows(reader, plan));
    LECTERN_ASSIGN(table.population, reader.integer(plan.population));
    const Shape shape = shapeOf(definition);
    if (definition.json.contains("categories"))
        table.rows = completed(table.rows, definition.json["categories"].toArray(), table.by.contains("student"));
    if (plan.categorised)
        addGroupTotals(table.rows);
    for (MetricRow& row : table.rows) {
        divide(row, shape);
        if (shape.share && row.denominator.value_or(0) > 0)
            row.value = double(row.numerator.value_or(0)) / double(*row.denominator);
    }
    if (!plan.histogram.isEmpty()) {
        LECTERN_ASSIGN(table.rows, statistics(reader, plan, table.rows, shape.scale));
    }
    if (definition.json.contains("of")) {
        LECTERN_TRY(addWhole(reader, question, definition, table, cancel));
    }
    sortRows(table.rows, definition, table.by);
    const bool unfiltered = question.filter == Filter();
    const bool anyValue = std::ranges::any_of(table.rows, [](const MetricRow& row) { return row.value.has_value(); });
    if (unfiltered && !anyValue && definition.json.contains("unavailable"))
        markUnavailable(table, definition, true);
    // A distribution of nothing but "not known" is no answer: the source does not say.
    if (unfiltered && plan.categoryDimension && table.rows.size() == 1 && table.rows.front().category == unknownCategory)
        markUnavailable(table, definition, false);
    return table;
}

} // namespace

Result<MetricTable> evaluateUngated(const Database& reader, const MetricQuestion& question, const Cancel& cancel)
{
    LECTERN_ASSIGN(const MetricDefinition definition, metricDefinition(question.metric));
    return answer(reader, question, definition, cancel);
}

Result<MetricTable> evaluate(const Database& reader, const MetricQuestion& question, const Cancel& cancel)
{
    QElapsedTimer timer;
    timer.start();
    LECTERN_ASSIGN(const MetricDefinition definition, metricDefinition(question.metric));
    LECTERN_ASSIGN(MetricTable table, evaluateUngated(reader, question, cancel));
    Monitor::shared().answered(reader.path(), question.metric, timer.nsecsElapsed());
    if (question.audience != Audience::Outside || isPipeline(definition)) // no people are counted there
        return table;
    LECTERN_ASSIGN(const QString threshold, setting(reader, "small_group"));
    return withheld(std::move(table), definition, question.viewer, question.audience, threshold.toLongLong());
}

} // namespace lectern
