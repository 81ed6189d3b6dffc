/// See MetricText.h.
#include "tests/support/MetricText.h"

namespace lectern::test {

namespace {

QString count(std::optional<qint64> number)
{
    return number ? QString::number(*number) : QString("-");
}

} // namespace

QStringList lines(const MetricTable& table)
{
    if (!table.available)
        return {"unavailable: " + table.unavailableReason};
    QStringList all;
    for (const MetricRow& row : table.rows) {
        QStringList cells;
        for (const DimensionValue& value : row.dimensions)
            cells << value.id;
        if (!row.category.isEmpty())
            cells << row.category;
        cells << (row.value ? QString::number(*row.value, 'g', 6) : QString("-"));
        cells << count(row.numerator) + "/" + count(row.denominator);
        cells << "n " + QString::number(row.n);
        if (!row.reason.isEmpty())
            cells << row.reason;
        all << cells.join(" | ");
    }
    return all;
}

QStringList ask(const Database& reader, const QString& metric, const QStringList& by,
                const QMap<QString, QStringList>& where, Audience audience, std::optional<Day> asOf)
{
    const MetricQuestion question{.metric = metric, .by = by, .filter = {.where = where, .from = {}, .to = {}},
                                  .asOf = asOf, .viewer = {}, .audience = audience};
    const auto table = evaluate(reader, question, Cancel());
    if (!table)
        return {"error: " + table.error().code + " " + table.error().arguments.join(", ") + " " + table.error().detail};
    return lines(*table);
}

} // namespace lectern::test
