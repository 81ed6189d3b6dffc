/// Reads a form's export as its questions or as its responses. Pool thread.
#pragma once

#include "connectors/forms/FormTable.h"
#include "core/connector/Connector.h"

#include <unordered_map>

namespace lectern {

/// One row per column of the export.
class QuestionReader final : public Reader
{
public:
    QuestionReader(const EntitySchema& schema, FormShape shape) : m_schema(schema), m_shape(std::move(shape)) {}

    [[nodiscard]] Result<bool> next(RecordBatch& batch, const Cancel& cancel) override;
    [[nodiscard]] double progress() const override { return m_done ? 1 : 0; }

private:
    const EntitySchema& m_schema;
    FormShape m_shape;
    bool m_done = false;
};

/// One row per response.
class ResponseReader final : public Reader
{
public:
    /// `dateOrder`: the user's choice; empty = by the time stamps.
    ResponseReader(const EntitySchema& schema, FormShape shape, FormRecords records, const QString& dateOrder);

    [[nodiscard]] Result<bool> next(RecordBatch& batch, const Cancel& cancel) override;
    [[nodiscard]] double progress() const override;
    [[nodiscard]] QString dateOrder(int column) const override;
    [[nodiscard]] QStringList remarks() const override;

private:
    void addResponse(RecordBatch& batch);
    [[nodiscard]] std::string identity();

    const EntitySchema& m_schema;
    FormShape m_shape;
    FormRecords m_records;
    bool m_done = false;
    QString m_order;
    std::vector<std::string> m_positions; ///< "\"3\":" per column
    std::string m_form;
    std::string m_cells;
    std::string m_scores;
    std::string m_extra;
    std::unordered_map<std::string, int> m_occurrences; ///< of responses that look the same
};

} // namespace lectern
