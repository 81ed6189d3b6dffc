/// Sentences with a number that brings its noun and verb with it. Thread: any.
#pragma once

#include <QString>

namespace lectern {

/// The translation of `text`, "%Ln row(s) (has|have) …", for `n`; below 0 = the sentence has no number. Larger numbers than an
/// int holds are shown as the largest it does.
[[nodiscard]] QString counted(const char* context, const char* text, qint64 n);

} // namespace lectern
