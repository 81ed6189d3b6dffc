/// A filter chip: "Grade all ▾", or "Grade 7 ×" where something is chosen. GUI thread.
#pragma once

#include "core/metric/Filter.h"
#include "core/metric/MetricTable.h"
#include "ui/theme/Theme.h"

#include <QAbstractButton>
#include <QFrame>

class QDateEdit;
class QListWidget;

namespace lectern {

class Chip final : public QAbstractButton
{
    Q_OBJECT

public:
    Chip(QString dimension, QString title, QWidget* parent);

    /// What is chosen, in words; empty = all.
    void setChosen(const QString& words);
    void setLook(const Theme& theme);
    [[nodiscard]] const QString& dimension() const { return m_dimension; }
    [[nodiscard]] const QString& title() const { return m_title; }
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void opened();  ///< the popup is wanted
    void removed(); ///< the × was clicked, or Delete pressed

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    [[nodiscard]] QString shownChoice() const;

    QString m_dimension, m_title, m_chosen;
    Theme m_theme;
};

/// The values of one dimension with check marks, a field to find one in long lists, and "All".
class ValuePopup final : public QFrame
{
    Q_OBJECT

public:
    ValuePopup(const QString& title, const QList<DimensionValue>& values, const QStringList& chosen, QWidget* parent);

Q_SIGNALS:
    void chosen(const QStringList& ids);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void tell();

    QListWidget* m_list;
};

/// From and to, with the spans people ask for.
class DatePopup final : public QFrame
{
    Q_OBJECT

public:
    DatePopup(const Filter& filter, std::optional<Day> dataTo, const Theme& theme, QWidget* parent);

Q_SIGNALS:
    void chosen(std::optional<lectern::Day> from, std::optional<lectern::Day> to);

private:
    QDateEdit* m_from;
    QDateEdit* m_to;
};

} // namespace lectern
