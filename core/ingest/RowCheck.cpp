#include "core/ingest/RowCheck.h"

#include "core/govern/Codec.h"
#include "core/store/RawTables.h"
#include "core/table/CellShape.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <limits>

namespace lectern {

namespace {

constexpr char unitSeparator = RecordBatch::cellEnd;

std::string_view trimmed(std::string_view text)
{
    const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    while (!text.empty() && blank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && blank(text.back()))
        text.remove_suffix(1);
    return text;
}

QString qstring(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c + 32) : c;
}

bool equalLower(std::string_view text, std::string_view word)
{
    return text.size() == word.size() &&
           std::equal(text.begin(), text.end(), word.begin(), [](char a, char b) { return lower(a) == b; });
}

StoredCell number(qint64 value)
{
    return {StoredCell::Kind::Integer, {}, value};
}

} // namespace

RowCheck::Words::Words(const QStringList& list) : words(list)
{
    for (const QString& word : list)
        lower.push_back(word.toLower().toStdString());
}

void joinCells(std::string& joined, const RecordBatch& batch, int index, const std::vector<int>& columns)
{
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (i > 0)
            joined += unitSeparator;
        joined += trimmed(batch.cell(index, columns[i]));
    }
}

QString readableKey(std::string_view key)
{
    return qstring(key).replace(QChar(RecordBatch::cellEnd), " / ");
}

bool RowCheck::Words::contain(std::string_view text) const
{
    if (std::ranges::any_of(lower, [&](const std::string& word) { return equalLower(text, word); }))
        return true;
    const bool ascii = std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    return !ascii && words.contains(qstring(text), Qt::CaseInsensitive);
}

RowCheck::RowCheck(const EntitySchema& schema, const Reader& reader, const QTimeZone& zone, const QByteArray& matchKey)
    : m_schema(schema), m_matchKey(matchKey), m_instants(zone)
{
    std::size_t width = 1; // extra
    for (int i = 0; i < int(schema.columns.size()); ++i) {
        const ColumnSchema& column = schema.columns[std::size_t(i)];
        QString order = reader.dateOrder(i);
        if (order.isEmpty())
            order = column.dateOrder;
        const bool kept = column.privacy != Privacy::Never;
        const auto cells = kept ? std::uint32_t(1 + companionsOf(column).size()) : 0;
        width += cells;
        m_columns.push_back({&column, order == "dmy" ? DateOrder::DayFirst : DateOrder::MonthFirst, cells,
                             isOpaque(column.privacy), kept, column.type == CellType::Text, reader.decimalMark(i), Words(column.values)});
    }
    m_allKept = std::ranges::all_of(m_columns, &Column::kept);
    m_cells.resize(width);
    for (const QString& name : schema.key)
        m_key.push_back(schema.indexOf(name));
    for (const QString& name : schema.scope)
        m_scope.push_back(schema.indexOf(name));
    m_subject = schema.subject.isEmpty() ? -1 : schema.indexOf(schema.subject);
    m_deletion = schema.deletion.column.isEmpty() ? -1 : schema.indexOf(schema.deletion.column);
    m_deleted = Words(schema.deletion.values);
    m_version = schema.version.isEmpty() ? -1 : schema.indexOf(schema.version);
    m_scopes.emplace_back();
    m_scopeNumbers.emplace(std::string(), 0);
}

void RowCheck::check(CheckedBatch& batch)
{
    batch.clear();
    const auto rows = std::size_t(batch.records.rows());
    batch.rows.resize(rows);
    for (std::size_t i = 0; i < rows; ++i)
        checkRow(batch, int(i));
}

void RowCheck::checkRow(CheckedBatch& batch, int index)
{
    const RecordBatch& records = batch.records;
    std::ranges::fill(m_cells, StoredCell());
    m_matched.clear();
    Target target{batch, batch.rows[std::size_t(index)], m_cells.data()};
    CheckedRow& row = target.row;
    row.sourceRow = records.sourceRow(index);
    row.deletion = m_deletion >= 0 && m_deleted.contain(trimmed(records.cell(index, m_deletion)));
    row.version = m_version >= 0 ? versionOf(records.cell(index, m_version), m_instants) : std::numeric_limits<qint64>::min();
    readScope(records, index, row);
    row.keyReadable = !m_key.empty();
    for (const int column : m_key)
        if (m_columns[std::size_t(column)].schema->required && trimmed(records.cell(index, column)).empty())
            row.keyReadable = false;
    if (const std::string_view refusal = records.refusal(index); !refusal.empty()) {
        const auto at = refusal.find(unitSeparator);
        row.fault = std::int32_t(batch.faults.size());
        batch.faults.push_back({{}, qstring(refusal.substr(0, at)), {qstring(refusal.substr(at + 1))}});
        row.keyReadable = false;
    }
    const std::optional<std::string_view> whole = m_allKept ? records.content(index) : std::nullopt;
    m_content.clear();
    const std::string_view subject = m_subject >= 0 ? trimmed(records.cell(index, m_subject)) : std::string_view();
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const Column& column = m_columns[i];
        if (!column.kept)
            continue;
        const std::string_view text = records.cell(index, int(i));
        if (!whole) {
            m_content += text;
            m_content += unitSeparator;
        }
        if (row.fault < 0)
            checkCell(target, column, text);
        if (column.opaque && target.cells->kind == StoredCell::Kind::Text)
            target.cells->text = encodeCell(subject, column.schema->privacy, target.cells->text);
        target.cells += column.cells;
    }
    const std::string_view extra = records.extra(index);
    if (!whole)
        m_content += extra;
    if (!extra.empty()) // nobody declared what these columns hold
        *target.cells = {StoredCell::Kind::Text, encodeCell(subject, Privacy::FreeText, extra), 0};
    if (row.fault < 0)
        row.cells = appendRecord(batch.cells, m_cells);
    const Hash128 hash = hash128(whole.value_or(m_content));
    row.identity.content = hash.low;
    if (m_key.empty()) {
        row.identity.key = hash.high;
        return;
    }
    m_content.clear();
    joinCells(m_content, records, index, m_key);
    row.identity.key = hash64(m_content);
}

void RowCheck::readScope(const RecordBatch& batch, int index, CheckedRow& row)
{
    if (m_scope.empty())
        return;
    m_text.clear();
    joinCells(m_text, batch, index, m_scope);
    if (m_scopes[m_lastScope] != m_text) {
        auto found = m_scopeNumbers.find(m_text);
        if (found == m_scopeNumbers.end()) { // in this order: there may be no memory for the second step
            {
                const std::scoped_lock lock(m_scopesMutex);
                m_scopes.push_back(m_text);
            }
            found = m_scopeNumbers.emplace(m_text, std::uint32_t(m_scopes.size() - 1)).first;
        }
        m_lastScope = found->second;
    }
    row.scope = m_lastScope;
}

std::string RowCheck::scope(std::uint32_t index) const
{
    const std::scoped_lock lock(m_scopesMutex);
    return m_scopes[index];
}

std::string RowCheck::keyOf(const RecordBatch& batch, int index) const
{
    std::string key;
    joinCells(key, batch, index, m_key);
    return key;
}

qint64 RowCheck::versionOf(std::string_view text, InstantParser& instants) const
{
    const DateOrder order = m_version >= 0 ? m_columns[std::size_t(m_version)].order : DateOrder::MonthFirst;
    const auto moment = instants.parse(trimmed(text), order);
    return moment ? moment->ms : std::numeric_limits<qint64>::min();
}

void RowCheck::fault(Target& target, const Column& column, const char* reason, std::string_view text, const QStringList& more)
{
    target.row.fault = std::int32_t(target.batch.faults.size());
    target.batch.faults.push_back({column.schema->name, reason, QStringList(qstring(text)) + more});
}

void RowCheck::checkCell(Target& target, const Column& column, std::string_view text)
{
    const ColumnSchema& schema = *column.schema;
    const std::string_view value = column.text ? text : trimmed(text);
    if (value.empty()) {
        if (schema.required && !target.row.deletion)
            fault(target, column, "required", {});
        return;
    }
    *target.cells = {StoredCell::Kind::Text, value, 0};
    if (!column.allowed.words.isEmpty() && !value.starts_with("ext:") && !column.allowed.contain(trimmed(value)))
        return fault(target, column, "not_allowed", value, {schema.values.join(", ")});
    parse(target, column, value);
    if (target.row.fault < 0 && !schema.match.isEmpty()) {
        const QByteArray& key = m_matched.emplace_back(keyedHash(m_matchKey, normaliseMatch(schema.match, value)));
        target.cells[column.cells - 1] = {StoredCell::Kind::Text, {key.constData(), std::size_t(key.size())}, 0};
    }
}

void RowCheck::parse(Target& target, const Column& column, std::string_view text)
{
    const ColumnSchema& schema = *column.schema;
    const auto inRange = [&](double value) {
        if ((schema.low && value < *schema.low) || (schema.high && value > *schema.high))
            fault(target, column, "out_of_range", text,
                  {schema.low ? QString::number(*schema.low) : "−∞", schema.high ? QString::number(*schema.high) : "∞"});
    };
    switch (schema.type) {
    case CellType::Id:
        if (isSpreadsheetError(text) || text == "#N/A")
            fault(target, column, "spreadsheet_error", text);
        return;
    case CellType::Integer: {
        const auto value = parseInteger(withoutZeroFraction(plainNumber(text, column.mark, m_number)));
        if (!value)
            return fault(target, column, "not_an_integer", text);
        target.cells[1] = number(*value);
        return inRange(double(*value));
    }
    case CellType::Decimal: {
        const auto milli = parseMilli(plainNumber(text, column.mark, m_number));
        if (!milli)
            return fault(target, column, "not_a_number", text);
        target.cells[1] = number(*milli);
        return inRange(double(*milli) / 1000.0);
    }
    case CellType::Boolean: {
        const auto truth = parseBoolean(text);
        if (!truth)
            return fault(target, column, "not_a_boolean", text);
        target.cells[1] = number(*truth ? 1 : 0);
        return;
    }
    case CellType::Date: {
        const auto day = parseDay(text, column.order);
        if (!day)
            return fault(target, column, "not_a_date", text);
        target.cells[1] = number(*day);
        return;
    }
    case CellType::Instant: {
        const auto moment = m_instants.parse(text, column.order);
        if (!moment)
            return fault(target, column, "not_an_instant", text);
        target.cells[1] = number(moment->ms);
        target.cells[2] = number(moment->day);
        target.cells[3] = number(moment->minute);
        return;
    }
    default:
        return;
    }
}

QString RowCheck::original(const RecordBatch& batch, int index) const
{
    const std::string_view subject = m_subject >= 0 ? trimmed(batch.cell(index, m_subject)) : std::string_view();
    QJsonObject object;
    for (int i = 0; i < int(m_columns.size()); ++i) {
        const ColumnSchema& schema = *m_columns[std::size_t(i)].schema;
        if (schema.privacy == Privacy::Never || batch.isMissing(index, i))
            continue;
        const std::string_view text = batch.cell(index, i);
        object.insert(schema.name, qstring(isOpaque(schema.privacy) ? encodeCell(subject, schema.privacy, text) : text));
    }
    if (const std::string_view extra = batch.extra(index); !extra.empty()) {
        const QJsonDocument document =
            QJsonDocument::fromJson(QByteArray::fromRawData(extra.data(), qsizetype(extra.size())));
        if (document.isObject())
            object.insert("extra", document.object());
        else
            object.insert("extra", qstring(extra));
    }
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

} // namespace lectern
