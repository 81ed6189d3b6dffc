#include "core/metric/Scope.h"

#include "core/metric/Labels.h"

#include <algorithm>

namespace lectern {

namespace {

/// Whether a filter's word means this value: its id or its label, whatever the case.
bool means(const QString& wanted, const DimensionValue& value)
{
    const QString plain = wanted.trimmed();
    return plain.compare(value.id, Qt::CaseInsensitive) == 0 || plain.compare(value.label, Qt::CaseInsensitive) == 0;
}

/// The values of the dimension that the filter names, as SQL literals.
Result<QStringList> literalsOf(const Database& reader, const Dimension& dimension, const QStringList& wanted)
{
    LECTERN_ASSIGN(const QList<DimensionValue> values, valuesOf(reader, dimension));
    QStringList literals;
    for (const DimensionValue& value : values) {
        if (std::ranges::none_of(wanted, [&](const QString& text) { return means(text, value); }))
            continue;
        const QString text = dimension.filter == "key" ? QString::number(value.key) : literal(value.id);
        if (!literals.contains(text))
            literals << text;
    }
    return literals;
}

/// The last day of the terms a filter names: what has no day of its own counts up to it.
Result<std::optional<Day>> endOfTerms(const Database& reader, const QStringList& keys)
{
    if (keys.isEmpty())
        return std::optional<Day>();
    LECTERN_ASSIGN(const qint64 day,
                   reader.integer("SELECT MAX(end_day) FROM dim_term WHERE term_key IN (" + keys.join(", ") + ")", -1));
    return day < 0 ? std::optional<Day>() : std::optional<Day>(Day(day));
}

void capAt(Day& day, std::optional<Day> limit)
{
    if (limit && *limit < day)
        day = *limit;
}

} // namespace

Result<std::optional<Day>> clockDay(const Database& reader, const QString& domain)
{
    if (domain == "pipeline") {
        LECTERN_ASSIGN(const qint64 last, reader.integer("SELECT last_day FROM health_clock", -1));
        return last < 0 ? std::optional<Day>() : std::optional<Day>(Day(last));
    }
    const QString any = "SELECT MAX(last_day) FROM agg_clock WHERE domain ";
    const bool all = domain == "any" || domain.isEmpty();
    LECTERN_ASSIGN(qint64 day, reader.integer(any + (all ? QString("<> 'enrolment'") : "= " + literal(domain)), -1));
    if (day < 0 && all) {
        LECTERN_ASSIGN(day, reader.integer(any + "= 'enrolment'", -1));
    }
    return day < 0 ? std::optional<Day>() : std::optional<Day>(Day(day));
}

Result<std::optional<Scope>> scopeOf(const Database& reader, const MetricDefinition& definition,
                                     const MetricQuestion& question)
{
    LECTERN_ASSIGN(const MetricModel* model, metricModel());
    Scope scope;
    LECTERN_ASSIGN(scope.settings, settings(reader));
    LECTERN_ASSIGN(const std::optional<Day> clock, clockDay(reader, definition.clock));
    if (!question.asOf && !clock)
        return std::optional<Scope>();
    scope.asOf = question.asOf ? *question.asOf : *clock;
    scope.from = question.filter.from;
    capAt(scope.asOf, question.filter.to);
    for (auto it = question.filter.where.begin(); it != question.filter.where.end(); ++it) {
        if (it.value().isEmpty())
            continue;
        if (it.key() == "category") {
            for (const QString& id : it.value())
                scope.filters["category"] << literal(
                    id == unknownCategory && definition.json.contains("category_dimension") ? QString() : id);
            continue;
        }
        const Dimension* dimension = model->dimension(it.key());
        if (!dimension)
            return failure("metric.dimension", {}, {definition.id, it.key(), definition.dimensions.join(", ")});
        LECTERN_ASSIGN(const QStringList literals, literalsOf(reader, *dimension, it.value()));
        scope.filters.insert(it.key(), literals);
        if (dimension->period) {
            LECTERN_ASSIGN(const std::optional<Day> end, endOfTerms(reader, literals));
            capAt(scope.asOf, end);
        }
    }
    scope.year = schoolYearOf(scope.asOf, scope.settings);
    return scope;
}

QString inForce(QString text, const Scope& scope)
{
    text.replace(":as_of", QString::number(scope.asOf));
    text.replace(":year", QString::number(scope.year));
    for (auto it = scope.settings.begin(); it != scope.settings.end(); ++it)
        text.replace("{setting:" + it.key() + "}", it.value());
    return text;
}

Result<std::vector<MetricDefinition>> metricDefinitionsInForce(const Database& reader)
{
    Scope scope;
    LECTERN_ASSIGN(scope.settings, settings(reader));
    std::vector<MetricDefinition> definitions = metricDefinitions();
    for (MetricDefinition& definition : definitions)
        for (QString* words : {&definition.words, &definition.numerator, &definition.denominator})
            *words = inForce(*words, scope);
    return definitions;
}

QString literal(const QString& text)
{
    QString escaped = text;
    escaped.remove(QChar(0));
    return "'" + escaped.replace("'", "''") + "'";
}

int schoolYearOf(Day day, const SettingValues& settings)
{
    const QDate date = dateOf(day);
    const int starts = settings.value("school_year_starts", "8").toInt();
    return date.year() + (starts > 1 && date.month() >= starts ? 1 : 0);
}

} // namespace lectern
