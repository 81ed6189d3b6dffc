/// Connector for survey forms as Google Forms exports them. Stateless; any thread.
#include "connectors/forms/FormReaders.h"
#include "core/connector/Connector.h"

#include <QCoreApplication>
#include <QObject>

namespace lectern {

class FormsConnector final : public QObject, public Connector
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID LECTERN_CONNECTOR_IID FILE "forms.json")
    Q_INTERFACES(lectern::Connector)

public:
    [[nodiscard]] Result<std::vector<Found>> discover(const Package& package, const Cancel& cancel) const override
    {
        std::vector<Found> found;
        for (const Source& source : package.sources) {
            if (cancel.raised())
                return failure("cancelled");
            const auto head = tableHead(source);
            const int header = head ? formHeader(*head) : -1;
            if (header < 0)
                continue;
            const bool answered = std::size_t(header) + 1 < head->records.size();
            const QString why = QCoreApplication::translate("Connector", "header of a form: Timestamp and questions");
            // The form program writes all responses each time; of other programs, read with a layout, that is not known.
            const std::optional<Mode> all = source.table || !answered ? std::nullopt : std::optional(Mode::Snapshot);
            // Responses first: if they are refused (another form of the same name), the questions stay as they are.
            found.push_back({source, "responses", all, 0.8, why});
            found.push_back({source, "questions", std::nullopt, 0.8, why});
        }
        return found;
    }

    [[nodiscard]] Result<std::unique_ptr<Reader>> open(const OpenRequest& request, const Cancel& cancel) const override
    {
        const Source& source = request.found.source;
        LECTERN_ASSIGN(FormShape shape, formShape(source, cancel));
        if (request.found.entity == "questions")
            return std::make_unique<QuestionReader>(*request.schema, std::move(shape));
        LECTERN_ASSIGN(FormRecords records, FormRecords::open(source, shape.table, shape.header));
        return std::make_unique<ResponseReader>(*request.schema, std::move(shape), std::move(records), request.dateOrder);
    }
};

} // namespace lectern

#include "FormsConnector.moc"
