/// See TableReader.h. The way of a cell: view into the reader's buffer -> schema column or `extra` -> batch.
#include "core/connector/TableReader.h"

#include "core/table/JsonText.h"
#include "core/table/TextForcing.h"

#include <QCoreApplication>
#include <algorithm>

namespace lectern {

namespace {

constexpr qint64 datesSampled = qint64(4) << 20; // bytes of a large source in which dates are weighed first

std::string_view trimmed(std::string_view text)
{
    static constexpr std::string_view noBreakSpace = "\xc2\xa0";
    for (;;) {
        if (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
            text.remove_prefix(1);
        else if (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
            text.remove_suffix(1);
        else if (text.starts_with(noBreakSpace))
            text.remove_prefix(noBreakSpace.size());
        else if (text.ends_with(noBreakSpace))
            text.remove_suffix(noBreakSpace.size());
        else
            return text;
    }
}

QString words(const char* text, qint64 count)
{
    return QCoreApplication::translate("Reader", text, nullptr, int(std::min<qint64>(count, 2'000'000'000)));
}

} // namespace

void TableRow::set(int column, std::string_view text)
{
    if (text.empty())
        return setMissing(column);
    if (m_used == m_texts.size())
        m_texts.emplace_back();
    std::string& kept = m_texts[m_used++];
    kept.assign(text);
    m_cells[std::size_t(column)] = kept;
}

void TableRow::refuse(std::string_view reason, std::string_view argument)
{
    m_reason.assign(reason);
    m_argument.assign(argument);
}

TableReader::TableReader(const OpenRequest& request, TableOptions options)
    : m_found(request.found), m_schema(*request.schema), m_chosenOrder(request.dateOrder), m_mapping(request.mapping), m_options(std::move(options))
{
}

Result<std::unique_ptr<Reader>> TableReader::open(const OpenRequest& request, TableOptions options, const Cancel& cancel)
{
    std::unique_ptr<TableReader> reader(new TableReader(request, std::move(options)));
    LECTERN_TRY(reader->start(cancel));
    return reader;
}

Result<void> TableReader::start(const Cancel& cancel)
{
    LECTERN_ASSIGN(m_head, tableHead(m_found.source));
    if (m_head.records.empty()) // a first record longer than the head
        return failure("table.field_too_long", {m_found.source.fullName(), 1}, {QString::number(m_options.limits.cell)});
    FoundHeader header = findHeader(m_head, HeaderMatcher(m_schema, m_mapping));
    m_header = m_head.records[std::size_t(header.index)];
    m_map = std::move(header.map);
    if (!m_map.missing.isEmpty()) {
        const QString missing = m_map.missing.first();
        return failure("table.missing_column", {m_found.source.fullName(), m_header.record, missing}, {missing});
    }
    for (const QString& cell : m_header.cells)
        m_headerCells.push_back(cell.toStdString());
    for (const FurtherColumn& further : m_map.further) {
        std::string key;
        appendJsonString(key, further.name.toStdString());
        m_further.push_back({std::size_t(further.cell), key + ":"});
    }
    for (const ColumnSchema& column : m_schema.columns) {
        std::vector<std::string>& tokens = m_missing.emplace_back();
        for (const QString& token : m_options.missing.value("*") + m_options.missing.value(column.name))
            tokens.push_back(token.toStdString());
    }
    m_row.m_cells.resize(m_schema.columns.size());
    m_dateOrders.resize(m_schema.columns.size());
    LECTERN_TRY(weighDates(cancel));
    LECTERN_ASSIGN(m_records, openRecords(&m_decoder));
    return {};
}

/// The source from its first row behind the header.
Result<std::unique_ptr<CsvReader>> TableReader::openRecords(TextDecoder** decoder) const
{
    LECTERN_ASSIGN(std::unique_ptr<ByteReader> bytes, m_found.source.open());
    auto text = std::make_unique<TextDecoder>(std::move(bytes), m_head.encoding);
    if (decoder)
        *decoder = text.get();
    auto records =
        std::make_unique<CsvReader>(std::move(text), m_head.dialect, m_found.source.fullName(), m_options.limits);
    while (records->record() < m_header.record) {
        LECTERN_ASSIGN(const bool more, records->next());
        if (!more)
            return failure("file.changed", {m_found.source.fullName()});
    }
    return records;
}

/// Decides day or month first for each date column: by the user, by the column's own dates (of a large source the
/// first megabytes; all of it only if those leave it open), by the other date columns of the file.
Result<void> TableReader::weighDates(const Cancel& cancel)
{
    struct Weighed
    {
        std::size_t column;
        std::size_t cell;
        DateOrderEvidence evidence;
    };
    std::vector<Weighed> dates;
    for (std::size_t i = 0; i < m_schema.columns.size(); ++i) {
        const CellType type = m_schema.columns[i].type;
        if ((type == CellType::Date || type == CellType::Instant) && m_map.cellOf[i] >= 0)
            dates.push_back({i, std::size_t(m_map.cellOf[i]), {}});
    }
    if (!m_chosenOrder.isEmpty()) {
        for (const Weighed& date : dates)
            m_dateOrders[date.column] = m_chosenOrder;
        return {};
    }
    if (dates.empty())
        return {};
    TextDecoder* decoder = nullptr;
    LECTERN_ASSIGN(const std::unique_ptr<CsvReader> records, openRecords(&decoder));
    const auto isOpen = [](const Weighed& date) { return date.evidence.isOpen(); };
    for (qint64 row = 0;; ++row) {
        if (row % 4096 == 0 && cancel.raised())
            return failure("cancelled");
        if (decoder->consumed() > datesSampled && row % 4096 == 0 && std::ranges::none_of(dates, isOpen))
            break;
        const Result<bool> more = records->next();
        if (!more || !*more)
            break; // an error will come again when the rows are read
        const auto cells = records->cells();
        for (Weighed& date : dates)
            if (date.cell < cells.size())
                date.evidence.add(cells[date.cell]);
    }
    QStringList orders;
    for (const Weighed& date : dates)
        if (const QString order = date.evidence.order(); !order.isEmpty())
            orders << order;
    orders.removeDuplicates();
    for (const Weighed& date : dates) {
        QString order = date.evidence.order();
        if (order.isEmpty() && date.evidence.isOpen() && orders.size() == 1)
            order = orders.first();
        m_dateOrders[date.column] = order;
        const QString name = m_schema.columns[date.column].name;
        if (date.evidence.contradicts())
            m_dateRemarks << QCoreApplication::translate("Reader", "dates of %1 stand in both orders of day and month").arg(name);
        else if (order == "dmy")
            m_dateRemarks << QCoreApplication::translate("Reader", "dates of %1 read as day/month/year").arg(name);
        else if (order == "mdy")
            m_dateRemarks << QCoreApplication::translate("Reader", "dates of %1 read as month/day/year").arg(name);
        else if (date.evidence.isOpen())
            m_dateRemarks << QCoreApplication::translate("Reader", "dates of %1 do not show whether day or month comes first").arg(name);
    }
    return {};
}

Result<bool> TableReader::next(RecordBatch& batch, const Cancel& cancel)
{
    batch.reset(int(m_schema.columns.size()));
    if (cancel.raised())
        return failure("cancelled");
    while (!m_ended && !batch.full()) {
        LECTERN_ASSIGN(const bool more, m_records->next());
        if (!more) {
            m_ended = true;
            break;
        }
        const auto cells = m_records->cells();
        if (std::ranges::all_of(cells, [](std::string_view cell) { return trimmed(cell).empty(); }))
            continue;
        if (isHeaderAgain()) {
            ++m_headers;
            continue;
        }
        takeCells();
        if (m_options.hook && m_options.hook(m_row) == RowVerdict::Skip) {
            ++m_skipped;
            continue;
        }
        addRow(batch);
    }
    return batch.rows() > 0;
}

/// Exports merged by hand repeat the header in the middle.
bool TableReader::isHeaderAgain() const
{
    return m_headerCells.size() > 1 && std::ranges::equal(m_records->cells(), m_headerCells);
}

/// The text a cell means; valid until the next row.
std::string_view TableReader::plainText(std::string_view cell)
{
    if (!isForcedText(cell))
        return cell;
    if (m_row.m_used == m_row.m_texts.size())
        m_row.m_texts.emplace_back();
    return withoutTextForcing(cell, m_row.m_texts[m_row.m_used++]);
}

void TableReader::takeCells()
{
    const auto cells = m_records->cells();
    m_short += cells.size() < m_headerCells.size();
    m_long += cells.size() > m_headerCells.size();
    m_row.m_record = cells;
    m_row.m_sourceRow = m_records->record();
    m_row.m_used = 0;
    m_row.m_reason.clear();
    for (std::size_t i = 0; i < m_row.m_cells.size(); ++i) {
        std::string_view& target = m_row.m_cells[i];
        target = {};
        const auto cell = std::size_t(m_map.cellOf[i]);
        const ColumnSchema& column = m_schema.columns[i];
        if (m_map.cellOf[i] < 0 || cell >= cells.size() || column.privacy == Privacy::Never)
            continue;
        const std::string_view text = plainText(cells[cell]);
        const std::string_view core = trimmed(text);
        if (core.empty() || (!m_missing[i].empty() && std::ranges::find(m_missing[i], core) != m_missing[i].end()))
            continue;
        target = column.type == CellType::Text || column.type == CellType::Json ? text : core;
    }
}

void TableReader::addRow(RecordBatch& batch)
{
    batch.beginRow(m_row.m_sourceRow);
    for (const std::string_view cell : m_row.m_cells) {
        if (cell.data())
            batch.addCell(cell);
        else
            batch.addMissing();
    }
    writeExtra();
    if (!m_extra.empty())
        batch.setExtra(m_extra);
    if (!m_row.m_reason.empty())
        batch.refuse(m_row.m_reason, m_row.m_argument);
}

void TableReader::writeExtra()
{
    m_extra.clear();
    const auto cells = m_records->cells();
    for (const Further& further : m_further) {
        if (further.cell >= cells.size() || trimmed(cells[further.cell]).empty())
            continue;
        m_extra += m_extra.empty() ? '{' : ',';
        m_extra += further.key;
        appendJsonString(m_extra, plainText(cells[further.cell]));
    }
    if (cells.size() > m_headerCells.size()) {
        const auto overflow = cells.subspan(m_headerCells.size());
        if (std::ranges::any_of(overflow, [](std::string_view cell) { return !trimmed(cell).empty(); })) {
            m_extra += m_extra.empty() ? '{' : ',';
            m_extra += "\"#overflow\":";
            char separator = '[';
            for (const std::string_view cell : overflow) {
                m_extra += separator;
                appendJsonString(m_extra, cell);
                separator = ',';
            }
            m_extra += ']';
        }
    }
    if (!m_extra.empty())
        m_extra += '}';
}

double TableReader::progress() const
{
    if (m_ended)
        return 1;
    return m_found.source.size > 0 ? std::min(1.0, double(m_decoder->consumed()) / double(m_found.source.size)) : -1;
}

SourceSample TableReader::sample() const
{
    SourceSample sample{m_header.cells, std::vector<int>(std::size_t(m_header.cells.size()), -1), {}};
    for (std::size_t i = 0; i < m_map.cellOf.size(); ++i)
        if (m_map.cellOf[i] >= 0)
            sample.columnOf[std::size_t(m_map.cellOf[i])] = int(i);
    for (const HeadRecord& record : m_head.records)
        if (record.record > m_header.record)
            sample.rows.push_back(record.cells);
    return sample;
}

QStringList TableReader::remarks() const
{
    QStringList remarks = m_dateRemarks;
    if (m_head.encoding == Encoding::Windows1252)
        remarks << QCoreApplication::translate("Reader", "read as Windows-1252 text");
    if (m_head.encoding == Encoding::MacRoman)
        remarks << QCoreApplication::translate("Reader", "read as MacRoman text");
    if (m_decoder->repaired() > 0)
        remarks << words(QT_TRANSLATE_NOOP("Reader", "%n byte(s) were not valid text and were repaired"), m_decoder->repaired());
    if (m_decoder->dropped() > 0)
        remarks << words(QT_TRANSLATE_NOOP("Reader", "%n control byte(s) were left out"), m_decoder->dropped());
    if (m_short > 0)
        remarks << words(QT_TRANSLATE_NOOP("Reader", "%n row(s) had fewer cells than the header; the rest counts as empty"), m_short);
    if (m_long > 0)
        remarks << words(QT_TRANSLATE_NOOP("Reader", "%n row(s) had more cells than the header; they were kept aside"), m_long);
    if (m_headers > 0)
        remarks << words(QT_TRANSLATE_NOOP("Reader", "%n repeated header line(s) skipped"), m_headers);
    if (m_skipped > 0)
        remarks << words(QT_TRANSLATE_NOOP("Reader", "%n row(s) that are no data skipped"), m_skipped);
    for (const QString& secret : m_map.secrets)
        remarks << QCoreApplication::translate("Reader", "the column %1 was not kept").arg(secret);
    return remarks;
}

} // namespace lectern
