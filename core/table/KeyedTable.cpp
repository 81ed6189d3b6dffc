/// See KeyedTable.h.
#include "core/table/KeyedTable.h"

#include <QCoreApplication>
#include <unordered_map>

namespace lectern {

namespace {

constexpr std::size_t mostColumns = 16384;

struct Columns
{
    std::vector<std::string> names;
    std::unordered_map<std::string, std::size_t> index;
    bool positions = false;
    qint64 lookedAt = 0; // records
};

class KeyedRows final : public RowSource
{
public:
    KeyedRows(std::shared_ptr<const Columns> columns, std::unique_ptr<RecordStream> records)
        : m_columns(std::move(columns)), m_records(std::move(records)), m_header(!m_columns->positions)
    {
    }

    Result<bool> next() override
    {
        m_cells.assign(m_columns->names.size(), {});
        if (m_header) {
            m_header = false;
            m_row = 1;
            m_above = 1;
            m_cells.assign(m_columns->names.begin(), m_columns->names.end());
            return true;
        }
        LECTERN_ASSIGN(const bool more, m_records->next(m_fields));
        if (!more)
            return false;
        m_row = m_records->number() + m_above;
        for (const auto& [name, value] : m_fields) {
            const auto found = m_columns->index.find(name);
            if (found == m_columns->index.end())
                ++m_late;
            else
                m_cells[found->second] = value;
        }
        return true;
    }
    std::span<const std::string_view> cells() const override { return m_cells; }
    qint64 row() const override { return m_row; }
    QStringList remarks() const override
    {
        QStringList said = m_records->remarks();
        if (m_late > 0)
            said << QCoreApplication::translate("Table", "values left out because the first %1 records do not name them: %2")
                        .arg(m_columns->lookedAt).arg(m_late);
        return said;
    }

private:
    std::shared_ptr<const Columns> m_columns;
    std::unique_ptr<RecordStream> m_records;
    bool m_header;
    Fields m_fields;
    std::vector<std::string_view> m_cells;
    qint64 m_row = 0;
    qint64 m_above = 0; // rows of header
    qint64 m_late = 0;
};

} // namespace

Result<RawTable> keyedTable(const Source& source, const QString& format, bool positions, RecordOpener records, qint64 lookedAt)
{
    auto columns = std::make_shared<Columns>();
    columns->positions = positions;
    columns->lookedAt = lookedAt;
    LECTERN_ASSIGN(const std::unique_ptr<RecordStream> sample, records());
    Fields fields;
    for (qint64 i = 0; i < lookedAt; ++i) {
        LECTERN_ASSIGN(const bool more, sample->next(fields));
        if (!more)
            break;
        for (const auto& [name, value] : fields)
            if (columns->index.try_emplace(name, columns->names.size()).second)
                columns->names.push_back(name);
        if (columns->names.size() > mostColumns)
            return failure("table.too_wide", {source.fullName(), sample->number()},
                           {QString::number(columns->names.size()), QString::number(mostColumns)});
    }
    if (columns->names.empty())
        return failure("source.empty", {source.fullName()});
    RawTable table;
    table.format = format;
    table.named = !positions;
    table.rows = [columns, records = std::move(records)]() -> Result<std::unique_ptr<RowSource>> {
        LECTERN_ASSIGN(std::unique_ptr<RecordStream> stream, records());
        return std::make_unique<KeyedRows>(columns, std::move(stream));
    };
    return table;
}

} // namespace lectern
