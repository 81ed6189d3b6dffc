/// The row of chips and, at the right, the date of the data and the window's tools. Wraps where it is narrow. GUI
/// thread.
#pragma once

#include "ui/window/Chip.h"

#include <QWidget>
#include <functional>

class QLabel;
class QToolButton;

namespace lectern {

/// What the window can do from here; each has a button, a key and an entry in "go anywhere".
enum class Tool
{
    Search,
    Undo,
    Redo,
    Import,
    Report,
    Theme,
    Help
};

class FilterBar final : public QWidget
{
    Q_OBJECT

public:
    explicit FilterBar(QWidget* parent = nullptr);

    /// Chips for these dimensions; "dates" always stands last.
    void setDimensions(const QStringList& dimensions);
    void setFilter(const Filter& filter);
    /// Labels for the values chosen, where the filter holds ids.
    void setLabels(const QString& dimension, const QList<DimensionValue>& values);
    void setDataTo(std::optional<Day> day);
    /// Stands beside the date, as a link; 0 = nothing.
    void setAlerts(int alerts);
    /// Says that numbers are being worked out, in place of the date.
    void setBusy(bool busy);
    void setToolEnabled(Tool tool, bool enabled);
    void setChipsVisible(bool visible);
    void setLook(const Theme& theme);
    [[nodiscard]] Chip* chip(const QString& dimension) const;
    [[nodiscard]] QToolButton* tool(Tool tool) const { return m_tools.value(tool); }
    /// Opens the popup of a chip with these values.
    void openValues(const QString& dimension, const QList<DimensionValue>& values);

    /// "Grade", "Class" …
    [[nodiscard]] static QString titleOf(const QString& dimension);

Q_SIGNALS:
    void valuesWanted(const QString& dimension);
    void filterChanged(const lectern::Filter& filter);
    void toolUsed(lectern::Tool tool);
    void alertsWanted();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void arrange();
    void describe();
    void openDates();

    Theme m_theme;
    Filter m_filter;
    std::optional<Day> m_dataTo;
    int m_alerts = 0;
    bool m_chipsVisible = true;
    bool m_busy = false;
    QList<Chip*> m_chips;
    QMap<QString, QMap<QString, QString>> m_labels;
    QMap<Tool, QToolButton*> m_tools;
    QToolButton* m_clear;
    QLabel* m_date;
};

} // namespace lectern
