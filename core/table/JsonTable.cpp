/// JSON as a table: an array of objects, JSON lines, an object that holds such an array, or an array of arrays. Objects
/// within objects become columns "outer.inner", arrays stay JSON text.
#include "core/table/JsonElements.h"
#include "core/table/KeyedTable.h"
#include "core/table/NumberFormat.h"
#include "core/table/TableFormats.h"
#include "core/table/TextDecoder.h"

#include <optional>
#include <simdjson.h>

namespace lectern {

namespace {

namespace dom = simdjson::dom;

void appendScalar(std::string& text, const dom::element& value)
{
    switch (value.type()) {
    case dom::element_type::STRING: text += std::string_view(value); break;
    case dom::element_type::INT64: text += std::to_string(int64_t(value)); break;
    case dom::element_type::UINT64: text += std::to_string(uint64_t(value)); break;
    case dom::element_type::DOUBLE: appendNumber(text, double(value)); break;
    case dom::element_type::BOOL: text += bool(value) ? "true" : "false"; break;
    case dom::element_type::NULL_VALUE: break;
    default: text += simdjson::minify(value);
    }
}

constexpr std::size_t mostFields = 50'000;  // of a record; a table may have fewer columns still
constexpr std::size_t longestName = 1024;   // bytes, of the names of outer objects and its own
constexpr std::size_t longestCell = std::size_t(8) << 20; // bytes

enum class Filled { Whole, TooWide, NameTooLong };

Filled flatten(const dom::object& object, const std::string& prefix, Fields& fields)
{
    for (const auto [key, value] : object) {
        if (fields.size() >= mostFields)
            return Filled::TooWide;
        if (prefix.size() + key.size() > longestName)
            return Filled::NameTooLong;
        std::string name = prefix + std::string(key);
        if (value.type() == dom::element_type::OBJECT) {
            if (const Filled filled = flatten(dom::object(value), name + '.', fields); filled != Filled::Whole)
                return filled;
            continue;
        }
        fields.emplace_back(std::move(name), std::string());
        appendScalar(fields.back().second, value);
    }
    return Filled::Whole;
}

Filled fill(const dom::element& value, Fields& fields)
{
    fields.clear();
    if (value.type() == dom::element_type::OBJECT)
        return flatten(dom::object(value), {}, fields);
    if (value.type() != dom::element_type::ARRAY) {
        fields.emplace_back("value", std::string());
        appendScalar(fields.back().second, value);
        return Filled::Whole;
    }
    for (const dom::element cell : dom::array(value)) {
        if (fields.size() >= mostFields)
            return Filled::TooWide;
        fields.emplace_back(std::to_string(fields.size() + 1), std::string());
        appendScalar(fields.back().second, cell);
    }
    return Filled::Whole;
}

/// The longest array of objects directly within an object, or one object further in; null if there is none.
std::optional<dom::array> rowsWithin(const dom::object& object, int depth)
{
    std::optional<dom::array> best;
    for (const auto [key, value] : object) {
        std::optional<dom::array> candidate;
        if (value.type() == dom::element_type::OBJECT && depth > 0) {
            candidate = rowsWithin(dom::object(value), depth - 1);
        } else if (value.type() == dom::element_type::ARRAY) {
            const dom::array array(value);
            if (array.size() > 0 && (*array.begin()).type() == dom::element_type::OBJECT)
                candidate = array;
        }
        if (candidate && (!best || candidate->size() > best->size()))
            best = candidate;
    }
    return best;
}

class JsonRecords final : public RecordStream
{
public:
    JsonRecords(JsonElements elements, QString file, bool wrapped)
        : m_elements(std::move(elements)), m_file(std::move(file)), m_wrapped(wrapped)
    {
    }

    Result<bool> next(Fields& fields) override
    {
        for (;;) {
            if (m_at && *m_at != *m_last) {
                LECTERN_TRY(take(**m_at, fields));
                ++*m_at;
                return true;
            }
            m_at.reset();
            LECTERN_ASSIGN(const bool more, m_elements.next());
            if (!more)
                return false;
            LECTERN_ASSIGN(const dom::element value, parsed());
            if (m_wrapped && value.type() == dom::element_type::OBJECT) {
                if (const std::optional<dom::array> rows = rowsWithin(dom::object(value), 2)) {
                    m_at = rows->begin();
                    m_last = rows->end();
                    continue;
                }
            }
            LECTERN_TRY(take(value, fields));
            return true;
        }
    }
    qint64 number() const override { return m_number; }

private:
    Result<void> take(const dom::element& record, Fields& fields)
    {
        ++m_number;
        const Filled filled = fill(record, fields);
        if (filled == Filled::NameTooLong)
            return failure("table.field_too_long", {m_file, m_number}, {QString::number(longestName)});
        if (filled == Filled::TooWide)
            return failure("table.too_wide", {m_file, m_number}, {QString::number(fields.size() + 1), QString::number(mostFields)});
        for (const auto& [name, value] : fields)
            if (value.size() > longestCell)
                return failure("table.field_too_long", {m_file, m_number, QString::fromStdString(name)}, {QString::number(longestCell)});
        return {};
    }

    Result<dom::element> parsed()
    {
        const std::string_view text = m_elements.element();
        dom::element value;
        if (const auto error = m_parser.parse(text.data(), text.size(), false).get(value); error != simdjson::SUCCESS)
            return failure("source.bad_json", {m_file, m_elements.number()}, {QString::fromLatin1(simdjson::error_message(error))});
        return value;
    }

    JsonElements m_elements;
    QString m_file;
    bool m_wrapped;
    dom::parser m_parser;
    std::optional<dom::array::iterator> m_at, m_last; // of the array within the element read last
    qint64 m_number = 0;
};

Result<JsonElements> elementsOf(const Source& source, Encoding encoding)
{
    LECTERN_ASSIGN(std::unique_ptr<ByteReader> bytes, source.open());
    return JsonElements(std::make_unique<TextDecoder>(std::move(bytes), encoding), source.fullName());
}

/// True if text begins as only JSON does: a bracket and what may follow it.
bool looksLikeJson(std::string_view head)
{
    if (head.starts_with("\xef\xbb\xbf"))
        head.remove_prefix(3);
    const std::size_t first = head.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos || (head[first] != '{' && head[first] != '['))
        return false;
    const std::size_t second = head.find_first_not_of(" \t\r\n", first + 1);
    if (second == std::string_view::npos)
        return false;
    const std::string_view allowed = head[first] == '{' ? std::string_view("\"}") : std::string_view("{[]");
    return allowed.find(head[second]) != std::string_view::npos;
}

} // namespace

Result<std::optional<RawTable>> openJson(const Source& source, std::string_view head, const TableChoice& choice)
{
    if (!looksLikeJson(head))
        return std::nullopt;
    const Encoding encoding = encodingOf(head, qint64(head.size()) >= source.size);
    LECTERN_ASSIGN(JsonElements first, elementsOf(source, encoding));
    LECTERN_ASSIGN(const bool any, first.next());
    if (!any)
        return failure("source.empty", {source.fullName()});
    const bool positions = first.element().starts_with('[');
    const bool array = first.isArray();
    LECTERN_ASSIGN(const bool second, first.next());
    const bool lines = !array && second;
    const auto records = [source, encoding, wrapped = !array && !second]() -> Result<std::unique_ptr<RecordStream>> {
        LECTERN_ASSIGN(JsonElements elements, elementsOf(source, encoding));
        return std::make_unique<JsonRecords>(std::move(elements), source.fullName(), wrapped);
    };
    LECTERN_ASSIGN(RawTable table, keyedTable(source, lines ? "json-lines" : "json", positions, records, choice.records));
    return table;
}

} // namespace lectern
