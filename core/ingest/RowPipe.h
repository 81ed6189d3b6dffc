/// Reads one source on a thread of its own, a few batches ahead of the writer and no more: that bounds memory. Rows are
/// checked by whichever of the two threads has time, which keeps two cores busy. Made, used and destroyed by the writer thread.
#pragma once

#include "core/ingest/RowCheck.h"

#include <condition_variable>
#include <deque>
#include <thread>

namespace lectern {

class RowPipe
{
public:
    /// Starts reading at once. All must outlive the pipe.
    RowPipe(Reader& reader, RowCheck& check, const Cancel& cancel);
    /// Stops after the batch at hand and waits for the thread.
    ~RowPipe();
    RowPipe(const RowPipe&) = delete;
    RowPipe& operator=(const RowPipe&) = delete;

    /// The next batch, valid until the next call; null at the end, and then the reader may be asked for its remarks.
    /// Errors of the reader, "memory.exhausted".
    [[nodiscard]] Result<const CheckedBatch*> next();

private:
    static constexpr std::size_t batches = 24;
    static constexpr std::size_t mostQueued = 32 * 1024 * 1024; ///< bytes of text; rows may be as long as a record may be
    void read();
    [[nodiscard]] Result<bool> readBatch(CheckedBatch& batch);
    [[nodiscard]] Result<void> checkBatch(CheckedBatch& batch);
    [[nodiscard]] std::unique_ptr<CheckedBatch> takeEmpty();
    [[nodiscard]] bool nothingQueued();

    Reader& m_reader;
    RowCheck& m_check;
    std::mutex m_checking; ///< held by who uses m_check; never taken while m_mutex is held
    const Cancel& m_cancel;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<std::unique_ptr<CheckedBatch>> m_empty;
    std::deque<std::unique_ptr<CheckedBatch>> m_full;
    std::size_t m_queued = 0; ///< bytes of text in m_full
    std::unique_ptr<CheckedBatch> m_current;
    std::optional<Error> m_error;
    bool m_ended = false;
    bool m_stop = false;
    std::thread m_thread; ///< last: the rest is there when it starts
};

} // namespace lectern
