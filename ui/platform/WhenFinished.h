/// Brings the answer of pool work to the GUI thread. Not QFuture::then(context, …): in Qt 6.4 its continuation runs on
/// the pool and asserts that the context still lives, which a window that is closed in that moment does not. A watcher
/// belongs to the context and goes with it. GUI thread.
#pragma once

#include <QFutureWatcher>
#include <type_traits>

namespace lectern {

/// Calls `done` (with the result, unless that is void) when `future` has finished; never once `context` is gone.
template <class T, class Done> void whenFinished(const QFuture<T>& future, QObject* context, Done done)
{
    auto* watcher = new QFutureWatcher<T>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, done = std::move(done)]() mutable {
        watcher->deleteLater();
        if constexpr (std::is_void_v<T>)
            done();
        else
            done(watcher->result());
    });
    watcher->setFuture(future);
}

} // namespace lectern
