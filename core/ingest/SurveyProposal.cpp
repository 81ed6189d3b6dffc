/// See SurveyProposal.h.
#include "core/ingest/SurveyProposal.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <algorithm>

namespace lectern {

namespace {

const QString connector = "forms";
const QString moment = "Timestamp"; // the header the connector knows a form by
constexpr double sure = 0.9, likely = 0.5;

bool isMoment(const TableColumn& column)
{
    return column.type.kind == ColumnKind::DateTime || column.type.kind == ColumnKind::Date;
}

/// Headers of surveys are sentences; those of other tables name what stands below.
bool isQuestion(const TableColumn& column)
{
    const QString name = column.name.simplified();
    return name.contains(u'?') || name.count(u' ') >= 4;
}

EntitySchema target()
{
    EntitySchema schema;
    schema.connector = connector;
    schema.title = QCoreApplication::translate("Ingest", "Survey answers");
    ColumnSchema when;
    when.name = moment;
    when.type = CellType::Instant;
    when.required = when.mandatory = true;
    when.doc = QCoreApplication::translate("Ingest", "When it was answered");
    schema.key = {moment};
    schema.columns = {when};
    return schema;
}

} // namespace

std::optional<LayoutProposal> surveyProposal(const TablePreview& table, const Source& source, const ConnectorCatalog& catalog)
{
    const auto questions = std::ranges::count_if(table.columns, isQuestion);
    if (!catalog.info(connector) || questions == 0)
        return std::nullopt;
    LayoutProposal proposal{{}, target()};
    LayoutSuggestion& made = proposal.suggestion;
    made.layout.name = QFileInfo(source.baseName()).completeBaseName().simplified();
    made.layout.connector = connector;
    for (const TableColumn& column : table.columns)
        made.layout.signature << column.name;
    // A full moment before a mere day, else the first.
    auto when = std::ranges::find(table.columns, ColumnKind::DateTime, [](const TableColumn& each) { return each.type.kind; });
    if (when == table.columns.end())
        when = std::ranges::find_if(table.columns, isMoment);
    for (const TableColumn& column : table.columns)
        made.columns.push_back({column.name, {}, -1, {}});
    if (when == table.columns.end()) {
        made.open = QStringList{moment};
    } else {
        ColumnSuggestion& found = made.columns[std::size_t(when - table.columns.begin())];
        found.target = moment;
        found.why = when->type.why;
        made.layout.columns[moment].from = when->name;
    }
    const bool most = questions * 2 >= std::ptrdiff_t(table.columns.size()) - 1;
    made.confidence = most ? sure : likely;
    return proposal;
}

} // namespace lectern
