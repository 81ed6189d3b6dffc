/// See HostedReader.h.
#include "core/ingest/HostedReader.h"

#include <QCoreApplication>

namespace lectern {

namespace {

void copyRow(RecordBatch& to, const RecordBatch& from, int row)
{
    to.beginRow(from.sourceRow(row));
    for (int column = 0; column < from.columns(); ++column) {
        if (from.isMissing(row, column))
            to.addMissing();
        else
            to.addCell(from.cell(row, column));
    }
    if (const std::string_view extra = from.extra(row); !extra.empty())
        to.setExtra(extra);
    if (const std::string_view refusal = from.refusal(row); !refusal.empty()) {
        const auto at = refusal.find(RecordBatch::cellEnd);
        to.refuse(refusal.substr(0, at), refusal.substr(at + 1));
    }
}

} // namespace

Result<bool> HostedReader::next(RecordBatch& batch, const Cancel& cancel)
{
    LECTERN_ASSIGN(const bool more, nextCorrected(batch, cancel));
    if (more)
        m_unclear.look(batch);
    return more;
}

Result<bool> HostedReader::nextCorrected(RecordBatch& batch, const Cancel& cancel)
{
    LECTERN_ASSIGN(const bool more, m_reader->next(batch, cancel));
    if (!more || m_corrections.isEmpty())
        return more;
    std::vector<int> known;
    for (int row = 0; row < batch.rows(); ++row)
        if (m_corrections.knows(batch, row))
            known.push_back(row);
    if (known.empty())
        return true;
    std::swap(m_read, batch);
    batch.reset(m_read.columns());
    auto next = known.cbegin();
    for (int row = 0; row < m_read.rows(); ++row) {
        if (next != known.cend() && *next == row) {
            m_corrections.apply(m_read, row, batch);
            ++m_corrected;
            ++next;
        } else {
            copyRow(batch, m_read, row);
        }
    }
    return true;
}

QStringList HostedReader::remarks() const
{
    QStringList remarks = m_remarks + m_reader->remarks() + m_unclear.remarks();
    if (m_corrected > 0)
        remarks << QCoreApplication::translate("Loader", "%Ln correction(s) of earlier applied", nullptr, int(m_corrected));
    return remarks;
}

} // namespace lectern
