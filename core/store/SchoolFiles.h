/// The file layer under every connection to a school (an SQLite VFS above the system's own). It does two things:
/// every page of a school file carries a checksum in its last eight bytes, written with the page and compared whenever
/// the page is read, so that a byte that changed on the disk is found wherever it lies; and SQLite's temporary files
/// go into a private folder next to the school, not into the system's. Thread: any.
#pragma once

#include <QString>
#include <memory>

namespace lectern {

/// Bytes at the end of each page that hold its checksum (SQLite's "reserved space"). A file made without them is read
/// and written as it is, unchecked.
inline constexpr int pageChecksumBytes = 8;

/// Name of the file layer for connections that belong to no open school; temporary files go where SQLite puts them.
[[nodiscard]] const char* schoolFiles();

/// The private folder "<school>.temp-…" of one open school: made, for its owner alone, when the first temporary file
/// is wanted; removed at the end. Where it cannot be made (a write-protected stick) the system's folder serves.
class TemporaryPlace
{
public:
    explicit TemporaryPlace(const QString& school);
    ~TemporaryPlace();
    TemporaryPlace(const TemporaryPlace&) = delete;
    TemporaryPlace& operator=(const TemporaryPlace&) = delete;

    /// Name of the file layer that uses this folder; valid as long as the program runs.
    [[nodiscard]] const char* files() const;
    /// Removes the folders that programs which ended without goodbye left beside a school.
    static void sweep(const QString& school);

private:
    struct State;
    std::shared_ptr<State> m_state;
};

} // namespace lectern
