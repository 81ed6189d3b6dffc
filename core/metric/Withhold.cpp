#include "core/metric/Withhold.h"

#include "core/govern/Gate.h"

#include <algorithm>
#include <cmath>

namespace lectern {

namespace {

void clear(MetricRow& row)
{
    row.value.reset();
    row.numerator.reset();
    row.denominator.reset();
    row.low.reset();
    row.high.reset();
    row.n = 0;
    row.withheld = true;
    row.reason = "small_group";
}

void clearParts(MetricRow& row)
{
    row.numerator.reset();
    row.low.reset();
    row.high.reset();
}

} // namespace

MetricTable withheld(MetricTable table, const MetricDefinition& definition, const Viewer& viewer, Audience audience,
                     qint64 threshold)
{
    if (table.by.contains("student") && !mayNameStudents(viewer, audience)) {
        table.rows.clear();
        table.available = false;
        table.unavailableReason = "audience";
        table.population = 0;
        return table;
    }
    const bool rate = definition.unit == "fraction" && !definition.json.contains("category_dimension");
    QList<GateCell> cells;
    for (const MetricRow& row : table.rows) {
        GateCell cell{.position = {}, .n = row.n, .rate = rate && row.value.has_value(), .value = row.value.value_or(0)};
        for (const DimensionValue& value : row.dimensions)
            cell.position << value.id + "/" + QString::number(value.order);
        if (definition.kind != "composite" && definition.kind != "statistics")
            cell.position << row.category;
        else
            cell.position.prepend(row.category);
        cells << cell;
    }
    const QList<GateRuling> rulings = judge(cells, viewer, audience, threshold);
    const bool coded = std::ranges::any_of(rulings, [](const GateRuling& ruling) {
        return ruling.verdict == GateVerdict::AtMost || ruling.verdict == GateVerdict::AtLeast;
    });
    const bool hidden = std::ranges::any_of(
        rulings, [](const GateRuling& ruling) { return ruling.verdict == GateVerdict::Withheld; });
    for (qsizetype i = 0; i < table.rows.size(); ++i) {
        MetricRow& row = table.rows[i];
        const GateRuling& ruling = rulings.at(i);
        if (ruling.verdict == GateVerdict::Withheld) {
            clear(row);
            continue;
        }
        // Beside a coded rate the others are told in whole percent, or the coded one could be worked out.
        if (coded && row.value)
            row.value = std::round(*row.value * 100) / 100;
        if (coded)
            clearParts(row);
        if (ruling.verdict != GateVerdict::Shown) {
            row.value = ruling.bound;
            row.reason = ruling.verdict == GateVerdict::AtMost ? "at_most" : "at_least";
        }
        if (hidden && !row.category.isEmpty())
            row.denominator.reset(); // the group's total would give the hidden categories away
    }
    if (hidden)
        table.population = 0;
    return table;
}

} // namespace lectern
