/// The SHA-256 of a source's bytes, by which a file that comes again is known. Reading a large file for it takes as long
/// as importing part of it, so it can be read beside the import.
#pragma once

#include "core/base/Cancel.h"
#include "core/table/Source.h"

#include <future>
#include <optional>

namespace lectern {

/// Errors of the source, "cancelled". Any thread.
[[nodiscard]] Result<QString> digestOf(const Source& source, const Cancel& cancel);

/// Reads on a thread of its own from the start. Made, asked and destroyed by one thread.
class Digest
{
public:
    /// The source must outlive it. Only for plain files: what stands in a zip or behind an address is opened by one at a time.
    Digest(const Source& source, const Cancel& cancel);
    /// Stops reading.
    ~Digest();
    Digest(const Digest&) = delete;
    Digest& operator=(const Digest&) = delete;

    /// Whether value() need not wait.
    [[nodiscard]] bool isReady() const;
    /// Waits for it. Errors as digestOf(), "memory.exhausted".
    [[nodiscard]] Result<QString> value();

private:
    Cancel m_stop;
    std::future<Result<QString>> m_reading;
    std::optional<Result<QString>> m_value;
};

} // namespace lectern
