/// Connector for assessment results: NWEA MAP Growth, and a plain table of scores. Stateless; any thread.
#include "connectors/assessments/ScoreCells.h"
#include "core/connector/TableDiscovery.h"
#include "core/connector/TableReader.h"

#include <QCoreApplication>
#include <QObject>
#include <algorithm>

namespace lectern {

namespace {

/// Texts by which exports say that there is no value.
const QStringList noValue = {"NULL", "N/A", "n/a", "-", "--", "---", ".", "No Score", "Not Assessed"};

/// Headers of MAP Growth that hardly stand together elsewhere; a file with two of them is MAP Growth even if it lacks a
/// column it should have, and is said to lack it.
const QStringList mapGrowthMarks = {"testritscore", "teststandarderror", "testpercentile", "achievementquintile"};

constexpr int mostPlainColumns = 20;       // a plain table of scores is narrow
constexpr double plainKnownShare = 0.6;    // and most of it is known

bool isMapGrowth(const TableHead& head)
{
    return std::ranges::any_of(head.records, [](const HeadRecord& record) {
        QStringList names;
        for (const QString& cell : record.cells)
            names << normalisedHeader(cell);
        return std::ranges::count_if(mapGrowthMarks, [&](const QString& mark) { return names.contains(mark); }) >= 2;
    });
}

bool isPlainScores(const TableMatch& match)
{
    return match.entity->id == "scores" && fits(match) && match.knownShare >= plainKnownShare &&
           match.map.cells <= mostPlainColumns;
}

TableOptions mapGrowthOptions(const EntitySchema& schema)
{
    TableOptions options;
    options.missing.insert("*", noValue);
    options.hook = [percentile = schema.indexOf("TestPercentile")](TableRow& row) {
        if (const auto whole = percentileOf(row.cell(percentile)))
            row.set(percentile, *whole);
        return RowVerdict::Keep;
    };
    return options;
}

TableOptions scoresOptions(const EntitySchema& schema)
{
    TableOptions options;
    options.missing.insert("*", noValue);
    options.hook = [score = schema.indexOf("score"), maximum = schema.indexOf("max_score"),
                    percentile = schema.indexOf("percentile")](TableRow& row) {
        if (const auto whole = percentileOf(row.cell(percentile)))
            row.set(percentile, *whole);
        if (const auto parts = scoreParts(row.cell(score))) {
            row.set(score, parts->score);
            if (!row.has(maximum) && !parts->maximum.empty())
                row.set(maximum, parts->maximum);
        }
        return RowVerdict::Keep;
    };
    return options;
}

} // namespace

class AssessmentsConnector final : public QObject, public Connector
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID LECTERN_CONNECTOR_IID FILE "assessments.json")
    Q_INTERFACES(lectern::Connector)

public:
    AssessmentsConnector() : m_entities(ownEntities("assessments")) {}

    [[nodiscard]] Result<std::vector<Found>> discover(const Package& package, const Cancel& cancel) const override
    {
        std::vector<Found> found;
        for (const Source& source : package.sources) {
            if (cancel.raised())
                return failure("cancelled");
            const Result<TableHead> head = tableHead(source);
            if (!head)
                continue;
            if (isMapGrowth(*head)) {
                found.push_back({source, "map_growth", std::nullopt, 0.95,
                                 QCoreApplication::translate("Connector", "header of NWEA MAP Growth results")});
                continue;
            }
            const std::vector<TableMatch> matches = matchTable(*head, m_entities);
            const auto plain = std::ranges::find_if(matches, isPlainScores);
            if (plain != matches.end())
                found.push_back({source, "scores", std::nullopt, std::min(confidenceOf(*plain), 0.85),
                                 QCoreApplication::translate("Connector", "header of a table of scores")});
        }
        return found;
    }

    [[nodiscard]] Result<std::unique_ptr<Reader>> open(const OpenRequest& request, const Cancel& cancel) const override
    {
        TableOptions options = request.found.entity == "map_growth" ? mapGrowthOptions(*request.schema)
                                                                    : scoresOptions(*request.schema);
        return TableReader::open(request, std::move(options), cancel);
    }

private:
    const std::vector<EntitySchema> m_entities;
};

} // namespace lectern

#include "AssessmentsConnector.moc"
