/// See FixedText.h. Lines come from CsvReader with a delimiter that decoded text never holds.
#include "core/table/FixedText.h"

#include "core/base/Plurals.h"
#include "core/table/CellShape.h"
#include "core/table/CsvReader.h"
#include "core/table/TextDecoder.h"

#include <algorithm>

namespace lectern {

namespace {

constexpr qint64 headSize = 64 * 1024;
constexpr double cuttable = 0.3;
constexpr double exact = 0.6;

QString tr(const char* text, qint64 n = -1)
{
    return counted("Table", text, n);
}

CsvDialect wholeLines()
{
    CsvDialect dialect;
    dialect.delimiter = '\0';
    dialect.quote = 0;
    return dialect;
}

bool isPlain(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool continuesCharacter(char c)
{
    return (static_cast<unsigned char>(c) & 0xc0) == 0x80;
}

/// Byte at which each character of a UTF-8 text begins, its end behind them.
void findCharacters(std::string_view text, std::vector<std::size_t>& at)
{
    at.clear();
    for (std::size_t i = 0; i < text.size(); ++i)
        if (!continuesCharacter(text[i]))
            at.push_back(i);
    at.push_back(text.size());
}

class FixedRows final : public RowSource
{
public:
    FixedRows(std::unique_ptr<ByteReader> bytes, Encoding encoding, FixedWidth fixed, const Source& source)
        : m_fixed(std::move(fixed)), m_size(source.size), m_decoder(new TextDecoder(std::move(bytes), encoding)),
          m_lines(std::unique_ptr<ByteReader>(m_decoder), wholeLines(), source.fullName())
    {
        for (const FixedColumn& column : m_fixed.columns)
            m_names.push_back(column.name.toStdString());
    }

    Result<bool> next() override
    {
        if (!m_started) {
            m_started = true;
            m_cells.assign(m_names.begin(), m_names.end());
            return true;
        }
        do {
            LECTERN_ASSIGN(const bool more, m_lines.next());
            if (!more)
                return false;
        } while (m_lines.record() <= m_fixed.skip);
        cut(m_lines.cells().front());
        return true;
    }

    std::span<const std::string_view> cells() const override { return m_cells; }
    qint64 row() const override { return m_lines.record(); }
    double progress() const override
    {
        return m_size > 0 ? std::min(1.0, double(m_decoder->consumed()) / double(m_size)) : -1;
    }

    QStringList remarks() const override
    {
        QStringList remarks;
        if (m_long > 0)
            remarks << tr("%Ln line(s) (is|are) longer than the layout says; what stands behind was left out", m_long);
        if (m_decoder->repaired() > 0)
            remarks << tr("%Ln byte(s) (means|mean) nothing in this encoding and (was|were) replaced", m_decoder->repaired());
        return remarks;
    }

private:
    void cut(std::string_view line)
    {
        const bool plain = isPlain(line);
        if (!plain)
            findCharacters(line, m_at);
        const std::size_t length = plain ? line.size() : m_at.size() - 1;
        m_long += m_fixed.length > 0 && length > std::size_t(m_fixed.length) && !outerTrimmed(line).empty();
        const auto byte = [&](std::size_t character) { return plain ? character : m_at[character]; };
        for (std::size_t i = 0; i < m_fixed.columns.size(); ++i) {
            const FixedColumn& column = m_fixed.columns[i];
            const std::size_t begin = std::min(std::size_t(column.start - 1), length);
            const std::size_t end = std::min(begin + std::size_t(column.width), length);
            m_cells[i] = outerTrimmed(line.substr(byte(begin), byte(end) - byte(begin)));
        }
    }

    FixedWidth m_fixed;
    qint64 m_size;
    std::vector<std::string> m_names;
    TextDecoder* m_decoder; // owned by m_lines
    CsvReader m_lines;
    std::vector<std::string_view> m_cells;
    std::vector<std::size_t> m_at;
    bool m_started = false;
    qint64 m_long = 0;
};

struct TextHead
{
    QByteArray bytes;
    Encoding encoding = Encoding::Utf8;
    QString why;
};

Result<TextHead> textHead(const Source& source)
{
    TextHead head;
    LECTERN_ASSIGN(head.bytes, source.head(headSize));
    if (head.bytes.isEmpty())
        return failure("source.empty", {source.fullName()});
    const std::string_view view(head.bytes.constData(), std::size_t(head.bytes.size()));
    if (looksBinary(view))
        return failure("source.binary", {source.fullName()});
    head.encoding = encodingOf(view, head.bytes.size() < headSize, &head.why);
    return head;
}

} // namespace

Result<RawTable> openFixedWidth(const Source& source, const FixedWidth& fixed)
{
    LECTERN_ASSIGN(const TextHead head, textHead(source));
    RawTable table;
    table.format = "fixed-width";
    table.named = true;
    table.findings.push_back({"encoding", encodingName(head.encoding), head.why});
    table.findings.push_back({"columns", tr("%1 at fixed places").arg(fixed.columns.size()), tr("the layout says so")});
    table.dialect = {{"encoding", encodingName(head.encoding)}, {"skip", fixed.skip}};
    table.rows = [source, fixed, encoding = head.encoding]() -> Result<std::unique_ptr<RowSource>> {
        LECTERN_ASSIGN(std::unique_ptr<ByteReader> bytes, source.open());
        return std::make_unique<FixedRows>(std::move(bytes), encoding, fixed, source);
    };
    return table;
}

double fixedWidthFit(const Source& source, const FixedWidth& fixed)
{
    const auto head = textHead(source);
    if (!head)
        return 0;
    const bool complete = head->bytes.size() < headSize;
    CsvReader lines(std::make_unique<TextDecoder>(std::make_unique<MemoryReader>(std::string_view(
                        head->bytes.constData(), std::size_t(head->bytes.size()))), head->encoding),
                    wholeLines(), source.fullName());
    std::vector<std::size_t> at;
    std::vector<std::size_t> lengths;
    for (;;) {
        const auto more = lines.next();
        if (!more || !*more)
            break;
        if (lines.record() <= fixed.skip || outerTrimmed(lines.cells().front()).empty())
            continue;
        findCharacters(lines.cells().front(), at);
        lengths.push_back(at.size() - 1);
    }
    if (!complete && !lengths.empty())
        lengths.pop_back(); // cut off by the end of the head
    if (lengths.empty())
        return 0;
    if (fixed.length == 0)
        return cuttable;
    const auto length = std::size_t(fixed.length);
    if (std::ranges::any_of(lengths, [&](std::size_t one) { return one > length; }))
        return 0;
    return std::ranges::all_of(lengths, [&](std::size_t one) { return one == length; }) ? exact : cuttable;
}

} // namespace lectern
