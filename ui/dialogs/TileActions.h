/// What a tile's menu does: explain, show as table, copy, save as CSV, list the students behind a mark. The window's
/// signals are connected to its slots; the school is asked on the pool, late answers are dropped. GUI thread.
#pragma once

#include "ui/theme/Theme.h"
#include "ui/window/SchoolService.h"

#include <QFuture>
#include <QObject>
#include <QPointer>
#include <QWidget>

namespace lectern {

class TileActions final : public QObject
{
    Q_OBJECT

public:
    /// Dialogs stand above `window`, which must outlive it.
    TileActions(SchoolService& service, QWidget* window, const Theme& theme, QObject* parent = nullptr);
    ~TileActions() override; ///< cancels and waits

    void setLook(const Theme& theme) { m_theme = theme; }

public Q_SLOTS:
    void explain(const lectern::TileData& tile, const lectern::Filter& filter);
    void showTable(const lectern::TileData& tile);
    void copy(const lectern::TileData& tile);
    void saveCsv(const lectern::TileData& tile);
    /// `row` is an index into the tile's rows.
    void listStudents(const lectern::TileData& tile, int row, const lectern::Filter& filter);

Q_SIGNALS:
    void copied(const QString& what);
    void studentChosen(qint64 studentKey);
    void opened(QDialog* dialog); ///< a dialog stands there now

private:
    template <class T>
    void ask(std::function<Result<T>(const Cancel&)> question, const QString& failed, std::function<void(const T&)> show);
    void present(QDialog* dialog);

    SchoolService& m_service;
    QPointer<QWidget> m_window;
    Theme m_theme;
    Cancel m_cancel;
    QList<QFuture<void>> m_running;
    quint64 m_generation = 0;
};

} // namespace lectern
