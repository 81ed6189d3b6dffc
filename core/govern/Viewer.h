/// Who asks, and for whom the answer is.
#pragma once

#include <QString>

namespace lectern {

/// Who asks. A school without people has one viewer who may see all.
struct Viewer
{
    QString person; ///< empty = the one viewer of a school without people
};

/// Whom the answer is for (see "Leaving the machine" in the metrics' rules).
enum class Audience { Screen, Staff, Outside };

} // namespace lectern
