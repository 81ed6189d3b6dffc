/// OneRoster 1.1 and 1.2 as CSV: a folder or a zip, with or without manifest. Stateless; pool thread.
#include "connectors/oneroster/Manifest.h"
#include "connectors/oneroster/Recognise.h"

#include "core/connector/BirthYear.h"
#include "core/connector/TableReader.h"

#include <QCoreApplication>
#include <QObject>

namespace lectern::oneroster {

namespace {

constexpr int manifestRecords = 64;

/// A letter where points should be: "A", "B+". Version 1.1 has no other place for it.
bool isLetterGrade(std::string_view text)
{
    const auto isLetter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
    return !text.empty() && text.size() <= 2 && isLetter(text[0]) &&
           (text.size() == 1 || text[1] == '+' || text[1] == '-');
}

std::function<RowVerdict(TableRow&)> hookFor(const EntitySchema& schema)
{
    if (schema.id == "demographics") {
        return [date = schema.indexOf("birthDate"), year = schema.indexOf("birth_year")](TableRow& row) {
            row.set(year, birthYearOf(row.cell(date)));
            return RowVerdict::Keep;
        };
    }
    if (schema.id == "results") {
        return [score = schema.indexOf("score"), text = schema.indexOf("textScore")](TableRow& row) {
            if (isLetterGrade(row.cell(score)) && !row.has(text)) {
                row.set(text, row.cell(score));
                row.setMissing(score);
            }
            return RowVerdict::Keep;
        };
    }
    return {};
}

} // namespace

class OneRosterConnector final : public QObject, public Connector
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID LECTERN_CONNECTOR_IID FILE "oneroster.json")
    Q_INTERFACES(lectern::Connector)

public:
    Result<std::vector<Found>> discover(const Package& package, const Cancel& cancel) const override
    {
        static const std::vector<EntitySchema> entities = ownEntities("oneroster");
        std::vector<Found> found;
        Manifest manifest;
        for (const Source& source : package.sources) {
            if (source.baseName().compare("manifest.csv", Qt::CaseInsensitive) != 0)
                continue;
            const Result<TableHead> head = tableHead(source, manifestRecords);
            if (const auto read = head ? manifestIn(*head) : std::nullopt) {
                manifest = *read;
                found.push_back({source, {}, std::nullopt, 1, QCoreApplication::translate("OneRoster", "manifest of OneRoster")});
            }
        }
        for (const Source& source : package.sources) {
            if (cancel.raised())
                return failure("cancelled");
            const Result<TableHead> head = tableHead(source);
            if (!head)
                continue;
            const TableMatch match = recognise(*head, source.part.name.isEmpty() ? source.baseName() : source.part.name, entities, !manifest.version.isEmpty());
            if (!match.entity)
                continue;
            std::optional<Mode> mode;
            if (const auto said = manifest.modes.constFind(fileNameOf(*match.entity)); said != manifest.modes.cend())
                mode = *said;
            found.push_back({source, match.entity->id, mode, confidenceOf(match),
                             QCoreApplication::translate("OneRoster", "header of %1").arg(match.entity->title)});
        }
        return found;
    }

    Result<std::unique_ptr<Reader>> open(const OpenRequest& request, const Cancel& cancel) const override
    {
        return TableReader::open(request, {.hook = hookFor(*request.schema), .missing = {}}, cancel);
    }
};

} // namespace lectern::oneroster

#include "OneRosterConnector.moc"
