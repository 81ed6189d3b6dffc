/// See MadeTable.h.
#include "core/table/MadeTable.h"

#include <cstring>

namespace lectern {

namespace {

class CsvBytes final : public ByteReader
{
public:
    explicit CsvBytes(std::unique_ptr<RowSource> rows) : m_rows(std::move(rows)) {}

    Result<qint64> read(char* bytes, qint64 size) override
    {
        while (m_at == m_text.size() && !m_ended)
            LECTERN_TRY(writeRow());
        const std::size_t given = std::min(m_text.size() - m_at, std::size_t(size));
        std::memcpy(bytes, m_text.data() + m_at, given);
        m_at += given;
        return qint64(given);
    }

private:
    Result<void> writeRow()
    {
        m_text.clear();
        m_at = 0;
        LECTERN_ASSIGN(const bool more, m_rows->next());
        m_ended = !more;
        if (!more)
            return {};
        for (const std::string_view cell : m_rows->cells()) {
            m_text += m_text.empty() ? "\"" : ",\"";
            for (const char c : cell) {
                if (c == '"')
                    m_text += '"';
                m_text += c;
            }
            m_text += '"';
        }
        m_text += "\r\n";
        return {};
    }

    std::unique_ptr<RowSource> m_rows;
    std::string m_text; // of the row at hand
    std::size_t m_at = 0;
    bool m_ended = false;
};

} // namespace

Result<std::unique_ptr<ByteReader>> csvBytes(const RawTable& table)
{
    LECTERN_ASSIGN(std::unique_ptr<RowSource> rows, table.rows());
    return std::make_unique<CsvBytes>(std::move(rows));
}

} // namespace lectern
