/// Evaluates pages on the pool and brings the answer to the GUI thread. A newer question cancels the older one, whose
/// late answer is dropped. GUI thread; the function it is given runs on the pool.
#pragma once

#include "core/base/Cancel.h"
#include "core/page/Page.h"

#include <QFuture>
#include <QObject>
#include <functional>

namespace lectern {

class PageLoader final : public QObject
{
    Q_OBJECT

public:
    using Ask = std::function<Result<PageData>(const PageSpec&, const Filter&, const Cancel&)>;

    explicit PageLoader(Ask ask, QObject* parent = nullptr);
    ~PageLoader() override; ///< cancels and waits

    void load(const PageSpec& spec, const Filter& filter);
    void cancel();
    [[nodiscard]] bool busy() const { return m_busy; }

Q_SIGNALS:
    void loaded(const lectern::PageData& page);
    void failed(const lectern::Error& error);
    void busyChanged(bool busy);

private:
    void setBusy(bool busy);

    Ask m_ask;
    Cancel m_cancel;
    quint64 m_generation = 0;
    bool m_busy = false;
    QList<QFuture<void>> m_running;
};

} // namespace lectern
