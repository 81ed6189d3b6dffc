/// A connector's reader as the host uses it: rows a person has corrected before are corrected again on their way in, and
/// what the host has to remark stands beside the reader's own remarks. Reader thread.
#pragma once

#include "core/connector/Connector.h"
#include "core/ingest/CorrectionBook.h"
#include "core/ingest/UnclearTexts.h"

namespace lectern {

class HostedReader final : public Reader
{
public:
    HostedReader(std::unique_ptr<Reader> reader, const EntitySchema& schema, const CorrectionBook& corrections, QStringList remarks)
        : m_reader(std::move(reader)), m_corrections(corrections), m_remarks(std::move(remarks)), m_unclear(schema)
    {
    }

    [[nodiscard]] Result<bool> next(RecordBatch& batch, const Cancel& cancel) override;
    [[nodiscard]] double progress() const override { return m_reader->progress(); }
    [[nodiscard]] QByteArray cursor() const override { return m_reader->cursor(); }
    [[nodiscard]] QString dateOrder(int column) const override { return m_reader->dateOrder(column); }
    [[nodiscard]] char decimalMark(int column) const override { return m_reader->decimalMark(column); }
    [[nodiscard]] SourceSample sample() const override { return m_reader->sample(); }
    [[nodiscard]] QStringList remarks() const override;
    /// What rows say that nobody explained.
    [[nodiscard]] const UnclearTexts& unclear() const { return m_unclear; }

private:
    [[nodiscard]] Result<bool> nextCorrected(RecordBatch& batch, const Cancel& cancel);

    std::unique_ptr<Reader> m_reader;
    const CorrectionBook& m_corrections;
    QStringList m_remarks;
    UnclearTexts m_unclear;
    RecordBatch m_read;
    qint64 m_corrected = 0;
};

} // namespace lectern
