/// Metric definitions and the evaluators behind them: definition + filter + viewer + audience -> table.
#pragma once

#include "core/base/Cancel.h"
#include "core/base/Error.h"
#include "core/govern/Viewer.h"
#include "core/metric/Filter.h"
#include "core/metric/MetricTable.h"
#include "core/store/Database.h"

#include <QJsonObject>
#include <vector>

namespace lectern {

/// One definition of resources/metrics/<id>.json, as a person may read it.
struct MetricDefinition
{
    QString id;
    QString title;
    QString kind;        ///< count, sum, latest, ratio, mean, distribution, series, matrix, ranking, classifier
    QString unit;
    QString words;       ///< the rule in plain words
    QString numerator;   ///< in words
    QString denominator; ///< in words
    QString clock;       ///< domain whose last day is "today": events, attendance, marks, survey, enrolment, pipeline
    QString privacy;     ///< privacy class of the answer
    QStringList dimensions;
    QString needs;       ///< what export brings the data, in words
    QJsonObject json;    ///< the whole definition, for the evaluators
};

/// Whether a metric tells of loads, checks and the program itself instead of people: no filter of a page narrows it and
/// nothing in it is withheld.
[[nodiscard]] inline bool isPipeline(const MetricDefinition& definition) { return definition.clock == QLatin1String("pipeline"); }

[[nodiscard]] Result<MetricDefinition> metricDefinition(const QString& id); ///< error "metric.unknown"
[[nodiscard]] std::vector<MetricDefinition> metricDefinitions();            ///< all, by id

/// All definitions, by id, with the school's settings in their words.
[[nodiscard]] Result<std::vector<MetricDefinition>> metricDefinitionsInForce(const Database& reader);

struct MetricQuestion
{
    QString metric;
    QStringList by;
    Filter filter;
    std::optional<Day> asOf; ///< nothing = the domain's clock
    Viewer viewer;
    Audience audience = Audience::Screen;
};

/// Evaluates one question on a read-only connection. Errors "metric.unknown", "metric.dimension", "database.…",
/// "cancelled". No data is not an error: the table says available = false.
[[nodiscard]] Result<MetricTable> evaluate(const Database& reader, const MetricQuestion& question, const Cancel& cancel);

struct Explanation
{
    QString metric, words, numerator, denominator, sql;
    QStringList models;
    struct LoadLine { qint64 load; QString feed, source, entity; };
    QList<LoadLine> loads;
    struct SourceLine
    {
        QString file;
        QList<qint64> rows; ///< record numbers of the first rows behind the number
        bool more = false;  ///< whether further rows of the file are behind it
    };
    QList<SourceLine> sources;
};
[[nodiscard]] Result<Explanation> explain(const Database& reader, const MetricQuestion& question);

/// The values a filter chip offers for one dimension, in natural order.
[[nodiscard]] Result<QList<DimensionValue>> dimensionValues(const Database& reader, const QString& dimension);

/// The students behind one mark: the question narrowed to the mark's dimensions; sorted by name. Passes the gate:
/// empty for the audience `outside`.
struct StudentLine { qint64 studentKey; QString id, name, grade, classes; QString detail; };
[[nodiscard]] Result<QList<StudentLine>> studentsBehind(const Database& reader, const MetricQuestion& question,
                                                        const MetricRow& mark, const Cancel& cancel);

/// The last day of the given clock; nothing without data.
[[nodiscard]] Result<std::optional<Day>> clockDay(const Database& reader, const QString& domain);

[[nodiscard]] QString reasonText(const QString& reason);                 ///< words for MetricRow::reason
[[nodiscard]] QString missingWords(const MetricDefinition& definition);  ///< "No survey answers yet. Import …"

} // namespace lectern
