#include "core/ingest/RowPipe.h"

#include <new>

namespace lectern {

RowPipe::RowPipe(Reader& reader, RowCheck& check, const Cancel& cancel)
    : m_reader(reader), m_check(check), m_cancel(cancel)
{
    for (std::size_t i = 0; i < batches; ++i)
        m_empty.push_back(std::make_unique<CheckedBatch>());
    m_thread = std::thread([this] { read(); });
}

RowPipe::~RowPipe()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_stop = true;
    }
    m_changed.notify_all();
    m_thread.join();
}

std::unique_ptr<CheckedBatch> RowPipe::takeEmpty()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_stop || (!m_empty.empty() && (m_queued < mostQueued || m_full.empty())); });
    if (m_stop)
        return nullptr;
    auto batch = std::move(m_empty.back());
    m_empty.pop_back();
    return batch;
}

/// Reads one batch, and checks it unless the writer has time for that. What the standard library throws for lack of
/// memory does not leave the thread.
Result<bool> RowPipe::readBatch(CheckedBatch& batch)
{
    try {
        batch.clear();
        LECTERN_ASSIGN(const bool more, m_reader.next(batch.records, m_cancel));
        if (!more)
            return false;
        batch.progress = m_reader.progress();
        if (const std::unique_lock free(m_checking, std::try_to_lock); free && !nothingQueued())
            m_check.check(batch);
        return true;
    } catch (const std::bad_alloc&) {
        return failure("memory.exhausted");
    }
}

/// The writer's turn.
Result<void> RowPipe::checkBatch(CheckedBatch& batch)
{
    try {
        const std::scoped_lock lock(m_checking);
        m_check.check(batch);
        return {};
    } catch (const std::bad_alloc&) {
        return failure("memory.exhausted");
    }
}

bool RowPipe::nothingQueued()
{
    const std::scoped_lock lock(m_mutex);
    return m_full.empty();
}

void RowPipe::read()
{
    while (auto batch = takeEmpty()) {
        const Result<bool> more = readBatch(*batch);
        {
            const std::scoped_lock lock(m_mutex);
            if (more && *more) {
                m_queued += batch->records.bytes();
                m_full.push_back(std::move(batch));
            } else {
                if (!more)
                    m_error = more.error();
                m_ended = true;
            }
        }
        m_changed.notify_all();
        if (!more || !*more)
            return;
    }
}

Result<const CheckedBatch*> RowPipe::next()
{
    std::unique_lock lock(m_mutex);
    if (m_current) {
        m_empty.push_back(std::move(m_current));
        m_changed.notify_all();
    }
    m_changed.wait(lock, [this] { return m_ended || !m_full.empty(); });
    if (!m_full.empty()) {
        m_current = std::move(m_full.front());
        m_full.pop_front();
        m_queued -= m_current->records.bytes();
        lock.unlock();
        m_changed.notify_all();
        if (!m_current->checked())
            LECTERN_TRY(checkBatch(*m_current));
        return m_current.get();
    }
    if (m_error)
        return failure(*m_error);
    return nullptr;
}

} // namespace lectern
