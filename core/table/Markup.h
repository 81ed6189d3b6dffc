/// Which kind of markup the first bytes of a file are. Any thread.
#pragma once

#include <string>
#include <string_view>

namespace lectern {

enum class Markup { None, Html, Xml };

/// Html: the document type or the first element is one of HTML. Xml: it begins with a tag otherwise.
[[nodiscard]] Markup markupOf(std::string_view head);

/// Markup in UTF-16 too: the first bytes as ASCII, what is not ASCII left out.
[[nodiscard]] std::string asciiOf(std::string_view head);

} // namespace lectern
