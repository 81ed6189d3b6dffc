/// Characters of XML: encodings and entities. Any thread.
#pragma once

#include "core/table/Source.h"

#include <string>
#include <string_view>

namespace lectern {

/// Appends a Unicode code point as UTF-8; false if it is none (a surrogate, beyond U+10FFFF, NUL).
bool appendUtf8(std::string& text, std::uint32_t code);

/// Appends `text` with its line ends as XML has them: every CR LF and every lone CR is LF.
void appendLines(std::string& out, std::string_view text);

/// Appends `text` with line ends as above, with the five entities of XML and character references resolved; false if there is another.
[[nodiscard]] bool appendResolved(std::string& out, std::string_view text);

/// The same bytes as UTF-8, their encoding told by the first of them.
[[nodiscard]] Result<std::unique_ptr<ByteReader>> decodedText(std::unique_ptr<ByteReader> bytes);

} // namespace lectern
