/// The one place through which cells of class identity, contact and free text pass on their way into the store and out
/// to a viewer. Plain today; sealing them later changes this file alone.
#pragma once

#include "core/table/EntitySchema.h"

#include <string>
#include <string_view>

namespace lectern {

/// Whether cells of this class are opaque to SQL.
[[nodiscard]] constexpr bool isOpaque(Privacy privacy)
{
    return privacy == Privacy::Identity || privacy == Privacy::Contact || privacy == Privacy::FreeText;
}

/// The form in which an opaque cell of `subject` is stored.
[[nodiscard]] std::string_view encodeCell(std::string_view subject, Privacy privacy, std::string_view plain);

/// The cell as a viewer who may see it reads it.
[[nodiscard]] QString decodeCell(const QString& stored);

/// The form in which values of a `match` column are compared: trimmed, lower case.
[[nodiscard]] std::string normaliseMatch(const QString& kind, std::string_view text);

} // namespace lectern
