#include "core/metric/Rows.h"

#include "core/metric/Labels.h"
#include "core/metric/Statistics.h"

#include <QCoreApplication>
#include <algorithm>

namespace lectern {

namespace {

std::optional<qint64> optional(const Statement& rows, int column)
{
    return rows.isNull(column) ? std::nullopt : std::optional<qint64>(rows.integer(column));
}

/// Names a value whatever its label and rank have become.
QString groupName(const DimensionValue& value)
{
    return value.id + "/" + QString::number(value.key);
}

/// One row as the statement gives it.
MetricRow readRow(const Statement& rows, const Plan& plan)
{
    MetricRow row;
    int column = 0;
    for (const Dimension* dimension : plan.by) {
        row.dimensions << dimensionValue(*dimension, rows.text(column), rows.text(column + 1),
                                         rows.integer(column + 2), rows.integer(column + 3));
        column += 4;
    }
    if (plan.categorised) {
        row.category = rows.text(column);
        if (plan.categoryDimension)
            row.categoryLabel = dimensionValue(*plan.categoryDimension, row.category, rows.text(column + 1),
                                               rows.integer(column + 2), rows.integer(column + 3)).label;
        if (plan.categoryDimension && row.category.isEmpty())
            row.category = unknownCategory;
        column += 4;
    }
    row.numerator = optional(rows, column);
    row.denominator = optional(rows, column + 1);
    row.n = rows.integer(column + 2);
    return row;
}

} // namespace

Result<QList<MetricRow>> readRows(const Database& reader, const Plan& plan)
{
    QList<MetricRow> all;
    LECTERN_ASSIGN(Statement rows, reader.prepare(plan.rows));
    for (;;) {
        LECTERN_ASSIGN(const bool more, rows.step());
        if (!more)
            break;
        all << readRow(rows, plan);
    }
    for (qsizetype i = 0; i < plan.by.size(); ++i) {
        QList<DimensionValue*> values;
        for (MetricRow& row : all)
            values << &row.dimensions[i];
        LECTERN_TRY(namePeople(reader, *plan.by.at(i), values));
    }
    return all;
}

QList<qint64> orderOf(const MetricRow& row)
{
    QList<qint64> orders;
    for (const DimensionValue& value : row.dimensions)
        orders << value.order << value.key;
    return orders;
}

QStringList groupOf(const MetricRow& row)
{
    QStringList ids;
    for (const DimensionValue& value : row.dimensions)
        ids << value.id + "/" + QString::number(value.order);
    return ids;
}

QList<MetricRow> completed(const QList<MetricRow>& rows, const QJsonArray& categories, bool people)
{
    QList<MetricRow> all;
    QList<MetricRow> first; // one row per group, in order
    QMap<QStringList, QMap<QString, MetricRow>> groups;
    for (const MetricRow& row : rows) {
        const QStringList group = groupOf(row);
        if (!groups.contains(group))
            first << row;
        groups[group].insert(row.category, row);
    }
    for (const MetricRow& lead : first) {
        const QMap<QString, MetricRow>& found = groups[groupOf(lead)];
        for (const QJsonValue& category : categories) {
            const QString id = category["id"].toString();
            if (people && !found.contains(id))
                continue;
            MetricRow row = found.value(id);
            row.dimensions = lead.dimensions;
            row.category = id;
            row.categoryLabel = QCoreApplication::translate("Metric", qUtf8Printable(category["label"].toString()));
            row.numerator = row.numerator.value_or(0);
            all << row;
        }
    }
    return all;
}

void addGroupTotals(QList<MetricRow>& rows)
{
    QMap<QStringList, qint64> totals;
    for (const MetricRow& row : rows)
        totals[groupOf(row)] += row.numerator.value_or(0);
    for (MetricRow& row : rows)
        row.denominator = totals[groupOf(row)];
}

void sortRows(QList<MetricRow>& rows, const MetricDefinition& definition, const QStringList& by)
{
    const bool byCategory = definition.json.contains("category_dimension");
    if (definition.json["order"].toString() == "value" && (byCategory ? by.isEmpty() : by.size() == 1))
        std::ranges::stable_sort(rows, [](const MetricRow& a, const MetricRow& b) {
            return a.value.value_or(-1) > b.value.value_or(-1);
        });
    else
        std::ranges::stable_sort(rows, {}, orderOf);
}

Result<QList<MetricRow>> statistics(const Database& reader, const Plan& plan, const QList<MetricRow>& rows, double scale)
{
    QMap<QStringList, QMap<QString, Histogram>> histograms;
    LECTERN_ASSIGN(Statement statement, reader.prepare(plan.histogram));
    const int at = int(plan.by.size()) * 4;
    for (;;) {
        LECTERN_ASSIGN(const bool more, statement.step());
        if (!more)
            break;
        QStringList group;
        for (int i = 0; i < at; i += 4)
            group << groupName(dimensionValue(*plan.by.at(i / 4), statement.text(i), statement.text(i + 1),
                                              statement.integer(i + 2), statement.integer(i + 3)));
        histograms[group][statement.text(at)][statement.integer(at + 1)] += statement.integer(at + 2);
    }
    QList<MetricRow> all;
    for (const MetricRow& mean : rows) {
        QStringList group;
        for (const DimensionValue& value : mean.dimensions)
            group << groupName(value);
        const QMap<QString, Histogram> scales = histograms.value(group);
        const auto add = [&](const char* id, const QString& label, std::optional<double> value) {
            MetricRow row = mean;
            row.category = QLatin1String(id);
            row.categoryLabel = label;
            row.value = scales.size() > 1 ? std::nullopt : value;
            row.reason = scales.size() > 1 ? "mixed_scales" : value ? "" : "no_data";
            all << row;
        };
        const Histogram histogram = scales.isEmpty() ? Histogram() : scales.first();
        const auto scaled = [scale](std::optional<double> v) { return v ? std::optional(*v / scale) : std::nullopt; };
        add("mean", QCoreApplication::translate("Metric", "Mean"), mean.value);
        add("median", QCoreApplication::translate("Metric", "Median"), scaled(median(histogram)));
        add("spread", QCoreApplication::translate("Metric", "Spread"), scaled(spread(histogram)));
    }
    return all;
}

} // namespace lectern
