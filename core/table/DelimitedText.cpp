/// Delimited text as a RawTable: encoding and dialect by looking, then CsvReader.
#include "core/table/DialectSearch.h"
#include "core/base/Plurals.h"
#include "core/table/TableFormats.h"
#include "core/table/TableHead.h"

#include <algorithm>

namespace lectern {

namespace {

QString tr(const char* text, qint64 n = -1)
{
    return counted("Table", text, n);
}

class DelimitedRows final : public RowSource
{
public:
    DelimitedRows(std::unique_ptr<ByteReader> bytes, Encoding encoding, const CsvDialect& dialect, const Source& source)
        : m_decoder(new TextDecoder(std::move(bytes), encoding)),
          m_reader(std::unique_ptr<ByteReader>(m_decoder), dialect, source.fullName()), m_size(source.size)
    {
    }

    Result<bool> next() override { return m_reader.next(); }
    std::span<const std::string_view> cells() const override { return m_reader.cells(); }
    qint64 row() const override { return m_reader.record(); }
    double progress() const override
    {
        return m_size > 0 ? std::min(1.0, double(m_decoder->consumed()) / double(m_size)) : -1;
    }

    QStringList remarks() const override
    {
        QStringList remarks;
        if (m_reader.repaired() > 0)
            remarks << tr("%Ln row(s) had a stray quotation mark; it was read as part of the text", m_reader.repaired());
        if (m_decoder->repaired() > 0)
            remarks << tr("%Ln byte(s) (means|mean) nothing in this encoding and (was|were) replaced", m_decoder->repaired());
        if (m_decoder->dropped() > 0)
            remarks << tr("%Ln control character(s) (was|were) left out", m_decoder->dropped());
        return remarks;
    }

private:
    TextDecoder* m_decoder; // owned by m_reader
    CsvReader m_reader;
    qint64 m_size;
};

/// The records of a text from `begin` up to `end`.
class RowWindow final : public RowSource
{
public:
    RowWindow(std::unique_ptr<RowSource> rows, qint64 begin, qint64 end) : m_rows(std::move(rows)), m_begin(begin), m_end(end) {}

    Result<bool> next() override
    {
        do {
            LECTERN_ASSIGN(const bool more, m_rows->next());
            if (!more || (m_end > 0 && m_rows->row() >= m_end))
                return false;
        } while (m_rows->row() < m_begin);
        return true;
    }
    std::span<const std::string_view> cells() const override { return m_rows->cells(); }
    qint64 row() const override { return m_rows->row(); }
    QStringList remarks() const override { return m_rows->remarks(); }
    double progress() const override { return m_rows->progress(); }

private:
    std::unique_ptr<RowSource> m_rows;
    qint64 m_begin, m_end;
};

QString lineEndsName(const LineEnds& ends, QString& why)
{
    QStringList kinds;
    QStringList counts;
    const auto see = [&](qint64 count, const QString& name) {
        if (count == 0)
            return;
        kinds << name;
        counts << QString::number(count) + ' ' + name;
    };
    see(ends.crlf, "CRLF");
    see(ends.lf, "LF");
    see(ends.cr, "CR");
    why = kinds.isEmpty() ? tr("there is one line") : tr("seen at the beginning: %1").arg(counts.join(", "));
    return kinds.isEmpty() ? tr("none") : kinds.size() == 1 ? kinds.first() : tr("mixed");
}

void describe(const TableHead& head, RawTable& table)
{
    const FoundDialect& found = head.found;
    const CsvDialect& dialect = found.dialect;
    table.findings.push_back({"encoding", encodingName(head.encoding), head.encodingWhy});
    const QString usual = tr("%1 of %2 rows at the beginning have %3 cells").arg(found.usual).arg(found.records).arg(std::max(found.width, 1));
    table.findings.push_back({"delimiter", delimiterName(dialect),
                              dialect.separatorLine ? tr("the first line says so (sep=)")
                              : found.width < 2     ? tr("nothing cuts the rows into cells")
                                                    : usual});
    const QString quote = dialect.quote ? QString(QLatin1Char(dialect.quote)) : tr("none");
    table.findings.push_back({"quote", quote, found.marked > 0 ? tr("%Ln cell(s) (stands|stand) in such marks", found.marked)
                                                               : tr("none was seen; this is the usual one")});
    const QString escape = dialect.escape ? QString(QLatin1Char(dialect.escape)) : tr("doubled");
    table.findings.push_back({"escape", escape, dialect.escape ? tr("so the rows are cut more evenly") : tr("the usual way")});
    QString why;
    const QString lineEnds = lineEndsName(found.lineEnds, why);
    table.findings.push_back({"line ends", lineEnds, why});
    table.dialect = {{"encoding", encodingName(head.encoding)},
                     {"delimiter", delimiterText(dialect)},
                     {"quote", dialect.quote ? QJsonValue(QString(QLatin1Char(dialect.quote))) : QJsonValue()},
                     {"escape", dialect.escape ? QString(QLatin1Char(dialect.escape)) : "doubled"},
                     {"line_ends", lineEnds}};
}

} // namespace

Result<std::unique_ptr<RowSource>> delimitedRows(const Source& source, Encoding encoding, const CsvDialect& dialect)
{
    LECTERN_ASSIGN(std::unique_ptr<ByteReader> bytes, source.open());
    std::unique_ptr<RowSource> rows = std::make_unique<DelimitedRows>(std::move(bytes), encoding, dialect, source);
    if (source.part.firstRow == 0)
        return rows;
    return std::make_unique<RowWindow>(std::move(rows), source.part.firstRow, source.part.endRow);
}

Result<std::optional<RawTable>> openDelimited(const Source& source, std::string_view, const TableChoice&)
{
    LECTERN_ASSIGN(const TableHead head, delimitedHead(source, 0));
    RawTable table;
    table.format = "csv";
    describe(head, table);
    table.rows = [source, encoding = head.encoding, dialect = head.dialect] { return delimitedRows(source, encoding, dialect); };
    return table;
}

} // namespace lectern
