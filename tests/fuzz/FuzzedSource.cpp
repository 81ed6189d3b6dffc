/// See FuzzedSource.h.
#include "tests/fuzz/FuzzedSource.h"

#include "core/table/CsvReader.h"
#include "core/table/TableHead.h"

#include <cstdlib>
#include <simdjson.h>

namespace lectern::fuzz {

namespace {

constexpr qint64 mostRows = 20'000;
constexpr qint64 mostCells = 200'000;

class MemoryFile final : public RemoteFile
{
public:
    explicit MemoryFile(std::string_view bytes) : m_bytes(bytes) {}
    qint64 size() const override { return qint64(m_bytes.size()); }
    Result<std::unique_ptr<ByteReader>> open() override { return std::make_unique<MemoryReader>(m_bytes); }

private:
    std::string_view m_bytes;
};

} // namespace

void require(bool kept)
{
    if (!kept)
        std::abort();
}

void requireUtf8(std::string_view text)
{
    require(simdjson::validate_utf8(text.data(), text.size()));
}

Source sourceOf(std::string_view bytes, const QString& name)
{
    Source source{name, {}, qint64(bytes.size()), nullptr, std::make_shared<MemoryFile>(bytes)};
    source.memo = std::make_shared<SourceMemo>(); // as packagesOf() gives it
    return source;
}

void readTable(const Source& source, const TableChoice& choice)
{
    Result<OpenedTable> table = openTable(source, choice);
    if (!table) {
        require(!table.error().code.isEmpty());
        return;
    }
    require(table->header.isEmpty() || std::size_t(table->header.size()) == table->columns.size());
    qint64 last = 0, cells = 0;
    for (qint64 i = 0; i < mostRows && cells < mostCells; ++i) {
        const Result<bool> more = table->rows->next();
        if (!more || !*more)
            break;
        require(table->rows->row() > last);
        last = table->rows->row();
        require(table->rows->cells().size() == table->columns.size());
        for (const std::string_view cell : table->rows->cells())
            requireUtf8(cell);
        cells += qint64(table->columns.size());
    }
    (void)table->rows->remarks();
}

} // namespace lectern::fuzz

/// Half of AddressSanitizer's time would go into the call stacks of allocations; a kept input is run again with
/// ASAN_OPTIONS=malloc_context_size=30 to see them.
extern "C" const char* __asan_default_options()
{
    return "malloc_context_size=1:detect_stack_use_after_return=0:quarantine_size_mb=16";
}
