/// One step of several: its progress as a part of the whole's. Thread: the one that does the step.
#pragma once

#include "core/base/Cancel.h"

#include <algorithm>

namespace lectern {

/// Passes a step's progress on to `whole`, its 0 to 1 scaled to `low` to `high`.
[[nodiscard]] inline ProgressSink part(const ProgressSink& whole, double low, double high)
{
    return [whole, low, high](const Progress& progress) {
        if (!whole)
            return;
        Progress scaled = progress;
        if (progress.fraction >= 0)
            scaled.fraction = low + (high - low) * std::min(progress.fraction, 1.0);
        whole(scaled);
    };
}

} // namespace lectern
