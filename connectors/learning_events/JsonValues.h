/// Splits a stream of bytes into JSON values without parsing them: lines of JSON lines, or the elements of a big array,
/// one at a time, so that memory does not grow with the file. Owned by one reader; one thread at a time.
#pragma once

#include "core/base/Cancel.h"
#include "core/table/Source.h"

#include <memory>
#include <string>
#include <string_view>

namespace lectern {

/// One value as it stands in the source.
struct JsonValue
{
    qint64 record = 0;     ///< line number (lines) or element number from 1 (values)
    std::string_view text; ///< without space around it; valid until the next call of next()
    bool tooLong = false;  ///< the value is longer than the limit; `text` is only its beginning
};

class JsonValues
{
public:
    /// How values are set apart.
    enum class Layout {
        Lines, ///< one value per line; a broken line costs that line only
        Values ///< values one after the other, inside arrays or not, over any number of lines
    };
    static constexpr qint64 defaultLimit = 16 << 20; ///< bytes of one value

    JsonValues(std::unique_ptr<ByteReader> bytes, Layout layout, qint64 limit = defaultLimit);

    /// The next value; false = there is none. Blank lines are passed over. Errors of the byte reader, "cancelled".
    [[nodiscard]] Result<bool> next(JsonValue& value, const Cancel& cancel);

    [[nodiscard]] qint64 bytesRead() const { return m_bytesRead; }
    /// After the last value: an array was never closed, so the source is probably cut off.
    [[nodiscard]] bool cutOff() const { return m_cutOff; }

    /// What the first bytes of a source (BOM or not) look like.
    [[nodiscard]] static Layout layoutOf(std::string_view head);

private:
    [[nodiscard]] Result<bool> fill(const Cancel& cancel);
    [[nodiscard]] Result<bool> nextLine(JsonValue& value, const Cancel& cancel);
    [[nodiscard]] Result<bool> nextValue(JsonValue& value, const Cancel& cancel);
    [[nodiscard]] Result<bool> skipToValue(const Cancel& cancel);
    void shorten(std::size_t at);
    [[nodiscard]] bool finish(JsonValue& value, std::size_t end, qint64 record);

    std::unique_ptr<ByteReader> m_bytes;
    Layout m_layout;
    std::size_t m_limit;
    std::string m_buffer;
    std::size_t m_at = 0;   ///< where the value in work begins
    std::size_t m_kept = 0; ///< bytes kept of a value that is too long; 0 = it is not
    qint64 m_bytesRead = 0;
    qint64 m_record = 0;
    bool m_end = false;     ///< the byte reader is exhausted
    bool m_skipFeed = false; ///< the last line ended with CR: a LF right behind belongs to it
    bool m_inArray = false;
    bool m_cutOff = false;
};

/// The text without a byte order mark and space at both ends.
[[nodiscard]] std::string_view trimmedJson(std::string_view text);

} // namespace lectern
