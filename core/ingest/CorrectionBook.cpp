/// See CorrectionBook.h.
#include "core/ingest/CorrectionBook.h"

#include "core/govern/Codec.h"

namespace lectern {

namespace {

constexpr int mostSteps = 16; // corrections of corrections of one row

} // namespace

Result<CorrectionBook> CorrectionBook::load(const Database& database, qint64 feedId, const EntitySchema& schema)
{
    CorrectionBook book;
    book.m_schema = &schema;
    LECTERN_ASSIGN(Statement rows,
                   database.prepare("SELECT row_content, column_name, value_after FROM decision_correction AS d"
                                    " WHERE feed_id = ? AND entity = ? AND withdraws IS NULL"
                                    " AND NOT EXISTS (SELECT 1 FROM decision_correction AS w WHERE w.withdraws = d.uuid)"
                                    " ORDER BY decision_id"));
    rows.bind(1, feedId).bind(2, schema.id);
    for (;;) {
        LECTERN_ASSIGN(const bool row, rows.step());
        if (!row)
            return book;
        const int column = schema.indexOf(rows.text(1));
        if (column < 0)
            continue; // a column a later connector no longer has
        const bool opaque = isOpaque(schema.columns[std::size_t(column)].privacy);
        std::optional<QString>& value = book.m_byContent[rows.text(0)][column];
        if (rows.isNull(2))
            value.reset();
        else
            value = opaque ? decodeCell(rows.text(2)) : rows.text(2);
    }
}

bool CorrectionBook::knows(const RecordBatch& batch, int index) const
{
    return !m_byContent.isEmpty() && batch.refusal(index).empty() && m_byContent.contains(contentOf(*m_schema, batch, index));
}

void CorrectionBook::apply(const RecordBatch& batch, int index, RecordBatch& corrected) const
{
    KeptRow row = keptRow(*m_schema, batch, index);
    for (int step = 0; step < mostSteps; ++step) {
        const auto known = m_byContent.constFind(contentOf(*m_schema, row));
        if (known == m_byContent.cend())
            break;
        for (auto cell = known->cbegin(); cell != known->cend(); ++cell)
            row.cells[std::size_t(cell.key())] = cell.value();
    }
    addTo(corrected, batch.sourceRow(index), row);
}

} // namespace lectern
