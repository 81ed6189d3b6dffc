/// See LayoutSuggestion.h: looks at the table and at what the school remembers, and ranks the targets.
#include "core/ingest/LayoutSuggestion.h"

#include "core/connector/LayoutTable.h"
#include "core/ingest/KnownStudents.h"
#include "core/ingest/LayoutBook.h"
#include "core/ingest/SuggestedColumns.h"

#include <algorithm>

namespace lectern {

namespace {

constexpr std::size_t sampledRows = 300;
constexpr double worthAsking = 0.35;
constexpr std::size_t mostSuggestions = 5;

Result<LookedAt> lookAt(const Source& source, TableChoice choice)
{
    choice.spanned = choice.belowTitles = true;
    LECTERN_ASSIGN(OpenedTable table, openTable(source, choice));
    LookedAt look;
    look.name = titleOf(source);
    if (choice.sheet)
        look.sheet = table.raw.sheets.value(*choice.sheet);
    look.columns = std::move(table.columns);
    while (look.rows.size() < sampledRows) {
        LECTERN_ASSIGN(const bool more, table.rows->next());
        if (!more)
            break;
        QStringList& row = look.rows.emplace_back();
        for (const std::string_view cell : table.rows->cells())
            row << QString::fromUtf8(cell.data(), qsizetype(cell.size()));
    }
    return look;
}

/// Ids of the students the school knows.
Result<QSet<QString>> studentsOf(const Database* school)
{
    return school ? knownStudents(*school) : QSet<QString>();
}

/// Decisions of the school about one entity, and a way to ask for its students.
Result<RememberedColumns> rememberedOf(const Database* school, const QSet<QString>& students, const EntitySchema& target)
{
    RememberedColumns remembered;
    if (!school)
        return remembered;
    LECTERN_ASSIGN(remembered.layouts, acceptedLayouts(*school));
    std::erase_if(remembered.layouts, [&](const Layout& layout) {
        return layout.connector != target.connector || layout.entity != target.id;
    });
    LECTERN_ASSIGN(Statement rows,
                   school->prepare("SELECT d.header, d.column_name FROM decision_mapping AS d JOIN feed AS f USING (feed_id)"
                                   " WHERE f.connector = ? AND d.entity = ? AND d.header <> '' AND d.column_name <> ''"
                                   " ORDER BY d.decision_id"));
    rows.bind(1, target.connector).bind(2, target.id);
    for (;;) {
        LECTERN_ASSIGN(const bool row, rows.step());
        if (!row)
            break;
        remembered.headers.insert(normalisedHeader(rows.text(0)), rows.text(1));
    }
    if (!students.isEmpty())
        remembered.knownStudents = [students](const QStringList& values) -> qsizetype {
            return std::ranges::count_if(values, [&](const QString& value) { return students.contains(value); });
        };
    return remembered;
}

} // namespace

Result<LayoutSuggestion> suggestLayout(const Source& source, const EntitySchema& target, const Database* school,
                                       const TableChoice& choice)
{
    LECTERN_ASSIGN(const LookedAt look, lookAt(source, choice));
    LECTERN_ASSIGN(const QSet<QString> students, studentsOf(school));
    LECTERN_ASSIGN(const RememberedColumns remembered, rememberedOf(school, students, target));
    return suggestColumns(look, target, remembered);
}

Result<std::vector<LayoutSuggestion>> suggestLayouts(const Source& source, const ConnectorCatalog& catalog,
                                                     const Database* school, const TableChoice& choice)
{
    LECTERN_ASSIGN(const LookedAt look, lookAt(source, choice));
    std::vector<LayoutSuggestion> all;
    std::vector<const EntitySchema*> targets;
    for (const ConnectorInfo& connector : catalog.connectors()) {
        if (connector.table)
            targets.push_back(&*connector.table);
        for (const EntitySchema& entity : connector.entities)
            if (!entity.wide && !entity.subject.isEmpty())
                targets.push_back(&entity);
    }
    LECTERN_ASSIGN(const QSet<QString> students, studentsOf(school));
    for (const EntitySchema* target : targets) {
        LECTERN_ASSIGN(const RememberedColumns remembered, rememberedOf(school, students, *target));
        LayoutSuggestion made = suggestColumns(look, *target, remembered);
        if (made.confidence >= worthAsking)
            all.push_back(std::move(made));
    }
    std::ranges::stable_sort(all, std::greater{}, &LayoutSuggestion::confidence);
    if (all.size() > mostSuggestions)
        all.erase(all.begin() + mostSuggestions, all.end());
    return all;
}

} // namespace lectern
