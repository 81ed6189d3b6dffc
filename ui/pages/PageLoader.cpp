/// Pool work with a generation token.
#include "ui/pages/PageLoader.h"

#include "ui/platform/WhenFinished.h"

#include <QtConcurrent>

namespace lectern {

PageLoader::PageLoader(Ask ask, QObject* parent) : QObject(parent), m_ask(std::move(ask)) {}

PageLoader::~PageLoader()
{
    m_cancel.raise();
    ++m_generation;
    for (QFuture<void>& future : m_running)
        future.waitForFinished();
}

void PageLoader::load(const PageSpec& spec, const Filter& filter)
{
    m_cancel.raise();
    m_cancel = Cancel();
    const quint64 generation = ++m_generation;
    m_running.removeIf([](const QFuture<void>& future) { return future.isFinished(); });
    setBusy(true);
    auto work = QtConcurrent::run([ask = m_ask, spec, filter, cancel = m_cancel] { return ask(spec, filter, cancel); });
    m_running.append(QFuture<void>(work));
    whenFinished(work, this, [this, generation](const Result<PageData>& answer) {
        if (generation != m_generation)
            return;
        setBusy(false);
        if (answer)
            Q_EMIT loaded(*answer);
        else
            Q_EMIT failed(answer.error());
    });
}

void PageLoader::cancel()
{
    m_cancel.raise();
    ++m_generation;
    setBusy(false);
}

void PageLoader::setBusy(bool busy)
{
    if (m_busy == busy)
        return;
    m_busy = busy;
    Q_EMIT busyChanged(busy);
}

} // namespace lectern
