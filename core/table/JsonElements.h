/// The elements of a JSON array, or the values of JSON lines, one after the other: cut apart, not yet parsed. Memory is
/// bounded by the largest element. Pool thread.
#pragma once

#include "core/table/Source.h"

#include <string>
#include <string_view>

namespace lectern {

class JsonElements
{
public:
    static constexpr int deepest = 128;                           ///< brackets within brackets
    static constexpr std::size_t largest = std::size_t(24) << 20; ///< bytes of one element: parsed, it takes up to 14 times as much

    /// `text` yields UTF-8; `file` names it in errors.
    JsonElements(std::unique_ptr<ByteReader> text, QString file);

    /// Cuts out the next element; false at the end. Errors "source.bad_json", "json.too_deep", "table.field_too_long".
    [[nodiscard]] Result<bool> next();
    /// Valid until the next call; simdjson::SIMDJSON_PADDING bytes behind it may be read.
    [[nodiscard]] std::string_view element() const { return std::string_view(m_buffer).substr(m_at, m_size); }
    [[nodiscard]] qint64 number() const { return m_number; } ///< 1-based
    [[nodiscard]] bool isArray() const { return m_array; }   ///< of one array, not values in lines; after the first next()

private:
    [[nodiscard]] Result<bool> fill();
    [[nodiscard]] Result<bool> skipSpace();
    [[nodiscard]] Result<void> measure();
    [[nodiscard]] std::unexpected<Error> bad(const char* what) const;

    std::unique_ptr<ByteReader> m_text;
    QString m_file;
    std::string m_buffer;
    std::size_t m_at = 0;   // of the element
    std::size_t m_size = 0; // of the element
    std::size_t m_end = 0;  // of the bytes read
    bool m_ended = false;
    bool m_started = false;
    bool m_array = false;
    bool m_closed = false;
    qint64 m_number = 0;
};

} // namespace lectern
