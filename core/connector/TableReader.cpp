/// See TableReader.h. The way of a cell: view into the row at hand -> schema column or `extra` -> batch.
#include "core/connector/TableReader.h"

#include "core/base/Plurals.h"
#include "core/table/JsonText.h"
#include "core/table/TableSections.h"
#include "core/table/TextForcing.h"

#include <QCoreApplication>
#include <algorithm>

namespace lectern {

namespace {

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
    return counted("Reader", text, count);
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
    : m_found(request.found), m_schema(*request.schema), m_chosenOrder(request.dateOrder), m_mapping(request.mapping),
      m_learnt(request.learnt), m_usual(request.usual), m_options(std::move(options))
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
    LECTERN_ASSIGN(m_table, openHeaded(m_found.source));
    const std::vector<HeadRecord>& records = m_table.head.records;
    if (records.empty()) // a first record longer than the head
        return failure("table.field_too_long", {m_found.source.fullName(), 1}, {QString::number(CsvLimits().cell)});
    FoundHeader header = findHeader(m_table.head, HeaderMatcher(m_schema, m_mapping));
    m_header = records[std::size_t(header.index)];
    m_above = header.index;
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
    for (std::size_t i = 0; i < m_schema.columns.size(); ++i) {
        const ColumnSchema& column = m_schema.columns[i];
        std::vector<std::string>& tokens = m_missing.emplace_back();
        for (const QString& token : m_options.missing.value("*") + m_options.missing.value(column.name))
            tokens.push_back(token.toStdString());
        if (column.required)
            m_required.push_back(m_map.cellOf[i]);
    }
    m_row.m_cells.resize(m_schema.columns.size());
    m_ways.resize(m_schema.columns.size());
    lookForFooters();
    watchColumns();
    remarkDamage();
    LECTERN_TRY(weigh(cancel));
    LECTERN_ASSIGN(m_rows, rowsBehind(m_table, m_header, m_found.source.fullName()));
    return {};
}

/// How wide and how full the rows of this table are: totals and notes below it are neither.
void TableReader::lookForFooters()
{
    std::vector<int> fills;
    for (const HeadRecord& record : m_table.head.records)
        if (record.record > m_header.record)
            fills.push_back(int(std::ranges::count_if(record.cells, [](const QString& cell) { return !cell.trimmed().isEmpty(); })));
    if (fills.empty())
        return;
    const auto middle = fills.begin() + std::ptrdiff_t(fills.size() / 2);
    std::ranges::nth_element(fills, middle);
    m_shape.usualFill = *middle;
    m_shape.width = int(m_headerCells.size());
}

Result<bool> TableReader::next(RecordBatch& batch, const Cancel& cancel)
{
    batch.reset(int(m_schema.columns.size()));
    if (cancel.raised())
        return failure("cancelled");
    while (!m_ended && !batch.full()) {
        LECTERN_ASSIGN(const bool more, m_rows->next());
        if (!more) {
            m_ended = true;
            if (std::ranges::any_of(m_held, &HeldRow::complete))
                takeHeld(batch);
            break;
        }
        const auto cells = m_rows->cells();
        if (std::ranges::all_of(cells, [](std::string_view cell) { return trimmed(cell).empty(); })) {
            m_afterBlank = true;
            continue;
        }
        if (isHeaderAgain(cells)) {
            ++m_headers;
            for (; !m_held.empty() && fillOf(m_held.back().cells) == 1; ++m_titles)
                m_held.pop_back();
            continue;
        }
        if (couldBeFooter(cells, m_afterBlank, m_shape) && m_held.size() < heldRows) {
            HeldRow held{m_rows->row(), {cells.begin(), cells.end()}, !lacksRequired(cells)};
            if (!held.complete || fillOf(held.cells) == 1) {
                m_held.push_back(std::move(held));
                continue;
            }
        }
        m_afterBlank = false;
        if (!m_held.empty())
            takeHeld(batch);
        LECTERN_TRY(doubt(cells));
        take(batch, cells, m_rows->row());
    }
    return batch.rows() > 0;
}

/// Exports merged by hand repeat the header in the middle.
bool TableReader::isHeaderAgain(std::span<const std::string_view> cells) const
{
    return m_headerCells.size() > 1 && std::ranges::equal(cells, m_headerCells);
}

/// A row of the table names what each row must have; a total does not.
bool TableReader::lacksRequired(std::span<const std::string_view> cells) const
{
    return m_required.empty() || std::ranges::any_of(m_required, [&](int cell) {
        return cell < 0 || std::size_t(cell) >= cells.size() || trimmed(cells[std::size_t(cell)]).empty();
    });
}

/// A row of the table has come: those before it were rows of the table, too.
void TableReader::takeHeld(RecordBatch& batch)
{
    std::vector<std::string_view> cells;
    for (const HeldRow& held : m_held) {
        cells.assign(held.cells.begin(), held.cells.end());
        take(batch, cells, held.row);
    }
    m_held.clear();
}

void TableReader::take(RecordBatch& batch, std::span<const std::string_view> cells, qint64 row)
{
    takeCells(cells, row);
    if (m_options.hook && m_options.hook(m_row) == RowVerdict::Skip)
        ++m_skipped;
    else
        addRow(batch);
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

void TableReader::takeCells(std::span<const std::string_view> cells, qint64 row)
{
    m_short += cells.size() < m_headerCells.size();
    m_long += cells.size() > m_headerCells.size();
    m_row.m_record = cells;
    m_row.m_sourceRow = row;
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
        if (column.type == CellType::Id && isRounded(core) && m_damaged++ == 0)
            m_damage = core;
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
    const auto cells = m_row.m_record;
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
    return m_ended ? 1 : m_rows->progress();
}

SourceSample TableReader::sample() const
{
    SourceSample sample{m_header.cells, std::vector<int>(std::size_t(m_header.cells.size()), -1), {}};
    for (std::size_t i = 0; i < m_map.cellOf.size(); ++i)
        if (m_map.cellOf[i] >= 0)
            sample.columnOf[std::size_t(m_map.cellOf[i])] = int(i);
    for (const HeadRecord& record : m_table.head.records)
        if (record.record > m_header.record)
            sample.rows.push_back(record.cells);
    return sample;
}

QStringList TableReader::remarks() const
{
    QStringList remarks = m_wayRemarks;
    if (m_table.head.format == "csv" && m_table.head.encoding == Encoding::Windows1252)
        remarks << QCoreApplication::translate("Reader", "read as Windows-1252 text");
    if (m_table.head.format == "csv" && m_table.head.encoding == Encoding::MacRoman)
        remarks << QCoreApplication::translate("Reader", "read as MacRoman text");
    remarks << m_rows->remarks();
    if (m_above > 0)
        remarks << words(QT_TRANSLATE_NOOP("Reader", "%Ln row(s) above the header left out"), m_above);
    if (m_short > 0 && m_table.head.format == "csv") // a sheet writes no empty cells
        remarks << words(QT_TRANSLATE_NOOP("Reader", "%Ln row(s) had fewer cells than the header; the rest counts as empty"), m_short);
    if (m_long > 0)
        remarks << words(QT_TRANSLATE_NOOP("Reader", "%Ln row(s) had more cells than the header; (it was|they were) kept aside"), m_long);
    if (m_headers > 0)
        remarks << words(QT_TRANSLATE_NOOP("Reader", "%Ln repeated header line(s) skipped"), m_headers);
    if (m_titles > 0)
        remarks << words(QT_TRANSLATE_NOOP("Reader", "%Ln title(s) above repeated header lines skipped"), m_titles);
    if (m_skipped > 0)
        remarks << words(QT_TRANSLATE_NOOP("Reader", "%Ln row(s) that (is|are) no data skipped"), m_skipped);
    if (m_ended && !m_held.empty())
        remarks << words(QT_TRANSLATE_NOOP("Reader", "%Ln row(s) of notes or totals below the table left out"), qint64(m_held.size()));
    if (m_damaged > 0)
        remarks << words(QT_TRANSLATE_NOOP("Reader", "%Ln identifier(s) rounded by a spreadsheet, such as %1: digits are lost"), m_damaged)
                       .arg(QString::fromStdString(m_damage));
    for (const QString& secret : m_map.secrets)
        remarks << QCoreApplication::translate("Reader", "the column %1 was not kept").arg(secret);
    return remarks;
}

} // namespace lectern
