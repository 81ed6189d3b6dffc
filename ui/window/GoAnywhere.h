/// Ctrl+K: one field that finds pages, filter values, metrics and commands. Knows only words and ids. GUI thread.
#pragma once

#include <QDialog>
#include <QList>

class QLineEdit;
class QListWidget;

namespace lectern {

struct Destination
{
    QString id;    ///< "page:overview", "filter:class:7B", "tool:import"
    QString title; ///< "Overview"
    QString hint;  ///< "page", "class", "Ctrl+O"
};

/// The destinations that fit what was typed, best first: words that begin with it, then words that hold it.
[[nodiscard]] QList<Destination> matching(const QList<Destination>& all, const QString& typed);

class GoAnywhere final : public QDialog
{
    Q_OBJECT

public:
    GoAnywhere(QList<Destination> all, QWidget* parent);
    /// More destinations, as they become known.
    void add(const QList<Destination>& more);

Q_SIGNALS:
    void chosen(const QString& id);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void refill();
    void choose();

    QList<Destination> m_all;
    QLineEdit* m_field;
    QListWidget* m_list;
};

} // namespace lectern
