#include "core/ingest/RowCheck.h"

#include "core/govern/Codec.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace lectern {

namespace {

constexpr char unitSeparator = '\x1f';

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

bool contains(const QStringList& values, std::string_view text)
{
    const QString value = qstring(text);
    for (const QString& allowed : values)
        if (allowed.compare(value, Qt::CaseInsensitive) == 0)
            return true;
    return false;
}

void addInteger(CheckedRow& row, qint64 value)
{
    row.cells.push_back({StoredCell::Kind::Integer, {}, value});
}

std::optional<RowFault> outOfRange(const ColumnSchema& schema, std::string_view text, double value)
{
    if ((schema.low && value < *schema.low) || (schema.high && value > *schema.high))
        return RowFault{schema.name,
                        "out_of_range",
                        {qstring(text), schema.low ? QString::number(*schema.low) : "−∞",
                         schema.high ? QString::number(*schema.high) : "∞"}};
    return std::nullopt;
}

} // namespace

RowCheck::RowCheck(const EntitySchema& schema, const Reader& reader, const QTimeZone& zone, const QByteArray& matchKey)
    : m_schema(schema), m_matchKey(matchKey), m_instants(zone)
{
    for (int i = 0; i < int(schema.columns.size()); ++i) {
        const ColumnSchema& column = schema.columns[std::size_t(i)];
        QString order = reader.dateOrder(i);
        if (order.isEmpty())
            order = column.dateOrder;
        m_columns.push_back({&column, order == "dmy" ? DateOrder::DayFirst : DateOrder::MonthFirst,
                             int(companionsOf(column).size()), isOpaque(column.privacy)});
    }
    for (const QString& name : schema.key)
        m_key.push_back(schema.indexOf(name));
    for (const QString& name : schema.scope)
        m_scope.push_back(schema.indexOf(name));
    m_subject = schema.subject.isEmpty() ? -1 : schema.indexOf(schema.subject);
    m_deletion = schema.deletion.column.isEmpty() ? -1 : schema.indexOf(schema.deletion.column);
}

void RowCheck::readIdentity(const RecordBatch& batch, int index, CheckedRow& row)
{
    row.keyReadable = !m_key.empty();
    for (std::size_t i = 0; i < m_key.size(); ++i) {
        const std::string_view part = trimmed(batch.cell(index, m_key[i]));
        if (i > 0)
            row.key += unitSeparator;
        row.key += part;
        if (part.empty() && m_columns[std::size_t(m_key[i])].schema->required)
            row.keyReadable = false;
    }
    for (std::size_t i = 0; i < m_scope.size(); ++i) {
        if (i > 0)
            row.scope += unitSeparator;
        row.scope += trimmed(batch.cell(index, m_scope[i]));
    }
    row.deletion = m_deletion >= 0 && contains(m_schema.deletion.values, trimmed(batch.cell(index, m_deletion)));
}

std::optional<RowFault> RowCheck::check(const RecordBatch& batch, int index, CheckedRow& row)
{
    row.cells.clear();
    row.owned.clear();
    row.owned.reserve(m_columns.size()); // views into the strings must stay valid
    row.key.clear();
    row.scope.clear();
    m_content.clear();
    readIdentity(batch, index, row);

    std::optional<RowFault> fault;
    if (const std::string_view refusal = batch.refusal(index); !refusal.empty()) {
        const auto at = refusal.find(unitSeparator);
        fault = RowFault{{}, qstring(refusal.substr(0, at)), {qstring(refusal.substr(at + 1))}};
        row.keyReadable = false;
    }
    const std::string_view subject = m_subject >= 0 ? trimmed(batch.cell(index, m_subject)) : std::string_view();
    for (int i = 0; i < int(m_columns.size()); ++i) {
        const Column& column = m_columns[std::size_t(i)];
        if (column.schema->privacy == Privacy::Never)
            continue;
        const std::string_view text = batch.cell(index, i);
        m_content += text;
        m_content += unitSeparator;
        const std::size_t before = row.cells.size();
        if (!fault)
            fault = checkCell(column, text, row);
        if (column.opaque && !text.empty() && row.cells.size() > before)
            row.cells[before].text = encodeCell(subject, column.schema->privacy, row.cells[before].text);
        row.cells.resize(before + 1 + std::size_t(column.companions)); // what was not parsed is NULL
    }
    m_content += batch.extra(index);
    row.extra = encodeCell(subject, Privacy::FreeText, batch.extra(index)); // nobody declared what these columns hold
    row.hash = hash128(m_content);
    return fault;
}

std::optional<RowFault> RowCheck::checkCell(const Column& column, std::string_view text, CheckedRow& row)
{
    const ColumnSchema& schema = *column.schema;
    const std::string_view value = schema.type == CellType::Text ? text : trimmed(text);
    if (value.empty()) {
        row.cells.push_back({});
        if (schema.required && !row.deletion)
            return RowFault{schema.name, "required", {QString()}};
        return std::nullopt;
    }
    row.cells.push_back({StoredCell::Kind::Text, value, 0});
    if (!schema.values.isEmpty() && !contains(schema.values, trimmed(value)) && !value.starts_with("ext:"))
        return RowFault{schema.name, "not_allowed", {qstring(value), schema.values.join(", ")}};
    auto fault = parse(schema, column.order, value, row);
    if (!fault && !schema.match.isEmpty()) {
        row.owned.push_back(keyedHash(m_matchKey, normaliseMatch(schema.match, value)).toStdString());
        row.cells.push_back({StoredCell::Kind::Text, row.owned.back(), 0});
    }
    return fault;
}

std::optional<RowFault> RowCheck::parse(const ColumnSchema& schema, DateOrder order, std::string_view text,
                                        CheckedRow& row)
{
    const auto fault = [&](const char* reason) { return RowFault{schema.name, reason, {qstring(text)}}; };
    switch (schema.type) {
    case CellType::Integer: {
        const auto number = parseInteger(text);
        if (!number)
            return fault("not_an_integer");
        addInteger(row, *number);
        return outOfRange(schema, text, double(*number));
    }
    case CellType::Decimal: {
        const auto milli = parseMilli(text);
        if (!milli)
            return fault("not_a_number");
        addInteger(row, *milli);
        return outOfRange(schema, text, double(*milli) / 1000.0);
    }
    case CellType::Boolean: {
        const auto truth = parseBoolean(text);
        if (!truth)
            return fault("not_a_boolean");
        addInteger(row, *truth ? 1 : 0);
        return std::nullopt;
    }
    case CellType::Date: {
        const auto day = parseDay(text, order);
        if (!day)
            return fault("not_a_date");
        addInteger(row, *day);
        return std::nullopt;
    }
    case CellType::Instant: {
        const auto moment = m_instants.parse(text, order);
        if (!moment)
            return fault("not_an_instant");
        addInteger(row, moment->ms);
        addInteger(row, moment->day);
        addInteger(row, moment->minute);
        return std::nullopt;
    }
    default:
        return std::nullopt;
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
