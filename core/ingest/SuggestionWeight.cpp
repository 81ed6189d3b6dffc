/// See SuggestionWeight.h.
#include "core/ingest/SuggestionWeight.h"

#include <algorithm>

namespace lectern {

namespace {

constexpr int fewestQuestions = 2;  // of a survey
constexpr double incomplete = 0.75; // of the confidence, if a person must still say something

/// Share of what the target needs that is there: a column counts twice as much as a constant.
double filledShare(LayoutSuggestion& made, const EntitySchema& target, const ColumnWords& words)
{
    const Layout& layout = made.layout;
    const auto isFilled = [&](const QString& name) { return layout.columns.contains(name); };
    const auto inParts = [&](const QString& name) {
        return !layout.spread.empty() && std::ranges::all_of(layout.spread, [&](const LayoutRow& row) { return row.contains(name); });
    };
    qsizetype needed = 0, filled = 0;
    for (const ColumnSchema& column : target.columns) {
        if (!column.mandatory && !column.required)
            continue;
        needed += 2;
        if (inParts(column.name) || !layout.columns.value(column.name).from.isEmpty())
            filled += 2;
        else if (isFilled(column.name))
            filled += 1;
        else
            made.open << column.name;
    }
    for (const QStringList& group : words.telling()) {
        if (target.indexOf(group.first()) < 0)
            continue;
        needed += 2;
        if (std::ranges::any_of(group, isFilled))
            filled += 2;
        else
            made.open << group.first();
    }
    return needed == 0 ? 0.5 : double(filled) / double(needed);
}

} // namespace

void weigh(LayoutSuggestion& made, const LookedAt& table, const EntitySchema& target, const ColumnWords& words)
{
    const bool survey = target.id.isEmpty();
    const double filled = filledShare(made, target, words);
    const auto mapped = std::ranges::count_if(made.columns, [&](const ColumnSuggestion& column) {
        return !column.target.isEmpty() || (survey && isQuestion(column.header));
    });
    const double share = double(mapped) / double(std::max<std::size_t>(made.columns.size(), 1));
    const auto questions = std::ranges::count_if(table.columns, [](const TableColumn& column) { return isQuestion(column.name); });
    QStringList told = made.layout.sources(); // beside whose row it is
    told.removeAll(made.layout.columns.value(target.subject).from);
    const bool none = made.layout.sources().isEmpty() || (survey ? questions < fewestQuestions : told.isEmpty());
    made.confidence = none ? 0 : (0.6 * filled + 0.4 * share) * (made.open.isEmpty() ? 1 : incomplete);
}

} // namespace lectern
